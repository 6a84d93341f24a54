"""What stands in a part of the tree, as words without mark-up."""

import re
from collections.abc import Iterable

from bs4 import NavigableString, PageElement, Tag

from wordpress.body.paragraphs import BLOCKS

_LINES = ("p", "div", "li")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_END_OF_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»)]?\s")


def plain_text(nodes: Iterable[PageElement]) -> str:
    """On one line, with a space wherever a new block or line begins."""
    parts: list[str] = []
    for node in nodes:
        _collect(node, parts)
    return _SPACE.sub(" ", "".join(parts)).strip()


def _collect(node: PageElement, parts: list[str]) -> None:
    if isinstance(node, NavigableString):
        parts.append(str(node))
        return
    if not isinstance(node, Tag):
        return
    apart = node.name in BLOCKS or node.name == "br"
    parts.append(" " if apart else "")
    for child in node.children:
        _collect(child, parts)
    parts.append(" " if apart else "")


def exact_text(node: Tag) -> str:
    """With every space and line, as code and verse are meant."""
    parts: list[str] = []
    for part in node.descendants:
        if isinstance(part, NavigableString):
            parts.append(str(part))
        elif isinstance(part, Tag) and (part.name == "br" or (part.name in _LINES and not _ends_line(parts))):
            parts.append("\n")
    return "".join(parts)


def _ends_line(parts: list[str]) -> bool:
    return not parts or parts[-1].endswith("\n")


def fitting(text: str, most: int) -> tuple[str, str]:
    """As much as a field holds, cut after a sentence or at least a word, and the rest."""
    if len(text) <= most:
        return text, ""
    ends = [match.end() for match in _END_OF_SENTENCE.finditer(text, most // 3, most)]
    cut = ends[-1] if ends else text.rfind(" ", 1, most) + 1
    return (text[:cut].rstrip(), text[cut:].lstrip()) if cut > 0 else ("", text)
