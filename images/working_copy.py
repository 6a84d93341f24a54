"""A copy of an uploaded picture that renditions can be made from quickly.

A telephone's 64-megapixel photograph takes seconds and hundreds of megabytes to decode, for
every rendition. The copy is at most ``LONG_SIDE`` pixels, upright, so that its width and height are those
that readers see, and keeps its colour profile.
"""

from io import BytesIO
from pathlib import PurePath
from typing import IO

from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageOps

from images.opening import opened

LONG_SIDE = 2560
# Of a colour profile, in bytes: each public file carries it along.
LONGEST_PROFILE = 1024 * 1024
TOO_FINE = ("I", "I;16", "I;16L", "I;16B", "I;16N")
# Of a PNG: what is kept as one, though nothing of it is see-through.
DRAWN = ("P", "1", "L", *TOO_FINE)
# The colours of each pixel multiplied by how much of it is seen.
WEIGHED = {"RGBA": "RGBa", "LA": "La"}
ROWS = 256
# What Pillow raises for a file that is cut off, lies about itself, or is no picture at all.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError, MemoryError)


class UnreadablePicture(ValueError):
    """The file can't be decoded to its end."""


def make(file: IO[bytes]) -> tuple[bytes, str] | None:
    """The copy's bytes and file extension, or None when the upload will do as it is.

    Reads ``file`` from its start. Raises UnreadablePicture for a broken or truncated one.
    """
    try:
        picture = opened(file)
        size = _fitted(picture.size)
        large = picture.size != size
        # JPEG alone can be decoded at a fraction of its size; the others ignore this.
        picture.draft(None, size)
        picture.load()
        if getattr(picture, "is_animated", False) or not (large or _needs_another_form(picture)):
            return None
        profile, drawn = _profile(picture), picture.format == "PNG" and picture.mode in DRAWN
        # By the same name, so that what a step began with, the largest thing in memory, is gone before the next.
        picture = _narrowed(picture, size[0])
        picture = _shortened(picture, size[1])
        return _written(ImageOps.exif_transpose(picture), profile, drawn)
    except BROKEN as error:
        raise UnreadablePicture(str(error)) from error


def named(copy: tuple[bytes, str], upload_name: str) -> ContentFile:
    """The copy as a file called after its upload."""
    content, extension = copy
    return ContentFile(content, name=f"{PurePath(upload_name).stem}{extension}")


def _needs_another_form(picture: Image.Image) -> bool:
    turned = picture.getexif().get(ExifTags.Base.Orientation, 1) != 1
    too_fine = picture.mode in TOO_FINE or len(_profile(picture)) > LONGEST_PROFILE
    return turned or too_fine or picture.format == "HEIF"


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    """The size of the copy; a small picture keeps its own."""
    shrunk = min(1, LONG_SIDE / max(size))
    return max(1, round(size[0] * shrunk)), max(1, round(size[1] * shrunk))


def _profile(picture: Image.Image) -> bytes:
    return picture.info.get("icc_profile") or b""


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    """As wide as the copy will be, and as high as before.

    In strips, since Pillow holds two of whatever it converts.
    """
    narrow = Image.new(_weighed(picture.crop((0, 0, 1, 1))).mode, (width, picture.height))
    for top in range(0, picture.height, ROWS):
        strip = _weighed(picture.crop((0, top, picture.width, min(top + ROWS, picture.height))))
        narrow.paste(strip.resize((width, strip.height), Image.Resampling.LANCZOS), (0, top))
        narrow.info = strip.info
    return narrow


def _weighed(picture: Image.Image) -> Image.Image:
    """In colours that can be mixed: what is not seen has no part in them."""
    if picture.mode in TOO_FINE:
        return _of_8_bits(picture)
    if picture.mode in ("P", "1"):  # these can only be shrunk by leaving pixels out
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture.convert(WEIGHED[picture.mode]) if picture.mode in WEIGHED else picture


def _of_8_bits(picture: Image.Image) -> Image.Image:
    """Greys of 16 bits can't be written as JPEG, and converted they would all become white."""
    return picture.point(lambda value: value * (1 / 256)).convert("L")


def _shortened(narrow: Image.Image, height: int) -> Image.Image:
    """As high as the copy, in colours that can be written."""
    short = narrow.resize((narrow.width, height), Image.Resampling.LANCZOS)
    plain = {weighed: mode for mode, weighed in WEIGHED.items()}
    return short.convert(plain[short.mode]) if short.mode in plain else short


def _written(picture: Image.Image, profile: bytes, drawn: bool) -> tuple[bytes, str]:
    """PNG for what has transparency or few colours, JPEG for all else."""
    keep = {"icc_profile": profile if len(profile) <= LONGEST_PROFILE else None}
    out = BytesIO()
    if drawn or picture.has_transparency_data:
        picture.save(out, "PNG", **keep)
        return out.getvalue(), ".png"
    written = picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")
    written.save(out, "JPEG", quality=92, **keep)
    return out.getvalue(), ".jpg"
