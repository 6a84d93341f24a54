"""What fits into one transaction, and what fits into one column."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(things)
    while batch := list(islice(remaining, size)):
        yield batch


def within(number: int, bits: int) -> int:
    """Numbers in a file may be larger than the database takes."""
    limit = 2**bits - 1
    return max(-limit, min(limit, number))
