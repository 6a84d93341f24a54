"""Indexing that nobody waits for: what others than the post itself changed in what it is found by."""

from collections.abc import Callable, Iterable
from itertools import islice

from django.db.models import Q, QuerySet
from django_tasks import task
from wagtail.search.backends import get_search_backend

from blog.models import BlogPage
from blog.picture_uses import picture_uses

AT_ONCE = 200  # posts in one transaction


@task()
def index_posts_with(kind: str, keys: list[int]) -> None:
    """Every post that carries one of these pictures, topics, tags or authors (its blog's, where it names nobody)."""
    posts = list(JOINED[kind](keys).values_list("pk", flat=True).distinct())
    for start in range(0, len(posts), AT_ONCE):
        index_posts(posts[start : start + AT_ONCE])


def index_posts(keys: Iterable[int]) -> None:
    posts = BlogPage.get_indexed_objects().filter(pk__in=keys)
    get_search_backend().add_bulk(BlogPage, list(posts))


def _with_pictures(keys: list[int]) -> QuerySet:
    shown = picture_uses().filter(to_object_id__in=map(str, keys)).values_list("object_id", flat=True)
    return BlogPage.objects.filter(pk__in=list(islice(map(int, shown.iterator()), 100_000)))


JOINED: dict[str, Callable[[list[int]], QuerySet]] = {
    "picture": _with_pictures,
    "topic": lambda keys: BlogPage.objects.filter(topics__in=keys),
    "tag": lambda keys: BlogPage.objects.filter(tagged_items__tag__in=keys),
    "author": lambda keys: BlogPage.objects.filter(
        Q(post_authors__author__in=keys) | Q(blog__blog_authors__author__in=keys)
    ),
    "blog": lambda keys: BlogPage.objects.filter(blog__in=keys).exclude(post_authors__author__live=True),
}
