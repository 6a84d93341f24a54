"""Headings of a body: an address for each, and the list of contents that is made of them."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import escape, strip_tags
from django.utils.text import slugify
from wagtail.blocks import StreamValue

from blog.blocks.words import TAKEN, anchor_of, free_anchor

HEADINGS_WORTH_A_LIST = 4
HEADING = re.compile(r"<h([34])\b[^>]*>(.*?)</h\1>", re.DOTALL)


@dataclass(frozen=True)
class Heading:
    """``level`` is 2 to 4; ``anchor`` is its id on the page."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Entry:
    """A line of a list of contents; ``is_below`` says that it belongs to one above it."""

    text: str
    anchor: str
    is_below: bool


def name_headings(body: StreamValue) -> list[Heading]:
    """Give every heading an id that no other has, and return them in order. Those that are stored come first."""
    taken, found = dict.fromkeys(TAKEN, 2), []
    kept = {id(child): free_anchor(child.value["anchor"], taken) for child in body if _has_anchor(child)}
    for child in body:
        if child.block_type == "heading":
            anchor = kept.get(id(child)) or free_anchor(anchor_of(child.value), taken)
            child.value["anchor"] = anchor
            found.append(Heading(int(child.value["level"]), child.value["text"], anchor))
        elif child.block_type == "text" and child.value:
            child.value.source = HEADING.sub(lambda heading: _named(heading, taken, found), child.value.source)
    return found


def contents(headings: list[Heading]) -> list[Entry]:
    """What a list of contents names; nothing for a post of few headings."""
    if len(headings) < HEADINGS_WORTH_A_LIST:
        return []
    top = min(heading.level for heading in headings)
    return [Entry(heading.text, heading.anchor, heading.level > top) for heading in headings]


def _has_anchor(child: StreamValue.StreamChild) -> bool:
    return child.block_type == "heading" and bool(child.value.get("anchor"))


def _named(heading: re.Match[str], taken: dict[str, int], found: list[Heading]) -> str:
    level, inner = heading[1], heading[2]
    text = unescape(strip_tags(inner)).strip()
    if not text:
        return heading[0]
    anchor = free_anchor(slugify(text, allow_unicode=True)[:150] or "section", taken)
    found.append(Heading(int(level), text, anchor))
    return f'<h{level} id="{escape(anchor)}">{inner}</h{level}>'
