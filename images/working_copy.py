"""A copy of an uploaded picture that renditions can be made from quickly.

A telephone's 64-megapixel photograph takes seconds and hundreds of megabytes to decode, for
every rendition. The copy is at most ``LONG_SIDE`` pixels, upright, so that its width and height are those
that readers see, and keeps its colour profile.
"""

from io import BytesIO
from pathlib import PurePath
from typing import IO

import pillow_heif
from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageOps

LONG_SIDE = 2560
# What Pillow raises for a file that is cut off, lies about itself, or is no picture at all.
TOO_FINE = ("I", "I;16", "I;16L", "I;16B", "I;16N")
BROKEN = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, MemoryError)

pillow_heif.register_heif_opener()


class UnreadablePicture(ValueError):
    """The file can't be decoded to its end."""


def has_more_pixels_than(most: int, file: IO[bytes]) -> bool:
    """By what the file says of itself, all its frames together; nothing is decoded.

    Raises UnreadablePicture for one that says nothing.
    """
    file.seek(0)
    try:
        with Image.open(file) as picture:
            return picture.width * picture.height * getattr(picture, "n_frames", 1) > most
    except Image.DecompressionBombError:
        return True
    except BROKEN as error:
        raise UnreadablePicture(str(error)) from error


def make(file: IO[bytes]) -> tuple[bytes, str] | None:
    """The copy's bytes and file extension, or None when the upload will do as it is.

    Reads ``file`` from its start. Raises UnreadablePicture for a broken or truncated one.
    """
    file.seek(0)
    try:
        with Image.open(file) as picture:
            large = max(picture.size) > LONG_SIDE
            turned = picture.getexif().get(ExifTags.Base.Orientation, 1) != 1
            # JPEG alone can be decoded at a fraction of its size; the others ignore this.
            picture.draft(None, (LONG_SIDE, LONG_SIDE))
            picture.load()
            fine = picture.mode in TOO_FINE
            if getattr(picture, "is_animated", False) or not (large or turned or fine or picture.format == "HEIF"):
                return None
            return _shrunk(_of_8_bits(picture) if fine else picture)
    except BROKEN as error:
        raise UnreadablePicture(str(error)) from error


def _of_8_bits(picture: Image.Image) -> Image.Image:
    """Greys of 16 bits can't be written as JPEG, and converted they would all become white."""
    grey = picture.point(lambda value: value * (1 / 256)).convert("L")
    grey.format = picture.format
    return grey


def named(copy: tuple[bytes, str], upload_name: str) -> ContentFile:
    """The copy as a file called after its upload."""
    content, extension = copy
    return ContentFile(content, name=f"{PurePath(upload_name).stem}{extension}")


def _shrunk(picture: Image.Image) -> tuple[bytes, str]:
    """PNG for what has transparency or few colours, JPEG for all else."""
    keep = {"icc_profile": picture.info.get("icc_profile")}
    drawn = picture.format == "PNG" and picture.mode in ("P", "1", "L")
    if picture.mode in ("P", "1"):  # these can only be shrunk by leaving pixels out
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    upright = ImageOps.exif_transpose(picture)
    out = BytesIO()
    if drawn or upright.has_transparency_data:
        upright.save(out, "PNG", **keep)
        return out.getvalue(), ".png"
    mode = upright.mode if upright.mode in ("L", "RGB", "CMYK") else "RGB"
    upright.convert(mode).save(out, "JPEG", quality=92, **keep)
    return out.getvalue(), ".jpg"
