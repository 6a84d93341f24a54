"""Tables of words as table blocks; other tables as what they were used for."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bs4 import Tag

from wordpress.body.contract import Block
from wordpress.body.flow import Flow
from wordpress.body.markup import old_content
from wordpress.body.plain import fitting, plain_text

if TYPE_CHECKING:
    from wordpress.body.walking import Walker

LONGEST_CAPTION = 300


def table(walker: Walker, tag: Tag, flow: Flow) -> None:
    flow.end_paragraph()
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    cells = [list(row.find_all(["td", "th"], recursive=False)) for row in rows]
    if not plain_text([tag]) and not walker.is_more_than_words(tag):
        return
    if walker.is_more_than_words(tag, besides="table") or max(map(len, cells), default=0) < 2:
        walker.body.flattened["table"] += 1
        flow.paragraph(str(tag.get("data-caption") or ""))
        walker.walk_apart(tag.children, flow)
    elif reason := _why_not(tag, cells):
        walker.body.kept_as_old_content.append(reason)
        flow.block("archived_html", {"html": _kept(walker, tag), "as_text": False})
    else:
        flow.extend(_block(walker, tag, rows, cells))


def _why_not(tag: Tag, cells: list[list[Tag]]) -> str:
    if tag.find("table"):
        return "a table within a table"
    if tag.find(["ul", "ol", "dl"]):
        return "a list within a table"
    spans = [str(cell.get(name) or "1") for row in cells for cell in row for name in ("colspan", "rowspan")]
    return "cells that span several" if any(span.strip() not in ("1", "") for span in spans) else ""


def _block(walker: Walker, tag: Tag, rows: list[Tag], cells: list[list[Tag]]) -> list[Block]:
    has_heads = bool(cells[0]) and (
        rows[0].find_parent("thead") is not None or all(cell.name == "th" for cell in cells[0])
    )
    heads, body = (cells[0], cells[1:]) if has_heads else ([], cells)
    # The foot goes last, wherever it was written.
    body = sorted(body, key=lambda row: bool(row) and row[0].find_parent("tfoot") is not None)
    width = max(map(len, cells))
    for head in heads:
        walker.note_links(head, "The heading of a column")
    values = [[_cell(walker, row[at]) if at < len(row) else "" for at in range(width)] for row in body]
    rich = [any(value.startswith("<") for value in column) for column in zip(*values, strict=True)] or [False] * width
    columns = [
        {"type": "rich_text" if rich[at] else "text", "heading": plain_text([heads[at]]) if at < len(heads) else ""}
        for at in range(width)
    ]
    stored = [
        {"values": [_rich(value) if is_rich else value for value, is_rich in zip(row, rich, strict=True)]}
        for row in values
    ]
    caption, rest = fitting(_caption(tag), LONGEST_CAPTION)
    value = {
        "table": {"columns": columns, "rows": stored, "caption": ""},
        "caption": caption,
        "header_row": has_heads,
        "header_column": bool(body) and all(row and row[0].name == "th" for row in body),
    }
    return [{"type": "table", "value": value}, *([{"type": "text", "value": _rich(rest)}] if rest else [])]


def _cell(walker: Walker, cell: Tag) -> str:
    """Rich text where it is more than plain words on one line; these begin with no "<"."""
    flow = _CellFlow()
    walker.walk(cell.children, flow)
    html = "".join(block["value"] for block in flow.finished() if block["type"] == "text")
    words = plain_text([cell])
    is_plain = html in ("", f"<p>{escape(words, quote=False)}</p>") and not words.startswith("<")
    return words if is_plain else html


class _CellFlow(Flow):
    """Knows only what a cell's rich text does."""

    def start(self, name: str, tag: str) -> None:
        if name in ("b", "i", "a"):
            super().start(name, tag)


def _rich(value: str) -> str:
    """Plain words as rich text."""
    return value if not value or value.startswith("<") else f"<p>{escape(value, quote=False)}</p>"


def _caption(tag: Tag) -> str:
    inner = tag.find("caption")
    parts = [plain_text([inner]) if isinstance(inner, Tag) else "", str(tag.get("data-caption") or "")]
    return " ".join(part for part in parts if part)


def _kept(walker: Walker, tag: Tag) -> str:
    for link in tag.find_all("a", href=True):
        link["href"] = walker.around.address(str(link["href"])) or str(link["href"])
    caption = str(tag.get("data-caption") or "")
    if "data-caption" in tag.attrs:
        del tag["data-caption"]
    return old_content(str(tag)) + _rich(caption)
