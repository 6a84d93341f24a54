"""Searching with what the database has for it.

``SearchBackend`` is what WAGTAILSEARCH_BACKENDS finds here; ``engine()`` what readers' search asks.
"""

from typing import Any

from django.db import connection

from search.backends.base import Backend
from search.backends.engine import Engine
from search.backends.postgresql import PostgreSQLEngine
from search.backends.sqlite import SQLiteEngine

ENGINES: dict[str, type[Engine]] = {"sqlite": SQLiteEngine, "postgresql": PostgreSQLEngine}


def engine() -> Engine:
    return ENGINES[connection.vendor]()


def SearchBackend(params: dict[str, Any]) -> Backend:
    return Backend(params, engine())
