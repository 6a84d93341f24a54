"""Markdown as the rich text that Wagtail's editor keeps.

What comes out is letter by letter what the editor would store: ``<b>`` and ``<i>``, a key on
every block, page links by number. So opening and saving a demo post changes nothing in it.
"""

import hashlib
from collections.abc import Callable
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from home.demo.reading import DemoError

Attributes = dict[str, str]
# Whatever isn't named here stays as it was typed.
PARSER = MarkdownIt("zero").enable(["emphasis", "link", "backticks", "list", "heading", "newline", "escape", "entity"])
INLINE = {
    "strong_open": "<b>",
    "strong_close": "</b>",
    "em_open": "<i>",
    "em_close": "</i>",
    "link_close": "</a>",
    "softbreak": " ",
    "hardbreak": "<br/>",
}
BLOCKS = ("paragraph", "heading", "bullet_list", "ordered_list", "list_item")


def rich_text(markdown: str, link: Callable[[str], Attributes], name: str) -> str:
    """``link`` turns an address into the attributes of an ``<a>``; the same ``name`` gives blocks the same keys."""
    parts = []
    in_items = 0
    for number, token in enumerate(PARSER.parse(markdown)):
        kind = token.type.rpartition("_")[0]
        in_items += token.nesting if kind == "list_item" else 0
        if token.type == "inline":
            parts.append(_inline(token.children or [], link))
        elif kind not in BLOCKS:
            raise DemoError(f"Text can’t hold this: {token.markup or token.type}")
        elif not (kind == "paragraph" and in_items):
            parts.append(_block(token, f"{name}/{number}"))
    return "".join(parts)


def _block(token: Token, name: str) -> str:
    if token.nesting == -1:
        return f"</{token.tag}>"
    if token.tag in ("ul", "ol"):
        return f"<{token.tag}>"
    key = hashlib.sha256(name.encode()).hexdigest()[:5]
    return f'<{token.tag} data-block-key="{key}">'


def _inline(tokens: list[Token], link: Callable[[str], Attributes]) -> str:
    return "".join(_span(token, link) for token in tokens)


def _span(token: Token, link: Callable[[str], Attributes]) -> str:
    if token.type == "link_open":
        attributes = [f'{name}="{escape(value)}"' for name, value in link(str(token.attrs["href"])).items()]
        return f"<a {' '.join(attributes)}>"
    if token.type == "code_inline":
        return f"<code>{_text(token.content)}</code>"
    if token.type in INLINE:
        return INLINE[token.type]
    if token.type.startswith("text"):
        return _text(token.content)
    raise DemoError(f"Text can’t hold this: {token.markup or token.type}")


def _text(words: str) -> str:
    return escape(words, quote=False)
