"""What only an import makes; an editor keeps it, replaces it, or deletes it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blog.blocks import preview_values
from blog.blocks.words import LinesBlock
from blog.rich_text import sanitised
from blog.text import plain

OLD = _("From the old site")


class MissingImageBlock(blocks.StructBlock):
    address = blocks.CharBlock(label=_("Old address"), required=False, max_length=1000, search_index=False)
    alt = blocks.CharBlock(label=_("What was seen"), required=False, max_length=500)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)
    credit = blocks.CharBlock(label=_("Credit"), required=False, max_length=300)

    class Meta:
        icon = "warning"
        label = _("Missing picture")
        group = OLD
        description = _("Stood in the old post, but its file is gone. Put a Picture in its place, or delete it.")
        preview_value = preview_values.MISSING_IMAGE
        template = "blog/blocks/missing_image.html"
        label_format = "{alt}"


class ArchivedHTMLBlock(blocks.StructBlock):
    html = LinesBlock(
        label=_("Old content"),
        rows=6,
        help_text=_("Kept from the old site, made safe. Delete the block if it isn’t wanted."),
    )
    as_text = blocks.BooleanBlock(label=_("Turn it into a Text block when the post is published"), required=False)

    class Meta:
        icon = "history"
        label = _("Old content")
        group = OLD
        description = _("Kept from the old site")
        preview_value = preview_values.ARCHIVED_HTML
        template = "blog/blocks/archived_html.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        cleaned["html"] = sanitised(cleaned["html"])
        return cleaned

    def get_searchable_content(self, value: blocks.StructValue) -> list[str]:
        return [plain(sanitised(value["html"] or ""))]

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {"safe_html": sanitised(value["html"] or "")}
