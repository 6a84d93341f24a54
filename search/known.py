"""The topics, tags, authors and blogs of a site, by what a reader asks for them.

Only what has something for readers to find is known: that there is a topic of drafts alone is nobody's business.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from django.db.models import Exists, OuterRef, Q
from django.utils.text import slugify
from taggit.models import Tag
from wagtail.models import PageQuerySet, Site

from blog.lists.by_subject import with_parts
from blog.models import Author, BlogIndexPage, BlogPage, Topic
from blog.querysets import BlogPageQuerySet, visible
from search.letters import fold


class Named(Protocol):
    name: str
    slug: str


Thing = TypeVar("Thing", bound=Named)


class Asked(NamedTuple):
    """``slugs`` as addresses have them, ``names`` as readers type them: a name or a slug, in whichever letters."""

    slugs: Sequence[str]
    names: Sequence[str]


def topics(site: Site, asked: Asked) -> tuple[list[Topic], list[Topic], list[str]]:
    """Those asked for, the same with their parts, and what isn't there. One query, if anything is asked."""
    if not any(asked):
        return [], [], []
    used = Exists(_posts_of(site).filter(topics=OuterRef("pk")))
    every = list(Topic.objects.filter(live=True).defer("description").annotate(used=used))

    def has_posts(topic: Topic) -> bool:
        return any(part.used for part in with_parts(topic, every))

    found, unknown = _choose(asked, every, has_posts, by_a_part=True)
    parts = {part.pk: part for topic in found for part in with_parts(topic, every)}
    return found, list(parts.values()), unknown


def authors(site: Site, asked: Asked) -> tuple[list[Author], list[str]]:
    """Those asked for, and what of ``asked`` isn't there. One query, if anything is asked."""
    if not any(asked):
        return [], []
    named = Exists(_posts_of(site).filter(post_authors__author=OuterRef("pk")))
    beside = Exists(blogs_of(site).filter(blog_authors__author=OuterRef("pk")))
    every = Author.objects.filter(named | beside, live=True).defer("short_bio", "bio", "reach")
    return _choose(asked, list(every), by_a_part=True)


def tags(site: Site, asked: Asked) -> tuple[list[Tag], list[str]]:
    """Those asked for, and what of ``asked`` isn't there. One query, if anything is asked.

    There may be very many: only those that are spelt like one asked for are looked at.
    """
    if not any(asked):
        return [], []
    slugs = [slugify(name, allow_unicode=True) for name in asked.names]
    spelt = Q(slug__in=[*asked.slugs, *filter(None, slugs)])
    for name in asked.names:
        spelt |= Q(name__iexact=name)
    if any(slugs):
        spelt |= Q(slug__regex="^(?:{})$".format("|".join(_accented(slug) for slug in slugs if slug)))
    used = Exists(_posts_of(site).filter(tagged_items__tag=OuterRef("pk")))
    return _choose(asked, list(Tag.objects.filter(spelt).exclude(slug="").filter(used)))


def blog(site: Site, slug: str) -> BlogIndexPage | None:
    """One query, if any blog is asked for."""
    if not slug:
        return None
    return blogs_of(site).filter(slug=slug).defer_streamfields().first()


def first_blog(site: Site) -> BlogIndexPage | None:
    """The one that speaks for all of them."""
    return blogs_of(site).first()


def _posts_of(site: Site) -> BlogPageQuerySet:
    return BlogPage.objects.descendant_of(site.root_page).listed()


def blogs_of(site: Site) -> PageQuerySet:
    """Those that readers may see, in the order of the page tree; the root of the site may be one."""
    return visible(BlogIndexPage.objects.descendant_of(site.root_page, inclusive=True)).order_by("path")


def _choose(
    asked: Asked, every: list[Thing], is_known: Callable[[Thing], bool] = lambda thing: True, by_a_part: bool = False
) -> tuple[list[Thing], list[str]]:
    """Those of ``every`` that are asked for, each once; and what is asked for and isn't there."""
    found: dict[str, Thing] = {}
    unknown = []
    wanted = [(slug, [thing for thing in every if thing.slug == slug]) for slug in asked.slugs]
    wanted += [(name, _of_name(name, every, by_a_part)) for name in asked.names]
    for typed, things in wanted:
        known = [thing for thing in things if is_known(thing)]
        found |= {thing.slug: thing for thing in known}
        unknown += [] if known else [typed]
    return list(found.values()), unknown


def _of_name(typed: str, every: list[Thing], by_a_part: bool) -> list[Thing]:
    """The one of this name, or else of this slug, or else all whose names have these words, as in ``author:ines``."""
    name, slug = fold(typed), _folded_slug(typed)
    same = [thing for thing in every if fold(thing.name) == name] or [
        thing for thing in every if slug and fold(thing.slug) == slug
    ]
    words = set(slug.split("-")) if slug and by_a_part else set()
    return same[:1] or [thing for thing in every if words and words <= set(_folded_slug(thing.name).split("-"))]


def _folded_slug(text: str) -> str:
    return fold(slugify(text, allow_unicode=True))


def _accented(slug: str) -> str:
    """A regular expression for ``slug`` with any accents, and with ß for any ss."""
    letters = (f"[{letter}{WITH_ACCENTS[letter]}]" if letter in WITH_ACCENTS else letter for letter in fold(slug))
    s = f"[s{WITH_ACCENTS['s']}]"
    return "".join(letters).replace(s + s, f"(?:{s}{s}|ß)")


def _with_accents(letters: Iterable[str]) -> dict[str, str]:
    """Each plain letter with those of ``letters`` that are the same but for their accents."""
    found: defaultdict[str, str] = defaultdict(str)
    for letter in letters:
        plain = fold(letter)
        if plain != letter and len(plain) == 1 and letter == letter.lower():
            found[plain] += letter
    return dict(found)


WITH_ACCENTS = _with_accents(map(chr, range(0xC0, 0x2000)))  # Latin, Greek, Cyrillic
