"""What a reader asks of the archive: the words typed, what is chosen beside them, the order, the page.

Every state has an address: what was typed as ``topic:`` and its kin stands there as if it had been chosen by a tick,
so that it can be unticked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias, get_args
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy
from taggit.models import Tag
from wagtail.models import Site

from blog.models import Author, BlogIndexPage, Topic
from search import known
from search.known import Named
from search.letters import clean, shortened, words_in
from search.query import ReadersQuery, read, year_of

Sort = Literal["best", "newest", "oldest"]
SORTS = get_args(Sort)
MOST_VALUES = 50  # of one parameter
MOST_CHARACTERS = 200  # of a value
MOST_SHOWN = 80  # characters of values in a sentence about them
NUMBER_OF_PAGE = re.compile(r"0*([1-9][0-9]{0,5})")
OF_RESULTS = {"sort", "page"}  # what no field sends, and addresses of results say
CHOSEN = ("topic", "tag", "author", "year", "credit", "blog")
SENTENCES = {
    "topic": gettext_lazy("There is no topic “%(value)s” here. It was left out."),
    "tag": gettext_lazy("There is no tag “%(value)s” here. It was left out."),
    "author": gettext_lazy("There is no author “%(value)s” here. It was left out."),
    "blog": gettext_lazy("There is no blog “%(value)s” here. All of them were searched."),
    "year": gettext_lazy("“%(value)s” is not a year. It was left out."),
    "credit": gettext_lazy("Only one credit can be looked for at a time. “%(value)s” was left out."),
    "sort": gettext_lazy("Results can’t be sorted by “%(value)s”. The best come first."),
    "page": gettext_lazy("There is no page “%(value)s”. This is the first."),
    "more": gettext_lazy("Only the first %(most)s of each kind were looked at (%(value)s)."),
}
LeftOut: TypeAlias = dict[str, list[str]]  # by the name of the parameter


class Chip(NamedTuple):
    """Something chosen, and the address of the same search without it."""

    name: str  # of the parameter
    label: str
    address: str


@dataclass(frozen=True)
class Wanted:
    """``parts`` are ``topics`` and all that is part of them: posts of any of these are meant.

    ``page`` is as asked, 1 or more: whoever has counted knows whether it is there.
    """

    query: ReadersQuery
    site: Site
    topics: list[Topic] = field(default_factory=list)
    parts: list[Topic] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    credit: str = ""
    blog: BlogIndexPage | None = None
    sort: Sort = "best"
    page: int = 1
    notices: list[str] = field(default_factory=list)
    is_first: bool = False  # as a field sends it: no other page, order or facet of a search

    @classmethod
    def of(cls, parameters: QueryDict, site: Site) -> "Wanted":
        """Whatever ``parameters`` say. What they can't mean is left out, and said in ``notices``.

        At most four queries (and what is kept about restricted pages), none where nothing but words is asked.
        """
        query = read(parameters.get("q", ""))
        given = {name: _given(parameters, name) for name in CHOSEN}
        chosen, not_chosen = _chosen(site, query, given)
        shown, not_shown = _shown(parameters)
        return cls(
            query=query,
            site=site,
            notices=[*query.notices, *_sentences(not_chosen | not_shown | _too_many(parameters))],
            is_first=not parameters.keys() & OF_RESULTS and not query.is_empty,
            **chosen,
            **shown,
        )

    @property
    def order(self) -> Sort:
        """What results are sorted by: without words, none is better than another, and the newest come first."""
        return self.sort if self.query.has_words or self.sort != "best" else "newest"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked: neither words nor anything chosen, but perhaps one of several blogs."""
        chosen = self.topics or self.tags or self.authors or self.years or self.credit
        return not (chosen or self.query.rest_is_asked)

    @property
    def narrows_posts(self) -> bool:
        """Whether anything is asked that can only be said of a post."""
        chosen = self.topics or self.tags or self.authors or self.years
        return bool(chosen or self.query.after or self.query.before)

    @property
    def chips(self) -> list[Chip]:
        """All that is chosen beside words, as it can be removed one by one."""
        several: dict[str, Iterable[Named]] = {"topic": self.topics, "tag": self.tags, "author": self.authors}
        named = [(name, thing.slug, thing.name) for name, things in several.items() for thing in things]
        years = [("year", year, year) for year in self._values()["year"]]
        found = [Chip(name, label, self.toggled(name, value)) for name, value, label in [*named, *years]]
        if self.credit:
            found.append(Chip("credit", self.credit, self.address(credit="")))
        if self.blog:
            found.append(Chip("blog", self.blog.title, self.address(blog="")))
        return found

    def address(self, **changes: Any) -> str:
        """Of this state, or of one with ``changes``, which begins at its first page: ``address(year=["2009"])``."""
        return f"{reverse('search')}?{urlencode(self.params(**changes))}"

    def toggled(self, name: str, value: str) -> str:
        """The address with ``value`` of a parameter that can have several taken out if it is chosen, else put in."""
        values = self._values()[name]
        others = [other for other in values if other != value]
        return self.address(**{name: others if value in values else [*values, value]})

    def params(self, **changes: Any) -> list[tuple[str, str]]:
        """The parameters of an address with ``changes``; a form repeats them as fields that nobody sees.

        The order is always among them: only what comes out of a field says none.
        """
        values = self._values()
        if unknown := changes.keys() - values.keys():
            raise TypeError(f"No address says {', '.join(unknown)}.")
        values |= {"page": ""} | changes if changes else {}
        pairs = ((name, value) for name, given in values.items() for value in _each(given))
        return [(name, value) for name, value in pairs if value and (name, value) != ("page", "1")]

    def _values(self) -> dict[str, Any]:
        return {
            "q": self.query.rest,
            "blog": self.blog.slug if self.blog else "",
            "topic": [topic.slug for topic in self.topics],
            "tag": [tag.slug for tag in self.tags],
            "author": [author.slug for author in self.authors],
            "year": [f"{year:04}" for year in self.years],
            "credit": self.credit,
            "sort": self.sort,
            "page": self.page,
        }


