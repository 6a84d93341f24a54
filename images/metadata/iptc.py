"""IPTC-IIM, the oldest of the families: numbered texts, and at best a word on how they are written."""

from collections.abc import Iterator

from images.metadata.words import decoded

MOST_TEXTS = 1000
WAY_OF_WRITING = (1, 90)
NAMES = {
    (2, 5): "title",
    (2, 80): "creator",
    (2, 105): "headline",
    (2, 110): "credit",
    (2, 115): "source",
    (2, 116): "copyright",
    (2, 120): "caption",
}
ENCODINGS = {b"\x1b%G": "utf-8", b"\x1b%/I": "utf-8", b"\x1b.A": "latin-1", b"\x1b-A": "latin-1"}


def read(data: bytes) -> dict[str, str]:
    """What it says under our names; several makers in one line."""
    found: dict[tuple[int, int], list[bytes]] = {}
    for number, text in _texts(data):
        found.setdefault(number, []).append(text)
    written = ENCODINGS.get(found.get(WAY_OF_WRITING, [b""])[0], "")
    named = {name: b", ".join(_wanted(name, found[number])) for number, name in NAMES.items() if number in found}
    return dict(zip(named, decoded(list(named.values()), written), strict=True))


def _wanted(name: str, texts: list[bytes]) -> list[bytes]:
    return [text for text in texts if text.strip()] if name == "creator" else texts[:1]


def _texts(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Up to the first that isn't one, or is longer than what is there."""
    position = 0
    for _count in range(MOST_TEXTS):
        mark = data[position : position + 5]
        length = int.from_bytes(mark[3:], "big")
        end = position + 5 + length
        # From 32,768 on the length is that of the length; no words are so long.
        if len(mark) < 5 or mark[0] != 0x1C or length >= 0x8000 or end > len(data):
            return
        yield (mark[1], mark[2]), data[position + 5 : end]
        position = end
