"""What is done once, for all that was written: indexes, what is kept of pages, statistics."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends

from blog.kept import forget, forgetting_once
from blog.models import Author, BlogPage, Topic
from home.demo.work import gather_statistics
from images.models import CustomImage
from wordpress.importing.batches import in_batches
from wordpress.importing.holding import ToBeStopped, beat
from wordpress.importing.progress import Progress
from wordpress.models import ImportedBlog, ImportedItem, ImportRun

AT_ONCE = 200


def end(run: ImportRun, blog: ImportedBlog, progress: Progress) -> None:
    """Can be interrupted and gone on with like all that came before."""
    waiting = blog.items.filter(waits_for_index=True)
    run.step, run.done, run.total = _("index"), 0, waiting.count()
    progress.begin(run.step, run.total)
    if run.total:
        _index_named(blog)
    keys = list(waiting.order_by("type", "pk").values_list("pk", flat=True))
    for batch in in_batches(keys, AT_ONCE):
        with forgetting_once(), transaction.atomic():
            _index_items(list(blog.items.filter(pk__in=batch).defer("raw")))
            run.done += len(batch)
            beat(run)
        progress.advance(by=len(batch))
        if progress.is_to_stop:
            raise ToBeStopped
    gather_statistics()
    forget()


def _index_items(items: list[ImportedItem]) -> None:
    things = [*_pages(items), *_images(items), *_documents(items)]
    things.sort(key=lambda thing: type(thing).__name__)
    for model, group in groupby(things, type):
        of_one_kind = list(group)
        index(model, of_one_kind)
        write_references(of_one_kind)
    ImportedItem.objects.filter(pk__in=[item.pk for item in items]).update(waits_for_index=False)


def _pages(items: list[ImportedItem]) -> Iterable[models.Model]:
    keys = [item.page_id for item in items if item.page_id]
    yield from BlogPage.get_indexed_objects().filter(pk__in=keys)
    yield from Page.objects.filter(pk__in=keys).not_type(BlogPage).specific()


def _images(items: list[ImportedItem]) -> Iterable[models.Model]:
    yield from CustomImage.objects.filter(pk__in=[item.image_id for item in items if item.image_id])


def _documents(items: list[ImportedItem]) -> Iterable[models.Model]:
    yield from get_document_model().objects.filter(pk__in=[item.document_id for item in items if item.document_id])


def _index_named(blog: ImportedBlog) -> None:
    """A few hundred at most: all that came from the old blog, each time."""
    index(Topic, list(Topic.objects.filter(pk__in=blog.terms.values("topic"))))
    index(Tag, list(Tag.objects.filter(pk__in=blog.terms.values("tag"))))
    index(Author, list(Author.objects.filter(pk__in=blog.people.values("author"))))


def index(model: type[models.Model], things: list[Any]) -> None:
    if not hasattr(model, "get_indexed_objects"):
        return
    for backend in get_search_backends():
        backend.add_bulk(model, things)


def write_references(things: list[Any]) -> None:
    """What Wagtail's ``create_or_update_for_object`` leaves of each, in two statements for all of one model."""
    if not things or not ReferenceIndex.is_indexed(type(things[0])):
        return
    model = ContentType.objects.get_for_model(type(things[0]))
    base = ReferenceIndex._get_base_content_type(things[0])
    keys = [str(thing.pk) for thing in things]
    ReferenceIndex.objects.filter(base_content_type=base, object_id__in=keys).delete()
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            base_content_type=base,
            content_type=model,
            object_id=thing.pk,
            to_content_type_id=content_type,
            to_object_id=key,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for thing in things
        for content_type, key, model_path, content_path in set(ReferenceIndex._extract_references_from_object(thing))
    )
