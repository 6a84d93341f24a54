"""EXIF: what a camera or telephone was told about its owner, and what it writes by itself."""

from images.metadata import tiff
from images.metadata.words import decoded

NAMES = {tiff.DESCRIPTION: "caption", tiff.ARTIST: "creator", tiff.COPYRIGHT: "copyright"}
WINDOWS_NAMES = {tiff.XP_TITLE: "title", tiff.XP_COMMENT: "caption", tiff.XP_AUTHOR: "creator"}


def read(tags: dict[int, bytes]) -> dict[str, str]:
    """What its entries say under our names; Windows' own fields where the standard ones are empty."""
    raw = {name: tags[tag].replace(b"\0", b" ").strip() for tag, name in NAMES.items() if tag in tags}
    words = dict(zip(raw, decoded(list(raw.values()), ""), strict=True))
    for tag, name in WINDOWS_NAMES.items():
        if tag in tags and not words.get(name):
            words[name] = tags[tag].decode("utf-16-le", "ignore").partition("\0")[0].replace(";", ", ")
    return words
