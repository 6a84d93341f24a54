"""What readers looked for, summed over days; what most needs an editor comes first."""

import datetime
from typing import Any, TypeAlias

from django.db.models import Case, F, QuerySet, RowRange, Sum, Value, When, Window
from django.db.models.functions import FirstValue, RowNumber
from django.utils import timezone

from search.models import LoggedSearch

# By the worst first: found nothing, hardly ever led anywhere, then all others.
NOTHING, FEW_OPENED, FINE = range(3)
FEW = 4  # fewer than one opened post in so many searches
Summed: TypeAlias = Any  # a LoggedSearch with what is added below
WORST_FIRST = ("standing", "-all_times", "-day", "-pk")


def summed(searches: QuerySet[LoggedSearch]) -> QuerySet[Summed]:
    """Of each site and words the row of the last day, with ``all_times``, ``all_clicks``, ``found`` and ``standing``.

    ``found`` is what the last of them found. Days that ``searches`` leave out, before or after this, count for nothing.
    """
    # One and the same window for all four, over which the database goes once.
    window: dict[str, Any] = {
        "partition_by": [F("site"), F("words")],
        "order_by": F("day").desc(),
        "frame": RowRange(start=None, end=None),
    }
    each = searches.annotate(
        newest=Window(RowNumber(), **window),
        all_times=Window(Sum("times"), **window),
        all_clicks=Window(Sum("clicks"), **window),
        found=Window(FirstValue("results"), **window),
    )
    standing = Case(
        When(found=0, then=Value(NOTHING)), When(all_times__gt=F("all_clicks") * FEW, then=Value(FEW_OPENED)),
        default=Value(FINE),
    )  # fmt: skip
    return each.annotate(standing=standing).filter(newest=1)


def in_the_last(days: int, searches: QuerySet[LoggedSearch]) -> QuerySet[LoggedSearch]:
    return searches.filter(day__gt=timezone.localdate() - datetime.timedelta(days=days))


def without_result(days: int) -> QuerySet[Summed]:
    """What found nothing when it was last looked for, the most frequent first."""
    return summed(in_the_last(days, LoggedSearch.objects.all())).filter(found=0).order_by(*WORST_FIRST)
