"""What the page of a search shows."""

from dataclasses import dataclass, field

from django.core.paginator import Page
from django.utils.safestring import SafeString

from blog.models import BlogPage


@dataclass(frozen=True)
class Hit:
    post: BlogPage
    excerpt: SafeString  # escaped, what was found within <mark>; empty when nothing in words was asked
    place: str  # where it was found, as in "in a picture credit"; empty for the title and the text


@dataclass(frozen=True)
class Choice:
    """One box to tick: ``count`` is how many posts there are with it and whatever else is chosen in other facets."""

    value: str  # as in the address
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str  # of the parameter
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Answer:
    hits: list[Hit]
    page: Page  # of Django's paginator: number, count of posts, pages
    facets: list[Facet]
    years: list[tuple[int, int]]  # a year and its posts, oldest first, whichever years are chosen
    as_typed: int = 0  # how many posts there were for what was typed, before anything was done or left out
    elsewhere: int = 0  # where nothing was found: how many posts have the words, but nothing of what else was asked
    said: list[str] = field(default_factory=list)  # sentences: what was done so that something is found
    did_you_mean: str = ""  # the whole of what to look for instead
    year_offered: int | None = None  # when a year alone was typed
    pinned: list[BlogPage] = field(default_factory=list)  # what an editor puts first for these words
