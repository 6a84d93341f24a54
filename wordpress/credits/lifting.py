"""Credits taken out of a post's text, and given to the pictures that they are about."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType
from typing import Literal, TypeAlias

from wordpress.body.contract import Block
from wordpress.credits.aiming import Aim
from wordpress.credits.leads import UNSURE
from wordpress.credits.licences import name_of
from wordpress.credits.lines import CreditLine, read_line
from wordpress.credits.places import Passage, Use, linked, units, without
from wordpress.credits.prose import is_whole, prose

How: TypeAlias = Literal["lift", "suggest", "off"]
MOST_LINES = 300  # of a post; what comes after stays
NOTHING: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True)
class Fact:
    """A credit that was lifted out of ``words``.

    ``picture`` is a key, 0 where the file is missing. ``block`` is that of a missing picture, or of a use with another
    credit than the picture has elsewhere: both have it in their block already, so the picture is left alone; -1 where
    the picture is what has to be given it.
    """

    picture: int
    credit: str
    url: str
    licence: str
    words: str
    block: int = -1


@dataclass(frozen=True)
class Suggestion:
    """A credit that somebody should judge. ``words`` stay in the text; ``confidence`` is from 0 to 100."""

    picture: int
    words: str
    credit: str
    url: str
    licence: str
    confidence: int


@dataclass
class Lifted:
    """``changes`` say each what stood there, and what became of it."""

    blocks: list[Block]
    facts: list[Fact] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


def lift(
    blocks: Sequence[Block],
    lead: int = 0,
    known: Mapping[int, str] = NOTHING,
    *,
    how: How = "lift",
    caption_links: Sequence[tuple[str, str]] = (),
) -> Lifted:
    """The credits of a post out of its blocks, which are left as they are: what is given back are others.

    ``lead`` is the key of its lead picture, ``known`` the credits that pictures were given by other posts, or by hand.
    ``caption_links`` are those of a ``Body``. What is sure, of certain pictures, is lifted; the rest is suggested, and
    its words stay. ``suggest`` lifts nothing.
    """
    lifting = _Lifting(deepcopy(list(blocks)), lead, known, how)
    if how != "off":
        lifting.captions(list(caption_links))
        lifting.lines()
    return lifting.result()


class _Lifting:
    def __init__(self, blocks: list[Block], lead: int, known: Mapping[int, str], how: How) -> None:
        self.blocks = blocks
        self.known = known
        self.how = how
        self.units = units(blocks)
        self.shown = [use for unit in self.units if isinstance(unit, list) for use in unit]
        is_above = lead and lead not in {use.key for use in self.shown}
        self.lead = Use(lead) if is_above else None
        self.lead_key = lead
        self.given: dict[Use, CreditLine] = {}
        self.found: dict[int, str] = {}
        self.cut: set[Passage] = set()
        self.lifted = Lifted(blocks)

    def captions(self, links: list[tuple[str, str]]) -> None:
        for use in self.shown:
            self._give_to_picture(use)
            html = linked(use.caption, links)
            line = read_line(html, in_caption=True)
            if line and self._take([use], line, use.caption, line.is_sure):
                use.value["caption"] = line.rest

    def _give_to_picture(self, use: Use) -> None:
        """What a plugin's mark-up said of a use is said of the picture, unless that has another credit."""
        own = use.value.get("credit") or ""
        credit = self.found.get(use.key) or self.known.get(use.key, own)
        if self.how == "lift" and use.key and own and _folded(credit) == _folded(own):
            use.value["credit"] = ""
            self.found[use.key] = own
            self.lifted.facts.append(Fact(use.key, own, "", "", own))

    def lines(self) -> None:
        if not self.shown and not self.lead:
            return
        passages = ((number, unit) for number, unit in enumerate(self.units) if isinstance(unit, Passage))
        found = ((number, line) for number, passage in passages if (line := read_line(passage.html)))
        read = dict(islice(found, MOST_LINES))
        aim = Aim(self.units, read, self.lead, self.lead_key, self._is_bare)
        for number, line in read.items():
            uses, is_certain = aim.at(number)
            passage = self.units[number]
            if isinstance(passage, Passage) and uses:
                self._line(passage, line, uses, is_certain)

    def _line(self, passage: Passage, line: CreditLine, uses: list[Use], is_certain: bool) -> None:
        """What the line says beside the credit, a title, becomes the caption."""
        has_room = not line.rest or (len(uses) == 1 and not uses[0].is_lead and not uses[0].caption)
        may_be_cut = is_certain and line.is_sure and has_room and is_whole(passage.html)
        if self._take(uses, line, prose(passage.html).text.strip(), may_be_cut):
            self.cut.add(passage)
            if line.rest:
                uses[0].value["caption"] = line.rest

    def _take(self, uses: list[Use], line: CreditLine, words: str, is_sure: bool) -> bool:
        """Whether the words can go, because all that they say is now said elsewhere; else it is suggested."""
        if self.how == "lift" and is_sure and all(self._can_have(use, line) for use in uses):
            distinct = {use.key or id(use): use for use in uses}.values()
            self.lifted.facts += [self._give(use, line, words) for use in distinct]
            told = [line.rest, line.credit, line.url, name_of(line.licence)]
            self.lifted.changes.append(f"{words} → {'; '.join(filter(None, told))}")
            return True
        confidence = line.confidence if is_sure else min(line.confidence, UNSURE)
        for use in {use.key: use for use in uses if use.key and not self._says(use, line)}.values():
            suggestion = Suggestion(use.key, words, line.credit, line.url, line.licence, confidence)
            if suggestion not in self.lifted.suggestions:
                self.lifted.suggestions.append(suggestion)
        return False

    def _credit_of(self, use: Use) -> str:
        """Its own, else that of the picture."""
        return use.value.get("credit") or self.found.get(use.key) or self.known.get(use.key, "")

    def _is_bare(self, use: Use) -> bool:
        return not self._credit_of(use)

    def _says(self, use: Use, line: CreditLine) -> bool:
        return _folded(self._credit_of(use)) in {_folded(line.credit), _folded(line.name), _folded(_whole(line))}

    def _can_have(self, use: Use, line: CreditLine) -> bool:
        """A use has no place for an address of its own."""
        if self._is_bare(use) or self._says(use, line):
            return True
        return not (use in self.given or use.is_lead or use.value.get("credit") or line.url)

    def _give(self, use: Use, line: CreditLine, words: str) -> Fact:
        is_of_block = not use.key or not (self._is_bare(use) or self._says(use, line)) or bool(use.value.get("credit"))
        self.given[use] = line
        if not is_of_block:
            self.found[use.key] = line.credit
        elif not use.value.get("credit"):
            use.value["credit"] = _whole(line)
        return Fact(use.key, line.credit, line.url, line.licence, words, use.block if is_of_block else -1)

    def result(self) -> Lifted:
        """Without what was cut, and the text blocks that were nothing else."""
        left = {number: without(self.cut, self.units, number, block) for number, block in enumerate(self.blocks)}
        kept = [number for number, block in left.items() if block]
        places = {old: new for new, old in enumerate(kept)} | {-1: -1}
        self.lifted.blocks = [block for block in left.values() if block]
        self.lifted.facts = [replace(fact, block=places[fact.block]) for fact in self.lifted.facts]
        return self.lifted


def _whole(line: CreditLine) -> str:
    """Where there is no field for a licence."""
    return ", ".join(filter(None, [line.credit, name_of(line.licence)]))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
