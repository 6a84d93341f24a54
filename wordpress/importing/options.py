"""What whoever runs an import may choose, as it is kept with the run."""

from dataclasses import asdict, dataclass, field
from typing import Any

from wordpress.models import ImportRun

KINDS = {"posts": "post", "pages": "page", "media": "attachment"}


@dataclass(frozen=True)
class Options:
    """As ``ImportRun.options`` has them; every default is what somebody who chose nothing gets."""

    into: str = ""  # slug of the blog; "": the only one
    media_dir: str = ""
    download: bool = False
    only: list[str] = field(default_factory=list)  # of KINDS; none: all
    limit: int | None = None  # this many posts, and this many pages
    since: str = ""  # "2015-01-01"
    authors: dict[str, str] = field(default_factory=dict)  # login there: slug of an author here
    types: dict[str, str] = field(default_factory=dict)  # type there: "post" or "page"
    private: str = "draft"  # or "login": for those who are signed in
    credits: str = "lift"  # or "suggest", "off"
    on_edited: str = "skip"  # or "overwrite"
    include_trash: bool = False
    recreate: bool = False  # what was deleted here comes again

    @classmethod
    def of(cls, run: ImportRun) -> "Options":
        """Raises TypeError for options that this version doesn't know."""
        return cls(**run.options)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def kind_of(self, type: str) -> str:
        """What items of a type become: "post", "page", "attachment", or "" where they are only kept."""
        return self.types.get(type) or (type if type in KINDS.values() else "")

    def types_of(self, kind: str) -> list[str]:
        """The other way round."""
        return [kind, *(name for name, becomes in self.types.items() if becomes == kind)]

    def asks_for(self, kind: str) -> bool:
        return not self.only or any(KINDS.get(name) == kind for name in self.only)
