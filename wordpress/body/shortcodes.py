"""``[shortcodes]``: where they are, which belong together, what they say. What they mean: shortcode_html.py."""

import re
from dataclasses import dataclass, field

from wordpress.body import pieces as html_pieces

# What stands in these is code: brackets in it mean nothing.
EXACT = frozenset("sourcecode code cc crayon php html css js javascript python sql bash vc_raw_html et_pb_code".split())
_TAG = re.compile(
    r"""\[(\[?)(/?)([a-zA-Z][\w-]{0,60})((?=[\s\]/=:])(?:[^\[\]"'“”]++|"[^"]*+"|'[^']*+'|“[^”]*+”|["'“”])*+)\](\]?)"""
)
_ATTRIBUTE = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|[“”″]([^“”″]*)[“”″]|([^\s"'\]]+))|"([^"]*)"|'([^']*)'|(\S+)"""
)
_LONGEST_TAG = 20_000  # characters
_MOST_FAILURES = 5000  # brackets that begin like a tag and end nowhere; after that many they are text


@dataclass
class Tag:
    """``[name …]`` or ``[/name]``; ``end`` is the number of the tag that closes it, -1 where none does."""

    start: int
    stop: int
    name: str
    said: str = ""  # between name and bracket
    closes: bool = False
    is_text: bool = False  # [[name]], or one of [[name]…[/name]]
    is_doubled: bool = False  # one of its brackets is
    body: str | None = None  # of code, as it stands there
    end: int = -1
    is_end: bool = False
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def looks_meant(self) -> bool:
        """Whether it can be nothing else, whatever its name. ``[sic]`` and ``[see page 4]`` are words."""
        return self.end >= 0 or self.said.rstrip().endswith("/") or bool(re.search(r"[\w-]\s*=\s*[\"'“\w]", self.said))


def attributes(said: str) -> dict[str, str]:
    """By name in small letters; those without one are called "0", "1"…"""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(said.strip().rstrip("/")):
        name, *values = match.groups()
        value = next((value for value in values if value is not None), "")
        found[name.lower() if name else str(sum(key.isdigit() for key in found))] = value
    return found


def tags(html: str) -> list[Tag]:
    """All in their order, those in code, comments and attributes of HTML left alone."""
    reader = _Reader(html)
    position = 0
    for piece in html_pieces.pieces(html, html_pieces.EXACT | {"code"}):
        end = position + len(piece.text)
        if piece.kind == "text":
            reader.read(position, end)
        position = end
    return _paired(reader.found)


class _Reader:
    """Looks for no end twice that isn't there, and gives up after many: no text takes more than its length."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.found: list[Tag] = []
        self.failures = 0
        self.without_end: set[str] = set()

    def read(self, position: int, end: int) -> None:
        position = max(position, self.found[-1].stop if self.found else 0)
        while self.failures < _MOST_FAILURES and 0 <= (start := self.html.find("[", position, end)) < end:
            match = _TAG.match(self.html, start, start + _LONGEST_TAG)
            position = start + 1
            if match:
                self.found.append(self._tag(match))
                position = self.found[-1].stop
            elif self.html[position : position + 1].isalpha():
                self.failures += 1

    def _tag(self, match: re.Match[str]) -> Tag:
        opening, slash, name, said, closing = match.groups()
        if opening and closing:
            return Tag(match.start(), match.end(), name, said, is_text=True)
        start, stop = match.start() + len(opening), match.end() - len(closing)
        tag = Tag(start, stop, name.lower(), said, bool(slash), attributes=attributes(said))
        tag.is_doubled = bool(closing if slash else opening)
        if tag.name in EXACT and not slash and name not in self.without_end:
            close = self.html.find(f"[/{name}]", stop)
            if close < 0:
                self.without_end.add(name)
            else:
                tag.body, tag.stop = self.html[stop:close], close + len(name) + 3
        return tag


def _paired(found: list[Tag]) -> list[Tag]:
    """Each closing one with the nearest open one of its name; what stays open in between stands alone."""
    opened: list[int] = []
    waiting: dict[str, int] = {}
    for number, tag in enumerate(found):
        if tag.is_text or tag.body is not None:
            continue
        if not tag.closes:
            opened.append(number)
            waiting[tag.name] = waiting.get(tag.name, 0) + 1
        elif waiting.get(tag.name):
            while True:
                last = opened.pop()
                waiting[found[last].name] -= 1
                if found[last].name == tag.name:
                    break
            if found[last].is_doubled and tag.is_doubled:
                found[last].start, tag.stop = found[last].start - 1, tag.stop + 1
                found[last].is_text = tag.is_text = True
            else:
                found[last].end, tag.is_end = number, True
    return found
