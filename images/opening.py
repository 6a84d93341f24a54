"""Pictures opened to be looked at: what they are, before anything is decoded."""

from typing import IO

import pillow_heif
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

START_OF_SCAN = 0xDA
# Of segments that a picture may have before its first scan: each with its length.
FIRST_MARKER, WITHOUT_LENGTH = 0xC0, range(0xD0, 0xDA)

pillow_heif.register_heif_opener()


def opened(file: IO[bytes]) -> Image.Image:
    """From its start. A photograph with previews behind it, as cameras add them, is a JPEG like any other."""
    file.seek(0)
    picture = Image.open(file)
    if picture.format != "MPO":
        return picture
    file.seek(0)
    return JpegImageFile(file)


def is_decoded_in_parts(picture: Image.Image, file: IO[bytes]) -> bool:
    """Whether its decoder needs no more of it at once than a few rows: a JPEG with all of a pixel in one place.

    Of one that comes in several scans, progressive or colour by colour, libjpeg keeps everything till the last.
    """
    if not isinstance(picture, JpegImageFile) or picture.info.get("progressive"):
        return False
    file.seek(2)
    while (marker := _marker(file)) != START_OF_SCAN:
        length = int.from_bytes(file.read(2), "big")
        if marker is None or length < 2:
            return False
        file.seek(length - 2, 1)
    return file.read(3)[2:] == bytes([picture.layers])


def _marker(file: IO[bytes]) -> int | None:
    """What kind of segment begins here; None where none does, or one that does not belong there."""
    byte = file.read(1)
    if byte != b"\xff":
        return None
    while byte == b"\xff":  # it may be padded
        byte = file.read(1)
    marker = byte[0] if byte else 0
    return marker if marker >= FIRST_MARKER and marker not in WITHOUT_LENGTH else None
