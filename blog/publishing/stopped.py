"""A post that was due and was not published: it is off the schedule, and its editors know."""

import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.admin.mail import send_mail
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.users.models import UserProfile

from blog.publishing.lacks import Complaint, verdict_on
from blog.publishing.sentences import form_of, sentences_for

# What Wagtail's command and home/schedule.py call it when the clock publishes.
BY_THE_CLOCK = "wagtail.publish.scheduled"
STOPPED = "blog.publish.stopped"


def stop_on_time(page: Page, revision: Revision, complaints: list[Complaint]) -> None:
    """The version stays a draft and is not tried again; the page's history says why."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    sentences = [str(sentence) for sentence in sentences_for(complaints, page)]
    log(page, STOPPED, revision=revision, data={"sentences": sentences})
    transaction.on_commit(partial(tell_editors.enqueue, page.pk, revision.pk))


def stopped_at(page: Page) -> datetime.datetime | None:
    """When the version that is worked on was due and not published; None when it never was."""
    if not page.has_unpublished_changes:
        return None
    stops = PageLogEntry.objects.filter(page=page.pk, action=STOPPED, revision=page.latest_revision_id)
    since = Q(timestamp__gt=F("page__last_published_at")) | Q(page__last_published_at=None)
    return stops.filter(since).values_list("timestamp", flat=True).first()


@task()
def tell_editors(page_id: int, revision_id: int) -> None:
    """By mail, each in their own language: whoever wrote that version, and whoever began the post."""
    revision = Revision.objects.filter(pk=revision_id).first()
    page = Page.objects.filter(pk=page_id).first()
    if page is None or revision is None:
        return
    for user in _editors(page, revision):
        with translation.override(_language_of(user)):
            _mail(user, page.specific, revision)


def _editors(page: Page, revision: Revision) -> QuerySet[Any]:
    people = get_user_model().objects.filter(pk__in=[revision.user_id, page.owner_id], is_active=True)
    return people.exclude(email="").order_by("pk")


def _language_of(user: AbstractUser) -> str:
    return UserProfile.get_for_user(user).get_preferred_language()


def _mail(user: AbstractUser, page: Page, revision: Revision) -> None:
    title = revision.content["title"]
    words = {
        "title": title,
        "sentences": sentences_for(verdict_on(page, revision).stopping, page),
        "address": f"{settings.WAGTAILADMIN_BASE_URL}{form_of(page)}",
    }
    subject = " ".join((_("“%(title)s” was not published") % {"title": title}).split())
    send_mail(subject, render_to_string("blog/mails/stopped.txt", words), [user.email])
