"""Film and sound elsewhere, players, files to download."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bs4 import Tag

from wordpress.body.contract import Block
from wordpress.body.flow import Flow
from wordpress.body.media import file_name, is_web_address, shown_at, what_is_at
from wordpress.body.plain import fitting, plain_text

if TYPE_CHECKING:
    from wordpress.body.walking import Walker

LONGEST_TITLE = LONGEST_LABEL = 200


def embed(address: str, title: str = "", in_frame: bool = False) -> Block | None:
    """None where nobody known has anything to show."""
    shown = shown_at(address)
    what = what_is_at(shown, in_frame)
    if not what or not is_web_address(shown):
        return None
    return {"type": "embed", "value": {"address": shown, "title": title[:LONGEST_TITLE] or what}}


def frame(walker: Walker, tag: Tag, flow: Flow) -> None:
    address = next((str(tag[name]) for name in ("src", "data-src", "data-lazy-src") if tag.get(name)), "")
    title, rest = fitting(str(tag.get("data-caption") or tag.get("title") or "").strip(), LONGEST_TITLE)
    flow.end_paragraph()
    if block := embed(address, title, in_frame=True):
        flow.extend([block])
    elif address:
        shown = shown_at(address)
        flow.extend([walker.linked(f"{title or 'Embedded content'}: {shown}", shown)])
        walker.body.removed["<iframe>"] += 1
        walker.body.notes.append(f"Another site’s page was shown here. A link stands in its place: {shown}")
    elif title:
        rest = f"{title} {rest}".strip()
    flow.paragraph(rest)


def player(walker: Walker, tag: Tag, flow: Flow) -> None:
    sources = [tag, *tag.find_all("source")]
    address = next((str(source["src"]) for source in sources if source.get("src")), "")
    caption = str(tag.get("data-caption") or "")
    flow.end_paragraph()
    if address:
        flow.extend(download(walker, address, caption))
    else:
        flow.paragraph(caption)
    # What stands between is for browsers that can't play it.
    walker.walk_apart(tag.children, flow)


def file(walker: Walker, tag: Tag, flow: Flow) -> None:
    """``wp:file``: the name is a link, the button beside it says only what every such button says."""
    button = tag.select_one(".wp-block-file__button")
    if button is not None and tag.find_all("a") != [button]:
        button.extract()
    link = tag.find("a", href=True)
    flow.end_paragraph()
    if not isinstance(link, Tag):
        walker.walk_apart(tag.children, flow)
        return
    flow.extend(download(walker, str(link["href"]), plain_text([link])))
    link.extract()
    walker.walk_apart(tag.children, flow)


def download(walker: Walker, address: str, label: str, wp_id: int = 0) -> list[Block]:
    """A File block; where the file isn't here, words that lead to its old address."""
    if block := embed(address, label):
        return [block]
    key = walker.around.file(address, wp_id)
    label, rest = fitting(label, LONGEST_LABEL)
    blocks: list[Block] = [
        {"type": "file", "value": {"document": key, "label": label}}
        if key
        else walker.linked(label or file_name(address) or address, address)
    ]
    return blocks + ([{"type": "text", "value": f"<p>{escape(rest, quote=False)}</p>"}] if rest else [])
