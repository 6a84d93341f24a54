"""``{% picture image "wide" alt="…" %}``: a picture as readers get it."""

from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from images.delivery import Source, deliver
from images.models import CustomImage

register = template.Library()


@register.simple_tag
def picture(image: CustomImage, size: str, alt: str = "", eager: bool = False, **attributes: Any) -> SafeString:
    """A ``<picture>`` in every format and width of ``size``; ``attributes`` stand on its ``<img>``.

    What has not been made yet is left out; a missing or broken file leaves its alternative text.
    """
    delivery = deliver(image, size)
    shown = delivery.fallback
    if image.is_ended and alt:
        alt = _("A picture that may no longer be shown")
    attributes = {"src": shown.url, "width": shown.width, "height": shown.height, "alt": alt} | attributes
    attributes |= {"fetchpriority": "high"} if eager else {"loading": "lazy", "decoding": "async"}
    sources = "".join(_source(source, delivery.sizes) for source in delivery.sources)
    return mark_safe(f"<picture>{sources}{_element('img', attributes)}</picture>")  # noqa: S308 - see _element


def _source(source: Source, sizes: str) -> str:
    attributes = {"type": source.mime, "srcset": source.srcset}
    # A single address has no width to choose by.
    return _element("source", attributes | ({"sizes": sizes} if " " in source.srcset else {}))


def _element(name: str, attributes: dict[str, Any]) -> str:
    """Every value is escaped here."""
    parts = " ".join(f'{key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name} {parts}>"
