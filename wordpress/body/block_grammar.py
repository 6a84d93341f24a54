"""``<!-- wp:name {"json": 1} -->``: the marks of WordPress's block editor read, and what they add put into the HTML."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from wordpress.body.contract import Body, Surroundings
from wordpress.body.media import is_web_address
from wordpress.body.paragraphs import with_paragraphs
from wordpress.body.pieces import pieces

_MARK = re.compile(r"<!--\s+(/?)wp:([a-z][a-z0-9_-]*/)?([a-z][a-z0-9_-]*)\s+(\{.*\}\s+)?(/?)-->", re.DOTALL)
_DEEPEST_REUSED = 5  # within one another
_MOST_REUSED = 1_000_000  # characters
# Their HTML says all there is to say.
_SPEAK_FOR_THEMSELVES = frozenset(
    "audio button buttons code column details embed file freeform gallery group heading html image list list-item"
    " missing more nextpage paragraph preformatted pullquote quote separator shortcode spacer table text-columns"
    " subhead verse video classic accordion accordion-item accordion-heading accordion-panel term-description".split()
)
_LAYOUT = frozenset("columns cover group media-text row stack grid text-columns".split())
_OF_A_THEME = frozenset(
    "archives avatar calendar categories comment-author-name comment-content comment-date comment-edit-link"
    " comment-reply-link comment-template comments comments-pagination comments-title home-link latest-comments"
    " latest-posts legacy-widget loginout navigation navigation-link navigation-submenu page-list pattern"
    " post-author post-author-biography post-author-name post-comments post-comments-count post-comments-form"
    " post-comments-link post-content post-date post-excerpt post-featured-image post-navigation-link post-template"
    " post-terms post-time-to-read post-title query query-no-results query-pagination query-pagination-next"
    " query-pagination-numbers query-pagination-previous query-title query-total read-more rss search site-logo"
    " site-tagline site-title tag-cloud template-part widget-group nextpage-link".split()
)


@dataclass
class Mark:
    start: int
    stop: int
    name: str  # without "core/"
    closes: bool
    is_whole: bool  # <!-- wp:name /-->
    said: dict[str, Any] = field(default_factory=dict)
    end: int = -1  # number of the mark that closes it
    is_end: bool = False


def has_blocks(content: str) -> bool:
    return "<!-- wp:" in content


def as_html(content: str, around: Surroundings, body: Body, meta: Mapping[str, str]) -> str:
    """``content`` without the marks, with what they alone say in their places."""
    return _Reader(content, around, body, meta).html()


class _Reader:
    reused_characters = 0  # of all readers that one began

    def __init__(self, content: str, around: Surroundings, body: Body, meta: Mapping[str, str]) -> None:
        self.content, self.around, self.body, self.meta = content, around, body, meta
        self.first, self.depth = self, 0
        self.marks = _paired(list(_marks(content)))

    def html(self) -> str:
        out: list[str] = []
        ends: dict[int, str] = {}
        position = level = 0
        for number, mark in enumerate(self.marks):
            between = self.content[position : mark.start]
            out.append(between if level else _classic(between))
            position = mark.stop
            if mark.closes:
                level -= mark.is_end
                out.append(ends.pop(number, ""))
                continue
            before, after = self._said(mark)
            out.append(before)
            if mark.end >= 0:
                level += 1
                ends[mark.end] = after
            else:
                out.append(after)
        rest = self.content[position:]
        return "".join([*out, rest if level else _classic(rest)])

    def _said(self, mark: Mark) -> tuple[str, str]:
        name = mark.name.removeprefix("jetpack/") if mark.name != "jetpack/contact-form" else mark.name
        if name in _LAYOUT:
            self.body.flattened[name] += 1
        if handler := _BY_NAME.get(name):
            return handler(self, mark)
        if name in _OF_A_THEME:
            self.body.left_out[name] += 1
        elif name not in _SPEAK_FOR_THEMSELVES and name not in _LAYOUT and not name.startswith("core-embed/"):
            self.body.unknown[mark.name] += 1
            if mark.end < 0:
                return "".join(f"<p>{escape(words)}</p>" for words in _sentences(mark.said)), ""
        return "", ""

    def inner(self, mark: Mark) -> str:
        return self.content[mark.stop : self.marks[mark.end].start] if mark.end >= 0 else ""

    def reused(self, mark: Mark) -> tuple[str, str]:
        key = mark.said.get("ref")
        if not isinstance(key, int) or self.depth >= _DEEPEST_REUSED or self.first.reused_characters > _MOST_REUSED:
            return "", ""
        content = self.around.reusable(key)
        if not content:
            self.body.notes.append(f"The reusable block {key} stood here. It is not in the export.")
        self.first.reused_characters += len(content)
        reader = _Reader(content, self.around, self.body, self.meta)
        reader.first, reader.depth = self.first, self.depth + 1
        return f"<div>{reader.html()}</div>", ""

    def footnotes(self, mark: Mark) -> tuple[str, str]:
        return footnotes(self.meta), ""

    def picture_behind(self, mark: Mark) -> tuple[str, str]:
        """Of a cover: older ones say it only in JSON."""
        address, wp_id = _text(mark.said, "url"), mark.said.get("id")
        if "<img" in self.inner(mark)[:2000] or "<video" in self.inner(mark)[:2000] or not (address or wp_id):
            return "", ""
        name = "video" if mark.said.get("backgroundType") == "video" else "img"
        known = f' class="wp-image-{wp_id}"' if isinstance(wp_id, int) else ""
        return f'<{name} src="{escape(address)}"{known}>' + ("</video>" if name == "video" else ""), ""

    def gallery(self, mark: Mark) -> tuple[str, str]:
        ids = mark.said.get("ids")
        if "<img" in self.inner(mark) or not isinstance(ids, list):
            return "", ""
        known = "".join(f'<img class="wp-image-{wp_id}">' for wp_id in ids if str(wp_id).isdecimal())
        return f'<figure class="wp-block-gallery">{known}</figure>', ""

    def picture(self, mark: Mark) -> tuple[str, str]:
        wp_id = mark.said.get("id")
        alone = mark.end < 0 and isinstance(wp_id, int)
        return (f'<img class="wp-image-{wp_id}">' if alone else ""), ""

    def elsewhere(self, mark: Mark) -> tuple[str, str]:
        address = _text(mark.said, "url")
        if not is_web_address(address) or mark.end >= 0:
            return "", ""
        return f'<figure class="wp-block-embed">{escape(address)}</figure>', ""

    def social_link(self, mark: Mark) -> tuple[str, str]:
        address, label = _text(mark.said, "url"), _text(mark.said, "label") or _text(mark.said, "service").title()
        return (f'<li><a href="{escape(address)}">{escape(label or address)}</a></li>' if address else ""), ""

    def form(self, mark: Mark) -> tuple[str, str]:
        self.body.left_out[mark.name] += 1
        self.body.notes.append("A form stood here. Forms don’t come over.")
        return "", ""


_BY_NAME: dict[str, Callable[[_Reader, Mark], tuple[str, str]]] = {
    "block": _Reader.reused,
    "footnotes": _Reader.footnotes,
    "cover": _Reader.picture_behind,
    "cover-image": _Reader.picture_behind,
    "gallery": _Reader.gallery,
    "image": _Reader.picture,
    "embed": _Reader.elsewhere,
    "social-link": _Reader.social_link,
    "social-links": lambda reader, mark: ("", ""),
    "tiled-gallery": _Reader.gallery,
    "slideshow": _Reader.gallery,
    "jetpack/contact-form": _Reader.form,
}


def footnotes(meta: Mapping[str, str]) -> str:
    """As a list, in the order they are numbered in."""
    try:
        notes = json.loads(meta.get("footnotes") or "[]")
    except (ValueError, RecursionError):
        return ""
    if not isinstance(notes, list):
        return ""
    written = [_text(note, "content") for note in notes if isinstance(note, dict)]
    return "<ol>" + "".join(f"<li>{words}</li>" for words in written) + "</ol>" if any(written) else ""


def _marks(content: str) -> list[Mark]:
    found: list[Mark] = []
    position = 0
    for piece in pieces(content, frozenset()):
        start, position = position, position + len(piece.text)
        if piece.kind == "comment" and (match := _MARK.fullmatch(piece.text)):
            slash, space, name, said, whole = match.groups()
            full = name if space in (None, "core/") else f"{space}{name}"
            found.append(Mark(start, position, full, bool(slash), bool(whole), _json(said)))
    return found


def _json(said: str | None) -> dict[str, Any]:
    try:
        value = json.loads(said or "{}")
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _paired(marks: list[Mark]) -> list[Mark]:
    """Each closing one with the nearest open one of its name; what stays open within ends there too."""
    opened: list[int] = []
    waiting: dict[str, int] = {}
    for number, mark in enumerate(marks):
        if not mark.closes and not mark.is_whole:
            opened.append(number)
            waiting[mark.name] = waiting.get(mark.name, 0) + 1
        elif mark.closes and waiting.get(mark.name):
            while True:
                last = opened.pop()
                waiting[marks[last].name] -= 1
                if marks[last].name == mark.name:
                    break
            marks[last].end, mark.is_end = number, True
    return marks


def _classic(html: str) -> str:
    """What stands between blocks was written in the old editor where it has lines and no paragraphs."""
    return with_paragraphs(html) if "\n\n" in html.strip() and "<p" not in html else html


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key)
    return value.strip() if isinstance(value, str) else ""


def _sentences(said: dict[str, Any]) -> list[str]:
    """What somebody wrote into a block of a plugin that keeps it in JSON."""
    data = said.get("data")
    values = data.items() if isinstance(data, dict) else []
    return [
        re.sub(r"<[^<>]*>", " ", value).strip()
        for key, value in values
        if isinstance(value, str) and not str(key).startswith("_") and " " in value.strip() and "://" not in value
    ]
