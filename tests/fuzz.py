"""The torture set, damaged at random and read: nothing may be raised, and nothing may take long."""

import random
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple

from images.metadata import read
from tests.torture import TORTURE

MOST_SECONDS_EACH = 1
LARGEST = 200_000  # bytes; of the larger files nearly all damage would be to filling
EXTREMES = [
    bytes(4),
    b"\xff" * 4,
    b"\x7f\xff\xff\xff",
    b"\0\0\0\1",
    b"\1\0\0\0",
    b"\x80\0\0\0",
    b"\0\xff",
    b"\xff",
    b"\0",
]


class Figures(NamedTuple):
    count: int
    errors: list[str]
    slowest: float  # seconds of the processor
    slow: int  # how many took longer than MOST_SECONDS_EACH

    def __str__(self) -> str:
        return (
            f"  {self.count} damaged files, {len(self.errors)} exceptions, "
            f"{self.slow} over {MOST_SECONDS_EACH} s, slowest {self.slowest:.3f} s"
        )


def fuzz(count: int, seed: int, told: Callable[[int], None] = lambda done: None) -> Figures:
    """``told`` hears after each file how many are done."""
    errors, slowest, slow = [], 0.0, 0
    for done, (name, content) in enumerate(damaged(count, seed), 1):
        began = time.thread_time()
        try:
            read(BytesIO(content))
        except Exception as error:  # noqa: BLE001
            errors.append(f"number {done} of seed {seed}, from “{name}”: {error!r}")
        took = time.thread_time() - began
        slowest, slow = max(slowest, took), slow + (took > MOST_SECONDS_EACH)
        told(done)
    return Figures(count, errors, slowest, slow)


def damaged(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """The same ones for the same seed."""
    chance = random.Random(seed)
    files = [(name, hard.content) for name, hard in TORTURE.items() if 0 < len(hard.content) <= LARGEST]
    for _number in range(count):
        name, content = chance.choice(files)
        data = bytearray(content)
        for _damage in range(chance.choice((1, 1, 2, 4, 16))):
            chance.choice(WAYS)(chance, data, chance.choice(files)[1])
        yield name, bytes(data)


def _place(chance: random.Random, data: bytes | bytearray) -> int:
    """Most often near the beginning, where lengths and places are told."""
    return chance.randrange(min(len(data), chance.choice((64, 1024, LARGEST))) or 1)


def _change(chance: random.Random, data: bytearray, other: bytes) -> None:
    place = _place(chance, data)
    data[place : place + 1] = chance.randbytes(1)


def _exaggerate(chance: random.Random, data: bytearray, other: bytes) -> None:
    place, value = _place(chance, data), chance.choice(EXTREMES)
    data[place : place + len(value)] = value


def _cut(chance: random.Random, data: bytearray, other: bytes) -> None:
    del data[_place(chance, data) :]


def _leave_out(chance: random.Random, data: bytearray, other: bytes) -> None:
    place = _place(chance, data)
    del data[place : place + chance.randrange(1, 64)]


def _repeat(chance: random.Random, data: bytearray, other: bytes) -> None:
    place = _place(chance, data)
    piece = bytes(data[place : place + chance.randrange(1, 200)])
    data[place:place] = piece * chance.choice((1, 2, 50))


def _mix(chance: random.Random, data: bytearray, other: bytes) -> None:
    start, place = _place(chance, other), _place(chance, data)
    data[place:place] = other[start : start + chance.randrange(1, 4000)]


WAYS = [_change, _change, _exaggerate, _exaggerate, _leave_out, _repeat, _mix, _cut]
