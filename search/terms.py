"""What is looked for, as something an engine (``search/backends/``) can turn into a question to its database."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Word:
    """In any of its forms, where the language is one whose forms are known."""

    text: str


@dataclass(frozen=True)
class Phrase:
    """These words one after the other, as they are."""

    text: str


@dataclass(frozen=True)
class Beginning:
    """Words that begin so."""

    text: str


@dataclass(frozen=True)
class All:
    terms: tuple["Term", ...]


@dataclass(frozen=True)
class AnyOf:
    terms: tuple["Term", ...]


@dataclass(frozen=True)
class Without:
    """What fits ``term`` and does not fit ``unwanted``."""

    term: "Term"
    unwanted: "Term"


@dataclass(frozen=True)
class In:
    """Looked for in these columns of the index (``IndexEntry.COLUMNS``) only."""

    columns: tuple[str, ...]
    term: "Term"


Term: TypeAlias = Word | Phrase | Beginning | All | AnyOf | Without | In