def _each(given: Any) -> Sequence[str]:
    return [str(value) for value in (given if isinstance(given, list | tuple) else [given])]


def _given(parameters: QueryDict, name: str) -> list[str]:
    """Each once; never very many."""
    values = (shortened(clean(value), MOST_CHARACTERS) for value in parameters.getlist(name)[:MOST_VALUES])
    return list(dict.fromkeys(value for value in values if value))


def _chosen(site: Site, query: ReadersQuery, given: dict[str, list[str]]) -> tuple[dict[str, Any], LeftOut]:
    """What is chosen by parameters and typed as ``topic:`` and its kin, as fields of ``Wanted``."""
    topics, parts, no_topics = known.topics(site, known.Asked(given["topic"], query.topics))
    tags, no_tags = known.tags(site, known.Asked(given["tag"], query.tags))
    authors, no_authors = known.authors(site, known.Asked(given["author"], query.authors))
    blog = known.blog(site, "".join(given["blog"][:1]))
    years = {text: year_of(text) for text in given["year"]}
    credits = [credit for credit in [*given["credit"], *query.credits] if words_in(credit)]
    chosen = {
        "topics": topics,
        "parts": parts,
        "tags": tags,
        "authors": authors,
        "years": sorted({year for year in years.values() if year} | set(query.years)),
        "credit": "".join(credits[:1]),
        "blog": blog,
    }
    left_out = {
        "topic": no_topics,
        "tag": no_tags,
        "author": no_authors,
        "year": [text for text, year in years.items() if not year],
        "credit": credits[1:],
        "blog": [] if blog else given["blog"][:1],
    }
    return chosen, left_out


def _shown(parameters: QueryDict) -> tuple[dict[str, Any], LeftOut]:
    """In which order, and which page of it."""
    sort, page = (clean(parameters.get(name, "")) for name in ("sort", "page"))
    number = NUMBER_OF_PAGE.fullmatch(page)
    shown = {"sort": sort if sort in SORTS else "best", "page": int(number[1]) if number else 1}
    left_out = {"sort": [] if sort in SORTS else [sort], "page": [] if number else [page]}
    return shown, left_out


def _too_many(parameters: QueryDict) -> LeftOut:
    return {"more": [name for name in CHOSEN if len(parameters.getlist(name)) > MOST_VALUES]}


def _sentences(left_out: LeftOut) -> Iterator[str]:
    for name, values in left_out.items():
        if any(values):
            yield str(SENTENCES[name]) % {"value": Truncator(", ".join(values)).chars(MOST_SHOWN), "most": MOST_VALUES}
