"""From what a reader typed to something that finds posts: nearer and nearer to it first.

Each step is looked for until one finds something; the page says which it was.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.querysets import BlogPageQuerySet
from search.backends.engine import Engine, Match
from search.common_words import without_common
from search.found import count_each, fits_any
from search.query import ReadersQuery
from search.spelling import closest
from search.synonyms import synonyms_in
from search.terms import All, AnyOf, Beginning, Phrase, Term, Word

SHORTEST_BEGINNING = 3
# How much a word counts that stands for one nobody wrote, beside words that posts do have.
GUESSED = 0.3
# How many times as many posts have a word that another may be a mistake for.
MANY = 5
MOST_COUNTED = 500  # of either: a word that more than a hundred posts have is no mistake
# Spellings that are looked for in one search, for all its words together; and for each word at least.
MOST_SPELLINGS, LEAST_SPELLINGS = 40, 5
# Words of a search: for each, a part of the archive's whole vocabulary is gone through.
MOST_MENDED = 4


@dataclass(frozen=True)
class Step:
    """Something to look for. ``term`` is what is marked in posts, ``said`` what readers are told was done."""

    term: Term
    match: Match | None
    said: list[str] = field(default_factory=list)
    words: tuple[str, ...] = ()  # all that were asked for, where it is enough to have some of them
    is_relaxed: bool = True


class Mended(NamedTuple):
    """What stands for a word: itself, or what was found in its place."""

    term: Term
    is_there: bool
    said: str = ""


class Relaxing:
    """``posts`` are all that words could find: what is among them decides what is a mistake."""

    def __init__(self, query: ReadersQuery, engine: Engine, posts: BlogPageQuerySet, english: bool) -> None:
        self.query, self.engine, self.posts, self.english = query, engine, posts, english
        self.words = without_common(query.words)
        self.synonyms = synonyms_in(query.words)

    def as_typed(self) -> Step:
        others = [f"“{other}”" for word in self.words for other in self.synonyms.get(word, [])]
        said = [_("Also looked for: %(others)s.") % {"others": ", ".join(dict.fromkeys(others))}] if others else []
        return self._all([self._with_synonyms(word) for word in self.words], said)

    def relaxed(self) -> Iterable[Step]:
        """The steps after that, none of them worked out before it is asked for."""
        mended = self._mended()
        said = [one.said for one in mended if one.said]
        if said and all(one.is_there for one in mended):
            yield replace(self._all([one.term for one in mended], said), is_relaxed=True)
        some = [one for one in [*mended, *self._phrases()] if one.is_there]
        if len(self.words) + len(self.query.phrases) > 1 and some:
            yield self._any(some, said)

    def meant(self) -> str:
        """The words, each that few posts have in the spelling that many have; empty if there is none like that."""
        near = self._near(self.words)
        words, others = list(self.words), [other for _word, other in near]
        matches = [*self._matches(map(Word, words)), *self._matches(map(Word, others), as_spelt=True)]
        counts = count_each(self.posts, matches, self.engine, MOST_COUNTED)
        had, spelt = dict(zip(words, counts, strict=False)), counts[len(words) :]
        likely = [pair for pair, count in zip(near, spelt, strict=True) if count >= MANY * max(1, had[pair[0]])]
        instead = dict(reversed(likely))
        return " ".join(instead.get(word, word) for word in self.query.words) if instead else ""

    def _with_synonyms(self, word: str) -> Term:
        """What stands for several words stands for each: with all of them, or with it, a post has every one."""
        others = self.synonyms.get(word)
        return AnyOf((Word(word), *map(Word, others))) if others else Word(word)

    def _all(self, words: list[Term], said: list[str]) -> Step:
        term = All((*words, *map(Phrase, self.query.phrases)))
        return Step(term, self.engine.match(term, self.english), said, is_relaxed=False)

    def _any(self, some: list[Mended], said: list[str]) -> Step:
        """The more of them a post has, and the rarer they are, the better it is."""
        matches = self._matches(one.term for one in some)
        weights = [
            rarity * (GUESSED if one.said else 1) for one, rarity in zip(some, self._rarity(matches), strict=True)
        ]
        match = fits_any(matches, weights)
        return Step(AnyOf(tuple(one.term for one in some)), match, said, (*self.words, *self.query.phrases))

    def _rarity(self, matches: Sequence[Match | None]) -> list[float]:
        total, counts = self.posts.count(), count_each(self.posts, matches, self.engine)
        return [math.log(1 + total / (0.5 + count)) for count in counts]

    def _mended(self) -> list[Mended]:
        """Each word as it is, or, where no post has it, as it may have been meant."""
        there = dict(zip(self.words, self._are_there(map(self._with_synonyms, self.words)), strict=True))
        found = self._instead([word for word in self.words if not there[word]])
        return [found.get(word) or Mended(self._with_synonyms(word), True) for word in self.words]

    def _instead(self, missing: list[str]) -> dict[str, Mended]:
        """Spelt otherwise, the nearest that a post has; else as the beginning of words."""
        spelt = [(word, Mended(Word(near), True, _corrected(word, near))) for word, near in self._near(missing)]
        begun = [word for word in missing if len(word) >= SHORTEST_BEGINNING]
        offered = [*spelt, *((word, Mended(Beginning(word), True, _begun(word))) for word in begun)]
        there = self._are_there([mended.term for _word, mended in offered], as_spelt=True)
        best = {
            word: mended for (word, mended), is_there in reversed(list(zip(offered, there, strict=True))) if is_there
        }
        return {word: best.get(word, Mended(Word(word), False)) for word in missing}

    def _phrases(self) -> list[Mended]:
        phrases = list(map(Phrase, self.query.phrases))
        return [Mended(phrase, there) for phrase, there in zip(phrases, self._are_there(phrases), strict=True)]

    def _near(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """The first of ``words``, each with every one it may have been meant to be, the nearest first."""
        few = words[:MOST_MENDED]
        most = max(LEAST_SPELLINGS, MOST_SPELLINGS // max(1, len(few)))
        return [(word, near) for word in few for near in closest(word, self.engine, most)]

    def _are_there(self, terms: Iterable[Term], as_spelt: bool = False) -> list[bool]:
        """Whether any post has them: to count them all takes as long as to search for them."""
        return [count > 0 for count in count_each(self.posts, self._matches(terms, as_spelt), self.engine, most=1)]

    def _matches(self, terms: Iterable[Term], as_spelt: bool = False) -> list[Match | None]:
        """Readers are told of a word only ``as_spelt``: that a post has another of its forms says nothing of this."""
        return [self.engine.match(term, self.english and not as_spelt) for term in terms]


def said_of_some(asked: Sequence[str], had: Sequence[int]) -> str:
    """``had`` is how many of the words ``asked`` each of the posts shown has."""
    words = [f"“{word}”" for word in asked]
    none = (
        _("No post has both %(one)s and %(other)s.") % {"one": words[0], "other": words[1]}
        if len(words) == 2
        else _("No post has all %(asked)s words (%(words)s).")
        % {"asked": apnumber(len(words)), "words": ", ".join(words)}
    )
    best = max(had, default=1)
    if min(had, default=1) == best:
        these = ngettext("These have one of them.", "These have %(best)s.", best)
    else:
        these = _("The best of these have %(best)s.")
    return f"{none} {these % {'best': apnumber(best)}}"


def _corrected(word: str, near: str) -> str:
    return _("No post has “%(word)s”. These have “%(near)s”.") % {"word": word, "near": near}


def _begun(word: str) -> str:
    return _("No post has the word “%(word)s”. These have words that begin so.") % {"word": word}
