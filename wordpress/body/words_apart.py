"""Words that are more than a paragraph: headings, quotes, code, verse, fold-outs, buttons."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from bs4 import NavigableString, Tag

from wordpress.body.contract import Block
from wordpress.body.flow import Flow
from wordpress.body.media import is_link, is_web_address
from wordpress.body.plain import exact_text, plain_text

if TYPE_CHECKING:
    from wordpress.body.walking import Walker

LONGEST_HEADING = LONGEST_TITLE = LONGEST_NAME = 150
LONGEST_LABEL = 60
_ANCHOR = re.compile(r"[\w-]{1,150}")
_LEVELS = {"h1": "2", "h2": "2", "h3": "3", "h4": "4", "h5": "4", "h6": "4"}
_LANGUAGE = re.compile(r"(?:brush:\s*|language-|lang-|lang:\s*|highlight-source-)([\w+#.-]+)|^([\w+#]+)$")
_LANGUAGES = {
    "bash": "bash", "sh": "bash", "shell": "bash", "zsh": "bash", "console": "bash", "css": "css", "scss": "css",
    "html": "html", "xml": "html", "xhtml": "html", "markup": "html", "javascript": "javascript", "js": "javascript",
    "jscript": "javascript", "typescript": "javascript", "ts": "javascript", "json": "json", "php": "php",
    "python": "python", "py": "python", "sql": "sql", "mysql": "sql",
}  # fmt: skip


def heading(walker: Walker, tag: Tag, flow: Flow) -> None:
    """Pictures in it come before, as it is words only."""
    flow.end_paragraph()
    for img in tag.find_all(["img", "iframe"]):
        walker.walk([img], flow)
        img.replace_with(" ")
    words = flow.prefix + plain_text([tag])
    if not words.strip():
        return
    flow.prefix = ""
    walker.note_links(tag, f"The heading “{words[:80]}”")
    if len(words) > LONGEST_HEADING:
        flow.html(f"<p><b>{escape(words, quote=False)}</b></p>")
        return
    anchor = str(tag.get("id") or "")
    if anchor in walker.anchors or not _ANCHOR.fullmatch(anchor):
        anchor = ""
    walker.anchors.add(anchor)
    flow.block("heading", {"text": words, "level": _LEVELS[tag.name], "anchor": anchor})


def quote(walker: Walker, tag: Tag, flow: Flow) -> None:
    """Pictures, code… within one stand between its parts; who said it is named at the last."""
    link = _address(walker, str(tag.get("cite") or ""))
    name, found = _who(walker, tag)
    walker.note_links(tag, "A quote", besides=found)
    blocks = walker.blocks(tag.children)
    last = max((at for at, block in enumerate(blocks) if block["type"] == "text"), default=-1)
    flow.end_paragraph()
    for at, block in enumerate(blocks):
        if block["type"] != "text":
            flow.extend([block])
            continue
        is_last = at == last and len(name) <= LONGEST_NAME
        value = {"words": _as_words(block["value"]), "name": name if is_last else "", "role": "",
                 "link": (found or link) if at == last else ""}  # fmt: skip
        flow.block("quote", value)
    if name and (last < 0 or len(name) > LONGEST_NAME):
        flow.html(f"<p>{escape(name, quote=False)}</p>")


def pull_quote(walker: Walker, tag: Tag, flow: Flow) -> None:
    """One with a name under it is somebody else's words: a quote."""
    flow.end_paragraph()
    inner = tag.find("blockquote")
    if isinstance(inner, Tag):
        inner["class"] = "pullquote"
        walker.walk(tag.children, flow)
    elif tag.find(["cite", "footer"]) or walker.is_more_than_words(tag) or tag.find(["ul", "ol"]):
        quote(walker, tag, flow)
    else:
        walker.note_links(tag, "A pull quote")
        for block in walker.blocks(tag.children):
            if block["type"] == "text":
                flow.block("pull_quote", _as_words(block["value"]))
            else:
                flow.extend([block])
    flow.end_paragraph()


