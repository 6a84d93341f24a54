"""Everything a post can hold."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Media
from django.forms.utils import ErrorList
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter

from blog.blocks.extras import ButtonBlock, CodeBlock, DetailsBlock, DividerBlock, TableBlock
from blog.blocks.imported import ArchivedHTMLBlock, MissingImageBlock
from blog.blocks.media import EmbedBlock, FileBlock
from blog.blocks.pictures import GalleryBlock, PictureBlock
from blog.blocks.words import TAKEN, HeadingBlock, NoteBlock, PullQuoteBlock, QuoteBlock, TextBlock, free_anchor


class BodyBlock(blocks.StreamBlock):
    """Everything a post can hold, in the order the chooser offers it."""

    IMPORT_ONLY = ("missing_image", "archived_html")

    text = TextBlock()
    heading = HeadingBlock()
    quote = QuoteBlock()
    pull_quote = PullQuoteBlock()
    note = NoteBlock()
    image = PictureBlock()
    gallery = GalleryBlock()
    embed = EmbedBlock()
    file = FileBlock()
    table = TableBlock()
    code = CodeBlock()
    details = DetailsBlock()
    button = ButtonBlock()
    divider = DividerBlock()
    missing_image = MissingImageBlock()
    archived_html = ArchivedHTMLBlock()

    class Meta:
        template = "blog/blocks/body.html"

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        if self.required and not self.is_deferred_validation and not any(map(_says_something, value)):
            sentence = _("There is nothing to read yet. Write something first.")
            raise blocks.StreamBlockValidationError(non_block_errors=ErrorList([ValidationError(sentence)]))
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        _make_anchors_unique(cleaned)
        return self._with_old_content_as_text(cleaned)

    def _with_old_content_as_text(self, stream: blocks.StreamValue) -> blocks.StreamValue:
        if not any(child.block_type == "archived_html" and child.value["as_text"] for child in stream):
            return stream
        children = []
        for child in stream:
            if child.block_type == "archived_html" and child.value["as_text"]:
                text = self.child_blocks["text"].to_python(child.value["html"])
                children.append(("text", text, child.id))
            else:
                children.append((child.block_type, child.value, child.id))
        return blocks.StreamValue(self, children)


def _says_something(child: blocks.StreamValue.StreamChild) -> bool:
    # A new post starts with a Text block that has nothing in it.
    return child.block_type != "text" or bool(strip_tags(child.value.source).strip())


def _make_anchors_unique(stream: blocks.StreamValue) -> None:
    taken = dict.fromkeys(TAKEN, 2)
    for child in stream:
        if child.block_type == "heading":
            child.value["anchor"] = free_anchor(child.value["anchor"], taken)


class BodyBlockAdapter(StreamBlockAdapter):
    """Offers no block in the chooser that only an import makes: static/js/body-block.js."""

    js_constructor = "blog.blocks.BodyBlock"

    def js_args(self, block: BodyBlock) -> list[Any]:
        *args, meta = super().js_args(block)
        return [*args, meta | {"importOnly": block.IMPORT_ONLY}]

    @cached_property
    def media(self) -> Media:
        return super().media + Media(js=["js/body-block.js"])


register(BodyBlockAdapter(), BodyBlock)
