"""A copy of an uploaded picture that renditions can be made from quickly.

A telephone's 64-megapixel photograph takes seconds and hundreds of megabytes to decode, for
every rendition. The copy is at most ``LONG_SIDE`` pixels, upright, so that its width and height are those
that readers see, and keeps its colour profile.
"""

import math
from io import BytesIO
from pathlib import PurePath
from typing import IO

import pillow_heif
from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageOps

LONG_SIDE = 2560
MILLION = 1024 * 1024
# Of a colour profile, in bytes: each public file carries it along.
LONGEST_PROFILE = MILLION
# Of a JPEG, which is decoded at a fraction of its size. The others are decoded whole: measured, each of these
# stays under 200 MB beyond what the process needs anyway.
MOST_MEGAPIXELS = 64
MOST_DECODED_WHOLE = {"JPEG": 24, "HEIF": 24, "AVIF": 24, "WEBP": 10}
MOST_OF_OTHERS = 16
# What Pillow raises for a file that is cut off, lies about itself, or is no picture at all.
TOO_FINE = ("I", "I;16", "I;16L", "I;16B", "I;16N")
BROKEN = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, MemoryError)

pillow_heif.register_heif_opener()


class UnreadablePicture(ValueError):
    """The file can't be decoded to its end."""


def limit_passed(file: IO[bytes]) -> int:
    """The most megapixels that a picture of its kind may have, when it has more, all its frames together; else 0.

    By what the file says of itself; nothing is decoded. Raises UnreadablePicture for one that says nothing.
    """
    file.seek(0)
    try:
        with Image.open(file) as picture:
            frame = picture.width * picture.height / MILLION
            frames = frame * getattr(picture, "n_frames", 1)
            most = _most_megapixels(picture)
    except Image.DecompressionBombError:
        return MOST_MEGAPIXELS
    except BROKEN as error:
        raise UnreadablePicture(str(error)) from error
    if frames > MOST_MEGAPIXELS:
        return MOST_MEGAPIXELS
    return most if frame > most else 0


def _most_megapixels(picture: Image.Image) -> int:
    if picture.format == "JPEG" and not picture.info.get("progressive"):
        return MOST_MEGAPIXELS
    return MOST_DECODED_WHOLE.get(picture.format or "", MOST_OF_OTHERS)


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
            picture.draft(None, _fitted(picture.size))
            picture.load()
            fine = picture.mode in TOO_FINE or len(_profile(picture)) > LONGEST_PROFILE
            if getattr(picture, "is_animated", False) or not (large or turned or fine or picture.format == "HEIF"):
                return None
            return _shrunk(_of_8_bits(picture) if picture.mode in TOO_FINE else picture)
    except BROKEN as error:
        raise UnreadablePicture(str(error)) from error


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    """At most as long as a working copy is."""
    shrunk = LONG_SIDE / max(size)
    return math.ceil(size[0] * shrunk), math.ceil(size[1] * shrunk)


def _profile(picture: Image.Image) -> bytes:
    return picture.info.get("icc_profile") or b""


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
    profile = _profile(picture)
    keep = {"icc_profile": profile if len(profile) <= LONGEST_PROFILE else None}
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
