"""What an item is called here, and the last part of its address."""

import html
import re
from itertools import count

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from blog.validators import RESERVED_BESIDE_HOME, RESERVED_IN_A_BLOG, is_reserved_slug
from wordpress.wxr.facts import Item

LONGEST_TITLE = 255
LONGEST_SLUG = 200  # room for a number at its end
WORDS_OF_A_TITLE = 10
# A tag, and no arithmetic: "1 < 2" and "<3" stay.
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
NOT_IN_A_SLUG = re.compile(r"[^\w-]+")


def plain_title(text: str) -> str:
    """Without mark-up, on one line."""
    return " ".join(html.unescape(TAG.sub("", text)).split())


def title_of(item: Item, words: str) -> str:
    """At most LONGEST_TITLE characters; ``words`` are those of its text, for an item that has no title."""
    title = plain_title(item.title) or Truncator(words).words(WORDS_OF_A_TITLE)
    return cut(title or item.date[:10] or _("Without a title"), LONGEST_TITLE)


def cut(text: str, length: int) -> str:
    """At the end of a word, where something is left out."""
    if len(text) <= length:
        return text
    beginning = text[: length - 1]
    return f"{beginning.rpartition(' ')[0].rstrip(' ,;:–') or beginning}…"


def slug_of(item: Item, title: str) -> str:
    return clean_slug(item.slug) or clean_slug(title) or f"{item.type}-{abs(item.wp_id)}"


def clean_slug(text: str) -> str:
    slug = NOT_IN_A_SLUG.sub("-", text.lower()).strip("-_")
    return re.sub(r"-{2,}", "-", slug)[:LONGEST_SLUG].strip("-")


def free_slug(parent: Page, wanted: str, *, in_a_blog: bool, but: int | None = None) -> str:
    """``wanted``, or with a number behind it where another page, or the site itself, needs that address.

    ``but`` is the key of a page that may have it already.
    """
    reserved = RESERVED_IN_A_BLOG if in_a_blog else RESERVED_BESIDE_HOME
    others = Page.objects.filter(depth=parent.depth + 1, path__startswith=parent.path).exclude(pk=but)
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(
        slug
        for slug in candidates
        if not is_reserved_slug(slug, reserved, years=in_a_blog) and not others.filter(slug=slug).exists()
    )
