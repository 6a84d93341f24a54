"""What is suggested to a reader while they type: posts, topics, authors and makers of pictures."""

import logging
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from django.db import DatabaseError
from django.db.models import Manager
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from blog.credits import makers_of
from blog.kept import keep
from blog.lists.lines import address_at
from blog.models import Author, BlogPage, BlogPageAuthor, Topic
from blog.querysets import BlogPageQuerySet
from search.backends import engine
from search.backends.engine import BROKEN, tokens
from search.found import keys_of
from search.known import blogs_of
from search.letters import clean, fold, words_in
from search.terms import All, Beginning, In, Word

logger = logging.getLogger(__name__)
FEWEST_LETTERS = 3
MOST_LETTERS = 100
MOST_POSTS = 5
MOST_NAMES = 3


class Suggestion(NamedTuple):
    """``kind`` says in a word what it is."""

    kind: str
    label: str
    url: str


class Name(NamedTuple):
    label: str
    url: str
    words: list[str]


def suggestions_for(typed: str, site: Site) -> list[Suggestion]:
    """The few that go on as ``typed`` does. Three queries at most, and none where names are kept."""
    typed = clean(typed)[:MOST_LETTERS]
    if len(typed) < FEWEST_LETTERS:
        return []
    names = [
        (_("Topic"), keep(f"topic-names:{site.pk}", lambda: _topics(site))),
        (_("Author"), keep(f"author-names:{site.pk}", lambda: _authors(site))),
        (_("Picture credit"), keep(f"maker-names:{site.pk}", lambda: _makers(site))),
    ]
    of_names = [Suggestion(kind, name.label, name.url) for kind, known in names for name in _beginning(typed, known)]
    return [*_posts_unless_broken(typed, site), *of_names]


def _posts_unless_broken(typed: str, site: Site) -> list[Suggestion]:
    try:
        return list(_posts(typed, site))
    except DatabaseError:
        logger.exception(BROKEN)
        return []


def _posts(typed: str, site: Site) -> Iterator[Suggestion]:
    """The newest whose titles have all the words, the last of them perhaps unfinished."""
    *whole, last = tokens(typed) or [""]
    match = engine().match(In(("beginnings",), All((*map(Word, whole), Beginning(last)))), english=False)
    if match is None:
        return
    found = _posts_of(site).filter(pk__in=keys_of(match)).values_list("title", "url_path")
    for title, url_path in found[:MOST_POSTS]:
        yield Suggestion(_("Post"), title, address_at(site, url_path))


def _beginning(typed: str, names: Iterable[Name]) -> Iterator[Name]:
    """Those in which each word of ``typed`` begins a word."""
    wanted = _plain_words(typed)
    fitting = (name for name in names if all(any(own.startswith(word) for own in name.words) for word in wanted))
    return islice(fitting, MOST_NAMES)


def _topics(site: Site) -> list[Name]:
    return _lists_of(site, Topic.objects, _posts_of(site).order_by().values_list("topics", "blog").distinct())


def _authors(site: Site) -> list[Name]:
    """Those of a blog have a page even if no post names them."""
    bylines = BlogPageAuthor.objects.filter(page__in=_posts_of(site).order_by().values("pk")).order_by()
    beside = blogs_of(site).values_list("blog_authors__author", "pk")
    return _lists_of(site, Author.objects, [*bylines.values_list("author", "page__blog").distinct(), *beside])


def _lists_of(site: Site, subjects: Manager, where: Iterable[tuple[int, int]]) -> list[Name]:
    """Each that is published, with its address in one of the blogs that it has posts in."""
    paths = dict(blogs_of(site).values_list("pk", "url_path"))
    blogs = {subject: paths[blog] for subject, blog in where if blog in paths}
    found = subjects.filter(live=True, pk__in=[pk for pk in blogs if pk])
    return [_name(one.name, f"{address_at(site, blogs[one.pk])}{one.part}") for one in found]


def _makers(site: Site) -> list[Name]:
    return [_name(maker.name, reverse("maker", args=(slug,))) for slug, maker in makers_of(site).items()]


def _name(label: str, url: str) -> Name:
    return Name(label, url, _plain_words(label))


def _plain_words(text: str) -> list[str]:
    return words_in(fold(text))


def _posts_of(site: Site) -> BlogPageQuerySet:
    return BlogPage.objects.descendant_of(site.root_page).listed()
