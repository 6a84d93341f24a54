"""What was measured of the search, for a terminal, for docs/bench.md and as a picture."""

import os
import platform
from collections.abc import Iterator
from typing import NamedTuple

from bench.report import BENCH, SEARCHING, Bar, aligned, picture_of
from bench.servers import ROOT

PICTURE = ROOT / "docs" / "bench-search.svg"
COMMON = ("a word in 33 % of posts", "a mistyped word in 33 %")
MOST_AT = {10_000: 100, 100_000: 300}  # milliseconds
MOST_OF_COMMON = {"SQLite": 500, "PostgreSQL": 800}  # at 100,000 posts
MOST_SUGGESTED = {10_000: 30}
LEAST_INDEXED = {"SQLite": 300, "PostgreSQL": 150}  # posts a second
MOST_GROWTH = 1.5
SUGGESTED = "type-ahead"
UNKEPT = "no words, nothing kept"
MOST_STOCK_SECONDS = 5


class Measured(NamedTuple):
    """One database with one number of posts; times in milliseconds, 95 of 100 answers took no longer.

    Of ``draft`` and ``publish``, half took no longer.
    """

    database: str
    posts: int
    indexed: float  # posts a second
    kinds: dict[str, float]
    suggested: float
    draft: float
    publish: float
    longest_wait: float | None
    stock: dict[str, float | None]  # by kind; None: cut off

    def each(self) -> dict[str, float]:
        return {**self.kinds, SUGGESTED: self.suggested}

    def aim(self, kind: str) -> float | None:
        if kind == SUGGESTED:
            return MOST_SUGGESTED.get(self.posts)
        if kind in COMMON and self.posts == 100_000:
            return MOST_OF_COMMON[self.database]
        return None if kind == UNKEPT else MOST_AT.get(self.posts)

    def times_of_stock(self, kind: str) -> str:
        """How many times as long Wagtail's own search takes."""
        if kind not in self.stock:
            return ""
        took = self.stock[kind]
        return (
            f"more than {MOST_STOCK_SECONDS * 1e3 / self.kinds[kind]:.0f}"
            if took is None
            else f"{took / self.kinds[kind]:.1f}"
        )


class Judged(NamedTuple):
    what: str
    figure: str
    aim: str
    met: bool

    def __str__(self) -> str:
        return f"{self.what}: {self.figure} (aim: {self.aim}: {'met' if self.met else 'NOT met'})."


def tables(everything: list[Measured]) -> str:
    return "\n\n".join(f"**{one.database}, {one.posts:,} posts**\n\n{_table(one)}" for one in everything)


def _table(one: Measured) -> str:
    rows = [["p95 of the whole answer", "ms", "aim", "judged", "Wagtail’s own, times as long"]]
    for kind, took in one.each().items():
        aim = one.aim(kind)
        met = "" if aim is None else "met" if took <= aim else "NOT met"
        rows.append([kind, f"{took:.0f}", f"{aim:g}" if aim else "", met, one.times_of_stock(kind)])
    return aligned(rows)


def lines(everything: list[Measured]) -> list[str]:
    waits = (
        f"{one.database}, {one.posts:,} posts: while the index is rebuilt, saving a draft takes at most"
        f" {one.longest_wait:,.0f} ms."
        for one in everything
        if one.longest_wait is not None
    )
    return [*map(str, _judged(everything)), *waits]


def _judged(everything: list[Measured]) -> Iterator[Judged]:
    for one in everything:
        least = LEAST_INDEXED[one.database]
        what = f"{one.database}, {one.posts:,} posts: update_index"
        yield Judged(what, f"{one.indexed:.0f} posts a second", f"at least {least}", one.indexed >= least)
    for database in LEAST_INDEXED:
        own = sorted((one for one in everything if one.database == database), key=lambda one: one.posts)
        few, most = own[0], own[-1]
        for what, before, after in (("draft", few.draft, most.draft), ("publish", few.publish, most.publish)):
            figure = f"{before:.0f} ms with {few.posts:,} posts, {after / before:.2f} times that with {most.posts:,}"
            yield Judged(f"{database}: {SAVING[what]}", figure, f"at most {MOST_GROWTH}", after / before <= MOST_GROWTH)


SAVING = {"draft": "saving a draft", "publish": "publishing"}


def write(everything: list[Measured]) -> None:
    """Into docs/, in place of what the last measuring wrote."""
    pages = BENCH.read_text().partition(SEARCHING)[0].rstrip()
    BENCH.write_text(f"{pages}\n\n{part(everything)}")
    PICTURE.write_text(drawing(everything))


def part(everything: list[Measured]) -> str:
    return f"""{SEARCHING}

Written by `make bench-search`, one site after the other.

![Bars: how long searching takes]({PICTURE.name})

{tables(everything)}

{chr(10).join(f"- {line}" for line in lines(everything))}

Measured on {os.cpu_count()} cores ({platform.machine()}, Python {platform.python_version()}).

### How to read it

- **p95**: 95 of 100 answers took no longer: the whole page, with facets, counts, bars and excerpts, from the request to
  the last byte within one process. Of each kind up to five queries are asked in turn, 30 times, after a first round.
- **a mistyped word** has two letters in each other’s place; it is meant to be a word in 2 % of posts, or in 33 %.
- **nothing kept**: the first answer after something was published. Otherwise the counts of the whole archive are kept
  for up to a minute, as on other pages.
- **Wagtail’s own**: the backend that Wagtail has for the database, on an index of its own and with statistics
  gathered. It counts and finds the best ten, without facets and excerpts; for a mistyped word it finds nothing. A query
  of more than {MOST_STOCK_SECONDS} s is not waited for. With 100,000 posts it is not measured: its time for a
  common word grows with the square of the posts.
- **type-ahead**: what is suggested while somebody types.
- **Saving** is done through the admin’s form, in a post of 450 words, 60 times; half of them took no longer. Nothing
  else is being done.
- **update_index** fills an empty index; then it is filled once more while an editor saves.
- PostgreSQL runs with its own defaults, on the same machine.
"""


def drawing(everything: list[Measured]) -> str:
    most = max(one.posts for one in everything)
    bars = [
        Bar(f"{one.database}: {kind}", took, f"{took:.0f} ms", one.aim(kind))
        for one in everything
        if one.posts == most
        for kind, took in one.each().items()
    ]
    title = f"How long searching {most:,} posts takes"
    return picture_of(bars, title, "95 of 100 answers took no longer; the yellow line is the aim.")
