"""Wagtail's own search in the database, on an index of its own: what ours is compared with.

It is asked for less than our page gives: how many there are and the first ten, without facets and excerpts.
"""

import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle

from django.db import DatabaseError, connection
from wagtail.search.backends import get_search_backend
from wagtail.search.query import Phrase, PlainText, SearchQuery

from blog.models import BlogPage

MOST_SECONDS = 5  # for one query
SECONDS_A_KIND = 15
RUNS = 20
AT_ONCE = 1_000


class TooLong(Exception):
    pass


class Stock:
    # It has no facets of topics, tags and authors, and a mistyped word finds nothing.
    answers = ("a word in 33 % of posts", "a word in 2 %", "a word in 0.1 %", "two words with a year", "a phrase")

    def __init__(self) -> None:
        self.backend = get_search_backend("wagtail.search.backends.database")

    def index(self) -> None:
        posts = BlogPage.get_indexed_objects().order_by("pk")
        index = self.backend.get_index_for_model(BlogPage)
        for start in range(0, posts.count(), AT_ONCE):
            index.add_items(BlogPage, list(posts[start : start + AT_ONCE]))

    def p95(self, queries: list[dict[str, str]]) -> float | None:
        """Milliseconds; ``None`` when one took longer than MOST_SECONDS."""
        took: list[float] = []
        end = time.perf_counter() + SECONDS_A_KIND
        for query in cycle(queries):
            began = time.perf_counter()
            try:
                with _no_longer():
                    self._ask(query)
            except TooLong:
                return None
            took.append((time.perf_counter() - began) * 1e3)
            if len(took) == RUNS + 1 or (time.perf_counter() > end and len(took) > 2):
                return statistics.quantiles(took[1:], n=20)[18] if len(took) > 2 else took[-1]
        raise AssertionError

    def _ask(self, query: dict[str, str]) -> None:
        posts = BlogPage.objects.listed()
        if "year" in query:
            posts = posts.filter(date__year=query["year"])
        found = self.backend.search(_as_wagtail_says(query["q"]), posts)
        found.count()
        list(found[:10])


def _as_wagtail_says(typed: str) -> SearchQuery:
    return Phrase(typed.strip('"')) if typed.startswith('"') else PlainText(typed, operator="and")


@contextmanager
def _no_longer() -> Iterator[None]:
    """The database gives up after MOST_SECONDS."""
    connection.ensure_connection()
    stop = connection.connection.interrupt if connection.vendor == "sqlite" else connection.connection.cancel
    began = time.perf_counter()
    timer = threading.Timer(MOST_SECONDS, stop)
    timer.start()
    try:
        yield
    except DatabaseError as error:
        if time.perf_counter() - began < MOST_SECONDS:
            raise
        raise TooLong from error
    finally:
        timer.cancel()
