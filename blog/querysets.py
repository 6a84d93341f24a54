"""The one door: what readers may see.

Every list, count and neighbour that a reader meets starts from ``BlogPage.objects.listed()``,
every other look at pages from ``visible()``. Nothing in the project says ``.live().public()``.
"""

import datetime
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value
from wagtail.models import Page, PageQuerySet, PageViewRestriction

from blog.kept import keep
from images.models import CustomImage

if TYPE_CHECKING:
    from blog.models import Author, BlogPage


def visible(pages: PageQuerySet, within: Page | None = None) -> PageQuerySet:
    """Those of ``pages`` that anybody may read: published, and behind no password or sign-in.

    What Wagtail's ``.live().public()`` gives, with a condition only where something is restricted: where
    nothing is, which is nearly everywhere, ``.public()`` makes SQLite read every page.

    ``within`` is a page that its reader was let into already: what restricts it restricts nothing below it twice.
    """
    restricted = _restricted(within)
    if not restricted.pages and not restricted.trees:
        return pages.live()
    # One by one, a thousand conditions would be more than SQLite takes.
    below = (Q(path__startswith=path) for path in restricted.trees)
    return pages.live().exclude(reduce(or_, below, Q(path__in=restricted.pages)))


def restrictions_of(page: Page) -> QuerySet[PageViewRestriction]:
    """What Wagtail's ``get_view_restrictions`` gives, without a query for a page that nothing restricts."""
    return Page.get_view_restrictions(page) if is_restricted(page) else PageViewRestriction.objects.none()


def is_restricted(page: Page, within: Page | None = None) -> bool:
    """Also to a reader who was let into ``within``."""
    restricted = _restricted(within)
    return page.path in restricted.pages or any(page.path.startswith(path) for path in restricted.trees)


class Restricted(NamedTuple):
    """The paths of restricted pages, and of those that have pages below them."""

    pages: list[str]
    trees: list[str]


def _restricted(within: Page | None) -> Restricted:
    """As far as it restricts somebody who was let into ``within``."""
    restricted = keep("restricted-pages", _all_restricted)
    if within is None:
        return restricted
    return Restricted(*([path for path in paths if not within.path.startswith(path)] for paths in restricted))


def _all_restricted() -> Restricted:
    """An alias is restricted where its original is."""
    restrictions = PageViewRestriction.objects.values_list("page__path", "page__numchild", Value(""))
    aliases = Page.objects.filter(alias_of__isnull=False).order_by().values_list("path", "numchild", "alias_of__path")
    rows = list(restrictions.union(aliases))
    found = {path: children for path, children, original in rows if not original}
    copies = [row for row in rows if row[2]]
    for path in (waiting := list(found)):
        below = {copy: children for copy, children, original in copies if original.startswith(path)}
        waiting += below.keys() - found.keys()
        found |= below
    trees = [path for path, children in found.items() if children]
    return Restricted([path for path, children in found.items() if not children], trees)


class BlogPageQuerySet(PageQuerySet):
    # Those of a topic, tag or author are looked for post by post, newest first: lists show the first few.

    def listed(self, within: Page | None = None) -> "BlogPageQuerySet":
        """Posts a reader (of the page ``within``) may find, newest first by the date and time they carry."""
        return visible(self, within).order_by("-date", "-time", "-pk")

    def found_first(self) -> "BlogPageQuerySet":
        """The same slice in the same order, its rows read once it is known which they are: wide ones sort slowly."""
        return self.model.objects.filter(pk__in=self.values("pk")).order_by(*self.query.order_by)

    def of_blog(self, blog: Page) -> "BlogPageQuerySet":
        return self.filter(blog_id=blog.pk)  # a blog that is being written has no key yet, and no posts

    def by_author(self, author: "Author", speaks_for_the_blog: bool = False) -> "BlogPageQuerySet":
        """Whose posts name ``author``; with ``speaks_for_the_blog`` also those that name nobody who is published."""
        named = self._naming([author.pk])
        return self.filter(Q(named) | ~Q(self._naming()) if speaks_for_the_blog else named)

    def by_any_of(self, authors: Iterable[int], blogs_they_speak_for: Iterable[int]) -> "BlogPageQuerySet":
        """Whose posts name one of ``authors``, or stand in one of these blogs and name nobody who is published."""
        silent = Q(blog__in=list(blogs_they_speak_for)) & ~Q(self._naming())
        return self.filter(Q(self._naming(authors)) | silent)

    def _naming(self, authors: Iterable[int] | None = None) -> Exists:
        """Whether a post names one of ``authors``; without any given, somebody who is published."""
        bylines = apps.get_model("blog", "BlogPageAuthor").objects.filter(page=OuterRef("pk"))
        return Exists(
            bylines.filter(author__live=True) if authors is None else bylines.filter(author__in=list(authors))
        )

    def on_topics(self, topics: Iterable[int]) -> "BlogPageQuerySet":
        joined = self.model.topics.through.objects.filter(blogpage=OuterRef("pk"), topic__in=topics)
        return self.filter(Exists(joined))

    def tagged(self, *tags: int) -> "BlogPageQuerySet":
        """With one of them."""
        joined = apps.get_model("blog", "BlogPageTag").objects.filter(content_object=OuterRef("pk"), tag__in=tags)
        return self.filter(Exists(joined))

    def of_years(self, years: Iterable[int]) -> "BlogPageQuerySet":
        days = (Q(date__range=(datetime.date(year, 1, 1), datetime.date(year, 12, 31))) for year in years)
        return self.filter(reduce(or_, days))

    def neighbours_of(self, post: "BlogPage") -> "BlogPageQuerySet":
        """The next older and the next newer one, as far as there are such, the newer first."""
        day, time, pk = post.order_key
        same_day = Q(date=day)
        before = Q(date__lt=day) | same_day & Q(time__lt=time) | same_day & Q(time=time, pk__lt=pk)
        after = Q(date__gt=day) | same_day & Q(time__gt=time) | same_day & Q(time=time, pk__gt=pk)
        # The day alone is said once more in the words of the index.
        others = self.exclude(pk=post.pk)  # a draft may carry another date than what readers have of it
        older = others.filter(before, date__lte=day).order_by("-date", "-time", "-pk")
        newer = others.filter(after, date__gte=day).order_by("date", "time", "pk")
        return self.filter(Q(pk__in=older.values("pk")[:1]) | Q(pk__in=newer.values("pk")[:1]))

    def with_open_question(self) -> "BlogPageQuerySet":
        return self.filter(question__gt="", question_closed=False)

    def featured_on(self, day: datetime.date) -> "BlogPageQuerySet":
        return self.filter(featured_until__gte=day)

    def for_entries(self, *places: str) -> "BlogPageQuerySet":
        """With what an entry of a list shows, in a fixed number of queries; without the body.

        ``places`` name further sizes (``images/sizes.py``) that lead pictures are shown in.
        """
        pictures = Prefetch("lead_picture", queryset=CustomImage.objects.with_renditions("thumbnail", *places))
        return self.defer_streamfields().prefetch_related(pictures, "topics")

    def whole(self) -> "BlogPageQuerySet":
        """With bodies and what a feed says of each post; its pictures are looked up together, later."""
        return self.select_related("lead_picture").prefetch_related("topics", "tags")
