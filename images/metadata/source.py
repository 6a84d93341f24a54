"""A file that can be read only so far: whatever it says of itself, the work has an end."""

import zlib
from typing import IO, Literal

MOST_BYTES = 8 * 1024 * 1024  # of one file, all blocks together
MOST_LOOKS = 150_000  # a GIF of 30 MB comes in about as many pieces
MOST_BYTES_OF_A_BLOCK = 1024 * 1024  # an XMP packet with its histories has a tenth of it


class Broken(ValueError):
    """It isn't what it says it is, or more than anybody needs."""


class Source:
    """The bytes of a file by their place; Broken where there are none, and when enough has been read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        file.seek(0, 2)
        self.size = file.tell()
        self.bytes_left = MOST_BYTES
        self.looks_left = MOST_LOOKS

    def take(self, start: int, count: int) -> bytes:
        self.looks_left -= 1
        outside = start < 0 or count < 0 or start + count > self.size
        if outside or count > min(self.bytes_left, MOST_BYTES_OF_A_BLOCK) or self.looks_left < 0:
            raise Broken
        self.bytes_left -= count
        self.file.seek(start)
        data = self.file.read(count)
        if len(data) != count:
            raise Broken
        return data

    def take_block(self, start: int, count: int) -> bytes:
        """b"" for one that is too large, or isn't there."""
        try:
            return self.take(start, count)
        except Broken:
            return b""

    def number(self, start: int, count: int, order: Literal["little", "big"] = "big") -> int:
        return int.from_bytes(self.take(start, count), order)


def unpacked(data: bytes) -> bytes:
    """What zlib packed; b"" for a bomb, or what zlib didn't pack."""
    try:
        plain = zlib.decompressobj().decompress(data, MOST_BYTES_OF_A_BLOCK + 1)
    except zlib.error:
        return b""
    return plain if len(plain) <= MOST_BYTES_OF_A_BLOCK else b""
