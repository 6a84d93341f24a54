"""JPEG: segments, each with its length, between them what the pixels are coded in."""

import re
from collections.abc import Iterator

from images.signing import exif
from images.signing.reading import MalformedPicture, Reader

START, END, SCAN, COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
APPLICATIONS = range(0xE0, 0xF0)
XMP = b"http://ns.adobe.com/xap/1.0/\0"
LONGEST = 0xFFFF - 2
# In coded pixels 0xFF stands before 0 or the number of a restart; before anything else it begins a segment.
NEXT_SEGMENT = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")

Segment = tuple[int, bytes, bytes]


def sign(content: bytes, packet: bytes) -> bytes:
    head, kept, orientation = b"", [], exif.UPRIGHT
    for marker, data, coded in _segments(content):
        if marker == 0xE1 and data.startswith(exif.PREFIX) and orientation == exif.UPRIGHT:
            orientation = exif.orientation_of(data)
        elif marker == 0xE0 and data.startswith(b"JFIF\0"):
            head = head or _segment(marker, _without_thumbnail(data))
        elif _is_needed(marker, data):
            kept.append(_segment(marker, data) + coded)
    said = _segment(0xE1, exif.PREFIX + exif.with_orientation(orientation)) if orientation != exif.UPRIGHT else b""
    said += _segment(0xE1, XMP + packet) if packet else b""
    return bytes([0xFF, START]) + head + said + b"".join(kept) + bytes([0xFF, END])


def _segments(content: bytes) -> Iterator[Segment]:
    """Marker, data, and the coded pixels behind it, up to the end of the picture; nothing of what follows that."""
    reader = Reader(content)
    reader.expect(bytes([0xFF, START]))
    scanned = False
    while (marker := _marker(reader)) != END:
        if marker in (0, START, 0xFF):
            raise MalformedPicture("The file has a segment that is none.")
        if marker in WITHOUT_LENGTH:
            continue
        data = reader.take(reader.number(2) - 2)
        scanned = scanned or marker == SCAN
        yield marker, data, _coded(reader) if marker == SCAN else b""
    if not scanned:
        raise MalformedPicture("The file holds no pixels.")


def _marker(reader: Reader) -> int:
    reader.expect(b"\xff")
    while (marker := reader.number(1)) == 0xFF:
        pass  # a marker may be padded
    return marker


def _coded(reader: Reader) -> bytes:
    found = NEXT_SEGMENT.search(reader.content, reader.position)
    if not found:
        raise MalformedPicture("The file ends before its pixels do.")
    return reader.take(found.start() - reader.position)


def _is_needed(marker: int, data: bytes) -> bool:
    """What pixels and colours are read by: tables, scans, the colour profile, and Adobe's word on the colours."""
    if marker in APPLICATIONS:
        return (marker, data[:12]) == (0xE2, b"ICC_PROFILE\0") or (marker, data[:5]) == (0xEE, b"Adobe")
    return marker != COMMENT


def _without_thumbnail(jfif: bytes) -> bytes:
    """Version, unit and density are as long as this in every file."""
    if len(jfif) < 12:
        raise MalformedPicture("The file's first segment is too short.")
    return jfif[:12] + b"\0\0"


def _segment(marker: int, data: bytes) -> bytes:
    if len(data) > LONGEST:
        raise MalformedPicture("There is too much to say for one segment.")
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data
