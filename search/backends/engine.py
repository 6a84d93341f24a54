"""What the two databases do in their own ways, behind one interface.

An engine turns :mod:`search.terms` into a ``SELECT`` over ``IndexEntry``, marks what was found in a text,
and knows words that are like another. Everything above it is the same for both.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from search.letters import TOKEN
from search.terms import All, AnyOf, Beginning, In, Phrase, Term, Without

# Around what was found in an excerpt: characters that no text contains (search/columns.py sees to it).
BEGIN_MARK, END_MARK = "\ue000", "\ue001"
# How much a word counts by the column of the index it stands in.
WEIGHTS = {"title": 10.0, "lead": 4.0, "names": 1.5, "credits": 1.5, "body": 1.0}
WORDS_IN_AN_EXCERPT = 32
# For the log of whoever looks after the site.
BROKEN = "The search index can't be read or written: run manage.py update_index."


class Keys(NamedTuple):
    """A ``SELECT`` of the ``id`` of every entry that fits."""

    sql: str
    params: list[Any]


class Match(NamedTuple):
    """A ``SELECT`` of ``id`` and ``score``, the greater the better, of every entry that fits; and of ``keys`` alone.

    To score what is only counted takes as long as to find it.
    """

    sql: str
    params: list[Any]
    keys: Keys


class Engine(ABC):
    # How what matches is joined to the posts that readers may see.
    join = "JOIN"

    @abstractmethod
    def create(self) -> None:
        """Make what the database's search stands on, in place of what may be left of it. Empties the index."""

    @abstractmethod
    def problem(self) -> str:
        """What is missing or broken, in a few words for the owner of the site; empty if nothing is."""

    @abstractmethod
    def wait_for_turn(self) -> None:
        """Until the end of this transaction nobody else writes into the index."""

    @abstractmethod
    def give_way(self) -> None:
        """Between one transaction of many and the next: to whoever waits for the database to write something."""

    @abstractmethod
    def match(self, term: Term, english: bool) -> Match | None:
        """What fits ``term``; ``None`` if there is no word in it. ``english``: also in other forms of its words."""

    @abstractmethod
    def excerpts(self, term: Term, english: bool, keys: Sequence[int]) -> dict[int, dict[str, str]]:
        """For each of ``keys`` the columns that hold what was found, each cut to the best place, with marks."""

    @abstractmethod
    def near(self, word: str) -> Iterable[str]:
        """Words of the archive that ``word``, in plain small letters, may have been meant to be, in any order."""

    @abstractmethod
    def hold_words(self) -> None:
        """Let nobody else write words until the transaction ends."""


def tokens(text: str) -> list[str]:
    """The words of ``text``: letters with their marks, and digits. Each database takes those further apart as it does
    what it has indexed, and looks for the parts one after the other."""
    return TOKEN.findall(text)


class Notation(ABC):
    """How a database writes down what is looked for, as one text."""

    both, either, but_not = "AND", "OR", "NOT"

    @abstractmethod
    def word(self, word: str, columns: tuple[str, ...]) -> str: ...

    @abstractmethod
    def phrase(self, words: list[str], columns: tuple[str, ...]) -> str: ...

    @abstractmethod
    def beginning(self, words: list[str], columns: tuple[str, ...]) -> str: ...

    def write(self, term: Term, columns: tuple[str, ...] = ()) -> str:
        """Empty if there is no word in ``term``. Looks in ``columns``, or in all if there are none."""
        match term:
            case In(within, inner):
                return self.write(inner, within)
            case All(terms):
                return self._joined(terms, columns, self.both)
            case AnyOf(terms):
                return self._joined(terms, columns, self.either)
            case Without(wanted, unwanted):
                written, without = self.write(wanted, columns), self.write(unwanted, columns)
                return f"({written} {self.but_not} {without})" if written and without else written
        words = tokens(term.text)
        if not words:
            return ""
        if isinstance(term, Beginning):
            return self.beginning(words, columns)
        return self.phrase(words, columns) if len(words) > 1 else self.word(words[0], columns)

    def _joined(self, terms: Iterable[Term], columns: tuple[str, ...], how: str) -> str:
        written = [text for term in terms if (text := self.write(term, columns))]
        return f"({f' {how} '.join(written)})" if len(written) > 1 else "".join(written)


@dataclass(frozen=True)
class Asked:
    """A term taken apart, each part written down: ``loose`` may be there in any form, ``exact`` as it stands."""

    loose: str
    exact: str
    unwanted: list[str]
    each: list[str]  # of what is wanted, part by part

    @classmethod
    def of(cls, term: Term, notation: Notation) -> "Asked":
        parts = _taken_apart(term)
        loose, exact = (notation.write(All(tuple(terms))) for terms in (parts.loose, parts.exact))
        unwanted = [text for part in parts.unwanted if (text := notation.write(part))]
        each = [text for part in [*parts.loose, *parts.exact] if (text := notation.write(part))]
        return cls(loose, exact, unwanted, each)

    def __bool__(self) -> bool:
        return bool(self.loose or self.exact)


class _Parts(NamedTuple):
    loose: list[Term]
    exact: list[Term]
    unwanted: list[Term]


def _taken_apart(term: Term) -> _Parts:
    if isinstance(term, Without):
        wanted = _taken_apart(term.term)
        return wanted._replace(unwanted=[*wanted.unwanted, term.unwanted])
    if isinstance(term, All):
        parts = [_taken_apart(part) for part in term.terms]
        return _Parts(*([one for part in parts for one in part[kind]] for kind in range(3)))
    return _Parts([], [term], []) if _is_exact(term) else _Parts([term], [], [])


def _is_exact(term: Term) -> bool:
    return isinstance(term, Phrase | Beginning) or (isinstance(term, In) and _is_exact(term.term))
