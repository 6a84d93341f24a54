"""Searches put together at random from pieces of hostile ones: reading them may raise nothing and lose nothing."""

import random
import re
import time
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from search.query import MOST_CHARACTERS, MOST_TERMS, ReadersQuery, read
from tests.hostile_searches import HOSTILE_SEARCHES

LONGEST_PIECE = 300
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # of Unicode's categories: half characters are among them
PIECES = [
    *(text[:LONGEST_PIECE] for text in HOSTILE_SEARCHES),
    *"author: topic: tag: year: credit: before: after: AUTHOR: -tag: welcome hall 2009 2009-12 2009-12-04".split(),
    *' " - “ ” : \t \x00 e\u0301 Café'.split(" "),
]


class Figures(NamedTuple):
    count: int
    errors: list[str]
    slowest: float  # seconds of the processor

    def __str__(self) -> str:
        return f"  {self.count} searches, {len(self.errors)} wrong, slowest {self.slowest * 1000:.1f} ms"


def random_searches(count: int, seed: int) -> Iterator[str]:
    """The same ones for the same seed."""
    chance = random.Random(seed)
    for _number in range(count):
        pieces = chance.choices(PIECES, k=chance.choice((1, 2, 4, 8, 30)))
        text = chance.choice(("", " ", " ")).join(pieces)
        yield "".join(chance.choice((letter, letter, any_letter(chance))) for letter in text[:40]) + text[40:]


def any_letter(chance: random.Random) -> str:
    return chr(chance.randrange(chance.choice((0x80, 0x3000, 0x110000))))


def fuzz_reading(count: int, seed: int) -> Figures:
    errors, slowest = [], 0.0
    for number, text in enumerate(random_searches(count, seed), 1):
        began = time.thread_time()
        try:
            errors += [f"number {number} of seed {seed}: {wrong}" for wrong in wrong_with(read(text))]
        except Exception as error:  # noqa: BLE001
            errors.append(f"number {number} of seed {seed}: {error!r}")
        slowest = max(slowest, time.thread_time() - began)
    return Figures(count, errors, slowest)


def wrong_with(query: ReadersQuery) -> list[str]:
    """What is not as every query is, whatever was typed."""
    listed = [*query.words, *query.phrases, *query.without, *query.topics, *query.tags, *query.authors, *query.credits]
    again, rest = read(query.typed), read(query.rest)
    rules = {
        "too long": len(query.typed) <= MOST_CHARACTERS,
        "too many terms": len(listed) + len(query.years) <= MOST_TERMS,
        "an empty term": all(text.strip() for text in listed),
        "nothing to find in a word": all(any(map(str.isalnum, word)) for word in query.words),
        "what nobody sees": UNSEEN.isdisjoint(map(unicodedata.category, re.sub("[\u200c\u200d]", "", query.typed))),
        "another reading of the same": said_by(again) == said_by(query),
        "another reading of the rest": (rest.words, rest.phrases, rest.without, rest.after, rest.before)
        == (query.words, query.phrases, query.without, query.after, query.before),
        "parameters in the rest": not (rest.topics or rest.tags or rest.authors or rest.credits or rest.years),
    }
    return [f"{rule} in {query!r}" for rule, kept in rules.items() if not kept]


def said_by(query: ReadersQuery) -> tuple:
    return tuple(value for name, value in vars(query).items() if name != "notices")