def code(walker: Walker, tag: Tag, flow: Flow) -> None:
    words = exact_text(tag)
    flow.end_paragraph()
    images = tag.find_all(["img", "iframe"])
    if words.strip():
        language = "verse" if "wp-block-verse" in tag.get_attribute_list("class") else _language(tag)
        flow.block("code", {"code": words.removesuffix("\n"), "language": language})
    walker.walk(images, flow)


def details(walker: Walker, tag: Tag, flow: Flow) -> None:
    """As a heading with what follows where it holds more than words."""
    summary = tag.find("summary")
    title = plain_text([summary.extract()]) if isinstance(summary, Tag) else ""
    pictures = summary.find_all(["img", "iframe"]) if isinstance(summary, Tag) else []
    blocks = walker.blocks([*pictures, *tag.children])
    flow.end_paragraph()
    if (
        title
        and len(title) <= LONGEST_TITLE
        and blocks
        and all(block["type"] in ("text", "heading") for block in blocks)
    ):
        flow.block("details", {"title": title, "text": "".join(_in_text(block) for block in blocks)})
        return
    if title and len(title) <= LONGEST_HEADING:
        flow.block("heading", {"text": title, "level": "3", "anchor": ""})
    elif title:
        flow.html(f"<p><b>{escape(title, quote=False)}</b></p>")
    flow.extend(blocks)


def button(walker: Walker, tag: Tag, flow: Flow) -> None:
    link = tag if tag.name == "a" else tag.find("a")
    flow.end_paragraph()
    if isinstance(link, Tag) and not link.find("img"):
        label = plain_text([link])
        address = _address(walker, str(link.get("href") or ""), is_button=True)
        if label and address and len(label) <= LONGEST_LABEL and label == plain_text([tag]):
            flow.block("button", {"label": label, "link": address})
            return
    walker.walk_apart(tag.children, flow)


def _in_text(block: Block) -> str:
    if block["type"] == "text":
        return str(block["value"])
    level = "h3" if block["value"]["level"] != "4" else "h4"
    return f"<{level}>{escape(block['value']['text'], quote=False)}</{level}>"


def _who(walker: Walker, tag: Tag) -> tuple[str, str]:
    """Whom the last words of a quote name, taken out of it, and where they lead."""
    cites = tag.find_all(["cite", "footer"])
    if not cites or cites[-1].find("img") or not _is_last(cites[-1], tag):
        return "", ""
    cite = cites[-1]
    link = cite.find("a", href=True)
    name = plain_text([cite])
    if name == plain_text([tag]):
        return "", ""
    cite.extract()
    return name, _address(walker, str(link["href"])) if isinstance(link, Tag) else ""


def _is_last(part: Tag, whole: Tag) -> bool:
    node: Tag | None = part
    while node is not None and node is not whole:
        if any(plain_text([after]) for after in node.next_siblings if isinstance(after, Tag | NavigableString)):
            return False
        node = node.parent
    return True


def _as_words(html: str) -> str:
    """A Text block's paragraphs with an empty line between them, its lists line by line."""
    numbered = re.sub(r"<ol>((?:(?!</?[ou]l>).)*)</ol>", _numbered, html)
    html = re.sub(r"</p><p>|</p><[ou]l>|</[ou]l><p>", "\n\n", numbered)
    html = re.sub(r"<br/>|<li>|</p>|</[ou]l>|</h\d>", "\n", html)
    text = unescape(re.sub(r"<[^>]*>", "", html))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _numbered(match: re.Match[str]) -> str:
    parts = match[1].split("<li>")
    return "<ol>" + "".join(f"<li>{number}. {part}" for number, part in enumerate(parts[1:], 1)) + "</ol>"


def _address(walker: Walker, href: str, is_button: bool = False) -> str:
    address = walker.around.address(href) if href else ""
    return address if (is_link(address) if is_button else is_web_address(address)) else ""


def _language(tag: Tag) -> str:
    inner = tag.find("code")
    for part in (tag, inner):
        if not isinstance(part, Tag):
            continue
        for name in ("data-language", "data-lang", "lang", "class"):
            value = " ".join(part.get_attribute_list(name)) if part.get(name) else ""
            for word in (value, *value.split()):
                match = _LANGUAGE.search(word)
                if match and (known := _LANGUAGES.get((match[1] or match[2]).lower())):
                    return known
    return "text"
