"""Old HTML repaired and made safe, as a tree that can be walked."""

import re
from collections import Counter
from functools import partial

import nh3
from bs4 import BeautifulSoup

from wordpress.body.paragraphs import BLOCKS
from wordpress.body.pieces import Piece, pieces

DEEPEST = 60
MOST_TAGS = 100_000
_MOST_PARAGRAPHS = 300_000  # beyond that many tags nothing but words
_MOST_STYLES = 12  # of letters, open at once: each is opened again in every paragraph that follows
# Tags that HTML closes by itself.
_CLOSED_BY_ITSELF = frozenset("p li dt dd td th tr thead tbody tfoot option optgroup colgroup rt rp".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_STYLES = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_PARTS_OF_TABLES = frozenset("caption colgroup col td th tr thead tbody tfoot".split())
_NEVER = frozenset(
    "applet base button embed form frame frameset iframe input link math meta object script select style svg textarea"
    .split()
)  # fmt: skip
_EVENT = re.compile(r"[\s\"'/](on[a-z]{3,20})\s*=", re.IGNORECASE)
_RUNNING = re.compile(r"""=\s*["']?[\s\x00-\x1f]*((?:javascript|vbscript|data):)""", re.IGNORECASE)

_TAGS = set(
    "a abbr acronym address article aside audio b big blockquote br caption center cite code col colgroup dd del"
    " details dfn dialog dir div dl dt em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup"
    " hr i iframe img ins kbd label legend li main mark menu nav object ol optgroup option p picture pre q rp rt ruby"
    " s samp section small source span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var"
    " video".split()
)
_ATTRIBUTES = {
    "*": {"class"},
    "a": {"href", "title", "download"},
    "audio": {"src"},
    "blockquote": {"cite"},
    "code": {"lang", "data-lang", "data-language"},
    "embed": {"src"},
    "iframe": {"src", "title", "data-src", "data-lazy-src"},
    "img": {"src", "alt", "title", "width", "height", "data-id", "data-attachment-id", "data-src", "data-lazy-src",
            "data-orig-file", "data-full-url"},
    "ol": {"start", "reversed"},
    "pre": {"lang", "data-lang", "data-language"},
    "source": {"src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "video": {"src", "poster"},
    **{f"h{level}": {"id", "class"} for level in range(1, 7)},
}  # fmt: skip
_KEPT_AS_IT_IS = set(
    "a abbr b blockquote br caption cite code dd del dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i ins kbd li"
    " ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul var".split()
)
_cleaned = partial(
    nh3.clean,
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    clean_content_tags={"script", "style", "noscript", "template"},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
_cleaned_as_it_is = partial(
    nh3.clean,
    tags=_KEPT_AS_IT_IS,
    attributes={
        "a": {"href", "title"},
        "abbr": {"title"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
)


def tree(html: str, removed: Counter[str]) -> BeautifulSoup:
    """Well-formed, and without anything that runs or styles; ``removed`` learns what that was.

    Deeper than DEEPEST nothing is nested. Of attributes only those are left that say what something is.
    """
    return BeautifulSoup(_cleaned(_bounded(html, removed)), "html.parser")


def old_content(html: str) -> str:
    """As it may stand in a block that keeps old HTML."""
    return _cleaned_as_it_is(html)


class _Bounds:
    """Lets tags through that do no harm by their number."""

    def __init__(self) -> None:
        self.opened: Counter[str] = Counter()
        self.count = self.nested = self.styles = 0

    def let_through(self, piece: Piece) -> str:
        self.count += 1
        if self.count > MOST_TAGS:
            closed = "".join(f"</{name}>" * self.opened.pop(name, 0) for name in _STYLES)
            return closed + (piece.text if piece.name in ("p", "br") and self.count < _MOST_PARAGRAPHS else " ")
        if piece.name in _PARTS_OF_TABLES and not self.opened["table"]:
            return " "
        if piece.name == "iframe":
            # One that is never closed would swallow the rest.
            return "" if piece.closes else f"{piece.text}</iframe>"
        if piece.name in _CLOSED_BY_ITSELF or piece.name in _VOID:
            return piece.text
        return self._closing(piece) if piece.closes else self._opening(piece)

    def _opening(self, piece: Piece) -> str:
        is_style = piece.name in _STYLES
        if self.nested >= DEEPEST or (is_style and self.styles >= _MOST_STYLES):
            return "" if is_style else " "
        self._count(piece.name, 1)
        return piece.text

    def _closing(self, piece: Piece) -> str:
        if not self.opened[piece.name]:
            return " " if piece.name in BLOCKS else ""
        self._count(piece.name, -1)
        return piece.text

    def _count(self, name: str, by: int) -> None:
        self.opened[name] += by
        self.nested += by
        self.styles += by if name in _STYLES else 0


def _bounded(html: str, removed: Counter[str]) -> str:
    """Without tags that lie too deep, parts of tables outside them, and tags beyond the first 100,000."""
    bounds = _Bounds()
    out: list[str] = []
    for piece in pieces(html, frozenset({"script", "style"})):
        if piece.kind == "exact":
            removed[f"<{piece.name}>"] += 1
        elif piece.kind == "text":
            # A "<" that begins no tag is one that somebody wrote.
            out.append(piece.text.replace("<", "&lt;"))
        elif piece.kind == "tag":
            _note_what_goes(piece.text, piece.name, piece.closes, removed)
            out.append(bounds.let_through(piece))
    return "".join(out)


def _note_what_goes(text: str, name: str, closes: bool, removed: Counter[str]) -> None:
    if closes:
        return
    if name in _NEVER and name not in ("iframe", "embed", "object"):
        removed[f"<{name}>"] += 1
    if len(text) > 12:
        removed.update(attribute.lower() for attribute in _EVENT.findall(text))
        removed.update(scheme.lower() for scheme in _RUNNING.findall(text))
