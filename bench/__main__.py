"""``make bench``, its first part: how fast the site is, how big, and how soon it is there. About ten minutes."""

import datetime
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import NamedTuple

from bench import load, report, servers
from bench.servers import ROOT, Server

FEW, MANY = 100, 10_000
ROUNDS = 5
STARTS = 3
WORDS = range(400, 501)
FURNISH = "from bench.furnish import furnish; furnish()"


class Target(NamedTuple):
    page: str
    posts: int  # 0 for the trivial application
    server: Server
    path: str
    size: int


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def make_archives(folder: Path) -> dict[int, float]:
    """A site of each size, as a folder of that name; says how many posts a second were made."""
    prepared = folder / "prepared"
    _python(prepared, "-m", "config.prepare")
    made = {}
    for posts in (FEW, MANY):
        say(f"Making {posts:,} posts …")
        data_dir = shutil.copytree(prepared, folder / str(posts))
        began = time.perf_counter()
        _python(data_dir, "manage.py", "create_archive", "--posts", str(posts), "--seed", "1")
        made[posts] = posts / (time.perf_counter() - began)
        _python(data_dir, "manage.py", "shell", "--no-imports", "-c", FURNISH)
    return made


def _python(data_dir: Path, *arguments: str) -> None:
    environ = servers.settings_for(data_dir)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)


def typical_post(server: Server) -> str:
    """The path of the newest post of about 450 words with one picture."""
    for number in count(1):
        entries = server.read(f"/blog/?page={number}")
        for path in re.findall(r'<h2[^>]*><a class="u-url" href="([^"]+)"', entries):
            article = server.read(path).partition("<article")[2].partition('<div class="after">')[0]
            words = re.sub(r"<[^>]+>", " ", article.partition('<div class="prose e-content">')[2]).split()
            if article.count("<img") == 1 and len(words) in WORDS:
                return path
    raise AssertionError


def targets(server: Server, posts: int) -> Iterator[Target]:
    last_year = datetime.date.today().year - 1
    paths = {
        "home": "/",
        "blog": "/blog/",
        "post": typical_post(server),
        "archive": "/blog/archive/",
        "year": f"/blog/{last_year}/",
        "topic": first(server, "/blog/", "topic"),
        "author": first(server, typical_post(server), "author"),
        "feed": "/blog/feed/",
    }
    for page, path in paths.items():
        yield Target(page, posts, server, path, len(server.read(path).encode()))


def first(server: Server, page: str, kind: str) -> str:
    """The first link of ``page`` to a list of this kind."""
    return re.findall(rf'href="(/blog/{kind}/[^"]+)"', server.read(page))[0]


def measure(everything: list[Target], heavy: Server) -> tuple[dict[Target, load.Run], float]:
    """Medians over the rounds, and the most memory that one of the servers took."""
    runs: dict[Target, list[load.Run]] = {target: [] for target in everything}
    memory = heavy.memory()
    for number in range(ROUNDS):
        say(f"Round {number + 1} of {ROUNDS}, {len(everything) * load.SECONDS_A_RUN} s …")
        start = number * len(everything) // ROUNDS
        for target in everything[start:] + everything[:start]:
            runs[target].append(load.run(target.server, target.path))
            memory = max(memory, heavy.memory())
    return {target: load.median(found) for target, found in runs.items()}, memory


def rows_of(measured: dict[Target, load.Run]) -> Iterator[report.Row]:
    limits = {target.page: run.rate for target, run in measured.items() if not target.posts}
    for target, run in measured.items():
        page = target.page if target.posts else f"trivial, as {target.page}"
        yield report.Row(page, target.posts, target.size, run, run.rate / limits[target.page])


def growth_of(measured: dict[Target, load.Run]) -> dict[str, float]:
    rates = {(target.page, target.posts): run.rate for target, run in measured.items()}
    return {page: rates[page, FEW] / rates[page, MANY] for page, posts in rates if posts == FEW}


def seconds_to_first_post(data_dir: Path, path: str) -> float:
    took = []
    for _ in range(STARTS):
        began = time.perf_counter()
        with servers.site(data_dir) as server:
            server.wait_for(path)
            took.append(time.perf_counter() - began)
    return statistics.median(took)


def picture_desk(data_dir: Path) -> str:
    """What bench/picture_desk.py says of the site once it has many pictures."""
    say("Making pictures for the picture desk …")
    command = [sys.executable, "-m", "bench.picture_desk"]
    return subprocess.check_output(command, cwd=ROOT, env=servers.settings_for(data_dir), text=True).strip()


def bench(folder: Path) -> report.Figures:
    made = make_archives(folder)
    with ExitStack() as stack:
        few, many = (stack.enter_context(servers.site(folder / str(posts))) for posts in (FEW, MANY))
        trivial = stack.enter_context(servers.trivial())
        for server, path in ((few, "/blog/"), (many, "/blog/"), (trivial, "/1")):
            server.wait_for(path)
        pages = [*targets(few, FEW), *targets(many, MANY)]
        limits = [Target(one.page, 0, trivial, f"/{one.size}", one.size) for one in pages if one.posts == FEW]
        measured, memory = measure([*pages, *limits], heavy=many)
    desk = picture_desk(folder / str(MANY))
    say("Starting the site anew …")
    post = next(target.path for target in pages if target.page == "post" and target.posts == MANY)
    seconds = seconds_to_first_post(folder / str(MANY), post)
    return report.Figures(list(rows_of(measured)), growth_of(measured), memory, seconds, made[MANY], desk)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="goodwill-bench-") as folder:
        figures = bench(Path(folder))
    print(report.table(figures.rows), *figures.lines(), *figures.missed(), sep="\n")
    report.write(figures)


if __name__ == "__main__":
    main()
