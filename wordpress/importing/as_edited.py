"""Bodies as the editor stores them, so that a post that is opened and saved stays what it was."""

import re
from functools import cache
from html import unescape
from typing import Any

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler, LinkElementHandler

from blog.blocks.words import TAKEN, anchor_of, free_anchor
from blog.rich_text import FEATURES_OF_NOTES, FEATURES_OF_TEXT, FEATURES_OF_WORDS
from wordpress.body.contract import Block
from wordpress.importing.block_ids import short_id

MOST_TIMES_SAVED = 5
KEY = re.compile(r'(?<= data-block-key=")[^"]*')
LINK = re.compile(r"<a ([^>]*)>")
MARKUP = re.compile(r"<[^>]*>|\s")


def as_edited(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """Of blocks with ids. Beside them stand the rich texts that lose words or links in the editor: those stay as is."""
    unlike: list[str] = []
    edited = [{**block, "value": _value(block, unlike)} for block in blocks]
    _give_anchors([block["value"] for block in edited if block["type"] == "heading"])
    return edited, unlike


def _value(block: Block, unlike: list[str]) -> Any:
    value, name = block["value"], block["id"]
    match block["type"]:
        case "text":
            return _rich(value, FEATURES_OF_TEXT, name, unlike)
        case "note":
            return _rich(value, FEATURES_OF_NOTES, name, unlike)
        case "details":
            return {**value, "text": _rich(value["text"], FEATURES_OF_TEXT, name, unlike)}
        case "table":
            return {**value, "table": _table(value["table"], name, unlike)}
        case "heading":
            return {**value}
    return value


def _table(table: dict[str, Any], name: str, unlike: list[str]) -> dict[str, Any]:
    is_rich = [column["type"] == "rich_text" for column in table["columns"]]
    rows = []
    for number, row in enumerate(table["rows"]):
        cells = [
            _rich(cell, FEATURES_OF_WORDS, f"{name}/{number}/{place}", unlike) if rich else cell
            for place, (rich, cell) in enumerate(zip(is_rich, row["values"], strict=True))
        ]
        rows.append({**row, "values": cells})
    return {**table, "rows": rows}


def _give_anchors(headings: list[dict[str, Any]]) -> None:
    """As publishing does it, but that those of the old blog, which links lead to, come first."""
    taken = dict.fromkeys(TAKEN, 2)
    for heading in sorted(headings, key=lambda heading: not heading["anchor"]):
        heading["anchor"] = free_anchor(heading["anchor"] or anchor_of(heading), taken)


def _rich(html: str, features: list[str], name: str, unlike: list[str]) -> str:
    """Its paragraphs get keys, as from the editor, that are the same whenever the same is imported."""
    try:
        edited = _settled(html, _converter(tuple(features)))
    except AssertionError:  # mark-up in an order that the editor's parser has no place for
        edited = ""
    if _said(edited) != _said(html):
        unlike.append(html)
        return html
    numbers = iter(range(len(edited)))
    return KEY.sub(lambda _key: short_id(f"{name}/{next(numbers)}"), edited)


def _settled(html: str, converter: ContentstateConverter) -> str:
    """Saved until saving changes nothing any more: a space at the end of a style leaves it only the second time."""
    for _time in range(MOST_TIMES_SAVED):
        before, html = html, converter.to_database_format(converter.from_database_format(html))
        if html == before:
            break
    return html


def _said(html: str) -> tuple[str, list[list[str]]]:
    """Every letter, and where every link leads."""
    links = [sorted(unescape(attributes).split()) for attributes in LINK.findall(html)]
    return unescape(MARKUP.sub("", html)), links


class Reference(LinkElementHandler):
    """A link within the site. Wagtail's own handlers ask the database where it leads, which isn't stored."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"id": attrs["id"]}


@cache
def _converter(features: tuple[str, ...]) -> ContentstateConverter:
    converter = ContentstateConverter(features)
    handlers = converter.html_to_contentstate_handler.element_handlers
    handlers.element_rules.pop("a")
    handlers.add_rules(
        {
            "a[href]": ExternalLinkElementHandler("LINK"),
            'a[linktype="page"]': Reference("LINK"),
            'a[linktype="document"]': Reference("DOCUMENT"),
        }
    )
    return converter
