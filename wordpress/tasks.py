"""Imports run by the background worker, told and stopped through the database."""

import logging
import os
import socket
import time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.log_actions import LogContext

from wordpress.importing.holding import AnotherRun, CannotRun, TakenOver, ToBeStopped, beat
from wordpress.importing.progress import Progress
from wordpress.importing.run import run_import
from wordpress.importing.undoing import undo
from wordpress.models import ImportRun, RunState
from wordpress.wxr.reading import NotAnExport

logger = logging.getLogger(__name__)
SECONDS_BETWEEN = 1


@task()
def work_on(key: int) -> None:
    """Rehearse, import or undo, whichever the run is for; one that was killed is gone on with.

    What somebody has stopped or removed before its turn came is left alone.
    """
    run = ImportRun.objects.filter(pk=key, state__in=[RunState.WAITING, RunState.RUNNING]).first()
    if run is None or _was_stopped(run):
        return
    _take_leave_of_earlier_life(run)
    try:
        with LogContext():  # what an import does is no doing of whoever asked for it
            _work_on(run)
    except (ToBeStopped, TakenOver):
        return
    except (AnotherRun, CannotRun, NotAnExport) as error:
        _fail(run, str(error))
    except Exception as error:
        logger.exception("Import %s failed.", key)
        sentence = _("Something happened that nobody had foreseen (%(kind)s). What came over so far is there.")
        _fail(run, sentence % {"kind": type(error).__name__})


def note(run: ImportRun, **more: Any) -> None:
    """Beside the report, until that is written: "undoing", "stopping", "began" and "failed"."""
    run.report = run.report | more
    ImportRun.objects.filter(pk=run.pk).update(report=run.report)


class Watched(Progress):
    """Written down for whoever looks at the page of the run, where they may also stop it."""

    def __init__(self, run: ImportRun) -> None:
        self.run, self.looked_at = run, time.monotonic()

    def begin(self, step: str, total: int) -> None:
        self._look()
        if self.run.is_rehearsal:
            self.run.step, self.run.done, self.run.total = step, 0, total
        note(self.run, began=timezone.now().isoformat())
        beat(self.run)

    def advance(self, title: str = "", by: int = 1) -> None:
        if self.run.is_rehearsal:
            self.run.done += by
        if time.monotonic() - self.looked_at >= SECONDS_BETWEEN:
            self._look()
            if self.run.is_rehearsal:
                beat(self.run)

    def _look(self) -> None:
        self.looked_at = time.monotonic()
        self.is_to_stop = self.is_to_stop or self._is_asked_to_stop()

    def _is_asked_to_stop(self) -> bool:
        """A rehearsal is not stopped: it would pass for a whole one."""
        asked = ImportRun.objects.filter(pk=self.run.pk, report__stopping=True)
        return not self.run.is_rehearsal and asked.exists()


def _work_on(run: ImportRun) -> None:
    progress = Watched(run)
    if not run.report.get("undoing"):
        run_import(run, progress)
        return
    undone = undo(run, progress)
    kept = {name: value for name, value in run.report.items() if name not in ("undoing", "began")}
    run.report = kept
    note(run, undone={"removed": dict(undone.removed), "kept": undone.kept})


def _was_stopped(run: ImportRun) -> bool:
    """Whether somebody asked for it, and the worker was killed before it could."""
    asked = ImportRun.objects.filter(pk=run.pk, report__stopping=True, is_rehearsal=False)
    return bool(asked.update(state=RunState.INTERRUPTED))


def _take_leave_of_earlier_life(run: ImportRun) -> None:
    """A container gives a worker that was killed the same number again, which would then seem to be at work."""
    mine = f"{socket.gethostname()} {os.getpid()}"
    ImportRun.objects.filter(state=RunState.RUNNING, holder=mine).update(state=RunState.INTERRUPTED)
    run.refresh_from_db()
    run.report = {name: value for name, value in run.report.items() if name != "failed"}


def _fail(run: ImportRun, sentence: str) -> None:
    """Unless another process is at work on this very run."""
    failed = ImportRun.objects.filter(pk=run.pk).exclude(state=RunState.RUNNING)
    failed.update(state=RunState.FAILED, report=run.report | {"failed": sentence})
