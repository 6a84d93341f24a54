"""What a reply from an old blog may say here: a few inline elements, quotations, paragraphs. Knows no database."""

import re
from html import unescape

import nh3

LONGEST_NAME = 200
LONGEST_TEXT = 65_000
LONGEST_ADDRESS = 500

_TAGS = {"a", "b", "blockquote", "br", "code", "em", "i", "p", "strong"}
_TAG = re.compile(r"<[^>]*>")
_TAG_BETWEEN_WORDS = re.compile(r"</?(?:blockquote|br|p)>")
_QUOTATION = re.compile(r"(</?blockquote>)")
_BREAK_TAG = re.compile(r"<br>\n?")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*|</?p>")
_EMPTY = re.compile(r"<p>(?:</?(?:b|br|code|em|i|strong)>)*</p>")
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\\]+", re.IGNORECASE)


def sanitised_reply(html_or_text: str) -> str:
    """``html_or_text`` as HTML that is safe to show, "" if it says nothing.

    Blank lines are between paragraphs and single ones break the line, as old blogs show them; bare addresses stay
    text. No link is vouched for.
    """
    text = _BREAK_TAG.sub("\n", clean_reply(html_or_text.replace("\r\n", "\n").replace("\r", "\n")))
    parts = _QUOTATION.split(text)
    built = "".join(part if _QUOTATION.fullmatch(part) else _paragraphs(part) for part in parts)
    # What was open across paragraphs is closed in each by the second cleaning.
    found = _EMPTY.sub("", clean_reply(built))
    return found if words_of_reply(found) else ""


def clean_reply(html: str) -> str:
    """``html`` without anything that a reply may not hold."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
    )


def words_of_reply(html: str) -> str:
    """Clean ``html`` as plain text on one line."""
    return " ".join(unescape(_TAG.sub("", _TAG_BETWEEN_WORDS.sub(" ", html))).split())


def web_address(text: str) -> str:
    """Where a name may lead to: ``text`` where it is a web address of bearable length, else ""."""
    address = text.strip()
    return address if len(address) <= LONGEST_ADDRESS and _WEB_ADDRESS.fullmatch(address) else ""


def _paragraphs(text: str) -> str:
    pieces = (piece.strip().replace("\n", "<br>") for piece in _BLANK_LINES.split(text))
    return "".join(f"<p>{piece}</p>" for piece in pieces if piece)
