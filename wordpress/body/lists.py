"""Lists as a Text block has them, and those that hold more than it can."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bs4 import NavigableString, PageElement, Tag

from wordpress.body.flow import Flow
from wordpress.body.plain import plain_text

if TYPE_CHECKING:
    from wordpress.body.walking import Walker

_NESTED = "list"  # within an item, until it is written


def any_list(walker: Walker, tag: Tag, flow: Flow) -> None:
    # A list within an item has been looked into with the outermost.
    if not isinstance(flow, _Item) and (walker.is_more_than_words(tag) or tag.find("dl")):
        _item_by_item(walker, tag, flow)
    elif html := _written(walker, tag):
        if isinstance(flow, _Item):
            flow.nested(html)
        else:
            flow.html(html)


def terms(walker: Walker, tag: Tag, flow: Flow) -> None:
    """``<dl>``: each term with what is said of it."""
    if walker.is_more_than_words(tag):
        walker.walk_apart(tag.children, flow)
        return
    items: list[str] = []
    is_waiting = False
    for part in tag.find_all(["dt", "dd"]):
        words = _in_one_line(walker, part.children)
        if not words:
            continue
        if part.name == "dd" and is_waiting:
            items[-1] += f": {words}"
        else:
            items.append(f"<b>{words}</b>" if part.name == "dt" and "<" not in words else words)
        is_waiting = part.name == "dt"
    if items:
        flow.html("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
    for part in tag.find_all(["dt", "dd"]):
        part.extract()
    walker.walk(tag.children, flow)


class _Item(Flow):
    """Of a list: other lists may stand in it."""

    def nested(self, html: str) -> None:
        self.block(_NESTED, html)


def _written(walker: Walker, tag: Tag) -> str:
    items: list[str] = []
    for child in tag.children:
        if isinstance(child, Tag) and child.name in ("ul", "ol") and items:
            # Directly in a list; what is meant is the item before.
            items[-1] = items[-1].removesuffix("</li>") + _written(walker, child) + "</li>"
        else:
            items.extend(_items(walker, child))
    name = "ol" if tag.name == "ol" else "ul"
    return f"<{name}>{''.join(items)}</{name}>" if items else ""


def _items(walker: Walker, node: PageElement) -> list[str]:
    """One; more where words follow a list within it."""
    flow = _Item()
    walker.walk(node.children if isinstance(node, Tag) and node.name == "li" else [node], flow)
    items: list[list[str]] = []
    for block in flow.finished():
        if block["type"] == _NESTED and items:
            items[-1].append(block["value"])
        elif block["type"] == _NESTED:
            items.append(["", block["value"]])
        else:
            items.append([_line(block["value"])])
    return [f"<li>{''.join(parts)}</li>" for parts in items]


def _in_one_line(walker: Walker, nodes: Iterable[PageElement]) -> str:
    flow = Flow()
    walker.walk(nodes, flow)
    return "<br/>".join(_line(block["value"]) for block in flow.finished() if block["type"] == "text")


def _line(html: str) -> str:
    html = html.replace("</p><p>", "<br/>")
    for mark, instead in (("<ul><li>", "<br/>"), ("<ol><li>", "<br/>"), ("</li><li>", "<br/>"), ("</li></ul>", ""),
                          ("</li></ol>", ""), ("<p>", "<br/>"), ("</p>", "")):  # fmt: skip
        html = html.replace(mark, instead)
    return html.removeprefix("<br/>")


def _item_by_item(walker: Walker, tag: Tag, flow: Flow) -> None:
    """A list that holds pictures, code…: those stand between its items; where these are numbered, they stay so."""
    start = str(tag.get("start") or "")[:6]
    number = int(start) if start.isdecimal() else 1
    flow.end_paragraph()
    for child in list(tag.children):
        if isinstance(child, NavigableString):
            flow.text(str(child))
            continue
        if not isinstance(child, Tag) or child.name != "li":
            walker.walk([child], flow)
            continue
        if tag.name == "ol":
            flow.prefix = f"{number}. "
            number += 1
            walker.walk(child.children, flow)
            flow.prefix = ""
        elif plain_text([child]) and not walker.is_more_than_words(child):
            flow.html("<ul>" + "".join(_items(walker, child)) + "</ul>")
        else:
            walker.walk(child.children, flow)
        flow.end_paragraph()
