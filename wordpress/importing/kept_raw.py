"""The source of an item as it is kept: whole, but for what is nobody's business."""

import re
import zlib

# Of commenters and authors. What stands between the tags goes, CDATA or not.
PRIVATE = re.compile(
    rb"(<wp:(comment_author_email|comment_author_IP|author_email)\b[^>]*>)"
    rb"(?:\s*<!\[CDATA\[.*?\]\]>\s*|[^<]*)(</wp:\2\s*>)",
    re.DOTALL | re.IGNORECASE,
)
PASSWORD = re.compile(
    rb"(<wp:(post_password)\b[^>]*>)(?:\s*<!\[CDATA\[.*?\]\]>\s*|[^<]*)(</wp:\2\s*>)", re.DOTALL | re.IGNORECASE
)


def without_private(raw: bytes) -> bytes:
    return PRIVATE.sub(rb"\1\3", raw)


def without_password(raw: bytes) -> bytes:
    """For what is kept once the page asks for it by itself."""
    return PASSWORD.sub(rb"\1\3", raw)


def packed(raw: bytes) -> bytes:
    return zlib.compress(raw, 6)


def unpacked(kept: bytes) -> bytes:
    return zlib.decompress(kept)
