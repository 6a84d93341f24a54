"""In which state a post is, in the words of the people who write it."""

from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import PageLogEntry, Revision, WorkflowState, get_default_page_content_type

from blog.models import BlogPage
from blog.publishing.stopped import STOPPED

PAGE_ID = Cast(OuterRef("pk"), CharField())


class PostState(models.TextChoices):
    DRAFT = "draft", gettext_lazy("Draft")
    REVIEW = "review", gettext_lazy("Waiting for review")
    SCHEDULED = "scheduled", gettext_lazy("Goes live by itself")
    STOPPED = "stopped", gettext_lazy("Was due; its pictures lack something")
    PUBLISHED = "published", gettext_lazy("Published")
    CHANGED = "changed", gettext_lazy("Published, with unpublished changes")
    TAKEN_DOWN = "taken-down", gettext_lazy("Taken down")


def with_states(posts: QuerySet[BlogPage]) -> QuerySet[BlogPage]:
    """Each with its ``state``, one of PostState, and ``goes_live_at``: when an editor has told it to."""
    scheduled = Revision.page_revisions.filter(object_id=PAGE_ID, approved_go_live_at__isnull=False)
    reviews = WorkflowState.objects.filter(
        base_content_type=get_default_page_content_type(),
        object_id=PAGE_ID,
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    stops = PageLogEntry.objects.filter(page=OuterRef("pk"), action=STOPPED, revision=OuterRef("latest_revision"))
    since = Q(timestamp__gt=F("page__last_published_at")) | Q(page__last_published_at=None)
    return posts.annotate(
        goes_live_at=Subquery(scheduled.values("approved_go_live_at")[:1]),
        state=Case(
            When(Exists(scheduled), then=Value(PostState.SCHEDULED)),
            When(Exists(reviews), then=Value(PostState.REVIEW)),
            When(Exists(stops.filter(since)), has_unpublished_changes=True, then=Value(PostState.STOPPED)),
            When(live=True, has_unpublished_changes=True, then=Value(PostState.CHANGED)),
            When(live=True, then=Value(PostState.PUBLISHED)),
            When(first_published_at__isnull=False, then=Value(PostState.TAKEN_DOWN)),
            default=Value(PostState.DRAFT),
        ),
    )


def words_for_state(post: BlogPage) -> str | Promise:
    """Of a post that ``with_states`` has been at."""
    if post.state != PostState.SCHEDULED:
        return PostState(post.state).label
    when = date_format(timezone.localtime(post.goes_live_at), "D M j, H:i")
    sentence = _("Published; changes go live %(when)s") if post.live else _("Goes live %(when)s")
    return sentence % {"when": when}
