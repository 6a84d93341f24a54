"""Who may see a post here, by what it was there."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wordpress.importing.dates import When
from wordpress.importing.options import Options
from wordpress.wxr.facts import Item


@dataclass(frozen=True)
class Visibility:
    """``note`` is what an editor should know of it, "" where there is nothing to say."""

    live: bool
    note: str = ""
    go_live_at: datetime.datetime | None = None
    password: str = ""
    for_signed_in: bool = False

    @property
    def is_restricted(self) -> bool:
        return bool(self.password) or self.for_signed_in


def visibility_of(item: Item, when: When | None, options: Options, now: datetime.datetime) -> Visibility:
    if item.status == "publish":
        if when is None:
            return Visibility(False, _("It has no date, so it is a draft: give it one, and publish it."))
        return Visibility(True, password=item.password[:255])
    if item.status == "private":
        return _private(options)
    if item.status == "future":
        return _scheduled(when, now)
    return Visibility(False, _sentence(item.status))


def _private(options: Options) -> Visibility:
    if options.private == "login":
        return Visibility(True, for_signed_in=True)
    return Visibility(False, _("It was private there, so it is a draft here."))


def _scheduled(when: When | None, now: datetime.datetime) -> Visibility:
    """A day that has passed meanwhile publishes nothing by itself."""
    if when is None or when.moment <= now:
        return Visibility(False, _("It was scheduled there for a day that has passed, so it is a draft here."))
    return Visibility(False, go_live_at=when.moment)


def _sentence(status: str) -> str:
    if status == "draft":
        return ""
    if status == "pending":
        return _("It was waiting for a review there. Here it is a draft.")
    if status == "trash":
        return _("It was in the bin there. Here it is a draft.")
    return _("Its state there, “%(status)s”, is not known here, so it is a draft.") % {"status": status[:40]}
