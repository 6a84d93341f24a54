"""Pages as rows: what Wagtail does one by one and with a dozen queries each, done once for a page that is complete."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Page, Revision


def add_below(parent: Page, page: Page) -> None:
    """As ``parent.add_child(instance=page)``, but nothing is validated: an old post is as it is."""
    below = Page.objects.filter(depth=parent.depth + 1, path__startswith=parent.path)
    last = below.order_by("-path").values_list("path", flat=True).first()
    step = Page._str2int(last[-Page.steplen :]) + 1 if last else 1
    page.depth, page.numchild = parent.depth + 1, 0
    page.path = Page._get_path(parent.path, page.depth, step)
    page.locale_id, page.draft_title = parent.locale_id, page.title
    page._cached_parent_obj = parent
    page._is_site_root = False  # otherwise asked for at every save
    page.save(clean=False)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)


def write_again(page: Page) -> None:
    page.draft_title = page.title
    page.save(clean=False)


def write_revision(page: Page, at: datetime.datetime, scheduled: bool = False) -> int:
    """The version that stands on ``page``, as its newest one. Its key."""
    revision = Revision(
        content_type=ContentType.objects.get_for_model(type(page)),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        object_str=str(page),
        content=page.serializable_data(),
        created_at=at,
        approved_go_live_at=page.go_live_at if scheduled else None,
    )
    if page.latest_revision_id:
        # Of several versions, only the newest is published by the clock.
        Revision.objects.for_instance(page).exclude(approved_go_live_at=None).update(approved_go_live_at=None)
    Revision.objects.bulk_create([revision])
    Page.objects.filter(pk=page.pk).update(
        latest_revision=revision,
        live_revision=revision if page.live else None,
        latest_revision_created_at=at,
        has_unpublished_changes=not page.live,
    )
    return revision.pk
