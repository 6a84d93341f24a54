"""The demo's files as dataclasses. Knows nothing of the database."""

import datetime
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


class DemoError(ValueError):
    """A file of the demo says something that can't be done; the sentence names the file."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    key: str
    file: str
    title: str
    description: str
    kind: str
    licence: str
    caption: str = ""
    credit: str = ""
    credit_url: str = ""
    permission_note: str = ""
    focal_point: Sequence[int] = ()  # x and y of its middle, width, height


@dataclass(frozen=True, kw_only=True)
class Person:
    """An author. ``signs_in_as`` is the name of a demo sign-in, ``group`` what that one may do."""

    key: str
    name: str
    portrait: str
    short_bio: str
    bio: str
    reach: list[dict[str, Any]]
    signs_in_as: str
    group: str


@dataclass(frozen=True, kw_only=True)
class TopicText:
    key: str
    name: str
    description: str
    part_of: str = ""


@dataclass(frozen=True, kw_only=True)
class NoticeText:
    key: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PageText:
    slug: str
    title: str
    body: list[dict[str, Any]]
    introduction: str = ""
    in_menus: bool = False

    @property
    def key(self) -> str:
        return f"page/{self.slug}"


@dataclass(frozen=True, kw_only=True)
class PostText:
    """``date`` and ``time`` are what a clock on the wall said."""

    slug: str
    title: str
    date: datetime.date
    authors: list[str]
    body: list[dict[str, Any]]
    time: datetime.time = datetime.time(9)
    topics: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    introduction: str = ""
    lead_picture: str = ""
    lead_caption: str = ""
    question: str = ""
    updated_note: str = ""
    updated_on: datetime.date | None = None
    featured_until: datetime.date | None = None
    related: list[str] = field(default_factory=list)
    imported: bool = False
    replies: list[dict[str, Any]] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"post/{self.slug}"


@dataclass(frozen=True, kw_only=True)
class Demo:
    folder: Path
    settings: dict[str, Any]
    home: dict[str, Any]
    blog: dict[str, Any]
    pictures: list[Picture]
    people: list[Person]
    topics: list[TopicText]
    notices: list[NoticeText]
    pages: list[PageText]
    posts: list[PostText]


def read(folder: Path = FOLDER) -> Demo:
    """Everything in ``folder``, posts oldest first; raises DemoError."""
    site = _toml(folder / "site.toml")
    return Demo(
        folder=folder,
        settings=site["settings"],
        home=site["home"],
        blog=site["blog"],
        pictures=list(_tables(Picture, folder / "pictures.toml")),
        people=list(_tables(Person, folder / "authors.toml")),
        topics=list(_tables(TopicText, folder / "topics.toml")),
        notices=list(_tables(NoticeText, folder / "notices.toml")),
        pages=[_made(PageText, path, _toml(path), slug=path.stem) for path in _files(folder / "pages")],
        posts=[_post(path) for path in _files(folder / "posts")],
    )


def _post(path: Path) -> PostText:
    """A post's file is called ``2009-04-03-the-last-part-of-its-address.toml``."""
    post = _made(PostText, path, _toml(path), slug=path.stem[11:])
    if path.stem[:11] != f"{post.date}-":
        raise DemoError(f"{path.name}: the name of the file begins with another day than {post.date}.")
    return post


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _tables(kind: type, path: Path) -> Iterator[Any]:
    for key, table in _toml(path).items():
        yield _made(kind, path, table, key=key)


def _made(kind: type, path: Path, table: dict[str, Any], **names: str) -> Any:
    unknown = set(table) - {field.name for field in fields(kind)}
    if unknown:
        raise DemoError(f"{path.name}: there is no such key: {', '.join(sorted(unknown))}.")
    try:
        return kind(**names, **table)
    except TypeError as error:
        raise DemoError(f"{path.name}: {error}") from error


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DemoError(f"{path.name}: {error}") from error
