"""What an address of the old blog meant there. Pure: nothing is looked up, and whatever is asked is answered."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import parse_qsl, unquote_to_bytes

MOST_CHARACTERS = 4_000  # of a path, and of a query
MOST_FIELDS = 50  # of a query
HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
NUMBER = re.compile(r"[0-9]{1,18}")
# What WordPress and its plugins append to the address of a post, or of a list.
ENDING = re.compile(
    r"(?:^|/)(?:amp|embed|trackback|feed(?:/(?:feed|rdf|rss2?|atom|json))?|(?:comment-page-|page/)[0-9]+)$"
)
PART_OF_A_POST = re.compile(r"/[0-9]{1,3}$")
FEED = re.compile(r"(?:^|/)feed(?:/(feed|rdf|rss2?|atom|json))?$")
FEED_FILE = re.compile(r"wp-(?:comments)?(feed|rdf|rss2?|atom)\.php")
PAGE = re.compile(r"(?:^|/)page/[0-9]+$")
UPLOADS = re.compile(r"(?:^|/)(?:wp-content/|files/[0-9]{4}/)")
# What a picture's name has behind the one it was uploaded with: another size, a turn, an edit.
VARIANT = re.compile(r"(?:-[0-9]{1,5}x[0-9]{1,5}|-scaled|-rotated|-e[0-9]{9,13}|@2x)(?=\.[a-z0-9]+$)")
DATE = re.compile(r"(?:date/)?([0-9]{4})(?:/(0?[1-9]|1[0-2])(?:/(0?[1-9]|[12][0-9]|3[01]))?)?")
DATE_IN_QUERY = re.compile(r"([0-9]{4})(?:(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])?)?[0-9]{0,10}")


@dataclass(frozen=True, slots=True)
class Shape:
    """How the addresses of an old blog are written.

    ``root`` is the path it stands at ("blog" of example.org/blog); ``permalinks`` and the bases are as WordPress's own
    settings have them.
    """

    root: str = ""
    permalinks: str = ""
    category_base: str = "category"
    tag_base: str = "tag"


@dataclass(frozen=True, slots=True)
class PostId:
    """A post, page or attachment."""

    wp_id: int


@dataclass(frozen=True, slots=True)
class Path:
    """Where a post, page or attachment stands: as ``normal_path()`` gives it, the likeliest first."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file, and what it may have been made from: as in ``Path``."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    slug: str = ""
    wp_id: int = 0


@dataclass(frozen=True, slots=True)
class TagTerm:
    slug: str = ""
    wp_id: int = 0


@dataclass(frozen=True, slots=True)
class AuthorOf:
    login: str = ""  # as addresses have it: "jane-doe" for "Jane Doe"
    wp_id: int = 0


@dataclass(frozen=True, slots=True)
class DateOf:
    year: int
    month: int = 0  # 0 for a whole year
    day: int = 0


@dataclass(frozen=True, slots=True)
class Home:
    """The front page."""


@dataclass(frozen=True, slots=True)
class AllPosts:
    """The list of all posts, where the front page went on: ``/page/2/``."""


PostList: TypeAlias = Category | TagTerm | AuthorOf | DateOf | AllPosts


@dataclass(frozen=True, slots=True)
class Feed:
    of: PostList
    kind: str = "rss"  # or "atom", "json"


Meaning: TypeAlias = PostId | Path | Upload | PostList | Home | Feed


def meanings_of(address: str, shape: Shape = Shape()) -> tuple[Meaning, ...]:
    """What it may mean, in the order in which WordPress would have tried; nothing for what the blog had no part in.

    ``address`` may be absolute, begin with ``//`` or ``/``, be percent-encoded or not; its host is not looked at.
    """
    query = address.partition("#")[0].partition("?")[2]
    path = _readable_path(address)
    if path is None:
        return ()
    if UPLOADS.search(path):
        return (Upload(_uploaded(path)),)
    if path == shape.root:
        return (meaning_of_query(query) or Home(),)
    if shape.root and not path.startswith(f"{shape.root}/"):
        return ()
    return tuple(_of_path(path, shape))


def normal_path(address: str) -> str:
    """What two ways to write one address have in common; "" for the front page of a host, and for what is no address.

    Without host, query, ``index.php`` and needless slashes; un-%-encoded once; in small letters, as WordPress compares
    them; in Unicode's composed form (NFC).
    """
    return _readable_path(address) or ""


def meaning_of_query(query: str) -> Meaning | None:
    """Of the front page with a query: ``p=7``, ``cat=3&feed=atom``."""
    try:
        asked = dict(parse_qsl("&".join(query[:MOST_CHARACTERS].split("&")[:MOST_FIELDS]), keep_blank_values=True))
    except ValueError:
        return None
    for name in ("p", "page_id", "attachment_id"):
        if wp_id := _number(asked.get(name, "")):
            return PostId(wp_id)
    shown = _list_of_query(asked)
    if kind := asked.get("feed", ""):
        return Feed(shown or AllPosts(), _kind(kind))
    return shown


def _readable_path(address: str) -> str | None:
    path = HOST.sub("", address.strip(), count=1).partition("#")[0].partition("?")[0]
    path = unicodedata.normalize("NFC", _decoded(path[: MOST_CHARACTERS + 1]).lower())
    if len(path) > MOST_CHARACTERS or UNPRINTABLE.search(path):
        return None
    return "/".join(part for part in path.split("/") if part and part != "index.php")


