"""Old HTML taken apart as far as no parser is needed: tags, comments, elements to be left alone, text."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["text", "tag", "comment", "exact"]

# Elements in which neither empty lines nor brackets mean anything.
EXACT = frozenset("pre script style textarea svg math template noscript".split())
_START = re.compile(r"<(!--|/?([a-zA-Z][^\s/<>]{0,60}))")
_END_OF_TAG = re.compile(r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_END_OF_A_BROKEN_TAG = re.compile(r"[^<>]*+>")
_LONGEST_TAG = 4000  # characters in which a ">" in quotes is looked for
_ENDS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in EXACT | {"code"}}


class Piece(NamedTuple):
    kind: Kind
    text: str
    name: str = ""  # of a tag or an element to be left alone, in small letters, without the slash
    closes: bool = False


class _Source:
    """Looks for ends, and for none again that was not found once: so that no text takes more than its length."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.without_end: set[str] = set()

    def end_of_comment(self, start: int) -> int:
        return self._found("-->", self.text.find("-->", start), 3)

    def end_of_element(self, name: str, start: int) -> int:
        if name in self.without_end:
            return -1
        match = _ENDS[name].search(self.text, start)
        return self._found(name, match.end() if match else -1, 0)

    def _found(self, what: str, position: int, length: int) -> int:
        if position < 0:
            self.without_end.add(what)
            return -1
        return position + length


def pieces(html: str, exact: frozenset[str] = EXACT) -> Iterator[Piece]:
    """All of ``html``, in its order: joined again, the texts are what it was."""
    source = _Source(html)
    position = told = 0
    while (start := html.find("<", position)) >= 0:
        piece = _piece(source, start, exact)
        if piece is None:
            position = start + 1
            continue
        if start > told:
            yield Piece("text", html[told:start])
        yield piece
        position = told = start + len(piece.text)
    if told < len(html):
        yield Piece("text", html[told:])


def _piece(source: _Source, start: int, exact: frozenset[str]) -> Piece | None:
    begun = _START.match(source.text, start)
    if begun is None:
        return None
    if begun[1] == "!--":
        end = -1 if "-->" in source.without_end else source.end_of_comment(begun.end())
        return Piece("comment", source.text[start:end]) if end >= 0 else None
    ended = _END_OF_TAG.match(source.text, begun.end(), begun.end() + _LONGEST_TAG)
    ended = ended or _END_OF_A_BROKEN_TAG.match(source.text, begun.end())
    if ended is None:
        return None
    name, closes = begun[2].lower(), begun[1].startswith("/")
    if name in exact and not closes and not ended[0].endswith("/>"):
        end = source.end_of_element(name, ended.end())
        if end >= 0:
            return Piece("exact", source.text[start:end], name)
    return Piece("tag", source.text[start : ended.end()], name, closes)
