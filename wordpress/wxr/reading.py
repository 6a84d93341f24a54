"""Exports read from the first byte to the last, one item in memory at a time."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from wordpress.wxr import markup, refused
from wordpress.wxr.channel import Channel
from wordpress.wxr.encoding import in_utf8
from wordpress.wxr.facts import Export, Item, Repair
from wordpress.wxr.fields import name_of
from wordpress.wxr.files import Source, sources
from wordpress.wxr.items import facts_of
from wordpress.wxr.recognising import declared_otherwise, has_notices, is_export, what_else
from wordpress.wxr.refused import NotAnExport
from wordpress.wxr.splitting import MOST_BYTES_OF_AN_ITEM, Declares, Piece, split

__all__ = ["NotAnExport", "Reading", "parse_item"]

MOST_WARNINGS = 500
KNOWN_VERSIONS = {"1.0", "1.1", "1.2"}
CUT_OFF = "The file ends in the middle of it: what is missing is in none of the files."
HARD_TO_READ = "Its mark-up in the file is damaged: what could be read was read, but a part may be missing."
NOTHING_READ = "Its mark-up in the file is damaged, and nothing of it could be read."


class Reading:
    """One run over one or several files. ``export`` is filled while ``items`` are taken."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = [Path(path) for path in paths]
        self.bytes_read = 0  # on the disk: packed, if the file is
        self._begin()

    @property
    def bytes_total(self) -> int:
        return sum(path.stat().st_size for path in self.paths if path.is_file())

    def items(self) -> Iterator[Item]:
        """From the first file to the last, once more at each call.

        Raises NotAnExport: before the first item if that shows from how a file begins, as it nearly always does.
        """
        self._begin()
        exports = [(path, source) for path in self.paths for source in self._exports(path)]
        before, last = 0, None
        for path, source in exports:
            if last and path is not last:
                before += last.stat().st_size
            last = path
            for item in self._items_of(source):
                self.bytes_read = max(self.bytes_read, before + source.position)
                yield item
        self.bytes_read = self.bytes_total

    def _begin(self) -> None:
        self.export, self.bytes_read = Export(), 0
        self._channel, self._ordinal, self._repairs = Channel(self.export), 0, Counter[str]()

    def _exports(self, path: Path) -> list[Source]:
        found = [source for source in sources(path) if self._is_export(source)]
        if not found:
            raise NotAnExport(refused.NO_EXPORT_INSIDE.format(name=path.name))
        return found

    def _is_export(self, source: Source) -> bool:
        """An archive may have other files in it."""
        start = next(in_utf8(source.chunks()), b"")
        if is_export(start):
            return True
        if not source.member:
            raise NotAnExport(what_else(start).format(name=source.name))
        self._warn(f"“{source.name}” was passed over: it is not a WordPress export.")
        return False

    def _items_of(self, source: Source) -> Iterator[Item]:
        stream = Stream(source)
        try:
            for piece in split(stream):
                if piece.name == "item":
                    yield from self._item(piece, stream, source.name)
                elif piece.name:
                    self._add(piece, stream)
                else:
                    self._warn(f"“{source.name}” has an item whose beginning is missing: it could not be read.")
        except Declares:
            raise NotAnExport(refused.DECLARES.format(name=source.name)) from None
        self._look_at_its_ends(source, stream)

    def _item(self, piece: Piece, stream: "Stream", name: str) -> Iterator[Item]:
        self._ordinal += 1
        if piece.is_too_long:
            most = MOST_BYTES_OF_AN_ITEM // 1024 // 1024
            self._warn(f"Item {self._ordinal} of “{name}” was left out: it is longer than {most} MB.")
            return
        yield item_of(piece, self._ordinal, stream.declared)

    def _add(self, piece: Piece, stream: "Stream") -> None:
        if piece.is_too_long:
            return
        element, _is_strict = markup.parse(markup.mended(piece, stream.declared))
        if element is not None:
            self._channel.add(name_of(element), element)
        self._note_repairs(piece.repairs)

    def _note_repairs(self, repairs: Counter[str]) -> None:
        if repairs:
            self._repairs += repairs
            self.export.repairs[:] = listed(self._repairs)

    def _look_at_its_ends(self, source: Source, stream: "Stream") -> None:
        if stream.has_notices:
            self._note_repairs(Counter(["text before the beginning of the file"]))
        if source.is_damaged:
            self._warn(f"“{source.name}” is damaged: what could be unpacked was read. Copy or pack it once more.")
        elif not stream.has_end:
            self._warn(f"The end of “{source.name}” is missing: it was cut off. Export again, or copy it once more.")
        if self.export.blog.version not in KNOWN_VERSIONS:
            self._warn(f"“{source.name}” does not say which kind of export it is: it was read like the newest.")

    def _warn(self, sentence: str) -> None:
        if len(self.export.warnings) < MOST_WARNINGS and sentence not in self.export.warnings:
            self.export.warnings.append(sentence)


class Stream:
    """A file in UTF-8, and what its two ends tell."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.declared = b""
        self.has_notices = False
        self._last = b""

    def __iter__(self) -> Iterator[bytes]:
        chunks = in_utf8(self.source.chunks())
        start = next(chunks, b"")
        self.declared, self.has_notices = declared_otherwise(start), has_notices(start)
        for chunk in chain([start], chunks):
            self._last = (self._last + chunk)[-1000:]
            yield chunk

    @property
    def has_end(self) -> bool:
        return b"</channel" in self._last or b"</rss" in self._last


def item_of(piece: Piece, ordinal: int, declared: bytes = b"") -> Item:
    raw = markup.mended(piece, declared)
    element, is_strict = markup.parse(raw)
    how: dict[str, Any] = {"raw": raw, "repairs": tuple(listed(piece.repairs)), "is_whole": piece.is_whole}
    if element is None:
        return Item(ordinal, "", 0, trouble=NOTHING_READ, **how)
    trouble = "" if is_strict else HARD_TO_READ if piece.is_whole else CUT_OFF
    return Item(ordinal, trouble=trouble, **how, **facts_of(element, is_strict))


def parse_item(raw: bytes, ordinal: int = 1) -> Item:
    """The item again, from its own ``raw`` alone."""
    piece = next((piece for piece in split([raw]) if piece.name == "item"), Piece("item", raw))
    return item_of(piece, ordinal)


def listed(repairs: Counter[str]) -> list[Repair]:
    return [Repair(what, times) for what, times in sorted(repairs.items())]
