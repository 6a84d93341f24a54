"""``make bench``, its second part, or ``make bench-search``: how fast the archive is searched, on both databases.

At all three sizes it takes about three quarters of an hour; ``--posts 1000,10000`` takes ten minutes.
"""

import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import searching_report as report
from bench import servers
from bench.searching_report import Measured
from bench.servers import ROOT
from tests.postgresql import postgresql

SIZES = (1_000, 10_000, 100_000)


def measure(sizes: list[int]) -> list[Measured]:
    return [_measure(database, posts) for database in DATABASES for posts in sizes]


@contextmanager
def _sqlite() -> Iterator[dict[str, str]]:
    yield {}


@contextmanager
def _postgresql() -> Iterator[dict[str, str]]:
    with postgresql(settings="") as address:
        yield {"DATABASE_URL": address}


DATABASES = {"SQLite": _sqlite, "PostgreSQL": _postgresql}


def _measure(database: str, posts: int) -> Measured:
    with tempfile.TemporaryDirectory(prefix="goodwill-bench-") as folder, DATABASES[database]() as settings:
        environ = servers.settings_for(Path(folder), **settings)

        def python(*arguments: str) -> bytes:
            command = [sys.executable, *arguments]
            return subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE).stdout

        say(f"{database}: making {posts:,} posts …")
        python("-m", "config.prepare")
        python("manage.py", "create_archive", "--posts", str(posts), "--without-index")
        say(f"{database}: searching {posts:,} posts …")
        said = json.loads(python("-m", "bench.searching_here").splitlines()[-1])
    return Measured(**said | {"database": database, "posts": posts})


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def main() -> None:
    options = ArgumentParser(prog="bench.searching", description=__doc__)
    options.add_argument("--posts", default=",".join(map(str, SIZES)), help="the sizes, with commas between them")
    options.add_argument("--only-print", action="store_true", help="leave docs/ as it is")
    chosen = options.parse_args()
    everything = measure([int(size) for size in chosen.posts.split(",")])
    print(report.tables(everything), *report.lines(everything), sep="\n")
    if not chosen.only_print:
        report.write(everything)


if __name__ == "__main__":
    main()
