"""An import that is killed as a process is killed (SIGKILL), at random moments, and then called again.

``python -m tests.killed_imports KILLS SEED`` works in DATA_DIR, whose database is a new site's; it prints a line for
each kill, and ends with 1 if one of them left something else than a run that nobody disturbed.
"""

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import django

from tests.import_processes import Moment, Site, tell_each

MORE_POSTS = 55  # more than are written in one transaction
LONGEST_WAIT = 0.03  # seconds after a sign of life: within whatever comes next


def kill(folder: Path, kills: int, seed: int) -> Iterator[tuple[Moment, list[str]]]:
    """Each moment at which a run was killed, and what was not as it should be after the next one."""
    chance, site, moving = random.Random(seed), Site(folder), _old_blog(folder)
    signs = site.run(*moving)
    clean = site.dump()
    steps = list(dict.fromkeys(signs))
    chance.shuffle(steps)
    for number in range(kills):
        step = steps[number % len(steps)]
        moment = Moment(step, chance.randint(1, signs.count(step)), chance.uniform(0, LONGEST_WAIT))
        site.begin_anew()
        site.run(*moving, until=moment)
        site.run(*moving)
        left = site.dump()
        yield moment, [name for name in clean if clean[name] != left[name]]


def _old_blog(folder: Path) -> tuple[Path, Path]:
    from tests.wordpress_exports import item  # noqa: PLC0415  needs what django.setup() makes
    from tests.wordpress_runs import old_blog, pictures  # noqa: PLC0415

    posts = [item(id=number, content=f"<p>Number {number}.</p>") for number in range(100, 100 + MORE_POSTS)]
    return old_blog(folder, *posts), pictures(folder)


def main(kills: int, seed: int) -> int:
    django.setup()
    each = kill(Path(os.environ["DATA_DIR"]), kills, seed)
    outcomes = ((f"killed in “{at.step}”, sign {at.number}", ", ".join(different)) for at, different in each)
    return tell_each(outcomes, kills)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
