"""How far a long command is."""

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from django.core.management.base import OutputWrapper

T = TypeVar("T")
SECONDS_BETWEEN = 5


def shown(things: Sequence[T], what: str, out: OutputWrapper) -> Iterator[T]:
    """``things``, one by one, while ``out`` is told how many are done, and how long the rest will take."""
    yield from counted(things, what, out, len(things))


def counted(things: Iterable[T], what: str, out: OutputWrapper, total: int, step: int = 1) -> Iterator[T]:
    """The same for things that each count for ``step`` of ``total``."""
    begun = spoken = time.monotonic()
    done = 0
    for thing in things:
        yield thing
        done = min(total, done + step)
        if time.monotonic() - spoken >= SECONDS_BETWEEN and done < total:
            spoken = time.monotonic()
            out.write(f"{what}: {done} of {total}, {_span((spoken - begun) / done * (total - done))} left")
    if total:
        out.write(f"{what}: {done} of {total}, in {_span(time.monotonic() - begun)}")


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 100 else f"{seconds:.0f} s"
