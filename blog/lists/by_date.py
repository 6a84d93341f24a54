"""Posts of a year, of a month, and the archive of them all."""

import datetime
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import groupby
from operator import or_
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page
from django.db.models import Q
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from blog.lists.base import PostList, not_found
from blog.lists.calendar import Bar, step_of
from blog.lists.lines import Line, lines
from blog.querysets import BlogPageQuerySet

if TYPE_CHECKING:
    from blog.models import BlogIndexPage

STEPS_OF_A_MONTH = 3


class YearList(PostList):
    """The posts of a year by month, a line each."""

    template = "blog/lists/year.html"
    posts_a_page = 50

    def __init__(self, blog: "BlogIndexPage", year: int) -> None:
        super().__init__(blog)
        self.year = year
        self.identity = self.part = f"{year:04}/"
        if not self.count:
            not_found()

    @property
    def title(self) -> str:
        return f"{self.year:04}"

    @property
    def description(self) -> str:
        return _("Every post of %(when)s.") % {"when": self.title}

    @property
    def feed_title(self) -> str:
        return _("Posts of %(when)s") % {"when": self.title}

    @property
    def follow_words(self) -> str:
        return _("%(posts)s, by RSS") % {"posts": self.feed_title}  # of a year that is over, nothing follows

    @property
    def count(self) -> int:
        return self.calendar.years.get(self.year, 0)

    @property
    def span(self) -> tuple[datetime.date, datetime.date]:
        """Its first day and its last."""
        return datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)

    def posts(self) -> BlogPageQuerySet:
        return self._of_blog().filter(date__range=self.span)

    def shown(self, posts: BlogPageQuerySet, request: HttpRequest | None) -> Sequence[Any]:
        return lines(posts, Site.find_for_request(request), with_topics=True)

    def pictured(self, posts: Page | None, root: str) -> dict[str, Any]:
        return {}  # none is shown

    @property
    def months(self) -> list[Bar]:
        return self.calendar.month_bars(self.year)

    @cached_property
    def earlier(self) -> Bar | None:
        """The nearest of its kind that has posts."""
        return self._neighbour(-1)

    @cached_property
    def later(self) -> Bar | None:
        return self._neighbour(1)

    def _neighbour(self, step: int) -> Bar | None:
        bars = self._kin()
        place = next((n for n, bar in enumerate(bars) if bar.part == self.part), -1) + step
        return bars[place] if 0 <= place < len(bars) else None

    def _kin(self) -> list[Bar]:
        return [bar for bar in self.calendar.skyline() if bar.count]


class MonthList(YearList):
    template = "blog/lists/month.html"

    def __init__(self, blog: "BlogIndexPage", year: int, month: int) -> None:
        self.month = month
        super().__init__(blog, year)
        self.identity = self.part = f"{year:04}/{month:02}/"

    @property
    def title(self) -> str:
        return date_format(self.span[0], "F Y")

    @property
    def count(self) -> int:
        return self.calendar.months.get((self.year, self.month), 0)

    @property
    def span(self) -> tuple[datetime.date, datetime.date]:
        days = monthrange(self.year, self.month)[1]
        return datetime.date(self.year, self.month, 1), datetime.date(self.year, self.month, days)

    def _kin(self) -> list[Bar]:
        return [bar for year in reversed(self.calendar.years) for bar in self.calendar.month_bars(year) if bar.count]


class Archive(PostList):
    """A blog's posts by year, a line each: all of them as long as they are few, else those of the latest years."""

    part = "archive/"
    has_feed = False
    template = "blog/archive.html"
    most_posts = 300
    open_years = 2
    most_lines_of_a_year = 80

    @property
    def title(self) -> str:
        return _("Archive")

    @property
    def description(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """How many posts there are, and since when."""
        first = self.calendar.first_month
        if first is None:
            return _("Nothing has been published here yet.")
        words = ngettext("%(count)s post since %(month)s.", "%(count)s posts since %(month)s.", self.calendar.count)
        return words % {"count": self.calendar.count, "month": date_format(first, "F Y")}

    def years(self, request: HttpRequest | None) -> list["ArchiveYear"]:
        counts = self.calendar.years
        shown = list(counts) if self.calendar.count <= self.most_posts else list(counts)[: self.open_years]
        posts = self.posts() if len(shown) == len(counts) else self._newest_of(shown)
        found = lines(posts, Site.find_for_request(request), with_topics=True)
        by_year = {year: list(posts) for year, posts in groupby(found, key=lambda line: line.date.year)}
        return [ArchiveYear(f"{year:04}", counts[year], self._steps(year), by_year.get(year, [])) for year in counts]

    def _newest_of(self, years: list[int]) -> BlogPageQuerySet:
        """As many of each year as the page has room for."""
        posts = self.posts()
        spans = [posts.filter(date__range=(datetime.date(year, 1, 1), datetime.date(year, 12, 31))) for year in years]
        return posts.filter(reduce(or_, (Q(pk__in=of.values("pk")[: self.most_lines_of_a_year]) for of in spans)))

    def _steps(self, year: int) -> list[int]:
        """By the best month of all: the strips of the years stand below one another, and are compared."""
        most = self.calendar.most_of_a_month
        return [step_of(count, most, STEPS_OF_A_MONTH) for count in self.calendar.of_year(year)]


@dataclass(frozen=True)
class ArchiveYear:
    """A year of the archive: ``steps`` are twelve from 0 to 3, ``posts`` is empty for a year that isn't open."""

    name: str
    count: int
    steps: list[int]
    posts: list[Line]
