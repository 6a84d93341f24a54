"""What the kinds of picture files keep their words in, as it stands there.

Every reader here raises Broken (or runs off a short piece of bytes, see ``SHORT``) for a file that isn't what it
says; what it had found by then counts.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import md5
from io import BytesIO

from images.metadata import bmff, tiff
from images.metadata.source import MOST_BYTES_OF_A_BLOCK, Broken, Source, unpacked

SHORT = (Broken, struct.error, IndexError)
XMP_IN_JPEG = b"http://ns.adobe.com/xap/1.0/\0"
MORE_XMP_IN_JPEG = b"http://ns.adobe.com/xmp/extension/\0"
PHOTOSHOP_IN_JPEG = b"Photoshop 3.0\0"
EXIF = b"Exif\0\0"
IPTC_IN_PHOTOSHOP = 0x0404
MOST_RESOURCES = 1000
XMP_TRAILER_IN_GIF = 258


@dataclass
class Blocks:
    """Of each family, as it is written there.

    ``exif`` are the entries of its directory, ``more_xmp`` packets that the first one may ask for, by their digest.
    """

    xmp: bytes = b""
    iptc: bytes = b""
    exif: dict[int, bytes] = field(default_factory=dict)
    more_xmp: dict[str, bytes] = field(default_factory=dict)


def find(source: Source) -> Blocks:
    """Of a JPEG, PNG, WebP, GIF, TIFF, AVIF or HEIC file; nothing of any other."""
    blocks = Blocks()
    try:
        start = source.take(0, 12)
        for reader, is_of_this_kind in KINDS.items():
            if is_of_this_kind(start):
                reader(source, blocks)
    except SHORT:
        pass
    return blocks


def _jpeg(source: Source, blocks: Blocks) -> None:
    photoshop: list[bytes] = []
    pieces: dict[bytes, list[bytes]] = {}
    try:
        for marker, start, length in _segments(source):
            if marker not in (0xE1, 0xED):
                continue
            data = source.take_block(start, length)
            if data.startswith(XMP_IN_JPEG):
                blocks.xmp = blocks.xmp or data.removeprefix(XMP_IN_JPEG)
            elif data.startswith(MORE_XMP_IN_JPEG):
                piece = data.removeprefix(MORE_XMP_IN_JPEG)
                pieces.setdefault(piece[:32], []).append(piece[32:])
            elif data.startswith(EXIF):
                blocks.exif = blocks.exif or _entries(data)
            elif data.startswith(PHOTOSHOP_IN_JPEG):
                photoshop.append(data.removeprefix(PHOTOSHOP_IN_JPEG))
    finally:
        blocks.more_xmp = {name.decode("latin-1"): _joined(name, parts) for name, parts in pieces.items()}
        blocks.iptc = iptc_in_photoshop(b"".join(photoshop))


def _segments(source: Source) -> Iterator[tuple[int, int, int]]:
    """Marker, start and length of what stands before the pixels."""
    position = 2
    while True:
        lead, marker = source.take(position, 2)
        if lead != 0xFF or marker in (0xD9, 0xDA):
            return
        if marker == 0xFF:  # filled up
            position += 1
            continue
        length = source.number(position + 2, 2)
        if length < 2:
            raise Broken
        yield marker, position + 4, length - 2
        position += 2 + length


def _joined(name: bytes, parts: list[bytes]) -> bytes:
    """A packet that came in pieces: b"" unless it is whole and has the digest that it is called by."""
    length = 0
    parts = sorted(parts, key=lambda part: part[4:8])
    for part in parts:
        if int.from_bytes(part[4:8], "big") != length or length > MOST_BYTES_OF_A_BLOCK:
            return b""
        length += len(part[8:])
    whole = b"".join(part[8:] for part in parts)
    digest = md5(whole, usedforsecurity=False).hexdigest().upper()
    return whole if digest.encode() == name.upper() else b""


def iptc_in_photoshop(data: bytes) -> bytes:
    """Out of Photoshop's own list of resources; b"" when there is none, or the list is broken."""
    position = 0
    for _count in range(MOST_RESOURCES):
        if data[position : position + 4] != b"8BIM" or len(data) < position + 12:
            break
        kind = int.from_bytes(data[position + 4 : position + 6], "big")
        size_at = position + 6 + (data[position + 6] + 2) // 2 * 2  # its name, filled up to an even length
        length = int.from_bytes(data[size_at : size_at + 4], "big")
        position = size_at + 4 + (length + 1) // 2 * 2
        if kind == IPTC_IN_PHOTOSHOP:
            return data[size_at + 4 : size_at + 4 + length]
    return b""


