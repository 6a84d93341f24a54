"""A step of ``make soak``: 2,000 exports with one wrong byte are read."""

import time

from tests.damaged_exports import read_damaged

DAMAGED_EXPORTS = 2_000


def read_damaged_exports() -> bool:
    """Whether nothing was raised, and no item suffered but the one that the byte is in."""
    seed = time.time_ns() % 1_000_000
    print(f"{DAMAGED_EXPORTS} damaged exports, seed {seed}")
    figures = read_damaged(DAMAGED_EXPORTS, seed)
    print(figures)
    for error in figures.errors[:20]:
        print(f"  {error}")
    return not figures.errors
