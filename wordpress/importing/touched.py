"""Whether somebody has had a hand in what an import made."""

from typing import Any

from wagtail.models import ModelLogEntry, Page, PageLogEntry

from wordpress.models import ImportedItem


def is_page_touched(row: ImportedItem, page: Page) -> bool:
    """A newer version, or an entry in its history with somebody's name: moved, taken down, restricted."""
    if page.latest_revision_id != row.written_revision:
        return True
    return PageLogEntry.objects.filter(page=page.pk, user_id__isnull=False).exists()


def is_touched(thing: Any) -> bool:
    """A picture, file, topic or author."""
    entries = ModelLogEntry.objects.for_instance(thing)
    return entries.filter(user_id__isnull=False).exists() or getattr(thing, "latest_revision_id", None) is not None
