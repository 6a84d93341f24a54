"""What was measured of moving in, for a terminal, for docs/bench.md and as a picture."""

import os
import platform
from typing import NamedTuple

from bench.report import BENCH, MOVING_IN, SEARCHING, Bar, picture_of
from bench.servers import ROOT

PICTURE = ROOT / "docs" / "bench-import.svg"
MOST_SCAN_SECONDS = 40
LEAST_IMPORTED = 25  # posts a second
LEAST_AGAIN = 500
MOST_MEMORY = 250  # MB


class Measured(NamedTuple):
    """One export; ``size`` in bytes, ``memory`` in MB at its highest."""

    what: str
    items: int
    size: int
    seconds: float
    memory: float
    least_speed: float = 0  # items a second
    most_seconds: float = 0

    @property
    def speed(self) -> float:
        return self.items / self.seconds

    @property
    def least(self) -> float:
        return self.least_speed or self.items / self.most_seconds

    @property
    def is_met(self) -> bool:
        return self.speed >= self.least and self.memory <= MOST_MEMORY

    def __str__(self) -> str:
        aim = f"at least {self.least_speed:g}" if self.least_speed else f"at most {self.most_seconds:g} s"
        return (
            f"{self.items:,} items, {self.size / 1e6:.0f} MB, {self.what}: {self.seconds:.1f} s,"
            f" {self.speed:,.0f} a second (aim: {aim}), {self.memory:.0f} MB of memory (aim: at most {MOST_MEMORY}):"
            f" {'met' if self.is_met else 'NOT met'}."
        )


def write(everything: list[Measured]) -> None:
    """Into docs/, in place of what the last measuring wrote, before what was measured of the search."""
    pages, heading, searching = BENCH.read_text().partition(SEARCHING)
    before = pages.partition(MOVING_IN)[0].rstrip()
    BENCH.write_text(
        "\n\n".join(filter(None, [before, part(everything).rstrip(), heading + searching])).rstrip() + "\n"
    )
    PICTURE.write_text(drawing(everything))


def part(everything: list[Measured]) -> str:
    return f"""{MOVING_IN}

Written by `make bench-import`.

![Bars: how fast an export is read and imported]({PICTURE.name})

{chr(10).join(f"- {one}" for one in everything)}

Measured on {os.cpu_count()} cores ({platform.machine()}, Python {platform.python_version()}), of which an import uses
one, with SQLite. Half of the posts are of blocks, half are older; each has some 870 words, a picture that is not there,
a link to another one, topics, tags and replies. An import ends when all can be searched.
"""


def drawing(everything: list[Measured]) -> str:
    bars = [Bar(one.what, one.speed, f"{one.speed:,.0f}", one.least) for one in everything]
    return picture_of(bars, "How fast an old blog moves in", "Items a second; the yellow line is the aim.")
