"""A line of mark-up as its reader has it: words, and where in them the links are."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

LONGEST = 3000  # characters with mark-up: room for two long addresses
MOST_TAGS = 60


@dataclass(frozen=True)
class Link:
    """Of the characters from ``start`` to before ``end``."""

    start: int
    end: int
    address: str


@dataclass
class Prose:
    """``text`` is one line, with single spaces; "" also where there is too much to be one."""

    text: str = ""
    links: list[Link] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.prose = Prose()
        self.open: tuple[int, str] | None = None
        self.depth: list[str] = []
        self.is_balanced = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "img"):
            self.handle_data(" ")
            return
        self.depth.append(tag)
        if tag == "a":
            self.open = (len(self.prose.text), (dict(attrs).get("href") or "").strip())

    def handle_endtag(self, tag: str) -> None:
        self.is_balanced &= bool(self.depth) and self.depth.pop() == tag
        if tag == "a" and self.open:
            start, address = self.open
            end = len(self.prose.text)
            if end > start and address.lower().startswith(("http://", "https://")):
                self.prose.links.append(Link(start, end, address))
            self.open = None

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        before = "" if not self.prose.text or self.prose.text.endswith(" ") else " "
        self.prose.text += (before if data[:1].isspace() else "") + words
        if words and data[-1:].isspace():
            self.prose.text += " "


def prose(html: str) -> Prose:
    return _read(html).prose if len(html) <= LONGEST and html.count("<") <= MOST_TAGS else Prose()


def is_whole(html: str) -> bool:
    """Whether every element that begins in it ends in it, so that it can be taken out."""
    reader = _read(html)
    return reader.is_balanced and not reader.depth


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader
