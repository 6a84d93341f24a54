"""Every address an old blog had, written out, and what is to be found there now: for ``verify_import``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any
from urllib.parse import quote

from django.db.models import Q, QuerySet
from django.http import Http404
from wagtail.models import Page

from blog.lists.at import list_at
from blog.lists.base import PostList
from blog.models import BlogIndexPage
from blog.querysets import visible
from blog.text import words_of
from wordpress.addresses.asking import WORD, words_in
from wordpress.addresses.blogs import MovedBlog
from wordpress.addresses.meaning import UPLOADS, normal_path
from wordpress.models import ImportedItem, ImportedPerson, ImportedTerm

AT_ONCE = 200  # items
WORDS_LOOKED_FOR = 5
KINDS = ("post", "page", "attachment")
ESCAPE = re.compile(r"%[0-9A-F]{2}")


class Wanted(Enum):
    """``PAGE``: led there, or shown where it always was. ``LED``: led there. ``NOTHING``: nothing is told."""

    PAGE = "page"
    LED = "led"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Check:
    """``words`` are to be found there; of what is hidden, they are what must not be shown."""

    of: str
    address: str  # behind the host
    wanted: Wanted
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Expectations:
    """Of one old blog, or of what one run brought."""

    moved: MovedBlog
    run: int = 0

    @property
    def count(self) -> int:
        """How many groups of checks there are."""
        return self._items().count() + self._terms().count() + self._people().count() + 1

    def groups(self) -> Iterator[list[Check]]:
        """The checks of each item, term and person, then those of the blog as a whole."""
        keys = list(self._items().values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            yield from self._of_items(keys[start : start + AT_ONCE])
        for term in self._terms():
            yield self._of_term(term)
        for person in self._people():
            yield self._of_person(person)
        yield list(self._of_blog())

    def _items(self) -> QuerySet[ImportedItem]:
        items = ImportedItem.objects.filter(blog=self.moved.key, type__in=KINDS).order_by("pk")
        return items.filter(Q(run=self.run) | Q(made_by=self.run)) if self.run else items

    def _terms(self) -> QuerySet[ImportedTerm]:
        terms = ImportedTerm.objects.filter(blog=self.moved.key).exclude(topic=None, tag=None)
        return terms.select_related("topic", "tag").order_by("pk")

    def _people(self) -> QuerySet[ImportedPerson]:
        people = ImportedPerson.objects.filter(blog=self.moved.key).exclude(author=None)
        return people.select_related("author").order_by("pk")

    def _of_items(self, keys: Sequence[int]) -> Iterator[list[Check]]:
        items = list(ImportedItem.objects.filter(pk__in=keys).defer("raw").prefetch_related("old_paths").order_by("pk"))
        above = self._pages_above(items)
        wanted = {item.page_id for item in items} | {page for pages in above.values() for page in pages}
        pages = Page.objects.filter(pk__in=wanted - {None})
        seen = {page.pk: page for page in visible(pages).specific()}
        titles = dict(pages.values_list("pk", "title"))
        for item in items:
            if item.type == "attachment":
                yield list(self._of_attachment(item, above.get(item.parent_id_there, []), seen))
            else:
                yield list(self._of_page(item, seen.get(item.page_id), titles.get(item.page_id, "")))

    def _pages_above(self, items: list[ImportedItem]) -> dict[int, list[int]]:
        """By the id there: the pages here of what files were uploaded to."""
        parents = {item.parent_id_there for item in items if item.type == "attachment"} - {0}
        found: dict[int, list[int]] = {}
        rows = ImportedItem.objects.filter(blog=self.moved.key, wp_id__in=parents, page__isnull=False)
        for wp_id, page in rows.values_list("wp_id", "page"):
            found.setdefault(wp_id, []).append(page)
        return found

    def _of_page(self, item: ImportedItem, page: Page | None, title: str) -> Iterator[Check]:
        of = f"“{title}”" if title else str(item)
        words = words_of_page(page) if page else words_in(title)
        for address in self._by_id(item):
            yield Check(of, address, Wanted.LED if page else Wanted.NOTHING, words)
        for path in [item.path, *(former.path for former in item.old_paths.all())]:
            for address in self._at(path):
                yield Check(of, address, Wanted.PAGE if page else Wanted.NOTHING, words)

    def _of_attachment(self, item: ImportedItem, above: list[int], seen: dict[int, Any]) -> Iterator[Check]:
        """Where the post is hidden that it was uploaded to, nothing is asked: other pages may show it."""
        page = next((seen[key] for key in above if key in seen), None)
        if item.parent_id_there and page is None:
            return
        has_file = bool(item.image_id or item.document_id)
        if page or has_file:
            words = words_of_page(page) if page else frozenset[str]()
            yield from (Check(str(item), address, Wanted.LED, words) for address in self._by_id(item))
            yield from (Check(str(item), address, Wanted.PAGE, words) for address in self._at(item.path))
        for former in item.old_paths.all() if has_file else []:
            yield Check(str(item), f"/{quote(former.path)}", Wanted.LED)
            yield Check(str(item), f"/{_in_another_size(former.path)}", Wanted.LED)

    def _by_id(self, item: ImportedItem) -> Iterator[str]:
        name = {"page": "page_id", "attachment": "attachment_id"}.get(item.type, "p")
        yield f"{self._root}?{name}={item.wp_id}"
        yield f"{self._root}?p={item.wp_id}&utm_source=feed"
        yield f"{self._root}?post_type={item.type}&p={item.wp_id}"
        yield f"{self._root}index.php?p={item.wp_id}"

    def _at(self, path: str) -> Iterator[str]:
        """A path in all the ways it was written; nothing where the blog itself stands now."""
        if path in ("", normal_path(self.moved.blog.get_url() or "")):
            return
        whole = quote(path)
        yield from (f"/{whole}", f"/{ESCAPE.sub(lambda found: found[0].lower(), whole)}/")
        below = quote(path.removeprefix(self.moved.shape.root).lstrip("/"))
        yield f"{self._root}index.php/{below}/"
        endings = ("", "?utm_source=feed", "?amp=1", "?replytocom=7", "?share=x", "amp/", "feed/", "comment-page-2/")
        yield from (f"/{whole}/{ending}" for ending in endings)

    def _of_term(self, term: ImportedTerm) -> list[Check]:
        part = {"topic": term.topic.slug} if term.topic else {"tag": term.tag.slug}  # type: ignore[union-attr]
        base = self.moved.shape.category_base if term.taxonomy == "category" else self.moved.shape.tag_base
        query = {"category": f"?cat={term.wp_id}" if term.wp_id else f"?category_name={quote(term.slug)}"}
        return self._of_list(
            f"“{term.topic or term.tag}”",
            part,
            f"{base}/{quote(term.slug)}/",
            query.get(term.taxonomy, f"?tag={quote(term.slug)}"),
        )

    def _of_person(self, person: ImportedPerson) -> list[Check]:
        part = {"author": person.author.slug}  # type: ignore[union-attr]
        query = f"?author={person.wp_id}" if person.wp_id else f"?author_name={quote(person.login)}"
        return self._of_list(f"“{person.author}”", part, f"author/{quote(person.login)}/", query)

    def _of_list(self, of: str, part: dict[str, str], below: str, query: str) -> list[Check]:
        """Nothing of a list that has no posts: it is not there."""
        try:
            words = words_in(list_at(self.moved.blog, **part).title)
        except Http404:
            return []
        paths = [Check(of, f"{self._front}{below}{ending}", Wanted.PAGE, words) for ending in ("", "page/2/")]
        feed = Check(of, f"{self._front}{below}feed/", Wanted.PAGE)
        return [*paths, feed, Check(of, f"{self._root}{query}", Wanted.LED, words)]

    def _of_blog(self) -> Iterator[Check]:
        blog: BlogIndexPage = self.moved.blog
        for below in ("index.php", "feed/", "feed/atom/", "comments/feed/", "page/2/"):
            yield Check(f"“{blog}”", f"{self._root}{below}", Wanted.PAGE)
        yield Check(f"“{blog}”", f"{self._root}?feed=rss2", Wanted.LED)
        for year, month in PostList(blog).calendar.months:
            name, part = f"{year:04}-{month:02}", {"year": f"{year:04}", "month": f"{month:02}"}
            yield from self._of_list(name, part, f"{year:04}/{month:02}/", f"?m={year:04}{month:02}")
        for year in PostList(blog).calendar.years:
            yield from self._of_list(f"{year:04}", {"year": f"{year:04}"}, f"{year:04}/", f"?m={year:04}")

    @property
    def _root(self) -> str:
        return f"/{quote(self.moved.shape.root)}/" if self.moved.shape.root else "/"

    @property
    def _front(self) -> str:
        front = self.moved.shape.permalinks.partition("%")[0].strip("/").removeprefix("index.php").strip("/")
        return f"{self._root}{quote(front)}/" if front else self._root


def words_of_page(page: Any) -> frozenset[str]:
    """Its title, and the longest few words of its text."""
    text = WORD.findall(words_of(page.body).lower())[:200] if hasattr(page, "body") else []
    longest = sorted(dict.fromkeys(text), key=len, reverse=True)[:WORDS_LOOKED_FOR]
    return words_in(page.title) | frozenset(longest)


def _in_another_size(path: str) -> str:
    """By its name, as WordPress stores sizes, or as the file hosts of WordPress.com are asked for them."""
    stem, dot, kind = path.rpartition(".")
    return quote(f"{stem}-300x200{dot}{kind}") if dot and UPLOADS.search(path) else f"{quote(path)}?w=300"