def _png(source: Source, blocks: Blocks) -> None:
    position = 8
    while True:
        length, kind = struct.unpack(">I4s", source.take(position, 8))
        if kind == b"iTXt" and source.take(position + 8, min(length, 18)) == b"XML:com.adobe.xmp\0":
            blocks.xmp = blocks.xmp or _international_text(source.take_block(position + 26, length - 18))
        elif kind == b"eXIf":
            blocks.exif = blocks.exif or _entries(source.take_block(position + 8, length))
        elif kind == b"IEND":
            return
        position += 12 + length


def _international_text(data: bytes) -> bytes:
    """What follows the keyword: packed or not, method, language, keyword in that language, text."""
    _language, _, rest = data[2:].partition(b"\0")
    _keyword, _, text = rest.partition(b"\0")
    return unpacked(text) if data[:1] == b"\1" else text


def _webp(source: Source, blocks: Blocks) -> None:
    position = 12
    while True:
        kind = source.take(position, 4)
        length = source.number(position + 4, 4, "little")
        if kind == b"XMP ":
            blocks.xmp = blocks.xmp or source.take_block(position + 8, length)
        elif kind == b"EXIF":
            blocks.exif = blocks.exif or _entries(source.take_block(position + 8, length))
        position += 8 + length + length % 2


def _gif(source: Source, blocks: Blocks) -> None:
    position = 13 + _colours(source.number(10, 1))
    while True:
        kind = source.take(position, 1)
        if kind == b",":
            position = _after_pieces(source, position + 11 + _colours(source.number(position + 9, 1)))
        elif kind == b"!":
            start = position + 14
            end = _after_pieces(source, position + 2)
            if end > start and source.take(position + 1, 13) == b"\xff\x0bXMP DataXMP":
                blocks.xmp = blocks.xmp or source.take_block(start, max(end - start - XMP_TRAILER_IN_GIF, 0))
            position = end
        else:
            return


def _colours(flags: int) -> int:
    """Length of the table of colours in bytes."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_pieces(source: Source, position: int) -> int:
    while length := source.number(position, 1):
        position += 1 + length
    return position + 1


def _tiff(source: Source, blocks: Blocks) -> None:
    tags = tiff.read(source)
    blocks.xmp = tags.get(tiff.XMP, b"")
    blocks.iptc = tags.get(tiff.IPTC, b"") or iptc_in_photoshop(tags.get(tiff.PHOTOSHOP, b""))
    blocks.exif = tags


def _bmff(source: Source, blocks: Blocks) -> None:
    for kind, data in bmff.read(source):
        if kind == bmff.XMP:
            blocks.xmp = blocks.xmp or data
        else:
            # Before the directory stands how far it is away.
            blocks.exif = blocks.exif or _entries(data[4 + int.from_bytes(data[:4], "big") :])


def _entries(exif: bytes) -> dict[int, bytes]:
    return tiff.read(Source(BytesIO(exif.removeprefix(EXIF))))


KINDS: dict[Callable[[Source, Blocks], None], Callable[[bytes], bool]] = {
    _jpeg: lambda start: start.startswith(b"\xff\xd8\xff"),
    _png: lambda start: start.startswith(b"\x89PNG\r\n\x1a\n"),
    _webp: lambda start: start.startswith(b"RIFF") and start.endswith(b"WEBP"),
    _gif: lambda start: start.startswith((b"GIF87a", b"GIF89a")),
    _tiff: lambda start: start.startswith((b"II*\0", b"MM\0*")),
    _bmff: lambda start: start[4:8] == b"ftyp",
}
