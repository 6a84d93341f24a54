"""A blog by years and months: how many posts each has, and what was written in this week of earlier years."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import groupby, islice, zip_longest
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.formats import date_format
from wagtail.models import Site

from blog.kept import keep
from blog.lists.lines import Line, lines
from blog.querysets import BlogPageQuerySet

if TYPE_CHECKING:
    from blog.models import BlogIndexPage

YEARS_SHOWN_WITHOUT_GAPS = 60
MOST_YEARS = 100
STEPS_OF_A_BAR = 20  # so many rules the style sheet has
DAYS_AROUND = 3
DAYS_OF_A_YEAR = 365.2425
POSTS_OF_A_WEEK = 5


@dataclass(frozen=True)
class Bar:
    """A year or a month of the skyline.

    ``part`` is its address below the blog's; ``step`` is 1 to 20 by its share of the best one, 0 for one without posts.
    """

    name: str
    label: str
    part: str
    count: int
    step: int


@dataclass(frozen=True)
class Calendar:
    """The number of posts of each month that has any."""

    months: dict[tuple[int, int], int]

    @property
    def count(self) -> int:
        return sum(self.months.values())

    @property
    def years(self) -> dict[int, int]:
        """The number of posts of each year that has any, the newest first."""
        counts: Counter[int] = Counter()
        for (year, _), count in self.months.items():
            counts[year] += count
        return dict(sorted(counts.items(), reverse=True))

    @property
    def most_of_a_month(self) -> int:
        return max(self.months.values(), default=0)

    @property
    def first_month(self) -> datetime.date | None:
        return datetime.date(*min(self.months), 1) if self.months else None

    def of_year(self, year: int) -> list[int]:
        """Twelve counts, January's first."""
        return [self.months.get((year, month), 0) for month in range(1, 13)]

    def skyline(self) -> list[Bar]:
        """A bar for each year, the oldest first, with the empty ones between them unless there are very many."""
        counts = self.years
        if not counts:
            return []
        most, first, last = max(counts.values()), min(counts), max(counts)
        every = range(first, last + 1) if last - first < YEARS_SHOWN_WITHOUT_GAPS else sorted(counts)
        return [year_bar(year, counts.get(year, 0), most) for year in every]

    def month_bars(self, year: int) -> list[Bar]:
        """Twelve bars."""
        counts = self.of_year(year)
        return [_month_bar(datetime.date(year, month, 1), count, max(counts)) for month, count in enumerate(counts, 1)]


def year_bar(year: int, count: int, most: int) -> Bar:
    return Bar(f"{year:04}", f"’{year % 100:02}", f"{year:04}/", count, step_of(count, most, STEPS_OF_A_BAR))


def _month_bar(first: datetime.date, count: int, most: int) -> Bar:
    name, label = date_format(first, "F Y"), date_format(first, "M")
    return Bar(name, label, f"{first.year:04}/{first.month:02}/", count, step_of(count, most, STEPS_OF_A_BAR))


def step_of(count: int, most: int, steps: int) -> int:
    """1 to ``steps`` by the share of the best; 0 only for none."""
    return max(1, round(count * steps / most)) if count else 0


def calendar_of(blog: "BlogIndexPage", posts: BlogPageQuerySet) -> Calendar:
    """Of all listed ``posts`` of the blog; kept until anything changes."""
    return keep(f"calendar:{blog.pk}", lambda: _count(posts))


def _count(posts: BlogPageQuerySet) -> Calendar:
    # By day, which every database groups without computing anything for each post.
    days = posts.order_by().values_list("date").annotate(Count("pk"))
    months: Counter[tuple[int, int]] = Counter()
    for day, count in days:
        months[day.year, day.month] += count
    return Calendar(dict(months))


def this_week_in(year: int, today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and last of the seven days around ``today`` in ``year``; 29 February is 28 February elsewhere."""
    try:
        middle = today.replace(year=year)
    except ValueError:
        middle = today.replace(year=year, day=28)
    around = datetime.timedelta(days=DAYS_AROUND)
    return middle - around, middle + around


def this_week_years_ago(
    posts: BlogPageQuerySet, first_year: int, today: datetime.date, site: Site | None
) -> list[Line]:
    """At most five ``posts`` of this week in earlier years, the newest first, from as many years as possible."""
    # A week may begin in the year before its middle: it may hold a post of the first year, too.
    years = range(max(first_year - 1, today.year - MOST_YEARS, datetime.MINYEAR + 1), today.year)
    if not years:
        return []
    weeks = (Q(date__range=this_week_in(year, today)) for year in years)
    found = lines(posts.filter(reduce(or_, weeks)), site)
    return sorted(_spread(found, today), key=lambda post: post.date, reverse=True)


def _spread(posts: Iterable[Line], today: datetime.date) -> list[Line]:
    """The first of each year's week, then the second of each, until there are enough."""
    # Not by the year of the date: a week around new year is of two.
    years = [
        list(week) for _, week in groupby(posts, key=lambda post: round((today - post.date).days / DAYS_OF_A_YEAR))
    ]
    in_turn = (post for places in zip_longest(*years) for post in places if post)
    return list(islice(in_turn, POSTS_OF_A_WEEK))
