"""Steps of ``make soak``: 2,000 exports with one wrong byte are read, and 30 of such are imported as well.

An import takes a hundred times as long as the reading, where what is damaged is told apart from what is not.
"""

import time

from bench.import_processes import run_imports
from tests.damaged_exports import read_damaged

READ = 2_000
IMPORTED = 30


def read_damaged_exports(seed: int) -> bool:
    """Whether nothing was raised, and no item suffered but the one that the byte is in."""
    print(f"{READ} damaged exports read, seed {seed}")
    began = time.monotonic()

    def tell(done: int) -> None:
        if done % (READ // 10) == 0:
            print(f"  {done} read, about {(time.monotonic() - began) / done * (READ - done):.0f} s left", flush=True)

    figures = read_damaged(READ, seed, tell)
    print(figures)
    for error in figures.errors[:20]:
        print(f"  {error}")
    return not figures.errors


def import_damaged_exports(seed: int) -> bool:
    """Whether no import failed, and no post suffered but the one that the byte is in."""
    print(f"{IMPORTED} damaged exports imported, seed {seed}", flush=True)
    return run_imports("tests.damaged_imports", IMPORTED, seed)
