"""Words out of a body: how many there are, and the first of them."""

import re

from django.utils.text import Truncator
from wagtail.blocks import StreamValue
from wagtail.rich_text import get_text_for_indexing

WORDS_IN_AN_EXCERPT = 30
WORDS_A_MINUTE = 220
PROSE = ("text", "note", "quote")
LIST_BEGINS = re.compile(r"<[ou]l\b")


def words_of(body: StreamValue) -> str:
    """The prose of a body as plain text: no headings, captions, tables or code; a pull quote would say it twice."""
    pieces = (_piece(child) for child in body if child.block_type in PROSE)
    return _on_one_line(" ".join(piece for piece in pieces if piece))


def plain(rich_text: str) -> str:
    """Rich text as words on one line; those of a list inside a list stand apart, which Wagtail alone runs together."""
    return _on_one_line(get_text_for_indexing(LIST_BEGINS.sub(r" \g<0>", rich_text)))


def excerpt_of(words: str) -> str:
    """The first words; an ellipsis stands for the rest and for the stop before it."""
    beginning = Truncator(words).words(WORDS_IN_AN_EXCERPT, truncate="")
    return beginning if beginning == words else f"{beginning.rstrip(' .,;:–')}…"


def minutes_to_read(count: int) -> int:
    """Whole minutes, at least 1."""
    return max(1, round(count / WORDS_A_MINUTE))


def _on_one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def _piece(child: StreamValue.StreamChild) -> str:
    value = child.value
    if not value:
        return ""
    if child.block_type == "quote":
        return value["words"] or ""
    return plain(value.source)
