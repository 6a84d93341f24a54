"""A small export with one byte changed at random: nothing may be raised, and no other item may change."""

import random
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tests.wordpress_exports import attachment, author, category, comment, custom_term, export, item, tag, term
from wordpress.wxr.facts import Item
from wordpress.wxr.reading import Reading, parse_item

ITEMS = 11
PARAGRAPHS = "<!-- wp:paragraph -->\n<p>A kettle &amp; a <a href='https://old.example/?p=3&x=1'>ladder</a>.</p>\n" * 2


def small_export() -> bytes:
    posts = [
        item(
            id=number,
            title=f"Post {number} — “quoted” & more",
            content=f"{PARAGRAPHS}Dürer’s 日本 number {number}",
            excerpt="A few words" if number % 2 else "",
            slug=f"post-{number}" if number % 3 else "",
            terms=[term("news", "News & views"), term("old-things", domain="post_tag")],
            meta={"_thumbnail_id": "20", "_edit_last": "1"},
            comments=[comment(number * 10), comment(number * 10 + 1, "No…", parent=number * 10)],
        )
        for number in range(1, 8)
    ]
    pages = [item("page", number, content="A page.", parent=number - 1) for number in (30, 31)]
    files = [attachment(number, f"https://old.example/wp-content/uploads/{number}.jpg", alt="x") for number in (20, 21)]
    terms = [category("news", "News & views"), tag("old-things"), custom_term("series", "first", "First")]
    return export([*posts, *pages, *files], [author("ann", "Ann"), author("bob", "Bob", 2)], terms)


class Figures(NamedTuple):
    count: int
    errors: list[str]
    fewest_items: int

    def __str__(self) -> str:
        return (
            f"  {self.count} damaged exports, {len(self.errors)} read wrongly, at least {self.fewest_items} items read"
        )


def read_damaged(count: int, seed: int, tell: Callable[[int], None] = lambda done: None) -> Figures:
    """``tell`` is told after each how many there were."""
    whole, errors, fewest = small_export(), [], ITEMS
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "export.xml"
        expected = _items(file, whole)
        for number, (place, data) in enumerate(damaged(whole, count, seed), 1):
            try:
                items = _items(file, data)
                wrong = _wrong_with(items, expected, touched(whole, place))
            except Exception as error:  # noqa: BLE001
                items, wrong = [], repr(error)
            fewest = min(fewest, len(items))
            if wrong:
                errors.append(f"byte {place} as {data[place : place + 1]!r}, seed {seed}: {wrong}")
            tell(number)
    return Figures(count, errors, fewest)


def damaged(whole: bytes, count: int, seed: int) -> Iterator[tuple[int, bytes]]:
    """Where, and what has become of it; the same ones for the same seed."""
    chance = random.Random(seed)
    for _number in range(count):
        data, place = bytearray(whole), chance.randrange(len(whole))
        data[place] = chance.choice((chance.randrange(256), *b'<>&]\0 "x'))
        yield place, bytes(data)


def _items(file: Path, data: bytes) -> list[Item]:
    file.write_bytes(data)
    items = list(Reading([file]).items())
    for found in items:
        parse_item(found.raw)
    return items


def _wrong_with(items: list[Item], expected: list[Item], touched: int) -> str:
    """ "" if all is there but the item that the byte is in; ``touched`` is its place among them, -1 for none."""
    found = {replace(item, ordinal=0) for item in items}
    missing = [place for place, item in enumerate(expected) if replace(item, ordinal=0) not in found]
    if missing not in ([], [touched]):
        return f"items {missing} are missing or different"
    return "" if ITEMS - len(missing) <= len(items) <= ITEMS else f"there are {len(items)} items"


def touched(whole: bytes, byte: int) -> int:
    """The place among the items of the one that the byte is in; -1 for none."""
    spans = [found.span() for found in re.finditer(rb"<item>.*?</item>", whole, re.DOTALL)]
    return next((number for number, (start, end) in enumerate(spans) if start <= byte < end), -1)
