"""The importer's check of itself: is every word a reader of the old blog saw still there?

It shares nothing with the conversion, so that neither hides a fault of the other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from wordpress.body.contract import Block

_WORD = re.compile(r"\w+")
# Between the tags of these nothing was ever shown.
_UNSEEN = re.compile(r"<(script|style|noscript|template)\b[^<>]*>[\s\S]*?(?:</\1\s*>|\Z)", re.IGNORECASE)
_PACKED = re.compile(r"\[(vc_raw_html|vc_raw_js)\b[^\[\]]*\][^\[\]]*\[/\1\]")
_COMMENT = re.compile(r"<!--[\s\S]*?(?:-->|\Z)")
_COMMENT_BETWEEN = re.compile(r"<!--(?=\s*/?wp:|more|nextpage)")
_DOWNLOAD = re.compile(r"<a\b[^<>]*wp-block-file__button[^<>]*>[^<]*</a>", re.IGNORECASE)
_ALT = re.compile(r"<img\b[^<>]*?\salt=(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.IGNORECASE)
_CAPTION = re.compile(r"\[(?:wp_)?caption\b[^\]]{0,2000}?\scaption=\"([^\"]{0,5000})\"[^\]]{0,2000}\]")
_LETTERS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong"
)
_LETTERS += " sub sup tt u var wbr"
_INLINE_TAG = re.compile(rf"</?(?:{'|'.join(_LETTERS.split())})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BRACKETS = re.compile(r"\[(/?)([a-zA-Z][\w-]*)((?:\s[^\[\]<>]*)?/?)\]|\[:(?:[a-z]{2})?\]")
_COMMAND = re.compile(r"[\w-]\s*=|/$|https?://")
_KNOWN_ALONE = frozenset("gallery playlist caption audio video embed toc ad ads hr divider clear".split())
_OF_FILMS = frozenset("youtube vimeo dailymotion wpvideo videopress ted".split())
_NO_WORD_OF_ANYBODY = re.compile(r"\w+[_-]\w+")
_OF_BUILDERS = re.compile(r"(?:et_pb|vc|fusion|av)_")
_SHOWN_ATTRIBUTE = re.compile(r'\s(?:title|heading|button_text|author|job_title|company_name|subhead|name)="([^"]*)"')
_FIELDS_OF_HTML = {"text", "note"}
_NO_WORDS = frozenset("language level width document image type anchor".split())


def visible_words(content: str) -> Counter[str]:
    """What was shown of a post's stored text, by word, as often as it stood there."""
    return Counter(_WORD.findall(_shown(content)))


def missing_words(content: str, blocks: Sequence[Block], also: str = "") -> list[str]:
    """Words of ``content`` that stand neither in the blocks nor in ``also``, or not as often, in their order.

    Alternative texts need to be there once.
    """
    there = Counter(_WORD.findall(" ".join(_said(blocks))))
    there.update(_WORD.findall(_plain(also)))
    alts = " ".join(unescape(double or single) for double, single in _ALT.findall(_seen(content)))
    missing = [word for word in dict.fromkeys(_WORD.findall(alts)) if word not in there]
    for word in _WORD.findall(_shown(content)):
        if there[word]:
            there[word] -= 1
        else:
            missing.append(word)
    return missing


def _seen(content: str) -> str:
    html = _COMMENT_BETWEEN.sub(" <!--", _UNSEEN.sub(" ", _PACKED.sub(" ", content)))
    return _COMMENT.sub("", html)


def _shown(content: str) -> str:
    html = _CAPTION.sub(r" \1 ", _DOWNLOAD.sub(" ", _seen(content)))
    ended = set(re.findall(r"\[/([a-zA-Z][\w-]*)\]", html))
    return _plain(_BRACKETS.sub(lambda match: _of_a_command(match, ended), html))


def _of_a_command(match: re.Match[str], ended: set[str]) -> str:
    """What a reader saw of ``[name …]``: nothing of a command but a builder's titles, all of a remark."""
    whole, name, said = match[0], match[2] or "", match[3] or ""
    if _OF_BUILDERS.match(name):
        return " " + " ".join(_SHOWN_ATTRIBUTE.findall(said)) + " "
    is_alone = not said.strip()
    is_command = bool(name in ended or _COMMAND.search(said) or not name)
    if name in _OF_FILMS and any(map(str.isdigit, said)):
        return " "
    if name in _KNOWN_ALONE and (is_command or is_alone):
        return " "
    is_command = is_command or bool(is_alone and _NO_WORD_OF_ANYBODY.fullmatch(name))
    return "" if is_command else whole


def _plain(html: str) -> str:
    return unescape(_TAG.sub(" ", _INLINE_TAG.sub("", html)))


def _said(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        value = block["value"]
        if block["type"] in _FIELDS_OF_HTML:
            yield _plain(value)
        elif block["type"] == "archived_html":
            yield _plain(value["html"])
        elif block["type"] == "details":
            yield from (value["title"], _plain(value["text"]))
        elif block["type"] == "table":
            yield value["caption"]
            yield from _in_table(value["table"])
        else:
            yield from _in_value(value)


def _in_table(table: dict[str, Any]) -> Iterator[str]:
    yield from (column["heading"] for column in table["columns"])
    for row in table["rows"]:
        for column, cell in zip(table["columns"], row["values"], strict=True):
            yield _plain(cell) if column["type"] == "rich_text" else str(cell)


def _in_value(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _in_value(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in _NO_WORDS or isinstance(part, dict):
                yield from _in_value(part)
