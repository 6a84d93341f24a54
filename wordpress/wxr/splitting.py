"""A stream of bytes cut into what can be parsed alone: items, authors, terms, and the few fields of the channel.

So one damaged item can't spoil the others. What stands between is passed over.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from wordpress.wxr.tape import LONGEST_MARK, Tape

MOST_BYTES_OF_AN_ITEM = 16 * 1024 * 1024
MOST_BYTES_OF_A_FIELD = 1024 * 1024  # and of an author or term

# The start of an item, or what one wrong byte has made of it: then the title behind it tells. All that is looked for
# starts with a letter of its own, and which it was tells an empty group at its end: so it is found ten times faster.
_TITLE = rb"(?=\s*<title[\s>])"
_ITEM = (
    rb"<item(?=[\s>])(?P<%b1>)|<(?:.tem|i.em|it.m|ite.|i[^<>]?t[^<>]?e[^<>]?m)>" + _TITLE + rb"(?P<%b2>)"
    rb"|item>" + _TITLE + rb"(?P<%b3>)|<item[^<>]" + _TITLE + rb"(?P<%b4>)"
)
_OTHER = (
    rb"<(?:title|link|description|language"
    rb"|[\w.-]+:(?:wxr_version|base_site_url|base_blog_url|author|category|tag|term))(?=[\s>])(?P<%b>)"
)
_CDATA = rb"<!\[CDATA\["
_TEXT = _CDATA + rb"(?P<cdata>)"
_END = rb"</item\s*>(?P<end>)"
OUTSIDE = re.compile(b"|".join([_ITEM.replace(b"%b", b"item"), _OTHER.replace(b"%b", b"other"), _END, _TEXT]))
NEXT = _ITEM.replace(b"%b", b"next") + rb"|</channel(?P<next>)"
IN_AN_ITEM = re.compile(b"|".join([_TEXT, _END, NEXT]))
AFTER_AN_ITEM = re.compile(rb"(?P<end></item\s*>)(?=\s*(?:<item[\s>]|</channel))")
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
DAMAGED_END = re.compile(rb".]>|].>|]].", re.DOTALL)
DAMAGED_TAG = "damaged tag"
NAME = re.compile(rb"<([\w:.-]{1,100})(?![\w:.-])")


class Declares(ValueError):
    """Before its first item the file declares what its text shall mean: no export does that."""


@dataclass(slots=True)
class Piece:
    """``cdata`` are the places in ``data`` where the text of each CDATA starts and ends.

    ``name`` is that of its element: "item", "title", "wp:author"; "" for the end of an item that has no beginning.
    """

    name: str
    data: bytes = b""
    cdata: list[tuple[int, int]] = field(default_factory=list)
    repairs: Counter[str] = field(default_factory=Counter)
    is_whole: bool = True
    is_too_long: bool = False


def split(chunks: Iterable[bytes]) -> Iterator[Piece]:
    """In the order of the file. Raises Declares."""
    tape, is_before_items, position = Tape(chunks), True, 0
    while True:
        found = tape.search(OUTSIDE, position, MOST_BYTES_OF_A_FIELD)
        if is_before_items and DECLARATION.search(tape.buffer, 0, found[1] if found else len(tape.buffer)):
            raise Declares
        if found and found[0] == "cdata":
            position = found[2]
            continue
        position = 0
        if found:
            kind, start, end = found
            is_before_items = is_before_items and kind != "item"
            tape.drop(end if kind == "end" else start)
            yield Piece("") if kind == "end" else _record(tape, kind, end - start)
        elif tape.has_ended:
            return
        else:
            tape.drop(len(tape.buffer) - LONGEST_MARK)


def _record(tape: Tape, kind: str, position: int) -> Piece:
    """What begins where the tape begins, and is no more on the tape afterwards."""
    if kind == "item":
        return _Record(tape, b"item", position, MOST_BYTES_OF_AN_ITEM, IN_AN_ITEM, AFTER_AN_ITEM).read()
    name = _name_at(tape, 0)
    return _Record(tape, name, position, MOST_BYTES_OF_A_FIELD, _in_a(name), _after_a(name)).read()


class _Record:
    """One of the pieces while it is read: ``marks`` may stand in it, ``after`` is its end with what must follow."""

    def __init__(
        self,
        tape: Tape,
        name: bytes,
        position: int,
        most: int,
        marks: re.Pattern[bytes],
        after: re.Pattern[bytes],
    ) -> None:
        self.tape, self.position, self.most, self.marks, self.after = tape, position, most, marks, after
        self.piece = Piece(name.decode())
        if tape.buffer[:position] != b"<" + name:  # it was recognised by its title
            self.piece.repairs[DAMAGED_TAG] += 1
            tape.buffer[:position] = b"<item>"
            self.position = len(b"<item>")

    def read(self) -> Piece:
        while found := self.tape.search(self.marks, self.position, self.most):
            kind, start, end = found
            if kind == "end":
                return self._cut(end)
            if kind == "next":
                return self._cut(start, closed=False)
            text_end = self._end_of_text(start, end)
            if text_end < 0:
                return self._without_end(end)
            self.piece.cdata.append((end, text_end))
            self.position = text_end
        return self._without_end(0)

    def _cut(self, end: int, closed: bool = True) -> Piece:
        self.piece.data = self.tape.cut(0, end)
        if not closed:
            self.piece.repairs[DAMAGED_TAG] += 1
            self.piece.data += b"</%b>" % self.piece.name.encode()
        self.tape.drop(end)
        return self.piece

    def _without_end(self, in_text_from: int) -> Piece:
        """The stream ends in it, or it is longer than anything should be: then it is passed over."""
        if self.tape.has_ended:
            self.piece.is_whole = False
            if in_text_from:
                self.piece.cdata.append((in_text_from, len(self.tape.buffer)))
            return self._cut(len(self.tape.buffer))
        self.piece.is_too_long = True
        self.piece.data = self.tape.cut(0, LONGEST_MARK)
        while not (found := self.tape.search(self.after, 0, 0)) and not self.tape.has_ended:
            self.tape.drop(len(self.tape.buffer) - LONGEST_MARK)
            self.tape.more()
        self.tape.drop(found[2] if found else len(self.tape.buffer))
        return self.piece

    def _end_of_text(self, opened: int, start: int) -> int:
        """Where the text of a CDATA ends; -1 if nowhere.

        That is where its field is closed behind it. If the end is damaged this would be found in a record to come:
        then what stands before the end of this one counts.
        """
        name = _name_at(self.tape, self.tape.buffer.rfind(b"<", 0, opened))
        closing, position = _closing(name), start
        while (found := self.tape.find(b"]]>", position, self.most)) >= 0:
            self.tape.fill(found + LONGEST_MARK)
            if closing.match(self.tape.buffer, found):
                break
            position = found + 1
        if found < 0 or self._runs_into_another(start, found, name):
            return self._end_before_another(start, name)
        return found

    def _runs_into_another(self, start: int, end: int, name: bytes) -> bool:
        """Whether the same field was opened again in a record to come. A post may well quote a whole export."""
        another = self.after.search(self.tape.buffer, start, end)
        if not another:
            return False
        opening = re.compile(rb"<%b[^<>]*>\s*%b" % (re.escape(name), _CDATA))
        quoted_end = re.compile(rb"\]\]\]\]><!\[CDATA\[>\s*</%b\s*>" % re.escape(name))
        place = max((found.end() for found in opening.finditer(self.tape.buffer, another.end(), end)), default=-1)
        return place >= 0 and not quoted_end.search(self.tape.buffer, place, end)

    def _end_before_another(self, start: int, name: bytes) -> int:
        another = self.after.search(self.tape.buffer, start)
        if not another:
            return -1
        self.piece.repairs["damaged end of a text"] += 1
        end = another.start()
        closed = self.tape.buffer.find(b"</%b>" % name, start, end) if name else -1
        if closed < 0:
            plain_end = self.tape.buffer.find(b"]]>", start, end)
            return plain_end if plain_end >= 0 else end
        return closed - 3 if DAMAGED_END.fullmatch(self.tape.buffer, closed - 3, closed) else closed


def _name_at(tape: Tape, place: int) -> bytes:
    found = NAME.match(tape.buffer, place)
    return found[1] if found else b""


@lru_cache(1000)
def _closing(name: bytes) -> re.Pattern[bytes]:
    """The end of a CDATA in the field of that name. A little bare text may follow it."""
    return re.compile(rb"\]\]>(?:(?!\]\]>)[^<]){0,200}</%b\s*>" % re.escape(name) if name else rb"\]\]>")


@lru_cache(1000)
def _in_a(name: bytes) -> re.Pattern[bytes]:
    end = rb"</%b\s*>(?P<end>)" % re.escape(name)
    return re.compile(b"|".join([_TEXT, end, NEXT, _OTHER.replace(b"%b", b"next5")]))


@lru_cache(1000)
def _after_a(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?P<end></%b\s*>)(?=\s*<)" % re.escape(name))
