"""The gate that everything published goes through, whoever publishes it: a person, a review, the clock, or code."""

import logging
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page, Revision

from blog.publishing.lacks import Complaint, verdict_on, verdict_on_page
from blog.publishing.sentences import sentences_for
from blog.publishing.stopped import BY_THE_CLOCK, stop_on_time

logger = logging.getLogger(__name__)


class NotToBePublished(ValidationError):
    """``page`` stays as it is: its pictures lack what the site's settings ask for.

    ``messages`` says what, in sentences for whoever publishes it.
    """

    def __init__(self, page: Page, complaints: list[Complaint]) -> None:
        super().__init__([str(sentence) for sentence in sentences_for(complaints, page)], code="pictures")
        self.page = page
        self.complaints = complaints


class MayNotBeCopied:
    """A page that is not copied as published while it, or a page below that is copied along, may not be published."""

    def copy(self: Any, recursive: bool = False, *args: Any, keep_live: bool = True, **kwargs: Any) -> Page:
        if keep_live:
            refuse_live_copies(self, recursive=recursive)
        return super().copy(recursive, *args, keep_live=keep_live, **kwargs)  # type: ignore[misc]


class PicturesChecked(MayNotBeCopied):
    """A post or page that is published only with what its site asks of pictures. Drafts are always saved."""

    body: Any

    def publish(
        self: Any,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None:
        """Raises NotToBePublished before anything is changed.

        When the clock publishes there is nobody to raise it to: the post is taken off the schedule and its editors
        are told, so that the others of a run go on.
        """
        verdict = verdict_on(self, revision)
        # Whoever may not publish anything is told so by Wagtail.
        if verdict.stopping and (not user or skip_permission_checks or self.permissions_for_user(user).can_publish()):
            if log_action == BY_THE_CLOCK:
                return stop_on_time(self, revision, verdict.stopping)
            raise NotToBePublished(self, verdict.stopping)
        for sentence in sentences_for(verdict.warning, self):
            logger.warning("“%s” is published all the same: %s", self, sentence)
        return super().publish(  # type: ignore[misc]
            revision,
            user=user,
            changed=changed,
            log_action=log_action,
            previous_revision=previous_revision,
            skip_permission_checks=skip_permission_checks,
        )


def refuse_live_copies(page: Page, *, recursive: bool) -> None:
    """Raise NotToBePublished for the first of the published pages that may not be published once more."""
    for original in _published(page, recursive):
        if isinstance(original, PicturesChecked) and (stopping := verdict_on_page(original).stopping):
            raise NotToBePublished(original, stopping)


def _published(page: Page, recursive: bool) -> Iterator[Page]:
    if recursive:
        yield from page.get_descendants(inclusive=True).live().specific().iterator()
    elif page.live:
        yield page.specific
