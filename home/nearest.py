"""The posts whose addresses are nearest to one that nobody lives at: ``/2009/12/embassador``.

The words of the address are looked for in the database by their halves, of which a typing mistake leaves one as it
was. What comes back is bounded, and compared letter by letter here.
"""

import datetime
import re
import unicodedata
from difflib import SequenceMatcher
from functools import reduce
from operator import add, or_
from typing import NamedTuple

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.encoding import iri_to_uri
from wagtail.models import Page

from blog.models import BlogPage
from blog.validators import RESERVED_IN_A_BLOG

MOST_POSTS = 5
NEWEST_POSTS = 3
MOST_WORDS = 5
MOST_TELLING = 2
MOST_LETTERS = 100
MOST_LETTERS_READ = 1_000
MOST_CANDIDATES = 200
LEAST_LIKENESS = 0.7  # of two words, as difflib counts it: two wrong letters in nine
LEAST_SHARE = 0.4  # of the letters asked for that a post must have
WORD = re.compile(r"[^\W_]+")
ENDING_OF_A_PAGE = re.compile(r"\.(?:s?html?|xhtml|aspx?)$", re.IGNORECASE)
FILE = re.compile(r"\.|.*\.\w{1,5}$|wp-", re.DOTALL)
NUMBERS = re.compile(r"[\W\d_]*")
LISTS = RESERVED_IN_A_BLOG | {"category", "index", "page"}


class NearPost(NamedTuple):
    title: str
    url: str
    date: datetime.date


def words_of_address(path: str) -> list[str]:
    """What may be words of a title in it, the longest few, in their order; no files, numbers and names of lists."""
    parts = [ENDING_OF_A_PAGE.sub("", part) for part in path[-MOST_LETTERS_READ:].split("/")]
    words = list(dict.fromkeys(word for part in parts if _may_be_a_title(part) for word in _words_in(part)))
    longest = sorted(words, key=len, reverse=True)[:MOST_WORDS]
    return _cut([word for word in words if word in longest])


def nearest_posts(home: Page, words: list[str]) -> list[NearPost]:
    """The few posts below ``home`` that readers may see and whose addresses or titles have most of ``words``."""
    if not words:
        return []
    found = [
        (NearPost(title, _address(home, path), date), set(_words_in(f"{slug} {title}")))
        for slug, title, path, date in _candidates(home, words)
    ]
    vocabulary: set[str] = set().union(*(own for post, own in found))
    likeness = {word: _likeness(word, vocabulary) for word in words}
    scored = [(_score(own, likeness), post) for post, own in found]
    best = max((score for score, post in scored), default=0)
    near = [(score, post) for score, post in scored if score >= max(LEAST_SHARE, best / 2)]
    near.sort(key=lambda pair: (pair[0], pair[1].date), reverse=True)
    return [post for score, post in near[:MOST_POSTS]]


def newest_posts(home: Page) -> list[NearPost]:
    """The few newest below ``home``, where none is near."""
    posts = BlogPage.objects.descendant_of(home).listed()[:NEWEST_POSTS]
    return [
        NearPost(title, _address(home, path), date)
        for title, path, date in posts.values_list("title", "url_path", "date")
    ]


def _address(home: Page, url_path: str) -> str:
    return iri_to_uri(f"/{url_path.removeprefix(home.url_path)}")


def _may_be_a_title(part: str) -> bool:
    return not (FILE.match(part) or NUMBERS.fullmatch(part) or part.lower() in LISTS)


def _words_in(text: str) -> list[str]:
    """As slugs have them. Two letters of the Latin alphabet say nothing; two of another may be a word."""
    words = WORD.findall(unicodedata.normalize("NFKC", text).lower())
    return [word for word in words if len(word.encode()) > 2]


def _cut(words: list[str]) -> list[str]:
    left = MOST_LETTERS
    cut = []
    for word in words:
        cut.append(word[:left])
        left -= len(cut[-1])
    return [word for word in cut if word]


def _telling(words: list[str]) -> list[str]:
    """The longest; short ones beside them stand in every other title, and each one costs."""
    longest = sorted(words, key=len, reverse=True)
    return [word for word in longest[:MOST_TELLING] if 2 * len(word) > len(longest[0])]


def _pieces(word: str) -> list[str]:
    if len(word) < 4:
        return [word]
    half = max(3, len(word) // 2)
    return [word[:half], word[-half:]]


def _candidates(home: Page, words: list[str]) -> QuerySet:
    """Those whose addresses have most of the pieces first, of these the newest; then those whose titles have one.

    Titles are looked through for the ends of words, which no capital letter hides: to fold them would cost more than
    everything else.
    """
    pieces = [_pieces(word) for word in _telling(words)]
    in_slug = [Q(slug__contains=piece) for of_word in pieces for piece in of_word]
    in_title = [Q(title__contains=of_word[-1]) for of_word in pieces]
    count = reduce(add, [Case(When(test, then=Value(1)), default=Value(0)) for test in in_slug])
    posts = BlogPage.objects.descendant_of(home).listed().filter(reduce(or_, [*in_slug, *in_title]))
    return posts.order_by(count.desc(), "-date").values_list("slug", "title", "url_path", "date")[:MOST_CANDIDATES]


def _likeness(word: str, vocabulary: set[str]) -> dict[str, float]:
    """How near each word is that is near at all: 1 for the same."""
    pieces = _pieces(word)
    alike = (other for other in vocabulary if any(piece in other for piece in pieces))
    ratios = {other: SequenceMatcher(None, word, other, autojunk=False).ratio() for other in alike}
    return {other: ratio for other, ratio in ratios.items() if ratio >= LEAST_LIKENESS}


def _score(own: set[str], likeness: dict[str, dict[str, float]]) -> float:
    """The share of the letters asked for that a post with ``own`` words has."""
    best = ((len(word), max((near[one] for one in own & near.keys()), default=0)) for word, near in likeness.items())
    return sum(letters * ratio for letters, ratio in best) / sum(map(len, likeness))
