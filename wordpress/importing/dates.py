"""When something was written: on the wall of whoever wrote it, and in UTC."""

import datetime
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from django.utils import timezone

from wordpress.wxr.facts import Item


@dataclass(frozen=True)
class When:
    """``wall`` is what readers saw, without a zone; ``moment`` is in UTC."""

    wall: datetime.datetime
    moment: datetime.datetime
    modified: datetime.datetime


def when_of(item: Item) -> When | None:
    """None where an item doesn't say: ``0000-00-00 00:00:00``, as drafts have it, says nothing."""
    wall, moment = stamp(item.date), _utc(stamp(item.date_gmt))
    if wall is None and moment is None:
        moment = _published(item.pub_date)
    if wall is None and moment is None:
        return None
    if wall is None and moment is not None:
        wall = timezone.make_naive(moment, timezone.get_default_timezone())
    assert wall is not None  # noqa: S101
    moment = moment or aware(wall)
    modified = _utc(stamp(item.modified_gmt)) or _local(stamp(item.modified)) or moment
    return When(wall, moment, max(modified, moment))


def stamp(text: str) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(text.strip()[:19])
    except ValueError:
        return None
    # What lies at either end of time can't be moved into another zone.
    return found.replace(tzinfo=None) if 1 < found.year < 9999 else None


def aware(wall: datetime.datetime) -> datetime.datetime:
    """By the clock of this site."""
    return timezone.make_aware(wall, timezone.get_default_timezone()).astimezone(datetime.UTC)


def offset_in_minutes(item: Item) -> int | None:
    """How far the clock of the old blog was ahead of UTC, where the item says both."""
    wall, utc = stamp(item.date), stamp(item.date_gmt)
    return round((wall - utc).total_seconds() / 60) if wall and utc else None


def _utc(found: datetime.datetime | None) -> datetime.datetime | None:
    return found.replace(tzinfo=datetime.UTC) if found else None


def _local(found: datetime.datetime | None) -> datetime.datetime | None:
    return aware(found) if found else None


def _published(text: str) -> datetime.datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    found = found if found.tzinfo else found.replace(tzinfo=datetime.UTC)
    return found.astimezone(datetime.UTC) if found.year > 1 else None
