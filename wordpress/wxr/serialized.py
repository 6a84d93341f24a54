"""Values as PHP writes them: ``a:1:{s:4:"file";s:5:"a.jpg";}``. Nothing is ever executed, and objects are not read."""

import re
from typing import Any

MOST_DEPTH = 32
MOST_VALUES = 100_000
SCALAR = re.compile(rb"N;|([bid]):([^;{}\"]{1,40});")
STRING = re.compile(rb's:(\d{1,9}):"')
ARRAY = re.compile(rb"a:(\d{1,9}):\{")
# Where a string may end: behind it the next value begins, or the array ends.
AFTER_A_STRING = re.compile(rb'";(?=[sidbaNO][:;]|\}|\s*$)')


class Unreadable(ValueError):
    pass


def read(text: str) -> Any:
    """str, int, float, bool, None, list or dict; None as well for what can't be read.

    An array that is numbered from 0 is a list. Lengths that are wrong, since line ends or letters were converted, are
    measured anew.
    """
    data = text.strip().encode("utf-8", "replace")
    try:
        value, end = _Reader(data).value(0, 0)
    except Unreadable:
        return None
    return value if end == len(data) else None


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.values_left = MOST_VALUES

    def value(self, place: int, depth: int) -> tuple[Any, int]:
        """With the place behind it."""
        self.values_left -= 1
        if self.values_left < 0 or depth > MOST_DEPTH:
            raise Unreadable
        if found := SCALAR.match(self.data, place):
            return _scalar(*found.groups()), found.end()
        if found := STRING.match(self.data, place):
            return self._string(found.end(), int(found[1]))
        if found := ARRAY.match(self.data, place):
            return self._array(found.end(), int(found[1]), depth)
        raise Unreadable

    def _string(self, start: int, length: int) -> tuple[str, int]:
        end = start + length
        if self.data[end : end + 2] != b'";':
            found = AFTER_A_STRING.search(self.data, start)
            if not found:
                raise Unreadable
            end = found.start()
        return self.data[start:end].decode("utf-8", "replace"), end + 2

    def _array(self, place: int, count: int, depth: int) -> tuple[Any, int]:
        values = {}
        for _number in range(min(count, self.values_left)):
            key, place = self.value(place, depth + 1)
            if isinstance(key, bool) or not isinstance(key, str | int):
                raise Unreadable
            values[key], place = self.value(place, depth + 1)
        if self.data[place : place + 1] != b"}":
            raise Unreadable
        return list(values.values()) if list(values) == list(range(len(values))) else values, place + 1


def _scalar(kind: bytes | None, written: bytes | None) -> Any:
    if not kind or not written:
        return None
    try:
        return {b"i": int, b"d": float}[kind](written) if kind != b"b" else written != b"0"
    except ValueError:
        raise Unreadable from None
