"""Who is named under the pictures that readers see, and where those stand.

Only what anybody may read counts: listed posts, other pages, portraits of authors who have posts. A maker whose
pictures stand in drafts alone is nobody here. Where a use has a credit line of its own, that one is named and not the
picture's maker.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from wagtail.models import Page, Site

from blog.alphabet import letter_of, place_of
from blog.credited_uses import portraits, uses_in_other_pages, uses_in_posts
from blog.kept import keep
from blog.lists.lines import address_at
from blog.models import Author
from blog.querysets import visible
from images.credits import Credit, maker_slug
from images.licences import LICENCES, UNKNOWN
from images.models import CustomImage


@dataclass(frozen=True, slots=True)
class Maker:
    """``slug`` is the last part of the address, ``letter`` the entry of an index, ``posts`` a number.

    ``name`` is as it is written most often, ``licences`` those that readers are told of, the most frequent first.
    ``pictures`` are keys, those in the newest posts first, each with the pages it stands on; ``portraits`` are those
    of authors, each with author and blog; ``lines`` the credit lines that pictures have where they are used.
    """

    slug: str
    name: str
    letter: str
    licences: list[str]
    posts: int
    pictures: dict[int, list[int]]
    portraits: dict[int, list[tuple[int, int]]]
    lines: dict[int, str]

    def places(self, picture: int) -> int:
        """How many there are where it stands."""
        return len(self.pictures[picture]) + len(self.portraits.get(picture, ()))

    def credit_of(self, picture: CustomImage) -> Credit | None:
        return picture.credit_line if picture.credit_slug == self.slug else Credit(self.lines[picture.pk])


class Place(NamedTuple):
    """A post (which has a ``date``), another page, or an author, as one line of a list."""

    title: str
    address: str
    date: datetime.date | None = None


def makers_of(site: Site) -> dict[str, Maker]:
    """Everybody whose pictures readers of ``site`` see, by ``slug``, in the order of their names."""
    return keep(f"makers:{site.pk}", lambda: _makers(site))


def pictures_with(keys: Iterable[int], *places: str) -> list[CustomImage]:
    """In the order of ``keys``, with their renditions for these places. Two queries."""
    wanted = list(keys)
    found = CustomImage.objects.with_renditions(*places).in_bulk(wanted)
    return [found[key] for key in wanted if key in found]


def places_of(maker: Maker, pictures: Iterable[int], site: Site, most: int) -> dict[int, list[Place]]:
    """Where each picture stands with this maker's name: posts first, newest first, at most so many. Two queries."""
    pages = {picture: maker.pictures[picture][:most] for picture in pictures}
    faces = {picture: maker.portraits.get(picture, [])[: most - len(pages[picture])] for picture in pages}
    pairs = {pair for some in faces.values() for pair in some}
    found = _pages(site, {*chain.from_iterable(pages.values()), *(blog for _, blog in pairs)})
    authors = _authors(pairs, found)
    return {
        picture: [
            *(found[key] for key in pages[picture] if key in found),
            *(authors[pair] for pair in faces[picture] if pair in authors),
        ]
        for picture in pages
    }


def _makers(site: Site) -> dict[str, Maker]:
    named = _Named()
    for use in uses_in_posts(site):
        if found := named.beside(use.picture, use.own_line):
            found.pictures[use.picture].append(use.page)
            found.posts.add(use.page)
    for use in uses_in_other_pages(site):
        if found := named.beside(use.picture, use.own_line):
            found.pictures[use.picture].append(use.page)
    for picture, author, blog in portraits(site):
        if found := named.beside(picture):
            found.portraits.setdefault(picture, []).append((author, blog))
    makers = [found.maker(slug) for slug, found in named.by_slug.items()]
    return {maker.slug: maker for maker in sorted(makers, key=lambda maker: (place_of(maker.name), maker.slug))}


@dataclass
class _Found:
    """A maker whose pictures are still being counted."""

    names: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    posts: set[int] = field(default_factory=set)
    pictures: dict[int, list[int]] = field(default_factory=dict)
    portraits: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    lines: dict[int, str] = field(default_factory=dict)

    def maker(self, slug: str) -> Maker:
        name = self.names.most_common(1)[0][0]
        licences = [str(LICENCES.get(key, UNKNOWN).name) for key, _ in self.licences.most_common()]
        shown = [licence for licence in licences if licence]
        return Maker(slug, name, letter_of(name), shown, len(self.posts), self.pictures, self.portraits, self.lines)


class _Named:
    """Whom readers see named, as far as uses have been looked at."""

    def __init__(self) -> None:
        rows = CustomImage.objects.for_readers().values_list("pk", "credit_slug", "credit", "licence")
        self.facts = {key: rest for key, *rest in rows}
        self.by_slug: dict[str, _Found] = {}

    def beside(self, picture: int, own_line: str = "") -> _Found | None:
        """Who it is beside one use of a picture; None where readers see nobody, or no picture."""
        if picture not in self.facts:
            return None
        slug, credit, licence = self.facts[picture]
        if own_line:
            slug, credit, licence = maker_slug(own_line), own_line, UNKNOWN.key
        return self._with(picture, slug, credit, licence, own_line) if slug else None

    def _with(self, picture: int, slug: str, credit: str, licence: str, own_line: str) -> _Found:
        found = self.by_slug.get(slug) or self.by_slug.setdefault(slug, _Found())
        if picture not in found.pictures:
            found.pictures[picture] = []
            found.names[credit] += 1
            found.licences[licence] += 1
        if own_line:
            found.lines[picture] = own_line
        return found


def _pages(site: Site, keys: Iterable[int]) -> dict[int, Place]:
    rows = visible(Page.objects.filter(pk__in=keys)).values_list("pk", "title", "url_path", "blogpage__date")
    return {pk: Place(title, address_at(site, path), date) for pk, title, path, date in rows}


def _authors(pairs: Iterable[tuple[int, int]], blogs: dict[int, Place]) -> dict[tuple[int, int], Place]:
    authors = Author.objects.in_bulk({author for author, _ in pairs})
    return {
        (author, blog): Place(authors[author].name, f"{blogs[blog].address}{authors[author].part}")
        for author, blog in pairs
        if author in authors and blog in blogs
    }
