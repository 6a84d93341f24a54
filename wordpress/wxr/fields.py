"""What the elements of an export say, as plain values: whatever stands there, a value of the right kind comes out."""

import re
from datetime import datetime
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from lxml import etree

OF_WORDPRESS = re.compile(r"https?://wordpress\.org/export/[^/]*/(excerpt/?)?")
OTHERS = {"http://purl.org/rss/1.0/modules/content/": "content:", "http://purl.org/dc/elements/1.1/": "dc:"}
KNOWN_PREFIXES = {"wp", "excerpt", "content", "dc"}
NUMBER = re.compile(r"\s*([+-]?\d{1,18})(?!\d)")
CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f]")
# One that lost its ";" may be a part of an address.
REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
DECLARATION = re.compile(r' xmlns:[\w.-]+="[^"]*"')
# What a title may be dressed in. Anything else in angle brackets is a word of it: "How <table> came to be".
DRESS = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|var)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def name_of(element: etree._Element) -> str:
    """As WordPress writes it, "wp:post_id", whatever the version of the export and whether prefixes are declared."""
    return _name(str(element.tag), element.prefix or "")


@lru_cache(1000)
def _name(tag: str, prefix: str) -> str:
    namespace, _, local = tag.rpartition("}")
    namespace = namespace.removeprefix("{")
    if found := OF_WORDPRESS.fullmatch(namespace):
        return f"{'excerpt' if found[1] else 'wp'}:{local}"
    if namespace in OTHERS:
        return OTHERS[namespace] + local
    if prefix in KNOWN_PREFIXES:
        return f"{prefix}:{local}"
    return f"{{{namespace}}}{local}" if namespace else local


def values(element: etree._Element) -> dict[str, etree._Element]:
    """The first child of each name."""
    found: dict[str, etree._Element] = {}
    for child in element:
        found.setdefault(name_of(child), child)
    return found


def word(element: etree._Element | None) -> str:
    """A short value: its only white space is between its words."""
    return "" if element is None or not element.text else element.text.strip()


def mark_up(element: etree._Element | None) -> str:
    """HTML to the letter, even where the file has it as elements of its own."""
    if element is None:
        return ""
    inside = (etree.tostring(child, encoding="unicode") for child in element)
    return (element.text or "") + DECLARATION.sub("", "".join(inside)) if len(element) else element.text or ""


def plain(element: etree._Element | None) -> str:
    """A title or name as a reader is given it: without tags, its entities decoded once."""
    if element is None:
        return ""
    text = DRESS.sub("", "".join(element.itertext()))
    if "&" in text and b"<![CDATA[" in etree.tostring(element):
        text = decoded(text)
    return " ".join(text.split())


def decoded(text: str) -> str:
    return REFERENCE.sub(lambda found: unescape(found[0]), text)


def address(element: etree._Element | None) -> str:
    return decoded(word(element))


def slug(element: etree._Element | None) -> str:
    return unquoted(word(element))


def unquoted(text: str) -> str:
    """As it is where that would give no text: bytes that aren't UTF-8, control characters."""
    try:
        plain = unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text
    return text if CONTROL_CHARACTER.search(plain) else plain


def number(element: etree._Element | None) -> int:
    found = NUMBER.match(word(element))
    return int(found[1]) if found else 0


def date(element: etree._Element | None) -> str:
    """As "2009-12-31 23:59:59"; "" for no day of any calendar, such as 0000-00-00."""
    try:
        moment = datetime.fromisoformat(word(element))
    except ValueError:
        return ""
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")
