"""One run at a time: who is at work on it says so, and says again that it is alive."""

import datetime
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wordpress.models import ImportRun, RunState

STALE_AFTER = datetime.timedelta(minutes=2)


class AnotherRun(Exception):
    """Its words say what to do."""


class TakenOver(Exception):
    """Nobody heard of this process for so long that another one has gone on with its run."""


class ToBeStopped(Exception):
    """Somebody asked for it, and what was begun is finished."""


class CannotRun(Exception):
    """Its words say what is missing."""


@contextmanager
def holding(run: ImportRun) -> Iterator[None]:
    """While the block runs, the run is ours; how the block ends is what becomes of it.

    Raises AnotherRun where one is at work already.
    """
    _take(run)
    try:
        yield
    except TakenOver:
        raise
    except (ToBeStopped, KeyboardInterrupt):
        _let_go(run, RunState.INTERRUPTED)
        raise
    except BaseException:
        _let_go(run, RunState.FAILED)
        raise
    _let_go(run, RunState.DONE)


def beat(run: ImportRun) -> None:
    """To be called within the transaction of whatever was done: TakenOver undoes it."""
    run.heard_at = timezone.now()
    values = {"heard_at": run.heard_at, "step": run.step, "done": run.done, "total": run.total}
    if not ImportRun.objects.filter(pk=run.pk, holder=run.holder, state=RunState.RUNNING).update(**values):
        raise TakenOver


def is_at_work(run: ImportRun) -> bool:
    """Whether the process that had it last may still be alive."""
    if run.state != RunState.RUNNING or run.heard_at is None or run.heard_at < timezone.now() - STALE_AFTER:
        return False
    host, _space, process = run.holder.rpartition(" ")
    return host != socket.gethostname() or not process.isdecimal() or _is_alive(int(process))


@transaction.atomic
def _take(run: ImportRun) -> None:
    # All of them are locked, so that two that begin at the same moment see each other.
    for other in ImportRun.objects.select_for_update().order_by("pk"):
        if is_at_work(other):
            sentence = _("Another import is at work (%(step)s, %(done)s of %(total)s). Wait until it has finished.")
            raise AnotherRun(sentence % {"step": other.step or "…", "done": other.done, "total": other.total})
        if other.state == RunState.RUNNING:
            ImportRun.objects.filter(pk=other.pk).update(state=RunState.INTERRUPTED)
    run.state, run.heard_at, run.finished_at = RunState.RUNNING, timezone.now(), None
    run.holder = f"{socket.gethostname()} {os.getpid()}"
    run.save()


def _let_go(run: ImportRun, state: RunState) -> None:
    run.state, run.finished_at = state, timezone.now()
    ours = ImportRun.objects.filter(pk=run.pk, holder=run.holder)
    ours.update(state=state, finished_at=run.finished_at, blog=run.blog, report=run.report)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
