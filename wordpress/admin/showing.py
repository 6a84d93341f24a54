"""A run as its page shows it: how far it is, how long it will take."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.health import WORKER, WORKER_SILENCE
from home.models import Heartbeat
from wordpress.importing.holding import is_at_work
from wordpress.models import ImportedItem, ImportRun, RunState

# On a small machine; a picture that is fetched takes a second.
ITEMS_A_SECOND, FILES_A_SECOND, FETCHED_A_SECOND, READ_A_SECOND = 15, 8, 1, 500


@dataclass(frozen=True)
class Shown:
    """``state`` is "waiting", "working", "interrupted", "failed", "done" or "undone"."""

    run: ImportRun
    state: str

    @property
    def is_moving(self) -> bool:
        return self.state in ("waiting", "working")

    @property
    def is_undoing(self) -> bool:
        return bool(self.run.report.get("undoing"))

    @property
    def is_stopping(self) -> bool:
        return bool(self.run.report.get("stopping"))

    @property
    def has_worker(self) -> bool:
        return Heartbeat.heard_within(WORKER, WORKER_SILENCE)

    @property
    def percent(self) -> int:
        return min(100, 100 * self.run.done // self.run.total) if self.run.total else 0

    @property
    def amount(self) -> str:
        """How much of this step is done. What is read is counted in kB, all else in things."""
        return _("%(done)s of %(total)s") % {"done": self.run.done, "total": f"{self.run.total}{self._unit}"}

    @property
    def _unit(self) -> str:
        return " kB" if self.run.step == _("reading") else ""

    @property
    def pace(self) -> str:
        """Speed and time left of this step, once something can be said of them."""
        began = parse_datetime(self.run.report.get("began", ""))
        if not (began and self.run.heard_at and self.run.done):
            return ""
        seconds = max((self.run.heard_at - began).total_seconds(), 0.1)
        speed = self.run.done / seconds
        left = in_time((self.run.total - self.run.done) / speed)
        return _("%(speed)s a second, %(left)s left in this step") % {"speed": _round(speed) + self._unit, "left": left}

    @property
    def can_be_removed(self) -> bool:
        """Nothing that it made is here, so nobody will want to take it back."""
        if self.is_moving or self.run.is_rehearsal or self.state == "undone":
            return not self.is_moving
        return not ImportedItem.objects.filter(Q(run=self.run) | Q(made_by=self.run)).exists()

    @property
    def name(self) -> str:
        """Of what it is, in a list."""
        return _("Rehearsal") if self.run.is_rehearsal else _("Import")

    @property
    def says(self) -> str:
        """The state in a word or two."""
        words = {
            "waiting": _("Waiting"),
            "working": _("Being taken back") if self.is_undoing else _("At work"),
            "interrupted": _("Interrupted"),
            "failed": _("Not finished"),
            "done": _("Done"),
            "undone": _("Taken back"),
        }
        return words[self.state]


def shown(run: ImportRun) -> Shown:
    if run.state == RunState.RUNNING:
        return Shown(run, "working" if is_at_work(run) else "interrupted")
    return Shown(run, run.state)


def moving_run() -> ImportRun | None:
    """The one that is at work, or waits for the worker."""
    unfinished = ImportRun.objects.filter(state__in=[RunState.RUNNING, RunState.WAITING])
    return next((run for run in unfinished if shown(run).is_moving), None)


def estimate(report: dict[str, Any], options: dict[str, Any]) -> str:
    """How long an import of what was rehearsed will take."""
    counts = {type: sum(states.values()) for type, states in report["types"].items()}
    files, pages = counts.get("attachment", 0), counts.get("post", 0) + counts.get("page", 0)
    each = FETCHED_A_SECOND if options.get("download") and not options.get("media_dir") else FILES_A_SECOND
    brings = files if options.get("download") or options.get("media_dir") else 0
    return in_time(report["items"] / READ_A_SECOND + pages / ITEMS_A_SECOND + brings / each)


def in_time(seconds: float) -> str:
    """As somebody says it who looks at a clock."""
    if seconds < 55:
        return _("less than a minute")
    minutes = round(seconds / 60)
    if minutes < 90:
        return ngettext("about a minute", "about %(n)s minutes", minutes) % {"n": minutes}
    hours = round(datetime.timedelta(minutes=minutes) / datetime.timedelta(hours=1))
    return ngettext("about an hour", "about %(n)s hours", hours) % {"n": hours}


def _round(speed: float) -> str:
    return f"{speed:.0f}" if speed >= 9.5 else f"{speed:.1f}"
