"""Indexing that nobody waits for: what others than the post itself changed in what it is found by."""

from collections.abc import Callable, Sequence
from itertools import islice

from django.db.models import Q, QuerySet
from django_tasks import task
from wagtail.search.backends import get_search_backend

from blog.models import BlogPage
from blog.picture_uses import picture_uses


@task()
def index_posts_with(kind: str, keys: list[int]) -> None:
    """Every post that carries one of these pictures, topics, tags or authors (its blog's, where it names nobody)."""
    index_posts(posts_with(kind, keys))


@task()
def index_these_posts(keys: list[int]) -> None:
    index_posts(keys)


def posts_with(kind: str, keys: list[int]) -> list[int]:
    return list(JOINED[kind](keys).values_list("pk", flat=True).distinct())


def index_posts(keys: Sequence[int]) -> None:
    get_search_backend().get_index_for_model(BlogPage).add_keys(BlogPage, keys)


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
