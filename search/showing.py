"""What a search's page says of itself, and its ways to other searches: in another order, of a year."""

from dataclasses import asdict, dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog.lists.calendar import Bar, Calendar
from search.answer import Answer, Choice, Facet
from search.wanted import Wanted

FEW_CHOICES = 8


class Way(NamedTuple):
    label: str
    url: str
    chosen: bool = False


@dataclass(frozen=True)
class YearBar(Bar):
    """``part`` is the whole address of the search with or without the year."""

    chosen: bool = False


@dataclass(frozen=True)
class ShownFacet:
    """``more`` are folded: those that are chosen stand among the few, whatever their counts."""

    name: str
    label: str
    few: list[Choice]
    more: list[Choice]


def words_of(wanted: Wanted) -> str:
    """What is looked for in posts, as it was typed but for what else was asked; "" where there is no word in it."""
    query = wanted.query
    if not query.has_words:
        return ""
    if query.phrases and not query.words and len(query.phrases) == 1:
        return query.phrases[0]
    if query.phrases or query.without or query.after or query.before:
        return " ".join([*query.words, *(f"“{phrase}”" for phrase in query.phrases)])
    return query.rest


def limits_of(wanted: Wanted) -> str:
    """What narrows the posts and no filter shows: days, and words that are not wanted."""
    query = wanted.query
    said = [
        *([_("from %(day)s on") % {"day": date_format(query.after)}] if query.after else []),
        *([_("before %(day)s") % {"day": date_format(query.before)}] if query.before else []),
        *(_("without “%(words)s”") % {"words": words} for words in query.without),
    ]
    return _("Only posts %(limits)s.") % {"limits": ", ".join(said)} if said else ""


def without_limits(wanted: Wanted) -> str:
    """The address of the same words and nothing else."""
    words = " ".join([*wanted.query.words, *(f'"{phrase}"' for phrase in wanted.query.phrases)])
    return wanted.address(q=words, topic=[], tag=[], author=[], year=[], credit="")


def title_of(wanted: Wanted, found: Answer) -> str:
    words = words_of(wanted)
    if not words:
        return _("Search")
    sentence = _("Results for “%(words)s”") if found.hits or found.pinned else _("Nothing for “%(words)s”")
    return sentence % {"words": words}


def orders(wanted: Wanted) -> list[Way]:
    """The orders to choose from; where no words are looked for, none of the posts is better than another."""
    names = {"best": _("Best match"), "newest": _("Newest"), "oldest": _("Oldest")}
    if not wanted.query.has_words:
        del names["best"]
    return [Way(name, wanted.address(sort=sort), sort == wanted.order) for sort, name in names.items()]


def facets(found: Answer) -> list[ShownFacet]:
    return [_shown(facet) for facet in found.facets if facet.choices]


def kept(wanted: Wanted, found: Answer) -> list[tuple[str, str]]:
    """What the form of the facets sends along beside its boxes."""
    boxes = {facet.name for facet in found.facets if facet.choices}
    return [(name, value) for name, value in wanted.params(page="") if name not in boxes]


def year_bars(wanted: Wanted, years: list[tuple[int, int]]) -> list[YearBar]:
    """A bar for each year, or none where there is nothing to choose."""
    if len(years) < 2:
        return []
    bars = Calendar({(year, 1): count for year, count in years}).skyline()
    return [_year_bar(wanted, bar) for bar in bars]


def pictures_address(wanted: Wanted) -> str:
    """Pictures are found by their own words; what narrows posts says nothing of them."""
    asked = [("q", wanted.query.rest), ("credit", wanted.credit), ("show", "pictures")]
    return f"{reverse('search')}?{urlencode([(name, value) for name, value in asked if value])}"


def query_of(wanted: Wanted, **more: str) -> str:
    """Of the addresses of the other pages, without their numbers."""
    return urlencode([*wanted.params(page=""), *more.items()])


def _shown(facet: Facet) -> ShownFacet:
    few = [choice for number, choice in enumerate(facet.choices) if number < FEW_CHOICES or choice.chosen]
    more = [choice for choice in facet.choices if choice not in few]
    return ShownFacet(facet.name, facet.label, few, more)


def _year_bar(wanted: Wanted, bar: Bar) -> YearBar:
    address = wanted.toggled("year", bar.name)
    return YearBar(**asdict(bar) | {"part": address}, chosen=int(bar.name) in wanted.years)
