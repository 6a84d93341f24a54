"""Where in the blocks of a post pictures stand, and lines that may be credits of them."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from html import escape
from typing import Any, TypeAlias

from wordpress.body.contract import Block
from wordpress.credits.prose import prose

BREAK = re.compile(r"<br ?/?>")


@dataclass(eq=False)
class Use:
    """A picture as it is shown once. ``key`` is 0 where its file is missing.

    ``value`` is that of its block or of its item in a gallery; nothing in it for the lead picture, which has no block.
    """

    key: int
    block: int = -1
    value: dict[str, Any] = field(default_factory=dict)

    @property
    def is_lead(self) -> bool:
        return not self.value

    @property
    def caption(self) -> str:
        return self.value.get("caption") or ""


@dataclass(frozen=True)
class Passage:
    """A line of a text block. From ``start`` to before ``end`` is what goes with it, a break included.

    ``paragraph`` is where the whole paragraph stands, its tags included.
    """

    block: int
    paragraph: tuple[int, int]
    start: int
    end: int
    html: str


# Pictures side by side, a line, or anything else.
Unit: TypeAlias = list[Use] | Passage | None


def units(blocks: Sequence[Block]) -> list[Unit]:
    """In the order in which they are read; lines without words are none."""
    return [unit for number, block in enumerate(blocks) for unit in _units_of(number, block)]


def _units_of(number: int, block: Block) -> Iterator[Unit]:
    value = block["value"]
    if block["type"] == "text":
        yield from _passages(number, value)
    elif block["type"] == "missing_image":
        yield [Use(0, number, value)]
    elif block["type"] in ("image", "gallery"):
        values = [value] if block["type"] == "image" else map(_item, value["pictures"])
        yield [Use(key, number, one) for one in values if (key := _key(one))]
    else:
        yield None


def _item(item: dict[str, Any]) -> dict[str, Any]:
    """Of a list, whose items may be stored with their type or without."""
    return item["value"] if item.get("type") == "item" else item


def _key(value: dict[str, Any]) -> int:
    return (value.get("image") or {}).get("image") or 0


def _passages(number: int, html: str) -> Iterator[Unit]:
    position = 0
    for start, inner, inner_end, end in _paragraphs(html):
        if html[position:start].strip():
            yield None
        for line_start, line_end, line in _lines(html, inner, inner_end):
            if not is_blank(line):
                yield Passage(number, (start, end), line_start, line_end, line)
        position = end
    if html[position:].strip():
        yield None


def _paragraphs(html: str) -> Iterator[tuple[int, int, int, int]]:
    """Where each begins, what is in it begins and ends, and it ends."""
    position = 0
    while (start := html.find("<p>", position)) >= 0:
        inner_end = html.find("</p>", start)
        if inner_end < 0:
            return
        position = inner_end + len("</p>")
        yield start, start + len("<p>"), inner_end, position


def _lines(html: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Each with the break before it, the first with that behind it."""
    breaks = [mark.span() for mark in BREAK.finditer(html, start, end)]
    starts = [start, *(after for _before, after in breaks)]
    ends = [*(before for before, _after in breaks), end]
    for number, (line_start, line_end) in enumerate(zip(starts, ends, strict=True)):
        cut_start = breaks[number - 1][0] if number else start
        cut_end = breaks[0][1] if breaks and not number else line_end
        yield cut_start, cut_end, html[line_start:line_end]


def is_blank(html: str) -> bool:
    return len(html) < 200 and not prose(html).text.strip()


def without(cut: Set[Passage], units: Sequence[Unit], number: int, block: Block) -> Block | None:
    """A block without some of its lines, and the paragraphs that were nothing else; None where nothing is left."""
    mine = {passage for passage in cut if passage.block == number}
    if not mine:
        return block
    kept = [unit for unit in units if isinstance(unit, Passage) and unit.block == number and unit not in mine]
    lasting = {passage.paragraph for passage in kept}
    spans = {(one.start, one.end) if one.paragraph in lasting else one.paragraph for one in mine}
    html = _cut(block["value"], sorted(spans))
    return {**block, "value": html} if html.strip() else None


def _cut(html: str, spans: list[tuple[int, int]]) -> str:
    """In their order; they may overlap."""
    left, position = [], 0
    for start, end in spans:
        left.append(html[position : max(start, position)])
        position = max(end, position)
    return "".join([*left, html[position:]])


def linked(caption: str, links: list[tuple[str, str]]) -> str:
    """A caption as mark-up, with those of the links whose words are in it, which are taken out of the list."""
    html, position = "", 0
    for words, address in list(links):
        if words and (start := caption.find(words, position)) >= 0:
            html += f'{escape(caption[position:start])}<a href="{escape(address)}">{escape(words)}</a>'
            position = start + len(words)
            links.remove((words, address))
    return html + escape(caption[position:])
