"""Small exports with one wrong byte are imported: nothing may be raised, and every other item comes over as it is.

``python -m tests.damaged_imports COUNT SEED`` works in DATA_DIR, whose database is a new site's; it prints a line for
each, and ends with 1 if one of them did more harm.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

from tests.damaged_exports import damaged, small_export, touched
from tests.import_processes import Site, tell_each


def import_damaged(folder: Path, count: int, seed: int) -> Iterator[tuple[int, list[str]]]:
    """The place of each wrong byte, and the posts that suffered though it is none of theirs."""
    site, file, whole = Site(folder), folder / "export.xml", small_export()
    file.write_bytes(whole)
    site.run(file)
    expected = _posts(site)
    for place, data in damaged(whole, count, seed):
        site.begin_anew()
        file.write_bytes(data)
        site.run(file)
        left, own = _posts(site), f"Post {touched(whole, place) + 1} "
        yield place, [title for title, post in expected.items() if left.get(title) != post and own not in title]


def _posts(site: Site) -> dict[str, Any]:
    """What readers see of each, by its title."""
    names = ("date", "introduction", "body", "live")
    posts = (page for page in site.dump()["pages"] if page["model"] == "BlogPage")
    return {post["title"]: {name: post[name] for name in names} for post in posts}


def main(count: int, seed: int) -> int:
    django.setup()
    each = import_damaged(Path(os.environ["DATA_DIR"]), count, seed)
    return tell_each(((f"byte {place}", ", ".join(harmed)) for place, harmed in each), count)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
