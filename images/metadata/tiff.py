"""The first directory of a TIFF file, or of EXIF, which has the same form. No other directory is looked into."""

import struct
from collections.abc import Iterator
from contextlib import suppress
from typing import Literal

from images.metadata.source import Broken, Source

XMP, IPTC, PHOTOSHOP = 700, 33723, 34377
DESCRIPTION, ARTIST, COPYRIGHT = 270, 315, 33432
XP_TITLE, XP_COMMENT, XP_AUTHOR = 0x9C9B, 0x9C9C, 0x9C9D  # Windows' own, in UTF-16
TEXT = (DESCRIPTION, ARTIST, COPYRIGHT, XP_TITLE, XP_COMMENT, XP_AUTHOR)
WANTED = {XMP, IPTC, PHOTOSHOP, *TEXT}
MOST_ENTRIES = 500
SIZES = {1: 1, 2: 1, 4: 4, 7: 1, 13: 4}  # bytes, text, long numbers, anything; nothing wanted is of another type


def read(source: Source) -> dict[int, bytes]:
    """The wanted entries, those that are where they say, up to where the directory breaks off."""
    tags: dict[int, bytes] = {}
    with suppress(Broken):
        order: Literal["little", "big"] = "little" if source.take(0, 2) == b"II" else "big"
        for entry in _entries(source, order):
            tag, kind, length = struct.unpack(f"{'<' if order == 'little' else '>'}HHI", entry[:8])
            if tag in WANTED and tag not in tags:
                tags[tag] = _value(source, entry[8:], SIZES.get(kind, 0) * length, order)
    return tags


def _entries(source: Source, order: Literal["little", "big"]) -> Iterator[bytes]:
    place = source.number(4, 4, order)
    for index in range(min(source.number(place, 2, order), MOST_ENTRIES)):
        yield source.take(place + 2 + index * 12, 12)


def _value(source: Source, value_or_place: bytes, size: int, order: Literal["little", "big"]) -> bytes:
    if size <= len(value_or_place):
        return value_or_place[:size]
    return source.take_block(int.from_bytes(value_or_place, order), size)
