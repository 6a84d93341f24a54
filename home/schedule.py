"""What is due: posts, pages and snippets published or taken down at the time their editor chose, pictures ended."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from images.ending import due_to_end, end

logger = logging.getLogger(__name__)


def publish_due() -> None:
    """Publish what is due and take down what has expired.

    Does what Wagtail's ``publish_scheduled`` does, but one that fails is logged, left as it was, and
    tried again the next time; ``publish_scheduled`` would stop there, and at every later run too.
    """
    for expired in _expired():
        _do(_take_down, expired)
    for revision in _due():
        _do(_publish, revision)
    for picture in due_to_end():
        _do(end, picture)


def _do(step: Callable[[Any], None], subject: Any) -> None:
    try:
        with transaction.atomic():
            step(subject)
    except Exception:  # whatever is wrong with this one, the others are still due
        logger.exception("“%s” could not be published or taken down on time; it is tried again.", subject)


def _take_down(expired: Any) -> None:
    expired.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _expired() -> Iterator[Any]:
    drafts = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in [Page, *(model for model in drafts if not issubclass(model, Page))]:
        yield from list(model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at"))


def _due() -> list[Revision]:
    return list(Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"))
