"""The tree of an old post walked in reading order: what each element becomes."""

from collections.abc import Callable, Iterable
from html import escape

from bs4 import NavigableString, PageElement, Tag

from wordpress.body import frames, lists, pictures, tables, words_apart
from wordpress.body.contract import Block, Body, Surroundings
from wordpress.body.flow import MORE, Flow
from wordpress.body.paragraphs import BLOCKS
from wordpress.body.plain import plain_text

# Styles of letters that Text blocks have, and how they write them.
STYLES = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "code": "code", "tt": "code", "sup": "sup", "sub": "sub", "s": "s",
    "strike": "s", "del": "s",
}  # fmt: skip
_FOLLOWED = ("http://", "https://", "mailto:", "tel:", "/", "#")
_MORE_THAN_WORDS = "img iframe embed video audio table pre blockquote figure details hr h1 h2 h3 h4 h5 h6".split()


class Walker:
    """Of one post."""

    def __init__(self, around: Surroundings, body: Body) -> None:
        self.around, self.body = around, body
        self.anchors: set[str] = set()

    def blocks(self, nodes: Iterable[PageElement]) -> list[Block]:
        flow = Flow(frames.embed)
        self.walk(nodes, flow)
        return flow.finished()

    def walk(self, nodes: Iterable[PageElement], flow: Flow) -> None:
        for node in list(nodes):
            if isinstance(node, Tag):
                self._visit(node, flow)
            elif isinstance(node, NavigableString):
                flow.text(str(node))

    def walk_apart(self, nodes: Iterable[PageElement], flow: Flow) -> None:
        """The same for what begins and ends a paragraph."""
        flow.end_paragraph()
        self.walk(nodes, flow)
        flow.end_paragraph()

    def is_more_than_words(self, tag: Tag, besides: str = "") -> bool:
        """Whether there is something in it, ``besides`` one kind of tag, that no Text block, list or cell can hold."""
        names = [name for name in _MORE_THAN_WORDS if name != besides]
        return tag.find(names) is not None or tag.find(class_=list(_BY_CLASS)) is not None

    def note_links(self, tag: Tag, what: str, besides: str = "") -> None:
        """For a block that has no place for them."""
        for link in tag.find_all("a", href=True):
            address = self.around.address(str(link["href"]))
            if address and address != besides and plain_text([link]):
                self.body.notes.append(f"{what} led to {address}. It is words only now.")

    def link(self, href: str) -> dict[str, str]:
        """Attributes that lead there; none where nothing does."""
        found = self.around.link(href) if href else {}
        if found.get("linktype") in ("page", "document") and found.get("id", "").isdecimal():
            return {"linktype": found["linktype"], "id": found["id"]}
        address = found.get("href", "")
        return {"href": address} if address.lower().startswith(_FOLLOWED) else {}

    def linked(self, words: str, href: str) -> Block:
        """A Text block with nothing but a link."""
        attributes = self.link(href)
        html = f"{_opening(attributes)}{escape(words, quote=False)}</a>" if attributes else escape(words, quote=False)
        return {"type": "text", "value": f"<p>{html}</p>"}

    def _visit(self, tag: Tag, flow: Flow) -> None:
        classes = tag.get_attribute_list("class") if tag.has_attr("class") else []
        handler = next((_BY_CLASS[name] for name in classes if name in _BY_CLASS), None) or _BY_NAME.get(tag.name)
        if handler:
            handler(self, tag, flow)
        elif tag.name in STYLES:
            self._styled(tag, flow, STYLES[tag.name])
        elif tag.name in BLOCKS:
            self.walk_apart(tag.children, flow)
        else:
            self.walk(tag.children, flow)

    def _styled(self, tag: Tag, flow: Flow, name: str) -> None:
        if flow.has_style(name):
            self.walk(tag.children, flow)
            return
        flow.start(name, f"<{name}>")
        self.walk(tag.children, flow)
        flow.end(name)


def _opening(attributes: dict[str, str]) -> str:
    return "<a " + " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items()) + ">"


def _link(walker: Walker, tag: Tag, flow: Flow) -> None:
    href = str(tag.get("href") or "")
    is_mark_of_a_note = href.startswith("#") and tag.find_parent("sup") is not None
    # Most pictures lead to their own file; those with words beside them do that as words.
    attributes = {} if is_mark_of_a_note or not plain_text([tag]) else walker.link(href)
    if not attributes or flow.has_style("a"):
        walker.walk(tag.children, flow)
        return
    flow.start("a", _opening(attributes))
    walker.walk(tag.children, flow)
    flow.end("a")


def _break(walker: Walker, tag: Tag, flow: Flow) -> None:
    flow.line_break()


def _rule(walker: Walker, tag: Tag, flow: Flow) -> None:
    flow.block(MORE if "wp-more" in tag.get_attribute_list("class") else "divider", None)


def _quoted(walker: Walker, tag: Tag, flow: Flow) -> None:
    flow.text("“")
    walker.walk(tag.children, flow)
    flow.text("”")


def _reading(walker: Walker, tag: Tag, flow: Flow) -> None:
    flow.text(" (")
    walker.walk(tag.children, flow)
    flow.text(")")


def _nothing(walker: Walker, tag: Tag, flow: Flow) -> None:
    pass


Handler = Callable[[Walker, Tag, Flow], None]
_BY_CLASS: dict[str, Handler] = {
    "wp-block-gallery": pictures.gallery,
    "blocks-gallery-grid": pictures.gallery,
    "gallery": pictures.gallery,
    "tiled-gallery": pictures.gallery,
    "wp-block-jetpack-tiled-gallery": pictures.gallery,
    "wp-block-jetpack-slideshow": pictures.gallery,
    "ngg-galleryoverview": pictures.gallery,
    "wp-caption": pictures.figure,
    "wp-block-image": pictures.figure,
    "wp-block-button": words_apart.button,
    "wp-block-file": frames.file,
    "wp-block-pullquote": words_apart.pull_quote,
    "pullquote": words_apart.pull_quote,
    "wp-block-verse": words_apart.code,
}
_BY_NAME: dict[str, Handler] = {
    "a": _link,
    "br": _break,
    "hr": _rule,
    "q": _quoted,
    "rt": _reading,
    "rp": _nothing,
    **{f"h{level}": words_apart.heading for level in range(1, 7)},
    "ul": lists.any_list,
    "ol": lists.any_list,
    "menu": lists.any_list,
    "dir": lists.any_list,
    "dl": lists.terms,
    "img": pictures.inline,
    "figure": pictures.figure,
    "blockquote": words_apart.quote,
    "pre": words_apart.code,
    "details": words_apart.details,
    "table": tables.table,
    "iframe": frames.frame,
    "embed": frames.frame,
    "audio": frames.player,
    "video": frames.player,
}
