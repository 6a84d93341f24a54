"""What an AVIF file consists of: items with their properties, and how they refer to each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from images.signing import boxes
from images.signing.boxes import Box
from images.signing.reading import MalformedPicture, Reader

MOST_ITEMS = 1000
IN_FILE, IN_META = 0, 1


@dataclass(frozen=True)
class Property:
    """``needed``: who doesn't know it can't show the item."""

    kind: bytes
    content: bytes
    needed: bool


@dataclass(frozen=True)
class Place:
    """Where an item's data are: ``start`` and ``length`` of each part."""

    where: int
    parts: list[tuple[int, int]]


@dataclass(frozen=True)
class Reference:
    kind: bytes
    item: int
    others: list[int]


@dataclass(frozen=True)
class Picture:
    """``kinds``, ``data`` and ``properties`` by the items' numbers, as far as an item has them."""

    primary: int
    kinds: dict[int, bytes]
    places: dict[int, Place]
    references: list[Reference]
    properties: dict[int, list[Property]]
    inline: bytes

    @classmethod
    def read(cls, meta: bytes) -> "Picture":
        reader = Reader(meta)
        boxes.version_and_flags(reader)
        found = dict(boxes.read(reader.rest()))
        return cls(
            _primary(boxes.only(found, b"pitm")),
            dict(_kinds(boxes.only(found, b"iinf"))),
            dict(_places(boxes.only(found, b"iloc"))),
            list(_references(Reader(found[b"iref"]))) if b"iref" in found else [],
            _properties(boxes.only(found, b"iprp").rest()),
            found.get(b"idat", b""),
        )

    def data_of(self, item: int, content: bytes) -> bytes:
        """The item's own bytes; ``content`` is the whole file."""
        place = self.places.get(item)
        if place is None:
            raise MalformedPicture("A part of the picture is nowhere.")
        source = content if place.where == IN_FILE else self.inline
        if sum(length for _, length in place.parts) > len(source):
            raise MalformedPicture("A part of the picture is larger than the file.")
        return b"".join(Reader(source, start).take(length) for start, length in place.parts)

    def first_byte_of(self, item: int) -> tuple[bool, int]:
        place = self.places[item]
        return place.where != IN_FILE, place.parts[0][0]


def _primary(reader: Reader) -> int:
    version, _ = boxes.version_and_flags(reader)
    return reader.number(4 if version else 2)


def _kinds(reader: Reader) -> Iterator[tuple[int, bytes]]:
    version, _ = boxes.version_and_flags(reader)
    _check(reader.number(4 if version else 2))
    for _, entry in boxes.read(reader.rest()):
        inside = Reader(entry)
        version, _ = boxes.version_and_flags(inside)
        if version not in (2, 3):
            raise MalformedPicture("The file's list of items is of an old kind.")
        item = inside.number(4 if version == 3 else 2)
        if inside.number(2):
            raise MalformedPicture("A part of the picture is encrypted.")
        yield item, inside.take(4)


def _places(reader: Reader) -> Iterator[tuple[int, Place]]:
    version, _ = boxes.version_and_flags(reader)
    sizes = reader.number(2)
    of_start, of_length, of_base, of_index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    for _ in range(_check(reader.number(4 if version == 2 else 2))):
        item = reader.number(4 if version == 2 else 2)
        where = reader.number(2) & 15 if version else IN_FILE
        elsewhere, base = reader.number(2), reader.number(of_base)
        parts = []
        for _ in range(_check(reader.number(2))):
            reader.take(of_index if version else 0)
            parts.append((base + reader.number(of_start), reader.number(of_length)))
        if where not in (IN_FILE, IN_META) or elsewhere or not parts or not all(length for _, length in parts):
            continue  # whoever needs this item finds that it is nowhere
        yield item, Place(where, parts)


def _references(reader: Reader) -> Iterator[Reference]:
    version, _ = boxes.version_and_flags(reader)
    length = 4 if version else 2
    for kind, entry in boxes.read(reader.rest()):
        inside = Reader(entry)
        item = inside.number(length)
        yield Reference(kind, item, [inside.number(length) for _ in range(_check(inside.number(2)))])


def _properties(content: bytes) -> dict[int, list[Property]]:
    found = list(boxes.read(content))
    stored = [one for kind, inside in found if kind == b"ipco" for one in boxes.read(inside)]
    properties: dict[int, list[Property]] = {}
    for kind, inside in found:
        if kind == b"ipma":
            for item, one in _associated(Reader(inside), stored):
                properties.setdefault(item, []).append(one)
    return properties


def _associated(reader: Reader, stored: list[Box]) -> Iterator[tuple[int, Property]]:
    version, flags = boxes.version_and_flags(reader)
    length = 2 if flags & 1 else 1
    needed = 0x80 << 8 * (length - 1)
    for _ in range(_check(reader.number(4))):
        item = reader.number(4 if version else 2)
        for _ in range(reader.number(1)):
            said = reader.number(length)
            index = said & needed - 1
            if index > len(stored):
                raise MalformedPicture("A property is nowhere.")
            if index:
                yield item, Property(*stored[index - 1], bool(said & needed))


def _check(count: int) -> int:
    if count > MOST_ITEMS:
        raise MalformedPicture("The file has too many parts.")
    return count
