"""AVIF: the parts of the picture itself are taken out of the file, and a new file is made of them."""

from collections.abc import Iterator

from images.signing import boxes
from images.signing.avif_items import Picture, Property, Reference
from images.signing.reading import MalformedPicture

BRAND = b"avif"
BRANDS = (BRAND, b"mif1", b"miaf", b"MA1A", b"MA1B")
DRAWN = (b"av01", b"grid", b"iovl", b"iden")
# What colours, size, position and transparency are read by.
NEEDED = set(b"av1C ispe pixi colr pasp clap irot imir auxC a1op a1lx lsel clli mdcv cclv".split())
TRANSPARENCY = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0"
OF_THE_PICTURE = (b"dimg", b"auxl", b"prem")
HANDLER = bytes(4) + b"pict" + bytes(13)
LONGEST = 0xFFFF


def sign(content: bytes, packet: bytes) -> bytes:
    found = list(boxes.read(content))
    kinds = [kind for kind, _ in found]
    if kinds[:1] != [b"ftyp"] or b"moov" in kinds or kinds.count(b"meta") != 1:
        raise MalformedPicture("The file does not hold one picture.")
    picture = Picture.read(dict(found)[b"meta"])
    items = _needed(picture)
    data = {item: picture.data_of(item, content) for item in items}
    in_order = sorted(items, key=picture.first_byte_of)
    return _written(_brands(found[0][1]), picture, items, {item: data[item] for item in in_order}, packet)


def _brands(content: bytes) -> bytes:
    said = {content[start : start + 4] for start in range(8, len(content), 4)} | {BRAND, b"mif1", b"miaf"}
    return BRAND + bytes(4) + b"".join(brand for brand in BRANDS if brand in said)


def _needed(picture: Picture) -> list[int]:
    """The picture, what it is put together of, and the transparency of each: no thumbnail, no depth, no words."""
    items = {picture.primary: True}
    for item in (waiting := list(items)):
        for found in _belonging(picture, item):
            if found not in items:
                items[found] = True
                waiting.append(found)
    if any(picture.kinds.get(item) not in DRAWN for item in items) or max(items) >= LONGEST:
        raise MalformedPicture("The picture has parts that nothing is known about.")
    return sorted(items)


def _belonging(picture: Picture, item: int) -> Iterator[int]:
    for reference in picture.references:
        if reference.kind == b"dimg" and reference.item == item:
            yield from reference.others
        if reference.kind == b"auxl" and item in reference.others and _is_transparency(picture, reference.item):
            yield reference.item


def _is_transparency(picture: Picture, item: int) -> bool:
    return any(
        one.kind == b"auxC" and one.content[4:].startswith(TRANSPARENCY) for one in picture.properties.get(item, [])
    )


def _written(brands: bytes, picture: Picture, items: list[int], data: dict[int, bytes], packet: bytes) -> bytes:
    kinds = {item: picture.kinds[item] + b"\0" for item in items}
    among = [one for one in picture.references if one.kind in OF_THE_PICTURE and {one.item, *one.others} <= set(items)]
    if packet:
        own = max(items) + 1
        kinds[own] = b"mimeXMP\0application/rdf+xml\0"
        among = [*among, Reference(b"cdsc", own, [picture.primary])]
        data = {**data, own: packet}
    before = [
        boxes.full_box(b"hdlr", 0, HANDLER),
        boxes.full_box(b"pitm", 0, _short(picture.primary)),
    ]
    behind = [_entries(kinds), _references(among), _properties(picture, items)]
    start = boxes.box(b"ftyp", brands)
    empty = boxes.full_box(b"meta", 0, *before, _places(data, 0), *behind)
    places = _places(data, len(start) + len(empty) + 8)
    meta = boxes.full_box(b"meta", 0, *before, places, *behind)
    return start + meta + boxes.box(b"mdat", *data.values())


def _places(data: dict[int, bytes], position: int) -> bytes:
    """Of each item's data, one behind the other from ``position`` on; as long whatever that is."""
    entries = []
    for item, content in data.items():
        entries.append(_short(item) + bytes(2) + _short(1) + _long(position) + _long(len(content)))
        position += len(content)
    return boxes.full_box(b"iloc", 0, b"\x44\0", _short(len(entries)), *entries)


def _entries(kinds: dict[int, bytes]) -> bytes:
    entries = [boxes.full_box(b"infe", 2, _short(item), bytes(2), said) for item, said in kinds.items()]
    return boxes.full_box(b"iinf", 0, _short(len(entries)), *entries)


def _references(references: list[Reference]) -> bytes:
    if not references:
        return b""
    entries = [
        boxes.box(one.kind, _short(one.item), _short(len(one.others)), *map(_short, one.others)) for one in references
    ]
    return boxes.full_box(b"iref", 0, *entries)


def _properties(picture: Picture, items: list[int]) -> bytes:
    said = {item: list(_known(picture.properties.get(item, []))) for item in items}
    stored = list(dict.fromkeys((one.kind, one.content) for properties in said.values() for one in properties))
    numbers = {one: number for number, one in enumerate(stored, 1)}
    entries = []
    for item, properties in said.items():
        each = [_short(numbers[one.kind, one.content] | one.needed << 15) for one in properties]
        entries.append(_short(item) + bytes([len(each)]) + b"".join(each))
    associations = boxes.full_box(b"ipma", 0, _long(len(entries)), *entries, flags=1)
    return boxes.box(b"iprp", boxes.box(b"ipco", *(boxes.box(*one) for one in stored)), associations)


def _known(properties: list[Property]) -> Iterator[Property]:
    for one in properties[:LONGEST]:
        if one.kind in NEEDED:
            yield one
        elif one.needed:
            raise MalformedPicture("The picture needs something that nothing is known about.")


def _short(number: int) -> bytes:
    return number.to_bytes(2, "big")


def _long(number: int) -> bytes:
    return number.to_bytes(4, "big")
