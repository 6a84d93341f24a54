"""What readers looked for, counted by day; nothing about who they were."""

import datetime
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Site

from blog.models import BlogPage
from search.letters import clean
from search.models import LoggedSearch, SearchSettings
from search.wanted import Wanted

logger = logging.getLogger(__name__)
MOST_CHARACTERS = 200
MOST_A_DAY = 2_000  # different searches of a site: beyond that, only those go on being counted that are there
MOST_OPENED = 20  # posts that one search is believed to have led to
# Milliseconds that a reader's page waits for somebody else who writes; by config/settings.py it would be 20,000.
PATIENCE = 100


def log(wanted: Wanted, results: int) -> None:
    """Count a search, unless it is only another page, order or facet of one.

    ``results`` is how many posts have what was asked for, before anything was done so that something is found.
    A database that is busy loses the search, never the reader's page.
    """
    words = as_logged(wanted.query.typed)
    if not wanted.is_first or not words:
        return
    try:
        with _impatiently(), transaction.atomic():
            _count(wanted.site, words, results)
    except DatabaseError as error:
        logger.warning("A search was not counted: %s", error)


def is_typed(request: HttpRequest) -> bool:
    """Whether somebody is shown the page: it is no picture on another site, and no browser that looks ahead."""
    is_page = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    return request.method == "GET" and is_page and "Sec-Purpose" not in request.headers


def clicked(site: Site, words: str, post: int) -> None:
    """Count that a post was opened from what was found, if it is one that readers find and the search is of today."""
    search = _today(site).filter(words=as_logged(words), clicks__lt=F("times") * MOST_OPENED)
    try:
        if BlogPage.objects.descendant_of(site.root_page).listed().filter(pk=post).exists():
            with _impatiently(), transaction.atomic():
                search.update(clicks=F("clicks") + 1)
    except DatabaseError as error:
        logger.warning("That a post was opened was not counted: %s", error)


def as_logged(text: str) -> str:
    """Small letters on one line: what differs in nothing else is the same search."""
    return clean(text).lower()[:MOST_CHARACTERS].strip()


def forget_old() -> None:
    """Delete what is older than the owner of each site wants it kept."""
    for site in Site.objects.all():
        first = timezone.localdate() - datetime.timedelta(days=SearchSettings.of(site).days_kept)
        LoggedSearch.objects.filter(site=site, day__lt=first).delete()


def _count(site: Site, words: str, results: int) -> None:
    today = _today(site)
    if today.filter(words=words).update(times=F("times") + 1, results=results) or today.count() >= MOST_A_DAY:
        return
    search = LoggedSearch(site=site, day=timezone.localdate(), words=words, times=1, results=results)
    # Two who ask the same for the first time in the same instant may count as one.
    LoggedSearch.objects.bulk_create([search], ignore_conflicts=True)


def _today(site: Site) -> QuerySet[LoggedSearch]:
    return LoggedSearch.objects.filter(site=site, day=timezone.localdate())


@contextmanager
def _impatiently() -> Iterator[None]:
    """Statements on SQLite wait for whoever else writes, but not for long."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
