"""What was measured, for a terminal, for docs/bench.md and as a picture."""

import os
import platform
from typing import NamedTuple

from bench.load import CONNECTIONS, Run, tool
from bench.servers import WORKERS

AIMS = {"post": 0.02, "blog": 0.015}
MOST_GROWTH = 1.5
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
    """In Markdown, with columns that also line up in a terminal."""
    lines = [list(HEADINGS), *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    aligned = [
        [_aligned(cell, width, n) for n, (cell, width) in enumerate(zip(line, widths, strict=True))] for line in lines
    ]
    rule = ["-" * width if n == 0 else "-" * (width - 1) + ":" for n, width in enumerate(widths)]
    return "\n".join(f"| {' | '.join(line)} |" for line in [aligned[0], rule, *aligned[1:]])


def _aligned(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column == 0 else cell.rjust(width)


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
    """Bars, with a mark where the aim is; readable on a light and on a dark page."""
    rows = [row for row in figures.rows if row.posts]
    longest = max(row.ratio for row in rows) * 1.05
    bars = "\n".join(_bar(row, 64 + 34 * n, longest) for n, row in enumerate(rows))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {64 + 34 * len(rows) + 12}" role="img" \
aria-label="Uncached pages as a share of a trivial application">
<style>
  text {{ font: 15px system-ui, sans-serif; fill: #14211d }}
  .title {{ font-weight: 650 }} .bar {{ fill: #0f4a3e }} .aim {{ stroke: #c97f00; stroke-width: 3 }}
  @media (prefers-color-scheme: dark) {{
    text {{ fill: #e8eee9 }} .bar {{ fill: #3f7d6c }} .aim {{ stroke: #f7b93c }}
  }}
</style>
<text class="title" x="0" y="20">Uncached pages as a share of a trivial application, same server</text>
<text x="0" y="44">A longer bar is quicker; the yellow line is the aim.</text>
{bars}
</svg>
"""


def _bar(row: Row, top: int, longest: float) -> str:
    scale = 380 / longest
    aim = AIMS.get(row.page)
    x = f"{170 + aim * scale:.0f}" if aim else ""
    line = f'<path class="aim" d="M{x} {top - 2}v26"/>' if aim else ""
    return (
        f'<text x="0" y="{top + 16}">{row.page}, {row.posts:,} posts</text>'
        f'<rect class="bar" x="170" y="{top}" width="{row.ratio * scale:.0f}" height="22" rx="3"/>{line}'
        f'<text x="{178 + row.ratio * scale:.0f}" y="{top + 16}">{row.ratio:.3f}</text>'
    )
