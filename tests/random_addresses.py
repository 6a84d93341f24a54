"""Addresses put together at random of what addresses of old blogs are made of, and of what breaks them.

``python -m tests.random_addresses COUNT SEED`` moves a small old blog into the new site in DATA_DIR and asks for COUNT
of them; it ends with 1 if one is answered wrongly.
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django
from django.test import Client

PARTS = [
    *"2009 04 kettle-on category tea-rooms tag author jane.doe feed atom page 2 amp comment-page-2 index.php".split(),
    *"2010 01 first tea ann about people".split(),
    *"wp-content uploads Pot.jpg Pot-300x200.jpg %E4 %00 %2F .. . %C3%A9 чай // \\ ; : @ $ %0a -1 date".split(),
]
FIELDS = ["p", "page_id", "cat", "tag", "author", "m", "feed", "paged", "utm_source", "amp", "year", "p[]", "", "%00"]
VALUES = ["7", "3", "-1", "0", "x", "200904", "rss2", "9" * 30, "%00", "%E4", "a/b", "", "tea-rooms", "//evil.example"]


def random_addresses(count: int, seed: int) -> Iterator[str]:
    """The same ones for the same seed."""
    chance = random.Random(seed)
    for _number in range(count):
        path = "/".join(chance.choices(PARTS, k=chance.randrange(7)))
        fields = zip(chance.choices(FIELDS, k=2), chance.choices(VALUES, k=2), strict=True)
        query = "&".join(f"{name}={value}" for name, value in fields)
        address = f"/{path}{chance.choice(['', '/'])}{chance.choice(['', '?' + query])}"
        yield address.replace("чай", quote("чай"))


def wrong_with(answer: Any) -> str:
    """ "" for one that is a page, says that there is none, or leads on within the site."""
    if answer.status_code not in (200, 301, 400, 404):
        return f"answers {answer.status_code}"
    if answer.status_code == 301 and answer["Location"].startswith(("//", "/\\", "http")):
        return f"leads to {answer['Location']}"
    return ""


def main(count: int, seed: int) -> int:
    django.setup()
    from tests.wordpress_runs import bring, old_blog  # noqa: PLC0415  needs what django.setup() makes

    bring(old_blog(Path(os.environ["DATA_DIR"])))
    client, wrong, began = Client(SERVER_NAME="localhost", raise_request_exception=False), 0, time.monotonic()
    for number, address in enumerate(random_addresses(count, seed), 1):
        if what := wrong_with(client.get(address)):
            wrong += 1
            print(f"  {address} {what}")
        if number % (count // 10) == 0:
            left = (time.monotonic() - began) / number * (count - number)
            print(f"  {number} asked for, {wrong} answered wrongly, about {left:.0f} s left", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
