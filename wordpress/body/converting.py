"""A post's text as it was stored into the blocks of a body."""

import re
from collections.abc import Mapping
from html import escape, unescape

from bs4 import BeautifulSoup

from wordpress.body import block_grammar, shortcode_html
from wordpress.body.contract import Block, Body, Surroundings
from wordpress.body.flow import MORE
from wordpress.body.markup import tree
from wordpress.body.paragraphs import with_paragraphs
from wordpress.body.walking import Walker

LONGEST = 10_000_000  # characters; what is longer comes over as plain paragraphs
_MORE = re.compile(r"<!--more(?:\s[^<>]{0,300})?-->")
_NEXT_PAGE = re.compile(r"<!--nextpage-->")
_UNSEEN = re.compile(r"<!--noteaser-->|<!doctype[^<>]*>", re.IGNORECASE)
_LANGUAGE = re.compile(r"\[:(?:[a-z]{2})?\]|<!--:(?:[a-z]{2})?-->")


def convert(content: str, around: Surroundings, meta: Mapping[str, str] = {}) -> Body:
    """Everything that a reader saw, in its order; never an exception, whatever ``content`` is.

    ``meta`` are the post's own values in the export; ``footnotes`` is read.
    """
    body = Body()
    html = _html(content[:LONGEST], around, body, meta)
    soup = tree(html, body.removed)
    _mend_images(soup, body)
    body.blocks = Walker(around, body).blocks(soup.children)
    _take_more_out(body)
    if rest := content[LONGEST:]:
        body.blocks = _joined([*body.blocks, {"type": "text", "value": _plain_paragraphs(rest)}])
        body.notes.append("This post is too long to be read as a whole. Its end is plain text now.")
    body.blocks = _without_idle_dividers(body.blocks)
    return body


def _html(content: str, around: Surroundings, body: Body, meta: Mapping[str, str]) -> str:
    content = content.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    content = _UNSEEN.sub("", content)
    content = _MORE.sub('\n\n<hr class="wp-more">\n\n', content)
    content = _NEXT_PAGE.sub("\n\n<hr>\n\n", content)
    if "[:]" in content or "<!--:-->" in content:
        content = _LANGUAGE.sub("\n\n", content)
        body.notes.append("This post was written in several languages. All of them stand here, one after another.")
    if not block_grammar.has_blocks(content):
        return with_paragraphs(shortcode_html.shown(content, around, body)) + _late_footnotes(content, meta)
    html = block_grammar.as_html(content, around, body, meta)
    return shortcode_html.shown(html, around, body) + _late_footnotes(content, meta)


def _plain_paragraphs(html: str) -> str:
    words = unescape(re.sub(r"<[^<>]*>", " ", html))
    return "".join(f"<p>{escape(part.strip(), quote=False)}</p>" for part in words.split("\n\n") if part.strip())


def _late_footnotes(content: str, meta: Mapping[str, str]) -> str:
    return "" if "wp:footnotes" in content or "data-fn=" not in content else block_grammar.footnotes(meta)


def _mend_images(soup: BeautifulSoup, body: Body) -> None:
    """Those that are letters become letters, those that only count readers go."""
    for img in soup.find_all("img"):
        classes = set(img.get_attribute_list("class"))
        if classes & {"emoji", "wp-smiley"}:
            img.replace_with(str(img.get("alt") or ""))
        elif {str(img.get("width")), str(img.get("height"))} <= {"0", "1"}:
            body.removed["tracking pixel"] += 1
            img.extract()


def _take_more_out(body: Body) -> None:
    at = next((at for at, block in enumerate(body.blocks) if block["type"] == MORE), None)
    if at is None:
        return
    body.before_more = " ".join(filter(None, (_words(block) for block in body.blocks[:at])))
    body.blocks = _joined([block for block in body.blocks if block["type"] != MORE])


def _words(block: Block) -> str:
    """Of those blocks that read as text."""
    value = block["value"]
    if block["type"] in ("text", "pull_quote"):
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", value)).split()) if block["type"] == "text" else str(value)
    if block["type"] == "heading":
        return str(value["text"])
    return " ".join(value["words"].split()) if block["type"] == "quote" else ""


def _joined(blocks: list[Block]) -> list[Block]:
    """Text beside text is one block."""
    joined: list[Block] = []
    for block in blocks:
        if joined and block["type"] == joined[-1]["type"] == "text":
            joined[-1] = {"type": "text", "value": joined[-1]["value"] + block["value"]}
        else:
            joined.append(block)
    return joined


def _without_idle_dividers(blocks: list[Block]) -> list[Block]:
    """A section break stands between two sections."""
    kept: list[Block] = []
    for block in blocks:
        if block["type"] != "divider" or (kept and kept[-1]["type"] != "divider"):
            kept.append(block)
    if kept and kept[-1]["type"] == "divider":
        kept.pop()
    return kept
