from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import Page

from wordpress.models.blog import ImportedBlog
from wordpress.models.run import ImportRun


class ItemState(models.TextChoices):
    """What the last run made of an item; one that waits is written down, and not yet made anything of."""

    WAITING = "waiting", _("Waiting")
    CREATED = "created", _("Came over")
    UPDATED = "updated", _("Brought up to date")
    UNCHANGED = "unchanged", _("Unchanged")
    SKIPPED = "skipped", _("Left out")


class ImportedItem(models.Model):
    """One item of an export, and what it has become here: at most one of ``page``, ``image`` and ``document``.

    Ids repeat in real exports: an item is known by its ``key``, which type, id, guid and number among equals go into.
    It is written down as soon as it is read, and everything else is made from what is written down: that is why a
    run that was killed goes on, and why the order of a file doesn't matter.
    """

    blog = models.ForeignKey(ImportedBlog, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=64)
    type = models.CharField(max_length=40)
    status = models.CharField(max_length=40, blank=True)  # there: "publish", "draft"
    title = models.CharField(max_length=255, blank=True)
    date = models.CharField(max_length=19, blank=True)  # there, on the wall: "2009-12-31 23:59:59"
    menu_order = models.IntegerField(default=0)
    wp_id = models.BigIntegerField()
    parent_id_there = models.BigIntegerField(default=0)
    # The path of its own address there, un-%-encoded, without slashes around it: "2009/12/a-post". Digest: indexed.
    path = models.TextField(blank=True)
    path_digest = models.CharField(max_length=64, blank=True, db_index=True)
    slug = models.CharField(max_length=255, blank=True)
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    image = models.ForeignKey(get_image_model_string(), null=True, on_delete=models.SET_NULL, related_name="+")
    document = models.ForeignKey(
        getattr(settings, "WAGTAILDOCS_DOCUMENT_MODEL", "wagtaildocs.Document"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Of the source as ``raw`` has it, and as it was when something was last made of it ("": never): tells what
    # changed there. The revision that was written then tells what was edited here.
    source_hash = models.CharField(max_length=64, blank=True)
    written_hash = models.CharField(max_length=64, blank=True)
    written_revision: Any = models.BigIntegerField(null=True)
    # Something that its text speaks of was not there yet; what stands here is not in the indexes yet.
    waits_for_others = models.BooleanField(default=False)
    waits_for_index = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=ItemState, default=ItemState.WAITING)
    reason = models.CharField(max_length=255, blank=True)
    notes = models.JSONField(default=dict, blank=True)
    # Its bytes in the export, compressed by zlib, without what is nobody's business: wordpress.importing.kept_raw.
    raw = models.BinaryField(default=bytes)
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.SET_NULL, related_name="items")
    made_by = models.ForeignKey(ImportRun, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blog", "key"], name="wordpress_one_item_of_a_key")]
        indexes = [
            models.Index(fields=["blog", "wp_id"], name="wordpress_items_by_id"),
            models.Index(fields=["blog", "type", "date"], name="wordpress_items_by_date"),
        ]

    # What is written down here is no use of a page, picture or topic.
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.type} {self.wp_id}"
