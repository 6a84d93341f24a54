"""The files of the golden set as dataclasses. Knows nothing of the database."""

import datetime
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.text import slugify

FOLDER = Path(__file__).parent
# Of three queries that follow each other the last is set aside.
SET_ASIDE, OUT_OF = 2, 3


@dataclass(frozen=True, kw_only=True)
class WrittenPicture:
    """``leads``: it stands above the text and in lists, not below the text."""

    alt: str
    caption: str = ""
    credit: str = ""
    leads: bool = False


@dataclass(frozen=True, kw_only=True)
class WrittenPost:
    """``text`` is Markdown; ``quote`` and ``table`` are as home/demo/body.py has them."""

    title: str
    date: datetime.date
    text: str
    authors: list[str]
    topics: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    introduction: str = ""
    picture: WrittenPicture | None = None
    quote: dict[str, str] | None = None
    table: dict[str, Any] | None = None
    code: str = ""
    question: str = ""

    @property
    def slug(self) -> str:
        """The last part of its address, which is how queries name it."""
        return slugify(self.title)


@dataclass(frozen=True, kw_only=True)
class Query:
    """What a reader types, and the slug of the post that it must find."""

    words: str
    finds: str
    kind: str


def posts() -> list[WrittenPost]:
    """Oldest first."""
    written = [_post(table) for path in FOLDER.glob("archive/*.toml") for table in _read(path)["post"]]
    return sorted(written, key=lambda post: (post.date, post.title))


def queries() -> list[Query]:
    """In the order of the file."""
    return [Query(**table) for table in _read(FOLDER / "queries.toml")["queries"]]


def looked_at() -> list[Query]:
    """Those that the search may be tried on while it is being made."""
    return [query for number, query in enumerate(queries()) if number % OUT_OF != SET_ASIDE]


def set_aside() -> list[Query]:
    """Those that are looked at only at the end."""
    return queries()[SET_ASIDE::OUT_OF]


def synonyms() -> list[tuple[str, str]]:
    """Pairs of words that mean the same, either way round."""
    return [(one, other) for one, other in _read(FOLDER / "synonyms.toml")["synonyms"]]


def _post(table: dict[str, Any]) -> WrittenPost:
    picture = table.pop("picture", None)
    return WrittenPost(**table, picture=WrittenPicture(**picture) if picture else None)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
