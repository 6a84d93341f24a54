"""``make lighthouse``: what Lighthouse says of the demo's pages, as on a phone. About a minute a page.

Medians of several runs; ends with 1 when a page falls short of what the site promises, or is not there.
"""

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError

from bench import servers
from bench.browser import QUIET
from bench.servers import ROOT, Server

VERSION = "12.8.2"
FOLDER = ROOT / ".venv" / "lighthouse"
PACKAGE = FOLDER / "node_modules" / "lighthouse"
PAGES = {
    "home": "/",
    "blog": "/blog/",
    "post": "/blog/a-good-host-leaves-the-door-on-the-latch/",
    "archive": "/blog/archive/",
    "author": "/blog/author/ines-halloran/",
}
RUNS = 5
TRIES = 3
PREPARED_WITHIN = 600  # seconds: a new database, the demo and its pictures
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
METRICS = {"LCP ms": "largest-contentful-paint", "CLS": "cumulative-layout-shift", "bytes": "total-byte-weight"}
HEADINGS = ["page", *LEAST, *METRICS]
UNFINISHED = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"


class Verdict(NamedTuple):
    """Of one run: scores by category (0 to 100), figures by name, and what stays below its full score."""

    scores: dict[str, float]
    figures: dict[str, float]
    short: dict[str, float]


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def program(name: str, package: str) -> str:
    """Where it is, or the end with a sentence that names what to install."""
    found = shutil.which(name)
    if not found:
        sys.exit(
            f"Lighthouse needs {name}: install it (on Debian the package “{package}”), then make lighthouse again."
        )
    return found


def install() -> None:
    """Lighthouse in exactly this version, where nothing else sees it."""
    described = PACKAGE / "package.json"
    if described.is_file() and json.loads(described.read_text())["version"] == VERSION:
        return
    say(f"Installing Lighthouse {VERSION} into {FOLDER.relative_to(ROOT)} …")
    FOLDER.mkdir(parents=True, exist_ok=True)
    options = ["--prefix", str(FOLDER), "--no-audit", "--no-fund", "--no-save", "--silent"]
    subprocess.run([program("npm", "npm"), "install", *options, f"lighthouse@{VERSION}"], check=True)


def wait_for_background_work(data_dir: Path) -> None:
    """Until the worker has made the pictures of every post."""
    end = time.monotonic() + PREPARED_WITHIN
    with closing(sqlite3.connect(f"file:{data_dir / 'db.sqlite3'}?mode=ro", uri=True)) as database:
        while database.execute(UNFINISHED).fetchone()[0]:
            if time.monotonic() > end:
                sys.exit("The background worker did not finish its work; what it said stands above.")
            time.sleep(1)


def status_of(server: Server, path: str) -> int:
    try:
        server.read(path)
    except HTTPError as error:
        return error.code
    return 200


def judge(address: str) -> Verdict:
    with tempfile.TemporaryDirectory(prefix="goodwill-lighthouse-") as folder:
        report = Path(folder) / "report.json"
        command = [
            program("node", "nodejs"), str(PACKAGE / "cli" / "index.js"), address, "--quiet", "--output=json",
            f"--output-path={report}", f"--only-categories={','.join(LEAST)}", "--no-enable-error-reporting",
            f"--chrome-flags={' '.join(['--headless=new', *QUIET])}",
        ]  # fmt: skip
        environ = {**os.environ, "CHROME_PATH": program("chromium", "chromium")}
        for _ in range(TRIES):
            # Now and then the browser doesn't start on the page at all: that says nothing about the page.
            if subprocess.run(command, env=environ).returncode == 0:
                return verdict(json.loads(report.read_text()))
    sys.exit(f"Lighthouse could not look at {address}. Its reason stands above.")


def verdict(report: dict[str, Any]) -> Verdict:
    audits = report["audits"]
    return Verdict(
        scores={name: round(100 * (report["categories"][name]["score"] or 0)) for name in LEAST},
        figures={name: audits[audit].get("numericValue", 0) for name, audit in METRICS.items()},
        short={one["title"]: one["score"] for one in audits.values() if (one["score"] or 0) < 1 and _is_scored(one)},
    )


def _is_scored(audit: dict[str, Any]) -> bool:
    return audit["score"] is not None or audit["scoreDisplayMode"] == "error"


def median(verdicts: list[Verdict]) -> Verdict:
    """The audits are those that any run found, each with its lowest score."""
    titles = {title for one in verdicts for title in one.short}
    return Verdict(
        scores={name: statistics.median(one.scores[name] for one in verdicts) for name in LEAST},
        figures={name: statistics.median(one.figures[name] for one in verdicts) for name in METRICS},
        short={title: min(one.short.get(title, 1) or 0 for one in verdicts) for title in sorted(titles)},
    )


def row(page: str, of: Verdict) -> list[str]:
    figures = [f"{value:,.3f}" if name == "CLS" else f"{value:,.0f}" for name, value in of.figures.items()]
    return [page, *(f"{score:g}" for score in of.scores.values()), *figures]


def table(verdicts: dict[str, Verdict]) -> str:
    rows = [HEADINGS, *(row(page, of) for page, of in verdicts.items())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(one, widths, strict=True)) for one in rows)


def missed(verdicts: dict[str, Verdict]) -> list[str]:
    return [
        f"{page}: {name} is {of.scores[name]:g}, not {least}"
        for page, of in verdicts.items()
        for name, least in LEAST.items()
        if of.scores[name] < least
    ]


def measure(server: Server, pages: dict[str, str], runs: int) -> tuple[dict[str, Verdict], list[str]]:
    """A verdict on every page that is there, and a sentence on every one that isn't."""
    found = {page: status_of(server, path) for page, path in pages.items()}
    verdicts: dict[str, list[Verdict]] = {page: [] for page, status in found.items() if status == 200}
    for number in range(runs):
        for page, so_far in verdicts.items():
            say(f"Run {number + 1} of {runs}: {page} …")
            so_far.append(judge(f"{server.address}{pages[page]}"))
    absent = [f"{page}: {pages[page]} answers {status}" for page, status in found.items() if status != 200]
    return {page: median(so_far) for page, so_far in verdicts.items()}, absent


def main() -> int:
    parser = argparse.ArgumentParser(description="Lets Lighthouse judge the pages of the demo archive.")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"how often each page is judged ({RUNS})")
    parser.add_argument("--only", choices=PAGES, help="one page instead of all")
    wanted = parser.parse_args()
    if wanted.runs < 1:
        parser.error("--runs: a number from 1 on")
    program("node", "nodejs")
    program("chromium", "chromium")
    install()
    pages = {wanted.only: PAGES[wanted.only]} if wanted.only else PAGES
    with tempfile.TemporaryDirectory(prefix="goodwill-lighthouse-") as folder, servers.demo(Path(folder)) as server:
        say("Starting the site with its demo archive …")
        server.wait_for("/healthz", PREPARED_WITHIN)
        wait_for_background_work(Path(folder))
        verdicts, absent = measure(server, pages, wanted.runs)
    print(table(verdicts), *(_shortcomings(page, of) for page, of in verdicts.items() if of.short), sep="\n")
    failures = [*missed(verdicts), *absent]
    print(*failures, sep="\n", end="\n" if failures else "")
    return 1 if failures else 0


def _shortcomings(page: str, of: Verdict) -> str:
    return "\n".join(
        [f"\n{page}, below the full score:", *(f"  {score:.2f}  {title}" for title, score in of.short.items())]
    )


if __name__ == "__main__":
    sys.exit(main())
