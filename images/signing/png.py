"""PNG: chunks, each with its length and a checksum."""

import zlib
from collections.abc import Iterator

from images.signing import exif
from images.signing.reading import MalformedPicture, Reader

BEGINNING = b"\x89PNG\r\n\x1a\n"
XMP = b"XML:com.adobe.xmp\0\0\0\0\0"
# Pixels, colours, density and animation; whatever else there is, it is no part of what is seen.
NEEDED = set(
    b"IHDR PLTE IDAT tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST sPLT pHYs cICP mDCV mDCv cLLI cLLi acTL fcTL fdAT".split()
)


def sign(content: bytes, packet: bytes) -> bytes:
    (_, header), *chunks = _chunks(content)
    orientation = next((exif.orientation_of(data) for kind, data in chunks if kind == b"eXIf"), exif.UPRIGHT)
    said = _chunk(b"iTXt", XMP + packet) if packet else b""
    said += _chunk(b"eXIf", exif.with_orientation(orientation)) if orientation != exif.UPRIGHT else b""
    kept = b"".join(_chunk(kind, data) for kind, data in chunks if kind in NEEDED)
    return BEGINNING + _chunk(b"IHDR", header) + said + kept + _chunk(b"IEND", b"")


def _chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    """Header, everything up to the end of the picture; there are pixels among them."""
    chunks = list(_read(content))
    if not chunks or chunks[0][0] != b"IHDR" or not any(kind == b"IDAT" for kind, _ in chunks):
        raise MalformedPicture("The file holds no pixels.")
    return chunks


def _read(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    reader = Reader(content)
    reader.expect(BEGINNING)
    while True:
        length = reader.number(4)
        kind, data = reader.take(4), reader.take(length)
        if reader.number(4) != zlib.crc32(kind + data):
            raise MalformedPicture("A part of the file is damaged.")
        if kind == b"IEND":
            return
        if kind[:1].isupper() and kind not in NEEDED:
            raise MalformedPicture("The file needs something that nothing is known about.")
        yield kind, data


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
