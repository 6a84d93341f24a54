"""Whether the beginning of a file is that of an export."""

import re

from wordpress.wxr import refused

SIGNS = (b"wordpress.org/export/", b"<wp:", b"wp:post_type", b"wp:wxr_version")
WEB_PAGE = re.compile(rb"<!doctype\s+html|<html|<body|<head[\s>]", re.IGNORECASE)
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
BEGINNING = re.compile(rb"\s*<(?:\?xml|!--|rss)")
# How the prefixes of an export are written where they are called otherwise than WordPress calls them.
DECLARED = re.compile(
    rb"xmlns:(?!(?:wp|excerpt|content|dc)=)([\w.-]{1,30})=[\"']"
    rb"(https?://wordpress\.org/export/[\d.]{1,9}/(?:excerpt/)?|http://purl\.org/(?:rss/1\.0/modules/content|dc/elements/1\.1)/)[\"']"
)


def is_export(start: bytes) -> bool:
    """``start`` is in UTF-8, the more of it the better."""
    return any(sign in start for sign in SIGNS)


def what_else(start: bytes) -> str:
    """The sentence about a file that is no export."""
    if not start.strip(b"\0 \t\r\n"):
        return refused.EMPTY
    kinds = {WEB_PAGE: refused.WEB_PAGE, FEED: refused.FEED}
    return next((kinds[kind] for kind in kinds if kind.search(start)), refused.SOMETHING_ELSE)


def declared_otherwise(start: bytes) -> bytes:
    """What an item must declare of its own prefixes to be read without the file around it."""
    found = dict(DECLARED.findall(start.partition(b"<item")[0]))
    return b"".join(b' xmlns:%b="%b"' % pair for pair in found.items())


def has_notices(start: bytes) -> bool:
    """Whether something stands before the beginning: what PHP complained of, most often."""
    return not BEGINNING.match(start)
