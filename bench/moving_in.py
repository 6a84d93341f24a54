"""``make bench-import``: how fast an old blog moves in, and with how much memory.

An export of 40,000 items is read from end to end; then 5,000 posts of five paragraphs are imported into a new site on
SQLite, indexes included, and once more, when there is nothing to be done. The figures go into docs/bench.md, unless
``--only-print``; ends with 1 if one of them misses its aim.
"""

import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from bench import servers
from bench.exports import write_export
from bench.moving_in_report import LEAST_AGAIN, LEAST_IMPORTED, MOST_SCAN_SECONDS, Measured, write
from bench.servers import ROOT

ITEMS = 40_000
POSTS = 5_000
# Each in a process of its own: how much memory it has needed at most is not what making the file has needed.
MEASURED = """
import json, resource, sys, time
began = time.perf_counter()
items, size = measure(sys.argv[1])
seconds = time.perf_counter() - began
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
json.dump({"items": items, "size": size, "seconds": seconds, "memory": memory}, sys.stdout)
"""
SCAN = f"""
from pathlib import Path
from wordpress.wxr.reading import Reading
def measure(file):
    reading = Reading([Path(file)])
    return sum(1 for item in reading.items()), reading.bytes_read
{MEASURED}
"""
# With the progress that the command shows.
IMPORT = f"""
import os, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()
from wordpress.importing.options import Options
from wordpress.importing.run import run_import
from wordpress.importing.showing import progress_on
from wordpress.importing.starting import run_for
def measure(file):
    run = run_for([file], Options())
    run_import(run, progress_on(sys.stderr))
    return run.report["items"], os.path.getsize(file)
{MEASURED}
"""


def scan(folder: Path, items: int) -> Measured:
    file = made(folder, items)
    found = measured(folder, "read from end to end", SCAN, file)
    file.unlink()
    return found._replace(most_seconds=MOST_SCAN_SECONDS * items / ITEMS)


def move_in(folder: Path, posts: int) -> list[Measured]:
    """Imported, and imported again."""
    file = made(folder, posts, only_posts=True)
    prepare = [sys.executable, "-m", "config.prepare"]
    subprocess.run(prepare, cwd=ROOT, env=servers.settings_for(folder), check=True, stdout=subprocess.DEVNULL)
    first = measured(folder, "imported into a new site", IMPORT, file)
    again = measured(folder, "imported again, unchanged", IMPORT, file)
    return [first._replace(least_speed=LEAST_IMPORTED), again._replace(least_speed=LEAST_AGAIN)]


def made(folder: Path, items: int, only_posts: bool = False) -> Path:
    print(f"Making an export of {items:,} {'posts' if only_posts else 'items'} …", file=sys.stderr, flush=True)
    file = folder / "export.xml"
    write_export(file, items, only_posts=only_posts)
    return file


def measured(folder: Path, what: str, program: str, file: Path) -> Measured:
    command, environ = [sys.executable, "-c", program, str(file)], servers.settings_for(folder)
    answer = subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE)
    return Measured(what, **json.loads(answer.stdout))


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--only-print", action="store_true", help="leave docs/ as it is")
    parser.add_argument("--items", type=int, default=ITEMS, help="how many are read")
    parser.add_argument("--posts", type=int, default=POSTS, help="how many are imported")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="goodwill-bench-") as folder:
        everything = [scan(Path(folder), chosen.items), *move_in(Path(folder), chosen.posts)]
    print(*everything, sep="\n")
    if not chosen.only_print:
        write(everything)
    return 0 if all(one.is_met for one in everything) else 1


if __name__ == "__main__":
    sys.exit(main())
