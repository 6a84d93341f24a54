"""WebP: chunks in a RIFF file. A file that holds more than pixels begins with a chunk that says what."""

from collections.abc import Iterator

from images.signing import exif
from images.signing.reading import MalformedPicture, Reader

PROFILE, ALPHA, EXIF, XMP, ANIMATION = 0x20, 0x10, 0x08, 0x04, 0x02
LOSSY, LOSSLESS = b"VP8 ", b"VP8L"
OF_A_FRAME = (b"ALPH", LOSSY, LOSSLESS)
FRAME_HEADER = 16

Chunks = list[tuple[bytes, bytes]]


def sign(content: bytes, packet: bytes) -> bytes:
    found = list(_chunks(_body(content)))
    orientation = next((exif.orientation_of(data) for kind, data in found if kind == b"EXIF"), exif.UPRIGHT)
    profile = [(kind, data) for kind, data in found if kind == b"ICCP"][:1]
    turned: Chunks = [(b"EXIF", exif.with_orientation(orientation))] if orientation != exif.UPRIGHT else []
    said: Chunks = [(b"XMP ", packet)] if packet else []
    picture, flags, canvas = _picture(found)
    flags |= (PROFILE if profile else 0) | (EXIF if turned else 0) | (XMP if said else 0)
    # A simple file may be see-through as well; an extended one has to say so.
    extended = flags & ~ALPHA or len(picture) > 1
    first = [(b"VP8X", bytes([flags, 0, 0, 0]) + canvas)] if extended else []
    body = b"".join(_chunk(kind, data) for kind, data in [*first, *profile, *picture, *turned, *said])
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def _body(content: bytes) -> bytes:
    """Without whatever follows the picture."""
    reader = Reader(content)
    reader.expect(b"RIFF")
    inside = Reader(reader.take(reader.number(4, "little")))
    inside.expect(b"WEBP")
    return inside.rest()


def _chunks(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    reader = Reader(body)
    while reader.left:
        kind, length = reader.take(4), reader.number(4, "little")
        yield kind, reader.take(length)
        if length % 2 and reader.left:
            reader.take(1)


def _picture(found: Chunks) -> tuple[Chunks, int, bytes]:
    """What is drawn, the flags that are about that, and the size of the canvas."""
    extended = dict(found[:1]).get(b"VP8X")
    if extended is not None and len(extended) != 10:
        raise MalformedPicture("The file's first chunk is of another length.")
    if extended is not None and extended[0] & ANIMATION:
        return _frames(found), extended[0] & (ANIMATION | ALPHA), extended[4:]
    still = _still(found)
    kind, data = still[-1]
    width, height, see_through = _lossy(data) if kind == LOSSY else _lossless(data)
    flags = ALPHA if see_through or len(still) > 1 else 0
    return still, flags, (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")


def _frames(found: Chunks) -> Chunks:
    frames = [(kind, _frame(data)) for kind, data in found if kind == b"ANMF"]
    start = [(kind, data) for kind, data in found if kind == b"ANIM"][:1]
    if not start or not frames:
        raise MalformedPicture("The file holds no frames.")
    return [*start, *frames]


def _frame(data: bytes) -> bytes:
    reader = Reader(data)
    header = reader.take(FRAME_HEADER)
    return header + b"".join(_chunk(kind, inner) for kind, inner in _still(list(_chunks(reader.rest()))))


def _still(found: Chunks) -> Chunks:
    """Its transparency, where that is kept apart, and its pixels."""
    pixels = [(kind, data) for kind, data in found if kind in (LOSSY, LOSSLESS)][:1]
    if not pixels:
        raise MalformedPicture("The file holds no pixels.")
    apart = [(kind, data) for kind, data in found if kind == b"ALPH"][:1]
    return [*apart, *pixels] if pixels[0][0] == LOSSY else pixels


def _lossy(data: bytes) -> tuple[int, int, bool]:
    """Width, height, and whether there is transparency in the pixels themselves."""
    reader = Reader(data, 3)
    reader.expect(b"\x9d\x01\x2a")
    width, height = reader.number(2, "little") & 0x3FFF, reader.number(2, "little") & 0x3FFF
    if not (width and height):
        raise MalformedPicture("The picture has no size.")
    return width, height, False


def _lossless(data: bytes) -> tuple[int, int, bool]:
    reader = Reader(data)
    reader.expect(b"\x2f")
    numbers = reader.number(4, "little")
    return (numbers & 0x3FFF) + 1, (numbers >> 14 & 0x3FFF) + 1, bool(numbers >> 28 & 1)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return kind + len(data).to_bytes(4, "little") + data + b"\0" * (len(data) % 2)
