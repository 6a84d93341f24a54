"""What the desk says after something was done: of which picture, with the way back to it, and what it still lacks."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blog.picture_desk.needs import Need, needs_of
from images.models import CustomImage

WANTED = {Need.CREDIT: _("a credit"), Need.LICENCE: _("a licence"), Need.ALT: _("alt text")}


def of_picture(sentence: str, picture: CustomImage, **words: Any) -> SafeString:
    """``sentence`` with the picture's title at ``{title}``, which leads to where all of it can be changed."""
    link = format_html('<a href="{}">{}</a>', reverse("wagtailimages:edit", args=[picture.pk]), picture.title)
    return format_html(sentence, title=link, **words)


def saved(picture: CustomImage) -> SafeString:
    lacking = ", ".join(str(WANTED[need]) for need in needs_of(picture))
    if lacking:
        return of_picture(gettext("“{title}” saved. It still lacks: {lacking}."), picture, lacking=lacking)
    return of_picture(gettext("“{title}” saved."), picture)


def left_to_do(count: int) -> str:
    if not count:
        return gettext("Nothing is left to do here.")
    return ngettext("%(count)s to go.", "%(count)s to go.", count) % {"count": count}
