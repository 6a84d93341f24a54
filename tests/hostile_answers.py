"""What is wrong with the answers to hostile searches, on whichever parameter: used by the tests, and by the soak."""

import json
import random
import re
import xml.etree.ElementTree as xml
from collections.abc import Iterable, Iterator
from typing import Protocol

from bs4 import BeautifulSoup, Tag

from tests.fuzz_searches import random_searches
from tests.hostile_searches import in_address

PARAMETERS = "q topic tag author year credit blog sort page show".split()
ADDRESSES = ("/search/", "/search/feed/", "/search/suggest/")
LONGEST = 4_000  # the server itself refuses more than 4,094 characters, by 414
CUT_ESCAPE = re.compile("%[0-9A-F]?$")
# What no page of ours has, so that whoever finds one there has found what somebody typed.
NEVER = "iframe, object, embed, applet, base, style, math, marquee, xss, frame, video, audio, script:not([src])"


class Answer(Protocol):
    status_code: int
    content: bytes


def hostile_addresses(texts: Iterable[str]) -> Iterator[str]:
    """Each text as the words of every kind of answer, and as every other parameter beside words that find something."""
    for text in texts:
        said = in_address(text)
        yield from (f"{address}?q={said}" for address in ADDRESSES)
        yield "/search/?q=welcome&" + "&".join(f"{name}={said}" for name in PARAMETERS[1:])


def random_addresses(count: int, seed: int) -> Iterator[str]:
    """The same ones for the same seed: one to four parameters, each with a text put together at random."""
    chance = random.Random(seed)
    texts = random_searches(4 * count, seed)
    for _number in range(count):
        names = chance.choices(PARAMETERS, k=chance.randint(1, 4))
        asked = "&".join(f"{name}={in_address(next(texts))}" for name in names)
        yield CUT_ESCAPE.sub("", f"{chance.choice(ADDRESSES)}?{asked}"[:LONGEST])


def wrong_with_answer(address: str, answer: Answer) -> list[str]:
    """Sentences; none for a page that is well-formed, as data are too, and runs nothing."""
    if answer.status_code != 200:
        return [f"{answer.status_code} for {address}"]
    if "/feed/" in address:
        xml.fromstring(answer.content)  # raises where it isn't well-formed
        return []
    if "/suggest/" in address:
        json.loads(answer.content)
        return []
    return [f"{what} at {address}" for what in _injected(BeautifulSoup(answer.content, "html.parser"))]


def _injected(page: BeautifulSoup) -> Iterator[str]:
    data = page.select('script[type="application/ld+json"]')
    yield from (f"<{tag.name}>" for tag in page.select(NEVER) if tag not in data)
    for tag in page.find_all(True):
        yield from (
            f"<{tag.name} {name}>" for name in tag.attrs if name.startswith("on") or _leads_to_script(tag, name)
        )


def _leads_to_script(tag: Tag, name: str) -> bool:
    return name in ("href", "src", "action") and str(tag[name]).strip().lower().startswith(("javascript:", "data:"))
