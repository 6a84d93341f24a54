"""Every address of a blog that readers may find, with the moment it last changed: for the sitemap."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.db.models import QuerySet
from django.utils import timezone

from blog.models.post import BlogPage, BlogPageAuthor, BlogPageTag
from blog.models.topics import Topic

if TYPE_CHECKING:
    from blog.models import BlogIndexPage

ARCHIVE = "archive/"
FEEDS = ("feed/", "feed/rss/", "feed/json/")


def addresses_below(blog: "BlogIndexPage") -> dict[str, datetime.datetime]:
    """Of posts, and of the lists that have any, as they stand behind the blog's own, which is the empty one.

    A list changed when a post of it did. Six queries, however many posts there are.
    """
    posts = {pk: row for pk, *row in _rows(blog)}
    changed = {pk: last or _midnight(date) for pk, (_, date, last) in posts.items()}
    found: dict[str, datetime.datetime] = {}
    for part, pk in _parts(blog, posts):
        if pk in changed:
            found[part] = max(found.get(part, changed[pk]), changed[pk])
    return found


def list_addresses(blog: "BlogIndexPage") -> Iterator[str]:
    """Of all its lists and their feeds, as they stand behind the blog's own address."""
    posts = {pk: row for pk, *row in _rows(blog)}
    for part in {part: None for part, _ in _lists(blog, posts)}:
        yield from [part] if part else []
        yield from (f"{part}{feed}" for feed in FEEDS if part != ARCHIVE)


def _parts(blog: "BlogIndexPage", posts: dict[int, list]) -> Iterator[tuple[str, int]]:
    """Each address with each post that is found there."""
    yield from ((f"{quote(slug)}/", pk) for pk, (slug, _, _) in posts.items())
    yield from _lists(blog, posts)


def _lists(blog: "BlogIndexPage", posts: dict[int, list]) -> Iterator[tuple[str, int]]:
    for pk, (_, date, _) in posts.items():
        year = f"{date.year:04}/"  # not %Y, which on Linux leaves out the noughts of early years
        yield from ((part, pk) for part in ("", ARCHIVE, year, f"{year}{date.month:02}/"))
    yield from _topics()
    tags = BlogPageTag.objects.filter(content_object__blog=blog).exclude(tag__slug="")
    for pk, slug in tags.values_list("content_object", "tag__slug"):
        yield f"tag/{quote(slug)}/", pk
    yield from _authors(blog, posts)


def _rows(blog: "BlogIndexPage") -> QuerySet:
    listed = BlogPage.objects.of_blog(blog).listed(within=blog)
    return listed.order_by("pk").values_list("pk", "slug", "date", "last_published_at")


def _topics() -> Iterator[tuple[str, int]]:
    """A topic has the posts of its parts too."""
    topics = Topic.objects.filter(live=True).in_bulk()
    for pk, topic_id in BlogPage.topics.through.objects.values_list("blogpage", "topic"):
        topic, above = topics.get(topic_id), set()
        while topic and topic.pk not in above:
            yield topic.part, pk
            above.add(topic.pk)
            topic = topics.get(topic.parent_id)


def _authors(blog: "BlogIndexPage", posts: dict[int, list]) -> Iterator[tuple[str, int]]:
    """The blog's own authors have the posts that name nobody, too."""
    named = set()
    bylines = BlogPageAuthor.objects.filter(page__blog=blog, author__live=True)
    for pk, slug in bylines.values_list("page", "author__slug"):
        named.add(pk)
        yield f"author/{quote(slug)}/", pk
    for author in blog.shown_authors:
        yield from ((author.part, pk) for pk in posts.keys() - named)


def _midnight(date: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time()))
