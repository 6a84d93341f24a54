"""Table, code, fold-out, button, section break."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from blog.blocks import preview_values
from blog.blocks.words import LinesBlock, TextBlock
from blog.rich_text import FEATURES_OF_WORDS
from blog.validators import validate_link

EXTRAS = _("Extras")


class TableBlock(blocks.StructBlock):
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Words"), required=False)),
            (
                "rich_text",
                blocks.RichTextBlock(label=_("Words with links"), required=False, features=FEATURES_OF_WORDS),
            ),
            ("number", blocks.FloatBlock(label=_("Number"), required=False)),
        ],
        label=_("Table"),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    header_row = blocks.BooleanBlock(label=_("Show the column headings"), required=False, default=True)
    header_column = blocks.BooleanBlock(label=_("The first column holds headings"), required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        group = EXTRAS
        description = _("Rows and columns")
        preview_value = preview_values.TABLE
        form_layout = blocks.BlockGroup(children=["caption", "table"], settings=["header_row", "header_column"])
        template = "blog/blocks/table.html"
        label_format = "{caption}"


class ExactTextBlock(LinesBlock):
    """Keeps every space at either end."""

    @cached_property
    def field(self) -> forms.CharField:
        field = super().field
        field.strip = False
        return field


class CodeBlock(blocks.StructBlock):
    code = ExactTextBlock(label=_("Code"), rows=8)
    language = blocks.ChoiceBlock(
        label=_("Language"),
        default="text",
        search_index=False,
        choices=[
            ("text", _("Plain text")),
            ("verse", _("Verse: lines kept as they are")),
            ("bash", "Shell"),
            ("css", "CSS"),
            ("html", "HTML"),
            ("javascript", "JavaScript"),
            ("json", "JSON"),
            ("php", "PHP"),
            ("python", "Python"),
            ("sql", "SQL"),
        ],
    )

    class Meta:
        icon = "code"
        label = _("Code")
        group = EXTRAS
        description = _("Code, or verse: every space and line as you type it")
        preview_value = preview_values.CODE
        template = "blog/blocks/code.html"
        label_format = "{code}"


class DetailsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    text = TextBlock(label=_("Text"))

    class Meta:
        icon = "collapse-down"
        label = _("Fold-out")
        group = EXTRAS
        description = _("Words that open when their title is pressed")
        preview_value = preview_values.DETAILS
        template = "blog/blocks/details.html"
        label_format = "{title}"


class ButtonBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Label"), max_length=60)
    link = blocks.CharBlock(label=_("Link"), max_length=500, validators=[validate_link], search_index=False)

    class Meta:
        icon = "link"
        label = _("Button")
        group = EXTRAS
        description = _("One thing to do next")
        preview_value = {"label": _("Ask for the printed list"), "link": "mailto:ines@example.org"}
        template = "blog/blocks/button.html"
        label_format = "{label}"


class DividerBlock(blocks.StaticBlock):
    class Meta:
        icon = "minus"
        label = _("Section break")
        group = EXTRAS
        description = _("A small flower between two parts")
        admin_text = _("A small flower between two parts.")
        preview_value = None
        template = "blog/blocks/divider.html"

    @cached_property
    def is_previewable(self) -> bool:
        return True
