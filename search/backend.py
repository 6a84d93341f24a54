"""Wagtail's search in the database, whatever somebody types.

A quotation mark alone, or very many words, end its query in an error of the database. Readers' own
search takes phrases apart before it comes here; the admin's lists and choosers come as they are.
"""

import re
from typing import Any

from wagtail.search.backends import database
from wagtail.search.backends.base import BaseSearchBackend
from wagtail.search.query import And, PlainText

MOST_CHARACTERS = 200
MOST_WORDS = 24


def plain(query: Any) -> Any:
    """``query`` without quotation marks and control characters, and short, whether text or taken apart by Wagtail."""
    if isinstance(query, str):
        return _few_words(query)
    if isinstance(query, PlainText):
        words = _few_words(query.query_string)
        return PlainText(words, operator=query.operator) if words else ""
    if isinstance(query, And):
        parts = [part for part in map(plain, query.subqueries[:MOST_WORDS]) if part != ""]
        return And(parts) if parts else ""
    return query


def _few_words(text: str) -> str:
    words = re.sub(r'["\x00-\x1f\x7f]', " ", text[:MOST_CHARACTERS]).split()
    return " ".join(words[:MOST_WORDS])


class PlainQueries:
    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().search(plain(query), *args, **kwargs)  # type: ignore[misc]

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().autocomplete(plain(query), *args, **kwargs)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:
    """The backend that Wagtail has for the database in use; settings find it by this name."""
    kind = type(database.SearchBackend(dict(params)))
    return type(kind.__name__, (PlainQueries, kind), {})(params)
