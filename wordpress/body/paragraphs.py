"""Empty lines into paragraphs and single ones into breaks, as WordPress did whenever it showed a classic post."""

import re

from wordpress.body.pieces import Piece, pieces

BLOCKS = frozenset(
    "address article aside audio blockquote canvas caption center col colgroup dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main map math menu nav"
    " noscript object ol optgroup option p picture pre script section select source style summary svg table tbody td"
    " template textarea tfoot th thead tr ul video".split()
)
# Nothing is written directly in these.
_WITHOUT_TEXT = frozenset("audio colgroup dl map object ol picture select table tbody tfoot thead tr ul video".split())
# A line in these is no paragraph of its own.
_WITHOUT_PARAGRAPHS = frozenset(
    "address caption dd dt figcaption figure h1 h2 h3 h4 h5 h6 legend li option p summary td th".split()
)
_VOID = frozenset("col hr source".split())
_EMPTY_LINE = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def with_paragraphs(html: str) -> str:
    """Text and tags within a line stand in ``<p>``; code, comments and what belongs to blocks stay as they are."""
    text = html.replace("\r\n", "\n").replace("\r", "\n")
    return _Writer().written(text)


class _Writer:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.run: list[Piece] = []
        self.around: list[str] = []  # blocks that are open, the innermost last

    def written(self, html: str) -> str:
        for piece in pieces(html):
            if piece.kind == "comment" or not (piece.name in BLOCKS and piece.kind in ("tag", "exact")):
                self.run.append(piece)
                continue
            self._end_run()
            self.out.append(piece.text)
            if piece.kind == "tag" and piece.name not in _VOID and not piece.text.endswith("/>"):
                self._enter_or_leave(piece)
        self._end_run()
        return "".join(self.out)

    def _enter_or_leave(self, piece: Piece) -> None:
        # A new block ends the paragraph or item before it, whether that says so or not.
        if self.around and self.around[-1] == "p" and not (piece.closes and piece.name == "p"):
            self.around.pop()
        if not piece.closes:
            if self.around and self.around[-1] == piece.name and piece.name in ("li", "td", "th", "dt", "dd", "tr"):
                self.around.pop()
            self.around.append(piece.name)
        elif piece.name in self.around[-50:]:
            while self.around.pop() != piece.name:
                pass

    def _end_run(self) -> None:
        run, self.run = self.run, []
        context = self.around[-1] if self.around else ""
        if context in _WITHOUT_TEXT or not any(piece.kind != "text" or piece.text.strip() for piece in run):
            self.out.extend(piece.text for piece in run)
            return
        lines = "".join(_lines(piece) for piece in run)
        if context in _WITHOUT_PARAGRAPHS:
            before, after = (" " * end.isspace() for end in (lines[0], lines[-1]))
            self.out.append(before + _broken(lines.strip().replace(_PARAGRAPH, _LINE + _LINE)) + after)
            return
        self.out.extend(f"<p>{_broken(part.strip())}</p>\n" for part in lines.split(_PARAGRAPH) if part.strip())


_PARAGRAPH = "\u2029"  # for itself it is white space, and nobody types it
_LINE = "\u2028"
_BREAK_AND_LINE = re.compile(rf"(<br[^<>]{{0,200}}>)[ \t]*{_LINE}", re.IGNORECASE)


def _lines(piece: Piece) -> str:
    if piece.kind != "text":
        return piece.text
    return _EMPTY_LINE.sub(_PARAGRAPH, piece.text).replace("\n", _LINE)


def _broken(lines: str) -> str:
    whole = _BREAK_AND_LINE.sub(r"\1\n", lines)
    return whole.replace(_LINE, "<br>\n")
