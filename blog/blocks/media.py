"""Film and sound elsewhere, and files of our own."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from blog.blocks import preview_values
from blog.validators import validate_web_address

MEDIA = _("Media")
PROVIDERS = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "spotify.com": "Spotify",
    "soundcloud.com": "SoundCloud",
    "bandcamp.com": "Bandcamp",
    "archive.org": "the Internet Archive",
}


class EmbedBlock(blocks.StructBlock):
    address = blocks.URLBlock(label=_("Address"), validators=[validate_web_address])
    title = blocks.CharBlock(label=_("Title"), max_length=200, help_text=_("What is seen or heard."))

    class Meta:
        icon = "media"
        label = _("Video or sound")
        group = MEDIA
        description = _("From YouTube, Vimeo, Spotify… Nothing loads before it is pressed")
        preview_value = preview_values.EMBED
        template = "blog/blocks/embed.html"
        label_format = "{title}"

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict[str, Any]:
        host = (urlsplit(value["address"] or "").hostname or "").removeprefix("www.")
        provider = next((name for end, name in PROVIDERS.items() if host == end or host.endswith(f".{end}")), host)
        return super().get_context(value, parent_context) | {"provider": provider}


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    label = blocks.CharBlock(label=_("Label"), required=False, max_length=200, help_text=_("Empty: the file’s title."))

    class Meta:
        icon = "download"
        label = _("File")
        group = MEDIA
        description = _("A file to download; sound and film get a player")
        template = "blog/blocks/file.html"
        label_format = "{label}"

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict[str, Any]:
        document = value["document"]
        content_type = document.content_type if document else ""
        player = content_type.split("/")[0] if content_type.startswith(("audio/", "video/")) else ""
        return super().get_context(value, parent_context) | {"player": player}

    def get_preview_value(self) -> Any:
        return self.normalize({"document": preview_values.document(), "label": ""})

    @cached_property
    def is_previewable(self) -> bool:
        return True
