"""The search of one site, measured in one process: ``python -m bench.searching_here`` on what ``DATA_DIR`` names.

Takes a site of `create_archive --without-index`, and prints what it measured as JSON (``bench/searching.py``).
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from itertools import cycle, islice
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()  # the models can be imported only now

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils.http import urlencode  # noqa: E402

from bench.editing import Editor  # noqa: E402
from bench.prose import PLACES, words_of_kind  # noqa: E402
from bench.searching_report import UNKEPT  # noqa: E402
from bench.stock_search import Stock  # noqa: E402
from blog.models import BlogPage, Topic  # noqa: E402
from home.demo.work import gather_statistics  # noqa: E402
from search.backends import engine  # noqa: E402
from search.found import count_each  # noqa: E402
from search.terms import Word  # noqa: E402

REQUESTS = 30
SAVES = 60
WITH_STOCK = 10_000  # posts at most
# Each in about every third post.
COMMON = ("basket", "blanket", "church", "cousin", "ladder")
PHRASES = ("old kettle", "quiet table", "small door", "warm letter", "open hall")
BEGUN = ("bas", "lad", "why we", "the quiet ba", "notes on wal", "ine")


def measure() -> dict[str, object]:
    client = Client(SERVER_NAME="localhost", HTTP_ACCEPT_ENCODING="gzip")
    posts = BlogPage.objects.count()
    indexed = posts / seconds(lambda: call_command("update_index", verbosity=0))
    gather_statistics()
    kinds = kinds_of_queries()
    took = {kind: p95_of(client, "/search/", queries) for kind, queries in kinds.items()}
    took[UNKEPT] = p95_of(client, "/search/", kinds["no words, with facets"], forgetting=True)
    suggested = p95_of(client, "/search/suggest/", [{"q": text} for text in BEGUN])
    editor = Editor()
    draft, publish = (median(editor.save(publish) for _ in range(SAVES)) for publish in (False, True))
    small = posts <= WITH_STOCK
    return {
        "posts": posts,
        "indexed": indexed,
        "kinds": took,
        "suggested": suggested,
        "draft": draft,
        "publish": publish,
        "longest_wait": longest_save_during_rebuild(editor) if small else None,
        "stock": stock_of(kinds) if small else {},
    }


def kinds_of_queries() -> dict[str, list[dict[str, str]]]:
    """What readers ask, by its kind: several of each, as parameters of the page."""
    topics = Topic.objects.order_by("pk").values_list("slug", flat=True)[:2]
    places = [f"{first}{second}" for first in PLACES[0] for second in PLACES[1]]
    counts = how_many_have([*places, *words_of_kind("noun")])
    posts = BlogPage.objects.count()

    def nearest(share: float) -> list[dict[str, str]]:
        there = (word for word, count in counts.items() if count)
        return [{"q": word} for word in sorted(there, key=lambda word: abs(counts[word] - share * posts))[:5]]

    return {
        "a word in 33 % of posts": [{"q": word} for word in COMMON],
        "a word in 2 %": nearest(0.02),
        "a word in 0.1 %": nearest(0.001),
        "two words with a year": [
            {"q": f"{word} {other}", "year": str(year), "sort": "best"}
            for word, other, year in zip(COMMON, reversed(words_of_kind("noun")[:5]), range(2015, 2020), strict=True)
        ],
        "a phrase": [{"q": f'"{phrase}"'} for phrase in PHRASES],
        "a mistyped word": [{"q": mistyped(one["q"])} for one in nearest(0.02)],
        "a mistyped word in 33 %": [{"q": mistyped(word)} for word in COMMON],
        "no words, with facets": [
            {"sort": "newest"}, {"year": "2015"}, *({"topic": topic, "year": "2016"} for topic in topics),
        ],
    }  # fmt: skip


def mistyped(word: str) -> str:
    """With its second and third letter in each other's place."""
    return f"{word[0]}{word[2]}{word[1]}{word[3:]}"


def how_many_have(words: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    here, posts = engine(), BlogPage.objects.listed()
    for start in range(0, len(words), 100):
        some = words[start : start + 100]
        found |= dict(zip(some, count_each(posts, [here.match(Word(word), True) for word in some], here), strict=True))
    return found


def p95_of(client: Client, path: str, queries: Iterable[dict[str, str]], forgetting: bool = False) -> float:
    """Milliseconds, of whole answers, after each was asked for once."""
    addresses = [f"{path}?{urlencode(query)}" for query in queries]
    for address in addresses:
        assert client.get(address).status_code == 200, address
    took = []
    for address in islice(cycle(addresses), REQUESTS):
        if forgetting:
            cache.clear()
        took.append(seconds(lambda address=address: client.get(address)) * 1e3)  # type: ignore[misc]
    return p95(took)


def p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[18]


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def longest_save_during_rebuild(editor: Editor) -> float:
    """Milliseconds. The index is rebuilt by another process, as an owner would do it."""
    rebuilding = subprocess.Popen([sys.executable, "manage.py", "update_index"], stdout=subprocess.DEVNULL)
    took = [0.0]
    while rebuilding.poll() is None:
        took.append(editor.save(publish=False))
    assert rebuilding.returncode == 0, "The index was not rebuilt."
    return max(took)


def stock_of(kinds: dict[str, list[dict[str, str]]]) -> dict[str, float | None]:
    """Of those kinds that Wagtail's own search has an answer to; ``None`` where it took too long to wait for."""
    stock = Stock()
    stock.index()
    gather_statistics()
    return {kind: stock.p95(queries) for kind, queries in kinds.items() if kind in stock.answers}


if __name__ == "__main__":
    measured = {"database": connection.vendor, **measure()}
    print(json.dumps(measured))
