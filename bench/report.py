"""What was measured, for a terminal, for docs/bench.md and as a picture."""

import os
import platform
from collections.abc import Sequence
from typing import NamedTuple

from bench.load import CONNECTIONS, Run, tool
from bench.servers import ROOT, WORKERS

BENCH = ROOT / "docs" / "bench.md"
PICTURE = ROOT / "docs" / "bench.svg"
# Where the parts begin that bench/moving_in.py and bench/searching.py write, in this order.
MOVING_IN = "## Moving in from WordPress"
SEARCHING = "## Searching the archive"
AIMS = {"post": 0.02, "blog": 0.015}
MOST_GROWTH = 1.5
LEFT = 290  # of the picture's bars
HEADINGS = ("page", "posts", "bytes", "answers/s", "ratio", "aim", "p50 ms", "p95 ms", "work ms")


class Row(NamedTuple):
    page: str
    posts: int
    size: int
    run: Run
    ratio: float

    def cells(self) -> list[str]:
        run = self.run
        failed = f" ({run.failed} failed)" if run.failed else ""
        return [
            self.page, f"{self.posts:,}" if self.posts else "", f"{self.size:,}", f"{run.rate:,.1f}{failed}",
            f"{self.ratio:.4f}", f"{AIMS[self.page]:g}" if self.page in AIMS and self.posts else "",
            f"{run.p50:.1f}", f"{run.p95:.1f}", f"{run.work:.2f}",
        ]  # fmt: skip


class Figures(NamedTuple):
    rows: list[Row]
    growth: dict[str, float]
    memory: float
    seconds_to_first_post: float
    posts_a_second: float
    picture_desk: str

    def lines(self) -> list[str]:
        grown = ", ".join(f"{page} {times:.2f}" for page, times in self.growth.items())
        return [
            f"Time at 10,000 posts, as a multiple of that at 100: {grown} (aim: at most {MOST_GROWTH}).",
            f"Memory of gunicorn and {WORKERS} workers at its highest: {self.memory:.0f} MiB.",
            f"From start to the first answer of a post: {self.seconds_to_first_post:.1f} s.",
            f"create_archive: {self.posts_a_second:.0f} posts a second, search index and references included.",
            self.picture_desk,
        ]

    def missed(self) -> list[str]:
        slow = [
            f"{row.page} at {row.posts:,} posts: {row.ratio:.4f}, not {AIMS[row.page]:g}"
            for row in self.rows
            if row.posts and row.ratio < AIMS.get(row.page, 0)
        ]
        grown = [f"{page} grows {times:.2f} times" for page, times in self.growth.items() if times > MOST_GROWTH]
        return slow + grown


def table(rows: list[Row]) -> str:
    return aligned([HEADINGS, *(row.cells() for row in rows)])


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, the first line its headings; its columns also line up in a terminal."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    cells = [
        [_aligned(cell, width, n) for n, (cell, width) in enumerate(zip(line, widths, strict=True))] for line in lines
    ]
    rule = ["-" * width if n == 0 else "-" * (width - 1) + ":" for n, width in enumerate(widths)]
    return "\n".join(f"| {' | '.join(line)} |" for line in [cells[0], rule, *cells[1:]])


def _aligned(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column == 0 else cell.rjust(width)


def write(figures: Figures) -> None:
    """Into docs/, before what was measured otherwise."""
    before = BENCH.read_text()
    others = [before.find(heading) for heading in (MOVING_IN, SEARCHING) if heading in before]
    BENCH.write_text("\n".join(filter(None, [document(figures), before[min(others) :] if others else ""])))
    PICTURE.write_text(drawing(figures))


def document(figures: Figures) -> str:
    cores = os.cpu_count()
    return f"""# Benchmark

Written by `make bench`, which is the only place where seconds are judged: they depend on the machine, and on what
else it is doing. The ratios depend on it much less.

![Bars: each page as a share of the trivial application](bench.svg)

{table(figures.rows)}

{chr(10).join(f"- {line}" for line in figures.lines())}

Measured on {cores} cores ({platform.machine()}, Python {platform.python_version()}) with {tool()}, which shared them,
{CONNECTIONS} connections at a time.

## How to read it

- **Uncached**: there is no cache of whole pages yet. Every answer is found in the database and rendered anew; only
  what many pages share (masthead, footer, sidebar, counts, the calendar of the skyline) is kept for up to a minute.
- **ratio**: answers a second as a share of what a trivial WSGI application on the same gunicorn with the same number
  of workers answers, with a body of the same size. It says how much of the server's speed is left after the page is
  made. The trivial rows are that application.
- **post** is one of about 450 words with one picture, and with author, notice and topics in its sidebar;
  **blog** is the first page of ten posts; **home** is the front page; **archive** and **year** list posts line by line,
  **topic** and **author** ten of theirs; **feed** is Atom with fifteen whole posts.
- **p50**, **p95**: half of the answers, and 95 of 100, took no longer. With {CONNECTIONS} readers asking at once and
  {WORKERS} workers, most of it is waiting in line.
- **work**: what the server's processors worked on one answer, which a busy machine changes least.
- All servers run side by side and take turns, in several rounds; the figures are medians over the rounds, so a slow
  minute of the machine meets all of them.
- **Memory** counts what the processes share once (PSS, Linux).
"""


def drawing(figures: Figures) -> str:
    rows = [row for row in figures.rows if row.posts]
    bars = [Bar(f"{row.page}, {row.posts:,} posts", row.ratio, f"{row.ratio:.3f}", AIMS.get(row.page)) for row in rows]
    title = "Uncached pages as a share of a trivial application"
    return picture_of(bars, f"{title}, same server", "A longer bar is quicker; the yellow line is the aim.")


class Bar(NamedTuple):
    label: str
    length: float
    said: str
    aim: float | None = None


def picture_of(bars: list[Bar], title: str, explanation: str) -> str:
    """Bars, with a mark where the aim is; readable on a light and on a dark page."""
    scale = 270 / max(max(bar.length, bar.aim or 0) for bar in bars)
    drawn = "\n".join(_drawn(bar, 64 + 34 * n, scale) for n, bar in enumerate(bars))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {64 + 34 * len(bars) + 12}" role="img" \
aria-label="{title}">
<style>
  text {{ font: 15px system-ui, sans-serif; fill: #14211d }}
  .title {{ font-weight: 650 }} .bar {{ fill: #0f4a3e }} .aim {{ stroke: #c97f00; stroke-width: 3 }}
  @media (prefers-color-scheme: dark) {{
    text {{ fill: #e8eee9 }} .bar {{ fill: #3f7d6c }} .aim {{ stroke: #f7b93c }}
  }}
</style>
<text class="title" x="0" y="20">{title}</text>
<text x="0" y="44">{explanation}</text>
{drawn}
</svg>
"""


def _drawn(bar: Bar, top: int, scale: float) -> str:
    line = f'<path class="aim" d="M{LEFT + bar.aim * scale:.0f} {top - 2}v26"/>' if bar.aim else ""
    width = bar.length * scale
    return (
        f'<text x="0" y="{top + 16}">{bar.label}</text>'
        f'<rect class="bar" x="{LEFT}" y="{top}" width="{width:.0f}" height="22" rx="3"/>{line}'
        f'<text x="{LEFT + 8 + width:.0f}" y="{top + 16}">{bar.said}</text>'
    )
