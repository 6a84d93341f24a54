"""The boxes that AVIF files are made of (ISO/IEC 14496-12)."""

from collections.abc import Iterator

from images.signing.reading import MalformedPicture, Reader

Box = tuple[bytes, bytes]


def read(content: bytes) -> Iterator[Box]:
    """Kind and content of each box, one after another."""
    reader = Reader(content)
    while reader.left:
        start, length, kind = reader.position, reader.number(4), reader.take(4)
        if length == 1:
            length = reader.number(8)
        end = start + length if length else len(content)
        yield kind, reader.take(end - reader.position)


def only(found: dict[bytes, bytes], kind: bytes) -> Reader:
    if kind not in found:
        raise MalformedPicture("The file lacks a part that every picture of its kind has.")
    return Reader(found[kind])


def box(kind: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return (len(inside) + 8).to_bytes(4, "big") + kind + inside


def full_box(kind: bytes, version: int, *content: bytes, flags: int = 0) -> bytes:
    return box(kind, bytes([version]), flags.to_bytes(3, "big"), *content)


def version_and_flags(reader: Reader) -> tuple[int, int]:
    return reader.number(1), reader.number(3)
