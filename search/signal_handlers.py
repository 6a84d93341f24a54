"""What can be found follows what readers see.

Wagtail indexes a page when its own row is saved, which is before its topics, tags and authors are written
(https://github.com/wagtail/django-modelsearch), and knows nothing of the pictures' words: a post is indexed whole
as soon as its publishing can be read, and again when something it is found by changes elsewhere. Whoever writes replies
in bulk has ``search.tasks.index_posts`` index their posts.
What readers may not see any more needs no indexing: every search asks which posts are listed.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import DatabaseError, models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from taggit.models import Tag
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.tasks import insert_or_update_object_task
from wagtail.signals import page_published, post_page_move

from blog.kept import forget
from blog.models import Author, BlogIndexPageAuthor, BlogPage, Reply, Topic
from images.models import CustomImage
from images.signals import pictures_changed
from search.models import SearchSettings, Synonyms
from search.tasks import index_posts, index_posts_with, index_these_posts, posts_with

KINDS: dict[type[models.Model], str] = {CustomImage: "picture", Topic: "topic", Tag: "tag", Author: "author"}
# The fields that a post with it is found by.
FOUND_BY = {
    "picture": {"caption", "credit", "description", "taken_down_at", "use_until"},
    "topic": {"name", "live"},
    "tag": {"name"},
    "author": {"name", "live"},
}


def index_whole_post(sender: type[BlogPage], instance: BlogPage, **kwargs: Any) -> None:
    transaction.on_commit(partial(_index_now, instance.pk))


def index_posts_again(
    sender: type[models.Model],
    instance: models.Model,
    created: bool,
    raw: bool,
    update_fields: frozenset[str] | None,
    **kwargs: Any,
) -> None:
    kind = KINDS[sender]
    is_other = update_fields is None or FOUND_BY[kind] & update_fields
    if is_other and not created and not raw:
        _index_later(kind, [instance.pk])


def index_posts_without(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Which they are nobody can tell any more when it is gone."""
    if posts := posts_with(KINDS[sender], [instance.pk]):
        transaction.on_commit(partial(index_these_posts.enqueue, posts))


def index_posts_of_blog(sender: type[BlogIndexPageAuthor], instance: Any, **kwargs: Any) -> None:
    """Its authors are those of the posts that name nobody."""
    if kwargs["signal"] is post_delete or instance.is_new_there:
        _index_later("blog", [instance.page_id])


def note_whether_new_there(sender: type[BlogIndexPageAuthor], instance: Any, **kwargs: Any) -> None:
    """All authors of a blog are saved with it, most of them as they were."""
    instance.is_new_there = not sender.objects.filter(pk=instance.pk, author=instance.author_id).exists()


def index_posts_with_pictures(sender: Any, pictures: Iterable[int] = (), **kwargs: Any) -> None:
    if keys := list(pictures):
        _index_later("picture", keys)


def index_post_replied_to(sender: type[Reply], instance: Reply, **kwargs: Any) -> None:
    """Unless the page itself is deleted, and its replies with it. ``bulk_create`` and ``update`` send no signal."""
    origin = kwargs.get("origin", instance)
    if getattr(origin, "model", type(origin)) is Reply and not kwargs.get("raw"):
        transaction.on_commit(partial(_index_now, instance.page_id))


def _index_now(key: int) -> None:
    """At once: who publishes looks for it next. While the database is busy, the worker does it."""
    try:
        index_posts([key])
    except DatabaseError:
        insert_or_update_object_task.enqueue("blog", "blogpage", str(key))


def _index_later(kind: str, keys: list[int]) -> None:
    transaction.on_commit(partial(index_posts_with.enqueue, kind, keys))


def register() -> None:
    for moved in (page_published, post_page_move):
        moved.connect(index_whole_post, sender=BlogPage)
    pre_save.connect(note_whether_new_there, sender=BlogIndexPageAuthor)
    for changed in (post_save, post_delete):
        changed.connect(index_posts_of_blog, sender=BlogIndexPageAuthor)
    for model in KINDS:
        post_save.connect(index_posts_again, sender=model)
        pre_delete.connect(index_posts_without, sender=model)
    pictures_changed.connect(index_posts_with_pictures)
    for signal in (post_save, post_delete):
        signal.connect(index_post_replied_to, sender=Reply)
        for model in (SearchPromotion, SearchSettings, Synonyms):
            signal.connect(forget, sender=model)
