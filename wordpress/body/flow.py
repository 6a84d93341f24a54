"""Blocks as they come into being, one after another: words become paragraphs of Text blocks, which grow together."""

import re
from collections.abc import Callable
from html import escape
from typing import Any

from wordpress.body.contract import Block

_SPACE = re.compile(r"[ \t\n\r\f]+")
_ADDRESS = re.compile(r"\s*(https?://[^\s<>\"]+)\s*")
_LISTS_BESIDE = re.compile(r"</ul><ul>|</ol><ol>")
MORE = "more"  # no block: where the words for lists end


class Flow:
    """Takes words, letters' styles and blocks in reading order.

    A block in the middle of a paragraph splits it; styles that are open go on behind it. Nothing empty is written.
    ``embed`` says what an address that stands alone on its line becomes, None: stays text.
    """

    def __init__(self, embed: Callable[[str], Block | None] | None = None) -> None:
        self.blocks: list[Block] = []
        self.prefix = ""  # words that go before whichever come next
        self._embed = embed
        self._finished: list[str] = []  # paragraphs and lists of the Text block in the making
        self._pieces: list[str] = []
        self._line = 0  # where the line begins in them
        self._line_is_plain = True
        self._styles: list[list[str]] = []  # tag's name, tag, "" until it has been written
        self._has_space = False
        self._breaks = 0

    def text(self, words: str) -> None:
        words = _SPACE.sub(" ", words)
        stripped = words.strip(" ")
        if words[:1] == " " or not stripped:
            self._has_space = self._has_space or bool(words)
        if not stripped:
            return
        self._begin_words()
        self._pieces.append(escape(stripped, quote=False))
        self._has_space = words[-1] == " "

    def start(self, name: str, tag: str) -> None:
        self._styles.append([name, tag, ""])

    def end(self, name: str) -> None:
        at = next((at for at in reversed(range(len(self._styles))) if self._styles[at][0] == name), None)
        if at is None:
            return
        inner = self._styles[at + 1 :]
        self._close(at)
        self._styles[at:] = [[inside, tag, ""] for inside, tag, _written in inner]

    def has_style(self, name: str) -> bool:
        return any(style[0] == name for style in self._styles)

    def line_break(self) -> None:
        self._end_line()
        self._has_space = False
        self._breaks += 1

    def end_paragraph(self) -> None:
        self._end_line()
        self._close(0)
        html = "".join(self._pieces)
        if re.sub(r"<[^>]*>|&nbsp;", "", html).strip():
            self._finished.append(f"<p>{html}</p>")
        self._new_paragraph()

    def paragraph(self, words: str) -> None:
        self.end_paragraph()
        self.text(words)
        self.end_paragraph()

    def html(self, html: str) -> None:
        """A list, or another whole part of a Text block."""
        self.end_paragraph()
        self._finished.append(html)

    def block(self, type_: str, value: Any) -> None:
        self.extend([{"type": type_, "value": value}])

    def extend(self, blocks: list[Block]) -> None:
        """A Text block among them joins the one before it."""
        self.end_paragraph()
        for block in blocks:
            if block["type"] == "text":
                self._finished.append(block["value"])
            else:
                self._end_text()
                self.blocks.append(block)

    def finished(self) -> list[Block]:
        self.end_paragraph()
        self._end_text()
        return self.blocks

    def _begin_words(self) -> None:
        if self.prefix:
            prefix, self.prefix = self.prefix, ""
            self._pieces.append(escape(prefix, quote=False))
            self._has_space = False
        if self._pieces and self._breaks > 1:
            self.end_paragraph()
        elif self._pieces and self._breaks:
            self._pieces.append("<br/>")
            self._line, self._line_is_plain = len(self._pieces), not any(style[2] for style in self._styles)
        elif self._pieces and self._has_space:
            self._pieces.append(" ")
        self._breaks, self._has_space = 0, False
        for style in self._styles:
            if not style[2]:
                style[2] = "written"
                self._pieces.append(style[1])
                self._line_is_plain = False

    def _close(self, first: int) -> None:
        for style in reversed(self._styles[first:]):
            if style[2]:
                self._pieces.append(f"</{style[0]}>")
                style[2] = ""

    def _end_line(self) -> None:
        if not (self._embed and self._line_is_plain) or len(self._pieces) <= self._line:
            return
        match = _ADDRESS.fullmatch("".join(self._pieces[self._line :]).replace("&amp;", "&"))
        if match and (block := self._embed(match[1])):
            del self._pieces[self._line :]
            if self._pieces and self._pieces[-1] == "<br/>":
                self._pieces.pop()
            self._line = len(self._pieces)
            self.extend([block])

    def _new_paragraph(self) -> None:
        self._pieces, self._line, self._line_is_plain = [], 0, True
        self._has_space, self._breaks = False, 0

    def _end_text(self) -> None:
        if self._finished:
            # The editor knows no end between two lists of the same kind.
            html = _LISTS_BESIDE.sub("", "".join(self._finished))
            self.blocks.append({"type": "text", "value": html})
            self._finished = []
