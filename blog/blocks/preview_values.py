"""What each block shows of itself in the block chooser's preview."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

TEXT = _(
    "<p>I have spent eighteen years trying to work out what she does, and how to do it <i>on purpose</i>. "
    "The short answer is that she leaves the door on the latch.</p>"
)
QUOTE = {
    "words": _(
        "You do not have to like everyone who comes in. You have to have put the kettle on before you find out."
    ),
    "name": "Agnes Pirie",
    "role": _("who ran the allotment shed for thirty-one years"),
}
PULL_QUOTE = _("Not open, which lets the heat out, and not locked. On the latch: you push, and it gives.")
NOTE = _("<p>The hall is open from six. Bring your own cup.</p>")
CAPTION = _("Ten places for nine people.")
EMBED = {
    "address": "https://video.example.org/watch/choir-practice",
    "title": _("Choir practice, the last four minutes"),
}
TABLE = {
    "caption": _("Who came back"),
    "header_row": True,
    "header_column": False,
    "table": {
        "columns": [{"type": "text", "heading": _("Year")}, {"type": "text", "heading": _("Members")}],
        "rows": [{"values": ["2009", "40"]}, {"values": ["2010", "61"]}],
        "caption": "",
    },
}
CODE = {"code": "if kettle.is_cold:\n    kettle.put_on()", "language": "python"}
DETAILS = {"title": _("The whole of the house rules"), "text": _("<p>Say it as you would across a table.</p>")}
MISSING_IMAGE = {
    "alt": _("The hall with its chairs out"),
    "caption": _("The hall."),
    "credit": "Callum Reid",
    "address": "",
}
ARCHIVED_HTML = {"html": "<dl><dt>Tea</dt><dd>20p</dd></dl>"}


def picture() -> dict[str, Any] | None:
    """The newest picture of the library, so that a preview shows what this site's pictures look like."""
    image = get_image_model().objects.order_by("-pk").first()
    return image and {"image": image, "alt_text": image.description, "decorative": False}


def document() -> Any:
    return get_document_model().objects.order_by("-pk").first()
