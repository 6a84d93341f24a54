"""The date and time of a post are those of its first publishing, unless somebody chose others."""

import datetime
from typing import Any

from django.utils import timezone


class DatedWhenPublished:
    """A post with ``dated_when_published`` gets its date as it is first saved for readers.

    That is where all ways of publishing meet: the button, the clock, a review, several at once.
    """

    @property
    def was_published(self: Any) -> bool:
        """Ever. What code makes may be live without a first time; one without a key only says that it is live."""
        return self.pk is not None and (self.live or self.first_published_at is not None)

    def save(self: Any, *args: Any, **kwargs: Any) -> None:
        # Wagtail stores a new post that is to go live later as live for a moment.
        is_due_later = self.go_live_at is not None and self.go_live_at > timezone.now()
        if self.dated_when_published and self.live and not is_due_later and "update_fields" not in kwargs:
            self.date, self.time = on_the_wall(self.first_published_at)
            self.dated_when_published = False
        super().save(*args, **kwargs)  # type: ignore[misc]

    def with_content_json(self: Any, content: dict[str, Any]) -> Any:
        """What was written before the first publishing and is looked at after it has the date that readers know."""
        version = super().with_content_json(content)  # type: ignore[misc]
        if version.dated_when_published and self.was_published:
            version.date, version.time, version.dated_when_published = self.date, self.time, False
        return version


def on_the_wall(moment: datetime.datetime | None = None) -> tuple[datetime.date, datetime.time]:
    """That moment, or now, by the clock of the site."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return local.date(), local.time().replace(second=0, microsecond=0)
