"""The files of the golden set as dataclasses. Knows nothing of the database."""

import datetime
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.text import slugify

FOLDER = Path(__file__).parent


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
        """The last part of its address."""
        return slugify(self.title)


def posts() -> list[WrittenPost]:
    """Oldest first."""
    written = [_post(table) for path in FOLDER.glob("archive/*.toml") for table in _read(path)["post"]]
    return sorted(written, key=lambda post: (post.date, post.title))


def _post(table: dict[str, Any]) -> WrittenPost:
    picture = table.pop("picture", None)
    return WrittenPost(**table, picture=WrittenPicture(**picture) if picture else None)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
