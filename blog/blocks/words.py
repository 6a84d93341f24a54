"""Text, heading, quote, pull quote, note."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from blog.blocks import preview_values
from blog.rich_text import FEATURES_OF_NOTES, FEATURES_OF_TEXT
from blog.text import plain
from blog.validators import validate_web_address

WORDS = _("Words")


class ListsBlock(blocks.RichTextBlock):
    """Rich text with lists in it."""

    def get_searchable_content(self, value: RichText) -> list[str]:
        return [plain(value.source)] if self.search_index else []


class TextBlock(ListsBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = WORDS
        description = _("Paragraphs, lists and small headings")
        preview_value = preview_values.TEXT
        template = "blog/blocks/text.html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": FEATURES_OF_TEXT, **kwargs})


class LinesBlock(blocks.TextBlock):
    """Ends lines as they are stored everywhere else, however a browser sends them."""

    def value_from_form(self, value: str) -> str:
        return super().value_from_form(value).replace("\r\n", "\n")


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=150)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Section")), ("3", _("Part of a section")), ("4", _("Smaller still"))],
        default="2",
        search_index=False,
    )
    anchor = blocks.RegexBlock(
        label=_("Anchor"),
        regex=r"^[\w-]*$",
        required=False,
        max_length=150,
        search_index=False,
        help_text=_("The last part of a link to this heading, after #. Made from the heading and then kept."),
        error_messages={"invalid": _("Only letters, digits and hyphens.")},
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        group = WORDS
        description = _("A heading between sections")
        preview_value = {"text": _("Before anybody arrives"), "level": "2"}
        form_layout = blocks.BlockGroup(children=["text"], settings=["level", "anchor"])
        template = "blog/blocks/heading.html"
        label_format = "{text}"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        # A draft saves itself while the heading is being typed.
        if not cleaned["anchor"] and not self.is_deferred_validation:
            cleaned["anchor"] = anchor_of(cleaned)
        return cleaned

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {"anchor": value.get("anchor") or anchor_of(value)}


# Other parts of a post's page are found by these.
TAKEN = frozenset("contents credits main mentions petal question related replies".split())


def free_anchor(wanted: str, taken: dict[str, int]) -> str:
    """``wanted``, or with a number behind it, as nothing in ``taken`` is called; from now on that is taken too.

    ``taken`` says of each which number comes next.
    """
    anchor, number = wanted, taken.get(wanted, 2)
    while anchor in taken:
        anchor, number = f"{wanted}-{number}", number + 1
    taken[wanted] = number
    taken.setdefault(anchor, 2)
    return anchor


def anchor_of(heading: blocks.StructValue) -> str:
    return slugify(heading["text"], allow_unicode=True)[:150] or "section"


class QuoteBlock(blocks.StructBlock):
    words = LinesBlock(label=_("Words"), rows=3, help_text=_("Leave an empty line between paragraphs."))
    name = blocks.CharBlock(label=_("Who said it"), required=False, max_length=150)
    role = blocks.CharBlock(label=_("Who they are"), required=False, max_length=200)
    link = blocks.URLBlock(label=_("Where it stands"), required=False, validators=[validate_web_address])

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = WORDS
        description = _("Someone else’s words")
        preview_value = preview_values.QUOTE
        form_layout = blocks.BlockGroup(children=["words", "name", "role"], settings=["link"])
        template = "blog/blocks/quote.html"
        label_format = "{words}"


class PullQuoteBlock(LinesBlock):
    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        group = WORDS
        description = _("A line of your own, shown large")
        preview_value = preview_values.PULL_QUOTE
        template = "blog/blocks/pull_quote.html"


class NoteBlock(ListsBlock):
    class Meta:
        icon = "info-circle"
        label = _("Note")
        group = WORDS
        description = _("A short aside in a shaded box")
        preview_value = preview_values.NOTE
        template = "blog/blocks/note.html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": FEATURES_OF_NOTES, **kwargs})
