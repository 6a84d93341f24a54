"""What a file is, by its bytes: a picture that the library takes, a document, or neither."""

import re
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from images.forms import TOO_MANY_PIXELS
from images.limits import MILLION, limit_passed
from images.working_copy import UnreadablePicture
from wordpress.media.trouble import MediaTrouble

LOOKED_AT = 1024
BEGINNINGS = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png", b"GIF87a": "gif", b"GIF89a": "gif"}
# Brands of an ISO media file.
AVIF, HEIC = (b"avif", b"avis"), (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
# What a server sends in place of a file that is gone, or somebody in its disguise.
MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|script|svg|\?php|\?=)", re.I | re.S
)
NEVER = re.compile(r"svgz?|x?html?|xht|mht(ml)?|php\d?|phtml|phar|js|mjs|swf|exe|sh|cgi", re.IGNORECASE)


class Kind(NamedTuple):
    is_picture: bool
    ending: str  # as its name should have it: "jpg"


def kind_of(file: BinaryIO, name: str) -> Kind:
    """Raises MediaTrouble, a sentence, for what is not taken."""
    file.seek(0)
    beginning = file.read(LOOKED_AT)
    size = file.seek(0, 2)
    file.seek(0)
    if not size:
        raise MediaTrouble(_("The file is empty."))
    if ending := _ending_of_picture(beginning):
        _check_picture(file, size)
        return Kind(is_picture=True, ending=ending)
    return Kind(is_picture=False, ending=_ending_of_document(beginning, name, size))


def _ending_of_picture(beginning: bytes) -> str:
    for start, ending in BEGINNINGS.items():
        if beginning.startswith(start):
            return ending
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "webp"
    brands = _brands(beginning)
    if not brands.isdisjoint(AVIF):
        return "avif"
    return "" if brands.isdisjoint(HEIC) else "heic"


def _brands(beginning: bytes) -> set[bytes]:
    if beginning[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(beginning[:4], "big"), len(beginning))
    return {beginning[8:12], *(beginning[at : at + 4] for at in range(16, end, 4))}


def _check_picture(file: BinaryIO, size: int) -> None:
    _check_size(size, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    try:
        limit = limit_passed(file)
    except UnreadablePicture as error:
        raise damaged() from error
    if limit:
        raise MediaTrouble(TOO_MANY_PIXELS[limit.remedy] % {"most": limit.megapixels})


def _ending_of_document(beginning: bytes, name: str, size: int) -> str:
    ending = PurePosixPath(name).suffix[1:].lower()
    if NEVER.fullmatch(ending):
        raise MediaTrouble(_("Files that may hold a program are not taken: .%(ending)s.") % {"ending": ending})
    if MARKUP.match(beginning.removeprefix(b"\xef\xbb\xbf")):
        raise MediaTrouble(_("What is there is a web page, not the file."))
    if ending in settings.WAGTAILIMAGES_EXTENSIONS:
        raise MediaTrouble(_("This is no picture, though its name says so. It may be damaged."))
    if ending not in settings.WAGTAILDOCS_EXTENSIONS:
        raise MediaTrouble(_("Files of this kind are not taken: .%(ending)s.") % {"ending": ending[:20]})
    _check_size(size, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    return ending


def _check_size(size: int, most: int) -> None:
    if size > most:
        sentence = _("The file is larger than %(most)s MB. Upload a smaller one by hand.")
        raise MediaTrouble(sentence % {"most": most // MILLION})


def damaged() -> MediaTrouble:
    return MediaTrouble(_("This picture is damaged or not complete. Look for another copy of it."))
