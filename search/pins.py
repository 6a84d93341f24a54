"""Posts that an editor puts first for certain words: Wagtail's promoted search results."""

from dataclasses import dataclass, field

from wagtail.contrib.search_promotions.models import SearchPromotion

from blog.kept import keep
from blog.models import BlogPage
from blog.querysets import BlogPageQuerySet
from search.letters import clean, plain, words_in


@dataclass
class Pins:
    """What is pinned for the same words: by which record they are changed, and the keys of the posts, in order."""

    query: int
    posts: list[int] = field(default_factory=list)


def pinned(words: str, posts: BlogPageQuerySet) -> list[BlogPage]:
    """Those of ``posts`` that are pinned for ``words``, capitals, accents, spaces and signs either way.

    One query at most, none where nothing is pinned for them (and what is pinned for which words is kept).
    ``posts`` are those that readers of the site may find.
    """
    pins = pins_for(words, all_pins())
    found = posts.filter(pk__in=pins.posts).in_bulk() if pins else {}
    return [found[key] for key in pins.posts if key in found] if pins else []


def all_pins() -> dict[str, Pins]:
    """By the words as ``pins_for`` compares them."""
    return keep("pins", _all_pins)


def pins_for(words: str, pins: dict[str, Pins]) -> Pins | None:
    return pins.get(_alike(words))


def _all_pins() -> dict[str, Pins]:
    pins: dict[str, Pins] = {}
    picks = SearchPromotion.objects.filter(page__isnull=False).order_by("sort_order", "pk")
    for query, words, page in picks.values_list("query", "query__query_string", "page"):
        posts = pins.setdefault(_alike(words), Pins(query)).posts
        if page not in posts:
            posts.append(page)
    return pins


def _alike(words: str) -> str:
    return " ".join(words_in(plain(clean(words))))
