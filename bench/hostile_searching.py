"""A part of ``make soak``: searches put together at random, asked of a real site on each database.

None may end in an error, have anything in its page that somebody typed as mark-up, or take longer than a second.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import requests

from bench import servers
from bench.searching import DATABASES
from bench.servers import ROOT, Server
from tests.hostile_answers import random_addresses, wrong_with_answer

SEARCHES = 10_000
POSTS = 1_000
READERS = 2
MOST_SECONDS = 1
AT_ONCE = 500  # between two lines that say how far it is


class Outcome(NamedTuple):
    wrong: list[str]
    seconds: float


def search_hostilely(seed: int) -> bool:
    """Whether every search was answered as it should be, on both databases."""
    good = [_on(database, seed) for database in DATABASES]
    return all(good)


def _on(database: str, seed: int) -> bool:
    with tempfile.TemporaryDirectory(prefix="goodwill-soak-") as folder, DATABASES[database]() as settings:
        environ = servers.settings_for(Path(folder), **settings)
        for command in (["-m", "config.prepare"], ["manage.py", "create_archive", "--posts", str(POSTS)]):
            subprocess.run([sys.executable, *command], cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
        with servers.site(Path(folder), **settings) as server:
            server.wait_for("/healthz")
            print(f"{SEARCHES} random searches of {POSTS} posts on {database}, seed {seed}", flush=True)
            return _is_good(list(_ask(server, seed)))


def _ask(server: Server, seed: int) -> Iterator[Outcome]:
    addresses, began, done = random_addresses(SEARCHES, seed), time.monotonic(), 0
    with ThreadPoolExecutor(READERS) as pool, requests.Session() as session:
        while some := list(islice(addresses, AT_ONCE)):
            yield from pool.map(lambda address: _outcome(server, session, address), some)
            done += len(some)
            left = (time.monotonic() - began) / done * (SEARCHES - done)
            print(f"  {done} asked, about {left:.0f} s left", flush=True)


def _outcome(server: Server, session: requests.Session, address: str) -> Outcome:
    began = time.monotonic()
    answer = session.get(f"{server.address}{address}", timeout=60)
    seconds = time.monotonic() - began
    return Outcome(wrong_with_answer(address, answer), seconds)


def _is_good(outcomes: list[Outcome]) -> bool:
    wrong = [sentence for outcome in outcomes for sentence in outcome.wrong]
    slow = sum(outcome.seconds > MOST_SECONDS for outcome in outcomes)
    slowest = max(outcome.seconds for outcome in outcomes)
    print(f"  {len(wrong)} wrong, {slow} over {MOST_SECONDS} s, slowest {slowest:.2f} s")
    for sentence in wrong[:20]:
        print(f"  {sentence}")
    return not wrong and not slow
