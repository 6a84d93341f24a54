"""Mark-up that no XML parser takes, mended; and a strict parser for the rest.

Inside a CDATA nothing is touched: what stands there is text as it was written.
"""

import re
from collections import Counter
from html import escape, unescape
from html.entities import html5
from itertools import islice
from typing import Any

from lxml import etree

from wordpress.wxr import mending
from wordpress.wxr.splitting import DAMAGED_END, Piece

OF_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}
REFERENCE = re.compile(rb"&(?:#(?P<number>\d{1,7}|[xX][0-9a-fA-F]{1,6});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?")
HALVES = re.compile(rb"&#(5[56]\d{3}|[xX][dD][89abAB][0-9a-fA-F]{2});&#(5[67]\d{3}|[xX][dD][c-fC-F][0-9a-fA-F]{2});")
BARE_BRACKET = re.compile(rb"<(?![/!?A-Za-z_])|<(?=[^<>]*<)")
# A text that has "]]>" in it is written as two, the first of which ends between these signs.
NEXT_CDATA = b"]]><![CDATA["
END_IN_TEXT = b"]]]]><![CDATA[>"
PREFIX = re.compile(rb"</?([A-Za-z_][\w.-]{0,30}):|\s([A-Za-z_][\w.-]{0,30}):[\w.-]+=[\"']")
MOST_PREFIXES = 100
NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": True}
KEEPING: dict[str, Any] = {"strip_cdata": False, "remove_comments": True, "remove_pis": True}
STRICT = etree.XMLParser(**SAFE, **KEEPING)
LENIENT = etree.XMLParser(**SAFE, **KEEPING, recover=True)


def mended(piece: Piece, declared: bytes = b"") -> bytes:
    """The piece as a strict parser takes it, if anything can be done; each kind of mending is counted in it.

    ``declared`` are the namespaces that its element is to declare itself.
    """
    repairs = piece.repairs
    is_clean = not mending.is_damaged(piece.data)
    parts, position = [], 0
    for start, end in piece.cdata:
        outer, text = piece.data[position:start], piece.data[start:end]
        parts += [_outer(outer, repairs, is_clean), _text(text, repairs, is_clean)]
        position = end
        if not piece.data.startswith(b"]]>", end):
            parts.append(b"]]>")
            position += 3 * bool(DAMAGED_END.match(piece.data, end))
    parts.append(_outer(piece.data[position:], repairs, is_clean))
    opening = b"<" + piece.name.encode()
    return b"".join(parts).replace(opening, opening + declared, 1)


def _outer(data: bytes, repairs: Counter[str], is_clean: bool) -> bytes:
    data = data if is_clean else mending.mend(data, repairs)
    if BARE_BRACKET.search(data):
        data, count = BARE_BRACKET.subn(b"&lt;", data)
        repairs["bare bracket"] += count
    if b"&" not in data:
        return data
    data = HALVES.sub(lambda found: _joined_halves(found, repairs), data)
    return REFERENCE.sub(lambda found: _reference(found, repairs), data)


def _text(data: bytes, repairs: Counter[str], is_clean: bool) -> bytes:
    data = data if is_clean else mending.mend(data, repairs)
    if b"]]>" not in data:
        return data
    text = data.replace(NEXT_CDATA, b"")
    written = text.replace(b"]]>", END_IN_TEXT)
    if unescaped := data.count(b"]]>") - data.count(NEXT_CDATA):
        repairs["“]]>” inside a text"] += unescaped
    return written


def _joined_halves(found: re.Match[bytes], repairs: Counter[str]) -> bytes:
    codes = [_code(half) for half in found.groups()]
    if not (0xD800 <= codes[0] < 0xDC00 <= codes[1] < 0xE000):
        return found.group()
    repairs["character in two halves"] += 1
    return mending.joined("".join(map(chr, codes)))


def _reference(found: re.Match[bytes], repairs: Counter[str]) -> bytes:
    """As HTML reads it; a bare ``&`` stays one."""
    if found.lastgroup == "number":
        code = _code(found["number"])
        if code in (0x9, 0xA, 0xD) or 0x20 <= code < 0x80 or 0xA0 <= code < 0xD800 or 0xE000 <= code < 0xFFFE:
            return found.group()
        if 0x10000 <= code < 0x110000:
            return found.group()
        repairs["reference to no character"] += 1
        return unescape(f"&#{code};").encode() if 0x80 <= code < 0xA0 else b""
    name = found["name"] or b""
    if name in OF_XML:
        return found.group()
    if meant := html5.get(f"{name.decode()};"):
        repairs["entity of HTML"] += 1
        return escape(meant).encode()
    repairs["bare ampersand"] += 1
    return b"&amp;" + found.group()[1:]


def _code(number: bytes) -> int:
    return int(number[1:], 16) if number[:1] in b"xX" else int(number)


def parse(data: bytes) -> tuple[etree._Element | None, bool]:
    """The element of a piece, and whether a strict parser takes it: if not, a lenient one has made what it could."""
    try:
        return _parsed(data, NAMESPACES, STRICT), True
    except etree.XMLSyntaxError:
        namespaces = {prefix: f"urn:{prefix}" for prefix in _prefixes(data)} | NAMESPACES
    try:
        return _parsed(data, namespaces, STRICT), True
    except etree.XMLSyntaxError:
        return _parsed(data, namespaces, LENIENT), False


def _parsed(data: bytes, namespaces: dict[str, str], parser: etree.XMLParser) -> etree._Element | None:
    declared = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in namespaces.items())
    root = etree.fromstring(b"<piece%b>%b</piece>" % (declared.encode(), data), parser)
    return root[0] if root is not None and len(root) else None


def _prefixes(data: bytes) -> list[str]:
    """Those that are used, whether they are declared or not."""
    found = dict.fromkeys(one or other for one, other in PREFIX.findall(data))
    return [prefix.decode() for prefix in islice(found, MOST_PREFIXES) if prefix[:3].lower() != b"xml"]