def _decoded(path: str) -> str:
    raw = unquote_to_bytes(path.encode("utf-8", "replace"))
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _list_of_query(asked: dict[str, str]) -> PostList | None:
    """Of several the first that says something."""
    name = {key: normal_path(asked.get(key, "")).rpartition("/")[2] for key in ("category_name", "tag", "author_name")}
    if (wp_id := _number(asked.get("cat", ""))) or name["category_name"]:
        return Category(wp_id=wp_id) if wp_id else Category(name["category_name"])
    if (wp_id := _number(asked.get("tag_id", ""))) or name["tag"]:
        return TagTerm(wp_id=wp_id) if wp_id else TagTerm(name["tag"])
    if (wp_id := _number(asked.get("author", ""))) or name["author_name"]:
        return AuthorOf(wp_id=wp_id) if wp_id else AuthorOf(name["author_name"])
    return _date_of_query(asked)


def _date_of_query(asked: dict[str, str]) -> DateOf | None:
    if found := DATE_IN_QUERY.fullmatch(asked.get("m", "")):
        return _date(found)
    parts = [asked.get(name, "") for name in ("year", "monthnum", "day")]
    found = DATE.fullmatch("/".join(parts).rstrip("/")) if parts[0] else None
    return _date(found) if found else None


def _date(found: re.Match[str]) -> DateOf | None:
    year, month, day = (int(part or 0) for part in found.groups())
    return DateOf(year, month, day) if year else None


def _number(text: str) -> int:
    return int(text) if NUMBER.fullmatch(text) else 0


def _of_path(path: str, shape: Shape) -> Iterator[Meaning]:
    shorter = list(_without_endings(path))
    yield Path(tuple(path for path in [*shorter, *_whole_post(shorter[-1], shape)] if path not in ("", shape.root)))
    below, rest = (path.removeprefix(shape.root).lstrip("/") for path in (path, shorter[-1]))
    if wp_id := _id_in(rest, shape.permalinks):
        yield PostId(wp_id)
    if file := FEED_FILE.fullmatch(below):
        yield Feed(AllPosts(), _kind(file[1]))
    feed = FEED.search(below)
    if shown := AllPosts() if rest == "comments" and feed else _list_of(rest, shape):
        yield Feed(shown, _kind(feed[1])) if feed else shown


def _list_of(below: str, shape: Shape) -> PostList | None:
    """Of a path below the blog's root, without its endings."""
    if not below:
        return AllPosts()
    for base in (_front(shape.permalinks), ""):
        if below.startswith(base) and (shown := _list_below(below.removeprefix(base), shape)):
            return shown
    return None


def _list_below(below: str, shape: Shape) -> PostList | None:
    if found := DATE.fullmatch(below):
        return _date(found)
    for base, kind in ((shape.category_base, Category), (shape.tag_base, TagTerm), ("author", AuthorOf)):
        start = f"{normal_path(base)}/"
        if below.startswith(start):
            return kind(below.removeprefix(start).rpartition("/")[2])
    return None


def _front(permalinks: str) -> str:
    """What stands before the first changing part: "archives/" of "/archives/%post_id%"."""
    front = normal_path(permalinks.partition("%")[0])
    return f"{front}/" if front else ""


def _id_in(below: str, permalinks: str) -> int:
    if "%post_id%" not in permalinks:
        return 0
    parts = re.split(r"%(\w+)%", permalinks.strip("/").removeprefix("index.php/"))
    written = {"post_id": "([0-9]{1,18})", "category": ".+"}
    # Every second one is the name of what stands there.
    pattern = "".join(
        written.get(part, "[^/]+") if place % 2 else re.escape(part.lower()) for place, part in enumerate(parts)
    )
    found = re.fullmatch(pattern, below)
    return int(found[1]) if found else 0


def _without_endings(path: str) -> Iterator[str]:
    """With all of them, without the last, and so on."""
    yield path
    while (shorter := ENDING.sub("", path)) != path:
        yield (path := shorter)


def _whole_post(path: str, shape: Shape) -> list[str]:
    """Of ``a-post/2``, which the writer of ``a-post`` divided; but not where a post itself is called by its number."""
    shorter = PART_OF_A_POST.sub("", path)
    parts = path.removeprefix(shape.root).strip("/").count("/")
    by_number = shape.permalinks.rstrip("/").endswith("%post_id%") and parts <= shape.permalinks.strip("/").count("/")
    return [] if shorter == path or by_number else [shorter]


def _uploaded(path: str) -> tuple[str, ...]:
    """``photo-e1371234567890-300x200.jpg``: itself, without its size, without both; and the large one made smaller."""
    found = [path]
    if re.search(r"\.(?:jpe?g|png|gif)\.(?:webp|avif)$", path):
        found.append(path.rpartition(".")[0])
    while (shorter := VARIANT.sub("", found[-1])) != found[-1]:
        found.append(shorter)
    stem, dot, kind = found[-1].rpartition(".")
    return tuple(dict.fromkeys([*found, f"{stem}-scaled{dot}{kind}"]))


def _kind(feed: str | None) -> str:
    return feed if feed in ("atom", "json") else "rss"
