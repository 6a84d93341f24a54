"""In which encoding a file is written, and the same in UTF-8."""

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{2,30})[\"']")
# What blogs were once written in. What is called Latin-1 has nearly always the quotation marks of Windows.
OLDER = re.compile(r"cp\d+|iso8859-\d+|koi8-[rtu]|shift_jis.*|euc.*|gb.*|big5.*|iso2022_\w+|mac-\w+|johab|hz")
LATIN = {"ascii", "iso8859-1"}


def in_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The first chunk must be long enough to tell by it. Bytes that UTF-8 hasn't may be left: see ``mending``."""
    chunks = iter(chunks)
    first = next(chunks, b"")
    encoding = encoding_of(first)
    if not encoding:
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chain([first], chunks):
        yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", final=True).encode()


def encoding_of(start: bytes) -> str:
    """ "" for UTF-8, and for what says nothing or nonsense of itself."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for encoding in ("utf-16-le", "utf-16-be"):
        places = [start.find(word.encode(encoding), 0, 10_000) for word in ("<?xml", "<rss")]
        if any(place >= 0 and place % 2 == 0 for place in places):
            return encoding
    declared = DECLARED.search(start[:100_000])
    return _older(declared[1].decode()) if declared and not _is_utf8_after_all(start) else ""


def _older(name: str) -> str:
    try:
        name = codecs.lookup(name).name
    except LookupError:
        return ""
    return "cp1252" if name in LATIN else name if OLDER.fullmatch(name) else ""


def _is_utf8_after_all(start: bytes) -> bool:
    """Whether its letters beyond ASCII are UTF-8, whatever it declares."""
    try:
        return not codecs.getincrementaldecoder("utf-8")().decode(start).isascii()
    except UnicodeDecodeError:
        return False
