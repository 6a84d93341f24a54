"""The ``[[body]]`` items of a file as the data of a post's blocks."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.documents.models import Document
from wagtail.whitelist import check_url

from home.demo.markdown import rich_text
from home.demo.reading import DemoError
from images.models import CustomImage

NAMESPACE = uuid.UUID("5b0c2a0e-6f0e-4a52-9b2c-3f2f9a2f8f10")


class Named(dict):
    """What files call by a name; an unknown name is a sentence."""

    def __init__(self, kind: str, *args: Any) -> None:
        super().__init__(*args)
        self.kind = kind

    def __missing__(self, name: str) -> Any:
        raise DemoError(f"there is no {self.kind} called “{name}”.")


@dataclass(frozen=True)
class Things:
    """What a body may speak of: pictures and files by their names, pages by their addresses on this site."""

    pictures: Named
    files: Named
    pages: Named

    def link(self, address: str) -> dict[str, str]:
        if address.startswith("/"):
            return {"linktype": "page", "id": str(self.pages[address])}
        return {"href": check_url(address) or ""}

    def text(self, markdown: str, name: str) -> str:
        return rich_text(markdown, self.link, name)


def stream_data(items: list[dict[str, Any]], things: Things, name: str) -> list[dict[str, Any]]:
    """The same data whenever the same ``items`` are given: ids are made from ``name``."""
    return [_child(item, things, f"{name}/{number}") for number, item in enumerate(items)]


def _child(item: dict[str, Any], things: Things, name: str) -> dict[str, Any]:
    if len(item) != 1:
        raise DemoError(f"one [[body]] holds one thing, not {len(item)} ({', '.join(item)}).")
    ((kind, value),) = item.items()
    if kind not in MAKERS:
        raise DemoError(f"there is no block called “{kind}”.")
    return {"type": kind, "value": MAKERS[kind](value, things, name), "id": lasting_id(name)}


def lasting_id(name: str) -> str:
    """The id of a block, the same on every load."""
    return str(uuid.uuid5(NAMESPACE, name))


def _text(value: str, things: Things, name: str) -> str:
    return things.text(value, name)


def _as_it_is(value: Any, things: Things, name: str) -> Any:
    return value


def _heading(value: str | dict[str, Any], things: Things, name: str) -> dict[str, Any]:
    heading = {"text": value} if isinstance(value, str) else value
    return {"text": heading["text"], "level": str(heading.get("level", 2)), "anchor": ""}


def _quote(value: dict[str, str], things: Things, name: str) -> dict[str, str]:
    return {"words": value["words"].strip(), **{part: value.get(part, "") for part in ("name", "role", "link")}}


def _gallery_picture(value: dict[str, str], things: Things) -> dict[str, Any]:
    picture: CustomImage = things.pictures[value["picture"]]
    image = {"image": picture.pk, "decorative": False, "alt_text": value.get("alt") or picture.description}
    return {"image": image, "caption": value.get("caption", ""), "credit": value.get("credit", "")}


def _picture(value: dict[str, str], things: Things, name: str) -> dict[str, Any]:
    how = {"width": value.get("width", "normal"), "link": value.get("link", "")}
    return _gallery_picture(value, things) | how


def _gallery(value: list[dict[str, str]], things: Things, name: str) -> dict[str, Any]:
    items = enumerate(_gallery_picture(use, things) for use in value)
    return {"pictures": [{"type": "item", "value": use, "id": lasting_id(f"{name}/{number}")} for number, use in items]}


def _embed(value: dict[str, str], things: Things, name: str) -> dict[str, str]:
    return {"address": value["url"], "title": value["title"]}


def _file(value: dict[str, str], things: Things, name: str) -> dict[str, Any]:
    document: Document = things.files[value["file"]]
    return {"document": document.pk, "label": value.get("label", "")}


def _table(value: dict[str, Any], things: Things, name: str) -> dict[str, Any]:
    columns = [{"type": "text", "heading": heading} for heading in value["columns"]]
    rows = [{"values": row} for row in value["rows"]]
    return {
        "table": {"columns": columns, "rows": rows, "caption": ""},
        "caption": value.get("caption", ""),
        "header_row": value.get("header_row", True),
        "header_column": value.get("header_column", False),
    }


def _code(value: dict[str, str], things: Things, name: str) -> dict[str, str]:
    return {"code": value["code"].strip("\n"), "language": value.get("language", "text")}


def _details(value: dict[str, str], things: Things, name: str) -> dict[str, str]:
    return {"title": value["title"], "text": things.text(value["text"], name)}


def _missing_image(value: dict[str, str], things: Things, name: str) -> dict[str, str]:
    return {part: value.get(part, "") for part in ("address", "alt", "caption", "credit")}


def _archived_html(value: str, things: Things, name: str) -> dict[str, Any]:
    return {"html": value, "as_text": False}


def _divider(value: bool, things: Things, name: str) -> None:
    return None


MAKERS: dict[str, Callable[[Any, Things, str], Any]] = {
    "text": _text,
    "heading": _heading,
    "quote": _quote,
    "pull_quote": _as_it_is,
    "note": _text,
    "image": _picture,
    "gallery": _gallery,
    "embed": _embed,
    "file": _file,
    "table": _table,
    "code": _code,
    "details": _details,
    "button": _as_it_is,
    "divider": _divider,
    "missing_image": _missing_image,
    "archived_html": _archived_html,
}
