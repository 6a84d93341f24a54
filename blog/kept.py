"""What is the same on many pages, kept until anything that readers see changes.

Every entry is kept under the current generation. A change starts a new one, in the shared
cache and after its transaction, so every worker sees it at once. Entries also end by
themselves after a minute: whatever goes unnoticed is put right then.
"""

import datetime
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone, translation

GENERATION = "kept-generation"
SECONDS = 60
Value = TypeVar("Value")
_here = threading.local()


def generation() -> str:
    found = cache.get(GENERATION)
    return found or _new_generation()


def keep(name: str, make: Callable[[], Value]) -> Value:
    """What ``make`` returned, perhaps for somebody else a moment ago; it must not depend on the reader."""
    key = f"{generation()}:{name}"
    found = cache.get(key, cache)  # the cache itself stands for "nothing": None may be kept
    if found is cache:
        with translation.override(settings.LANGUAGE_CODE), timezone.override(timezone.get_default_timezone()):
            found = make()  # an editor with another language or time zone may be the first who asks
        cache.set(key, found, SECONDS)
    return found


def forget(**kwargs: Any) -> None:
    """Start anew once what is being written can be read. Fits as a signal's receiver."""
    if not getattr(_here, "waits", False):
        transaction.on_commit(_new_generation)


@contextmanager
def forgetting_once() -> Iterator[None]:
    """Around a transaction that writes much: all that is written in this thread starts one generation, at its end."""
    _here.waits = True
    try:
        yield
    finally:
        _here.waits = False
        forget()


def last_change() -> datetime.datetime:
    """No earlier than the last change of anything that readers see."""
    return datetime.datetime.fromtimestamp(int(generation().partition("-")[0]), datetime.UTC)


def _new_generation() -> str:
    value = f"{int(time.time())}-{uuid.uuid4().hex}"
    cache.set(GENERATION, value, None)
    return value
