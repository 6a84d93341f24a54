"""``{% picture image "wide" alt="…" %}``: a picture as readers get it."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import Filter

from images.models import CustomImage
from images.sizes import SIZES

register = template.Library()
FILTERS = {name: [Filter(spec) for spec in size.specs] for name, size in SIZES.items()}


@register.simple_tag
def picture(image: CustomImage, size: str, alt: str = "", eager: bool = False, **attributes: Any) -> SafeString:
    """An ``<img>`` in every width of ``size``; a missing or broken file leaves its alternative text."""
    attributes = _sources(image, size) | {"alt": alt} | attributes
    attributes |= {"fetchpriority": "high"} if eager else {"loading": "lazy", "decoding": "async"}
    parts = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return mark_safe(f"<img {parts}>")  # noqa: S308 - every part is escaped above


def _sources(image: CustomImage, size: str) -> dict[str, Any]:
    filters = FILTERS[size]
    try:
        found = image.get_renditions(*filters)
    except OSError:
        return {"src": f"{settings.MEDIA_URL}not-found", "width": image.width, "height": image.height}
    # A picture smaller than the larger sizes has the same width in several of them.
    by_width = {found[filter.spec].width: found[filter.spec] for filter in filters}
    fallback = list(by_width.values())[min(1, len(by_width) - 1)]
    sources = {"src": fallback.url, "width": fallback.width, "height": fallback.height}
    if len(by_width) > 1:
        sources["srcset"] = ", ".join(f"{rendition.url} {width}w" for width, rendition in by_width.items())
        sources["sizes"] = SIZES[size].sizes
    return sources
