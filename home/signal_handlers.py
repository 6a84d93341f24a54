"""What changes what readers see: what is kept of pages ends, cards and names follow, renditions are made."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from taggit.models import TagBase
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from blog.kept import forget
from blog.models import BlogPage
from blog.post_pictures import by_picture, uses_in
from home.cards import bring_card_up_to_date
from home.models import Heartbeat, SiteSettings, StandardPage
from images.models import CustomRendition, ReplacedFile
from images.signals import pictures_changed
from images.tasks import make_in_background

OWN_APPS = {"blog", "home", "images"}
NOT_SEEN = (CustomRendition, Heartbeat, ReplacedFile)
# What saving a draft writes to the page itself: nothing that a reader sees, every few seconds.
OF_A_DRAFT = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}
OTHERS = (AbstractDocument, Page, PageViewRestriction, Site, TagBase)


def forget_what_was_saved(sender: type[Model], update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    if sender in NOT_SEEN or (update_fields and update_fields <= OF_A_DRAFT):
        return
    if sender._meta.app_label in OWN_APPS or issubclass(sender, OTHERS):
        forget()


def follow_with_card(sender: type[BlogPage], instance: BlogPage, **kwargs: Any) -> None:
    post_id = instance.pk  # a post that is being deleted has none afterwards
    transaction.on_commit(lambda: bring_card_up_to_date.enqueue(post_id))


def make_renditions_of_page(sender: type[StandardPage], instance: StandardPage, **kwargs: Any) -> None:
    make_in_background(by_picture(uses_in(instance.body)))


def name_site(sender: type[SiteSettings], instance: SiteSettings, **kwargs: Any) -> None:
    """Wagtail's own record of the site says the same name: feeds, which don't know these settings, have it there."""
    Site.objects.filter(pk=instance.site_id).update(site_name=instance.name)


def register() -> None:
    for signal in (post_save, post_delete):
        signal.connect(forget_what_was_saved)
    for signal in (page_published, page_unpublished, post_page_move, page_slug_changed, m2m_changed):
        signal.connect(forget)
    pictures_changed.connect(forget)
    for signal in (page_published, page_unpublished):
        signal.connect(follow_with_card, sender=BlogPage)
    post_save.connect(name_site, sender=SiteSettings)
    page_published.connect(make_renditions_of_page, sender=StandardPage)
