"""``make soak``: what only shows when many things happen at the same moment, or very many times.

Each step says itself what it asks for; none may fail, and nothing may be lost.
"""

import sys
import time

from django.conf import settings

from bench.damaged_exports import import_damaged_exports, read_damaged_exports
from bench.editors_at_once import edit_at_once
from bench.hostile_searching import search_hostilely
from bench.killed_imports import ask_random_addresses, kill_imports
from tests.fuzz import fuzz
from tests.fuzz_searches import fuzz_reading

DAMAGED_PICTURES = 200_000
RANDOM_SEARCHES = 10_000


def read_damaged_pictures() -> bool:
    """Whether every one of them was read within a second and without an exception."""
    seed = new_seed()
    print(f"{DAMAGED_PICTURES} damaged pictures, seed {seed}")
    began = time.monotonic()

    def tell(done: int) -> None:
        if done % (DAMAGED_PICTURES // 10) == 0:
            left = (time.monotonic() - began) / done * (DAMAGED_PICTURES - done)
            print(f"  {done} read, about {left:.0f} s left", flush=True)

    figures = fuzz(DAMAGED_PICTURES, seed, tell)
    print(figures)
    for error in figures.errors[:20]:
        print(f"  {error}")
    return not figures.errors and not figures.slow


def read_random_searches() -> bool:
    """Whether every one of them was read without an exception, and nothing that was typed was misread."""
    seed = new_seed()
    print(f"{RANDOM_SEARCHES} random searches, seed {seed}")
    figures = fuzz_reading(RANDOM_SEARCHES, seed)
    print(figures)
    for error in figures.errors[:20]:
        print(f"  {error}")
    return not figures.errors


def new_seed() -> int:
    return time.time_ns() % 1_000_000


def main() -> int:
    settings.configure(USE_I18N=False)  # what readers are told is said as it is written
    good = [edit_at_once(), read_damaged_pictures(), read_random_searches(), read_damaged_exports(new_seed())]
    good += [import_damaged_exports(new_seed()), kill_imports(new_seed()), ask_random_addresses(new_seed())]
    good += [search_hostilely(new_seed())]
    print("Nothing failed, nothing lost." if all(good) else "FAILED")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
