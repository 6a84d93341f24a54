"""One picture, many addresses: what WordPress, its plugins and its image servers make of an upload. Pure.

A path here is that under the folder of uploads, un-%-encoded, composed (NFC): ``2012/05/harbour.jpg``. Of a file that
never stood among uploads it is the whole path.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

PHOTON = re.compile(r"i\d\.wp\.com")
# Where uploads stand; also those of one blog among several, and as WordPress.com once had them.
UPLOADS = re.compile(r"(?:.*/)?wp-content/(?:uploads|blogs\.dir/\d+/files)/|/files/(?=\d{4}/)", re.IGNORECASE)
ONE_OF_SEVERAL = re.compile(r"sites/\d+/")
# What stands behind the name of an upload: twice as sharp, in another size, shrunk or turned on arrival, edited at
# a second; or the ending of another format that it was converted to.
MADE_OF_IT = re.compile(
    r"(?<=[^/])(?:@2x|-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{9,13})(?=\.\w+$)"
    r"|(?<=\.jpg|\.png|\.gif|jpeg)\.(?:webp|avif)$",
    re.IGNORECASE,
)
SHRUNK_OR_EDITED = re.compile(r"(?<=[^/])(?:-scaled|-rotated|-e\d{9,13})+(?=\.\w+$)", re.IGNORECASE)
# Not of a program that sends one.
NAME_OF_FILE = re.compile(r"[^/]\.(?!php|asp|cgi|jsp)\w{2,5}$", re.IGNORECASE)
LONGEST = 2000


class Place(NamedTuple):
    """``host`` is "" for an address inside the blog itself: ``/wp-content/uploads/2012/05/harbour.jpg``."""

    host: str
    path: str


def place(address: str) -> Place | None:
    """Where a file stood, whichever way it was asked for; None for what is no address of one, as ``data:…``."""
    parts = _parts(address)
    path = _under_uploads(unquote(parts.path)) if parts else ""
    return Place(plain_host(_host(parts)), path) if parts and path else None


def plain_host(host: str) -> str:
    """One name for all of a blog: with and without ``www.``, and that of WordPress.com for its files."""
    host = host.lower().rstrip(".").removeprefix("www.")
    own = host.removesuffix(".files.wordpress.com")
    return host if own == host else f"{own}.wordpress.com"


def key(path: str) -> str:
    """To compare by where capitals and small letters are not told apart."""
    return path.casefold()


def uploads_path(attachment_url: str, attached_file_meta: str = "") -> str:
    """Of an attachment, by its ``_wp_attached_file``, else by its address; "" where neither says."""
    found = place(attachment_url)
    return _under_uploads(attached_file_meta.replace("\\", "/")) or (found.path if found else "")


def folder_of_one_among_several(attachment_url: str) -> str:
    """``sites/3/`` where uploads of a blog stand apart from its neighbours', else ""."""
    parts = _parts(attachment_url)
    found = ONE_OF_SEVERAL.match(UPLOADS.sub("", parts.path, count=1)) if parts else None
    return found[0] if found else ""


def originals(path: str) -> Iterator[str]:
    """The path or address of a file, and then of what it may have been made of, step by step.

    ``a-e1371234567890-300x200@2x.jpg``, ``a-e1371234567890-300x200.jpg``, ``a-e1371234567890.jpg``, ``a.jpg``.
    """
    yield path
    while (made_of := MADE_OF_IT.sub("", path)) != path:
        yield made_of
        path = made_of


def as_it_came(path: str) -> str:
    """What an upload was before it was shrunk, turned or edited: ``a.jpg`` for ``a-e1371234567890.jpg``.

    One whose own name ends as those of sizes do keeps it.
    """
    return SHRUNK_OR_EDITED.sub("", path)


def to_fetch(address: str) -> str:
    """The address that gives the file itself, not a size that an image server makes of it; "" for none."""
    parts = _parts(address)
    if parts is None or not parts.netloc:
        return ""
    query = "" if NAME_OF_FILE.search(parts.path) else parts.query
    return parts._replace(scheme=parts.scheme or "https", query=query, fragment="").geturl()


def _parts(address: str) -> SplitResult | None:
    """Of the address that an image server was asked with, where one was."""
    try:
        parts = urlsplit(address.strip()[:LONGEST])
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https"):
        return None
    if not PHOTON.fullmatch(parts.netloc.lower()):
        return parts
    host, _slash, path = parts.path.lstrip("/").partition("/")
    return parts._replace(netloc=host, path=f"/{path}")


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2].partition(":")[0]


def _under_uploads(path: str) -> str:
    found = UPLOADS.match(path)
    path = path[found.end() :] if found else path.lstrip("/")
    return unicodedata.normalize("NFC", ONE_OF_SEVERAL.sub("", path, count=1) if found else path)
