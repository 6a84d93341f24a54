"""AVIF and HEIC: boxes in boxes, and a list of what lies where."""

from collections.abc import Iterator

from images.metadata.source import Broken, Source

XMP, EXIF = b"mime", b"Exif"
MOST_BOXES = 1000
MOST_ITEMS = 2000


def read(source: Source) -> Iterator[tuple[bytes, bytes]]:
    """``EXIF`` or ``XMP``, and its bytes. Raises Broken or IndexError for what doesn't hold together."""
    for kind, start, end in _boxes(source, 0, source.size):
        if kind == b"meta":
            inside = {name: (first, last) for name, first, last in _boxes(source, start + 4, end)}
            if b"iinf" in inside and b"iloc" in inside:
                kinds = _kinds(source, *inside[b"iinf"])
                for item, place, length in _places(_Bytes(source, *inside[b"iloc"])):
                    if item in kinds:
                        yield kinds[item], source.take_block(place, length)
            return


def _boxes(source: Source, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of what is in each."""
    for _count in range(MOST_BOXES):
        if start + 8 > end:
            return
        size, name, header = source.number(start, 4), source.take(start + 4, 4), 8
        if size == 1:
            size, header = source.number(start + 8, 8), 16
        size = size or end - start  # 0: to the end
        if size < header or start + size > end:
            raise Broken
        yield name, start + header, start + size
        start += size


def _kinds(source: Source, start: int, end: int) -> dict[int, bytes]:
    """Of the items with words in them, by their number."""
    wide = source.number(start, 1) > 0
    kinds: dict[int, bytes] = {}
    for name, first, last in _boxes(source, start + (8 if wide else 6), end):
        data = source.take(first, min(last - first, 200))
        if name != b"infe" or data[0] < 2:
            continue
        at = 4 if data[0] == 2 else 6
        item, kind, rest = int.from_bytes(data[4 : at + 2], "big"), data[at + 4 : at + 8], data[at + 8 :]
        if kind == EXIF or (kind == XMP and rest.partition(b"\0")[2].startswith(b"application/rdf+xml")):
            kinds[item] = kind
    return kinds


class _Bytes:
    """Numbers of several bytes, one after another."""

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.data = source.take(start, end - start)
        self.position = 0

    def number(self, count: int) -> int:
        piece = self.data[self.position : self.position + count]
        if len(piece) != count:
            raise Broken
        self.position += count
        return int.from_bytes(piece, "big")


def _places(numbers: _Bytes) -> Iterator[tuple[int, int, int]]:
    """Item, start and length of what lies in one piece in the file itself; words are never anywhere else."""
    version, _flags = numbers.number(1), numbers.number(3)
    sizes, more_sizes = numbers.number(1), numbers.number(1)
    for _count in range(min(numbers.number(4 if version == 2 else 2), MOST_ITEMS)):
        item = numbers.number(4 if version == 2 else 2)
        method = numbers.number(2) & 15 if version else 0
        numbers.number(2)  # whether it lies in another file
        base = numbers.number(more_sizes >> 4)
        pieces = numbers.number(2)
        before, place, length = more_sizes & 15 if version else 0, sizes >> 4, sizes & 15
        if method != 0 or pieces != 1:
            numbers.position += pieces * (before + place + length)
            continue
        numbers.number(before)
        yield item, base + numbers.number(place), numbers.number(length)
