"""The one thing of EXIF that readers need: which side is up."""

from images.signing.reading import MalformedPicture, Reader

PREFIX = b"Exif\0\0"
UPRIGHT = 1
ORIENTATION, SHORT = 0x0112, 3
ENTRY_LENGTH = 12
FIRST_DIRECTORY = 8


def orientation_of(exif: bytes) -> int:
    """1 to 8; 1 wherever nothing sensible is said. ``exif`` begins as TIFF does, with or without its prefix."""
    try:
        return _find(exif.removeprefix(PREFIX))
    except MalformedPicture:
        return UPRIGHT


def with_orientation(orientation: int) -> bytes:
    """TIFF that says this and nothing else; b"" for a picture that stands upright."""
    if orientation == UPRIGHT:
        return b""
    entry = [(ORIENTATION, 2), (SHORT, 2), (1, 4), (orientation, 2), (0, 2)]
    numbers = [(FIRST_DIRECTORY, 4), (1, 2), *entry, (0, 4)]
    return b"MM\0*" + b"".join(number.to_bytes(length, "big") for number, length in numbers)


def _find(tiff: bytes) -> int:
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(tiff[:4])
    if order is None:
        return UPRIGHT
    entries = Reader(tiff, Reader(tiff, 4).number(4, order))
    for _ in range(entries.number(2, order)):
        entry = Reader(entries.take(ENTRY_LENGTH))
        if (entry.number(2, order), entry.number(2, order)) == (ORIENTATION, SHORT):
            entry.take(4)
            found = entry.number(2, order)
            return found if 1 <= found <= 8 else UPRIGHT
    return UPRIGHT
