"""How a blog wrote the addresses of its posts, told from the posts themselves: exports don't say it. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, islice, product

from wordpress.addresses.meaning import normal_path
from wordpress.wxr.facts import Item

MOST_POSTS = 1_000
MOST_PARTS = 8
MOST_READINGS = 64
NOT_IN_A_NAME = re.compile(r"[\s.]+")


def structure_of(items: Iterable[Item], root: str = "") -> str:
    """As WordPress writes it: ``/%year%/%monthnum%/%postname%/``; "" where posts had no address but ``?p=1``.

    ``root`` is the normal path where the blog stood. Drafts and everything that is no post are passed over.
    """
    found: Counter[str] = Counter()
    slashes = 0
    for item in islice(filter(_tells, items), MOST_POSTS):
        path = normal_path(item.link).removeprefix(root).strip("/")
        found.update(set(islice(_readings(path, item), MOST_READINGS)) if path else [""])
        slashes += 1 if item.link.partition("?")[0].endswith("/") else -1
    # Of equal ones, the one that says more: not "2009" where all posts are of that year.
    best = max(found, key=lambda reading: (found[reading], reading.count("%")), default="")
    return f"/{best}{'/' if slashes > 0 else ''}" if "%" in best else ""


def other_paths(item: Item, permalinks: str, root: str = "") -> list[str]:
    """The normal paths at which WordPress found an item besides that of its link.

    Under the names it had before, in each of its categories; of an attachment that of its file.
    """
    own = normal_path(item.link)
    names = [normal_path(value) for key, value in item.meta if key == "_wp_old_slug"]
    found = [_renamed(own, item.slug, name) for name in names if name]
    for path in [own, *found] if "%category%" in permalinks and item.type == "post" else []:
        found += _in_other_categories(path, item, permalinks, root)
    if item.attachment_url:
        found.append(normal_path(item.attachment_url))
    return [path for path in dict.fromkeys(found) if path and path != own]


def _tells(item: Item) -> bool:
    return item.type == "post" and item.status in ("publish", "private") and bool(item.link)


def _readings(path: str, item: Item) -> Iterator[str]:
    """Every way to say this path of this item, with the parts of WordPress's structures."""
    parts, tags, categories = path.split("/"), _tags(item), _categories(item)
    if len(parts) > MOST_PARTS:
        return
    yield from map("/".join, product(*(_said(part, tags) for part in parts)))
    for start, end in combinations(range(len(parts) + 1), 2):
        if parts[end - 1] in categories:
            around = [[_said(part, tags) for part in some] for some in (parts[:start], parts[end:])]
            yield from map("/".join, product(*around[0], ["%category%"], *around[1]))


def _said(part: str, tags: dict[str, str]) -> list[str]:
    """What a part of a path may be, and with which ending: ``%postname%.html``."""
    found = [part]
    for tag, value in tags.items():
        if value and part == value:
            found.append(tag)
        elif value and part.startswith(f"{value}."):
            found.append(f"{tag}{part.removeprefix(value)}")
    return found


def _tags(item: Item) -> dict[str, str]:
    date = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)", item.date)
    names = ("%year%", "%monthnum%", "%day%", "%hour%", "%minute%", "%second%")
    return {
        "%postname%": normal_path(item.slug),
        "%post_id%": str(item.wp_id),
        "%author%": NOT_IN_A_NAME.sub("-", item.creator.lower()),
        **(dict(zip(names, date.groups(), strict=True)) if date else {}),
    }


def _categories(item: Item) -> list[str]:
    return [normal_path(term.slug) for term in item.terms if term.taxonomy == "category"]


def _renamed(path: str, slug: str, former: str) -> str:
    """``path`` with another name as its last part, or wherever the present one stands."""
    present = normal_path(slug)
    parts = path.split("/")
    place = next((place for place in reversed(range(len(parts))) if parts[place].partition(".")[0] == present), -1)
    ending = parts[place].removeprefix(present) if parts[place].startswith(present) else ""
    parts[place] = f"{former}{ending}"
    return "/".join(parts) if path else ""


def _in_other_categories(path: str, item: Item, permalinks: str, root: str) -> list[str]:
    """Where the structure has its category, by the name of each category alone."""
    before, _, after = (part.strip("/") for part in permalinks.partition("%category%"))
    first, last = (part.count("/") + 1 if part else 0 for part in (before, after))
    parts = path.removeprefix(root).strip("/").split("/")
    if len(parts) <= first + last:
        return []
    kept = [root, *parts[:first]], parts[len(parts) - last :]
    return ["/".join(filter(None, [*kept[0], category, *kept[1]])) for category in _categories(item)]
