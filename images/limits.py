"""How large an uploaded picture may be, by its kind: as much as a small server has the memory to decode.

Of what is allowed here the largest of each kind takes less than 200 MB, measured, beyond what the process needs anyway.
"""

from enum import Enum, auto
from typing import IO, NamedTuple

from PIL import Image

from images.opening import is_decoded_in_parts, opened
from images.working_copy import BROKEN, UnreadablePicture

MILLION = 1024 * 1024
# Of a JPEG that is decoded in parts, and at a fraction of its size. All others are decoded whole.
MOST_MEGAPIXELS = 64
MOST_DECODED_WHOLE = {"JPEG": 24, "HEIF": 24, "WEBP": 10}
MOST_OF_OTHERS = 16
MOST_OF_FOUR_INKS = 10  # CMYK


class Remedy(Enum):
    """What helps, beside making it smaller."""

    NOTHING_ELSE = auto()
    SAVE_AS_JPEG = auto()
    SAVE_PLAINLY = auto()  # in one scan, which programs call “not progressive”


class Limit(NamedTuple):
    megapixels: int
    remedy: Remedy


def limit_passed(file: IO[bytes]) -> Limit | None:
    """The one for a picture of its kind, when it has more pixels, all its frames together.

    By what the file says of itself; nothing is decoded. Raises UnreadablePicture for one that says nothing.
    """
    try:
        picture = opened(file)
        frame = picture.width * picture.height / MILLION
        frames = frame * getattr(picture, "n_frames", 1)
        limit = _limit_of(picture, file)
    except Image.DecompressionBombError:
        return Limit(MOST_MEGAPIXELS, Remedy.NOTHING_ELSE)
    except BROKEN as error:
        raise UnreadablePicture(str(error)) from error
    if frames > MOST_MEGAPIXELS:
        return Limit(MOST_MEGAPIXELS, Remedy.NOTHING_ELSE)
    return limit if frame > limit.megapixels else None


def _limit_of(picture: Image.Image, file: IO[bytes]) -> Limit:
    if is_decoded_in_parts(picture, file):
        return Limit(MOST_MEGAPIXELS, Remedy.NOTHING_ELSE)
    kind = picture.format or ""
    most = MOST_OF_FOUR_INKS if picture.mode == "CMYK" else MOST_DECODED_WHOLE.get(kind, MOST_OF_OTHERS)
    return Limit(most, Remedy.SAVE_PLAINLY if kind == "JPEG" else Remedy.SAVE_AS_JPEG)
