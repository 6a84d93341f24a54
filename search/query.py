"""What a reader typed into the field, read: plain words, ``"a phrase"``, ``-word`` and ``topic:`` with its kin.

Nothing is refused. What can't be read as anything else is plain words, and what is left out is said in ``notices``.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from search.letters import MOST_READ, clean, fold, shortened, words_in

MOST_CHARACTERS = 200
MOST_TERMS = 16
NAMED = {"topic": "topics", "tag": "tags", "author": "authors", "credit": "credits"}
OPERATOR = r"(?P<name>author|topic|tag|year|credit|before|after):"
TERM = re.compile(
    rf'(?P<minus>-)?(?:{OPERATOR})?"(?P<phrase>[^"]*)(?:"|$)'  # one that nobody closed goes on to the end
    r"|(?P<bare>\S+)",
    re.IGNORECASE,
)
BARE = re.compile(rf"(?P<minus>-(?!-))?(?:{OPERATOR})?(?P<value>.*)", re.IGNORECASE)
YEAR = re.compile(r"[0-9]{4}")
DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


@dataclass(frozen=True)
class ReadersQuery:
    """``typed`` is all that was read, ``rest`` the part of it that no parameter of an address can say instead.

    A word may have a hyphen, an apostrophe or a stop inside; one of ``without`` may be several words, a phrase.
    ``topics`` and its kin are as typed: names, or slugs. Posts of the day ``after`` and later are meant, and
    those earlier than the day ``before``.
    """

    typed: str = ""
    rest: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    after: datetime.date | None = None
    before: datetime.date | None = None
    notices: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether there are words to find: what posts can be ranked by, and what can be marked in them."""
        return bool(self.words or self.phrases)

    @property
    def has_operators(self) -> bool:
        """Whether a topic, tag, author, credit, year or day was typed."""
        named = self.topics or self.tags or self.authors or self.credits or self.years
        return bool(named or self.after or self.before)

    @property
    def rest_is_asked(self) -> bool:
        """Whether there is anything to look for beside what parameters of an address can say."""
        return bool(self.words or self.phrases or self.without or self.after or self.before)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked for, whatever was typed."""
        return not (self.rest_is_asked or self.has_operators)

    @property
    def only_words(self) -> bool:
        """Whether it is plain words and nothing else: what may be corrected, relaxed and given synonyms freely."""
        return bool(self.words) and not (self.phrases or self.without or self.has_operators)

    @property
    def lone_year(self) -> int | None:
        """The year, where one was typed and nothing else. It is looked for as a word all the same."""
        return year_of(self.words[0]) if self.only_words and len(self.words) == 1 else None


def read(text: str) -> ReadersQuery:
    """What ``text``, from anybody, asks for: at most 16 terms in 200 characters."""
    typed = clean(text)
    notices = []
    if len(typed) > MOST_CHARACTERS or text[MOST_READ:].strip():
        typed = shortened(typed, MOST_CHARACTERS)
        notices.append(_("Only the first %(most)s characters were looked for.") % {"most": MOST_CHARACTERS})
    terms = _each_once(_terms(typed))
    if len(terms) > MOST_TERMS:
        terms = terms[:MOST_TERMS]
        typed = _written(terms)
        notices.append(_("Only the first %(most)s words and phrases were looked for.") % {"most": MOST_TERMS})
    if typed and not terms:
        notices.append(_("There is no word in “%(typed)s” to look for.") % {"typed": typed})
    return _query(typed, terms, notices)


def year_of(text: str) -> int | None:
    """The year that ``text`` is, written with four digits."""
    return int(text) or None if YEAR.fullmatch(text) else None


def day_of(text: str) -> datetime.date | None:
    """The day that ``text`` is, or the first one of the month or the year that it is."""
    match = DAY.fullmatch(text)
    if not match:
        return None
    year, month, day = match.groups(default="1")
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


class _Term(NamedTuple):
    """``kind`` is the field of the query that it stands in, or "left out" with the reason as its ``value``."""

    kind: str
    value: str
    text: str  # as it can be typed again


# What stays in the words of a query whose topics, authors and so on have become parameters.
OF_THE_REST = ("words", "phrases", "without", "after", "before")


def _each_once(terms: Iterable[_Term]) -> list[_Term]:
    found: dict[tuple[str, str], _Term] = {}
    for term in terms:
        found.setdefault((term.kind, fold(term.value)), term)
    return list(found.values())


def _terms(typed: str) -> Iterator[_Term]:
    for match in TERM.finditer(typed):
        bare = match["bare"]
        if bare is None:
            yield from _read_term(match, match["phrase"], is_phrase=True)
        elif (parts := BARE.fullmatch(bare)) is not None:
            yield from _read_term(parts, parts["value"], is_phrase=False)


def _read_term(match: re.Match[str], value: str, is_phrase: bool) -> Iterator[_Term]:
    name, words = (match["name"] or "").lower(), words_in(value)
    if name and words:
        yield _operated(name, value.strip(" \"'"), bool(match["minus"]), match[0])
        return
    if name:  # nothing stands behind it
        words, is_phrase = [match["name"]], False
    yield from _plain(words, bool(match["minus"]), is_phrase)


def _plain(words: list[str], minus: bool, is_phrase: bool) -> Iterator[_Term]:
    together = " ".join(words)
    if words and minus:
        yield _Term("without", together, f"-{together}" if len(words) == 1 else f'-"{together}"')
    elif words and is_phrase:
        yield _Term("phrases", together, f'"{together}"')
    else:
        yield from (_Term("words", word, word) for word in words)


def _operated(name: str, value: str, minus: bool, text: str) -> _Term:
    if minus:
        return _left_out(text, _("“%(text)s” was left out: a minus stands before words and phrases only."))
    if name in NAMED:
        value = value.replace('"', "")
        return _Term(NAMED[name], value, f'{name}:"{value}"')
    if name == "year":
        if year_of(value):
            return _Term("years", value, f"year:{value}")
        return _left_out(text, _("“%(text)s” was left out: a year is written as in year:2009."))
    if day_of(value):
        return _Term(name, value, f"{name}:{value}")
    return _left_out(
        text, _("“%(text)s” was left out: a date is written as in after:2009, after:2009-05 or after:2009-05-17.")
    )


def _left_out(text: str, sentence: str) -> _Term:
    return _Term("left out", sentence % {"text": text}, text)


def _written(terms: list[_Term]) -> str:
    return " ".join(term.text for term in terms)


def _query(typed: str, terms: list[_Term], notices: list[str]) -> ReadersQuery:
    def values(kind: str) -> tuple[str, ...]:
        return tuple(term.value for term in terms if term.kind == kind)

    rest = [term for term in terms if term.kind in OF_THE_REST]
    return ReadersQuery(
        typed=typed,
        rest=typed if rest == terms else _written(rest),
        words=values("words"),
        phrases=values("phrases"),
        without=values("without"),
        topics=values("topics"),
        tags=values("tags"),
        authors=values("authors"),
        credits=values("credits"),
        years=tuple(map(int, values("years"))),
        after=_of_days(max, values("after")),
        before=_of_days(min, values("before")),
        notices=(*notices, *values("left out")),
    )


def _of_days(choose: Callable[..., datetime.date | None], days: tuple[str, ...]) -> datetime.date | None:
    """That of several ``days`` which all of them together mean."""
    return choose((day for text in days if (day := day_of(text))), default=None)
