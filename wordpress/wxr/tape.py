"""The part of a stream of bytes that is looked at."""

import re
from collections.abc import Iterable

LONGEST_MARK = 512  # of what is looked for, with what must stand around it
DIGITS = "0123456789"


class Tape:
    """Places in ``buffer`` stay what they are until something is dropped from its start."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.buffer = bytearray()
        self.has_ended = False
        self._chunks = iter(chunks)

    def more(self) -> bool:
        chunk = next(self._chunks, None)
        self.has_ended = chunk is None
        self.buffer += chunk or b""
        return not self.has_ended

    def fill(self, length: int) -> None:
        while len(self.buffer) < length and self.more():
            pass

    def drop(self, length: int) -> None:
        del self.buffer[: max(length, 0)]

    def cut(self, start: int, end: int) -> bytes:
        return bytes(memoryview(self.buffer)[start:end])

    def find(self, mark: bytes, start: int, until: int) -> int:
        """-1 where it doesn't stand before ``until``."""
        position = start
        while (found := self.buffer.find(mark, position)) < 0:
            position = max(start, len(self.buffer) - len(mark))
            if len(self.buffer) >= until or not self.more():
                return -1
        return found

    def search(self, marks: re.Pattern[bytes], start: int, until: int) -> tuple[str, int, int] | None:
        """Which group of ``marks`` stands first, from where to where; None where none does before ``until``.

        Groups that mean the same have the same name but for a number.
        """
        position = start
        while True:
            found = marks.search(self.buffer, position)
            answer = ((found.lastgroup or "").rstrip(DIGITS), *found.span()) if found else None
            found = None  # as long as it is there, the buffer can't grow
            if answer and (answer[2] + LONGEST_MARK <= len(self.buffer) or not self.more()):
                return answer
            if not answer:
                position = max(start, len(self.buffer) - LONGEST_MARK)
                if len(self.buffer) >= until or not self.more():
                    return None
