"""The background worker: tasks one after another, and beside them, each minute, what the clock asks for.

A site has one worker.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

from django.core.management import call_command
from django.db import Error as DatabaseError
from django.db import close_old_connections, connection
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from home.health import WORKER
from home.models import Heartbeat
from home.schedule import publish_due

logger = logging.getLogger(__name__)
MINUTE = 60
DAY = 24 * 60 * MINUTE
MOST_ATTEMPTS = 3
AFTER_A_DATABASE_ERROR = 5  # seconds until it is tried again


class BackgroundWorker(Worker):
    """Runs tasks until it is told to stop; then it finishes the one it is at.

    A database that is locked or away is waited for.
    """

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=1,
            batch=False,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=WORKER,
            excluded_queue_names=[],
        )

    def run(self) -> None:
        self._past_database_errors(take_up_interrupted)
        clock = Clock()
        clock.start()
        self._past_database_errors(super().run)
        clock.stop()

    def configure_signals(self) -> None:
        signal.signal(signal.SIGINT, self.shutdown)
        signal.signal(signal.SIGTERM, self.shutdown)

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Never in the middle of claiming a task, where the stock worker would lose it."""
        self.running = False

    def _past_database_errors(self, step: Callable[[], None]) -> None:
        while self.running:
            try:
                step()
                return
            except DatabaseError as error:
                logger.warning("The database does not answer (%s); it is tried again.", error)
                connection.close()
                time.sleep(AFTER_A_DATABASE_ERROR)


def take_up_interrupted() -> None:
    """Put back the tasks that a killed worker was at; one that was there each time it died has failed."""
    for task in DBTaskResult.objects.running():
        if len(task.worker_ids) >= MOST_ATTEMPTS:
            task.set_failed(RuntimeError(f"The worker was killed {MOST_ATTEMPTS} times while it ran this task."))
        else:
            DBTaskResult.objects.filter(pk=task.pk).update(status=TaskResultStatus.READY)


class Clock(threading.Thread):
    """On every full minute, in a thread of its own so that no task delays it: what is due, and a sign of life."""

    def __init__(self) -> None:
        super().__init__(name="clock", daemon=True)
        self._stopped = threading.Event()
        self._tidied_at = -float(DAY)

    def run(self) -> None:
        while not self._stopped.is_set():
            self.tick()
            self._stopped.wait(MINUTE - time.time() % MINUTE)

    def stop(self) -> None:
        """Ends once it has finished what it is at."""
        self._stopped.set()
        self.join()

    def tick(self) -> None:
        for step in (beat, publish_due, self._tidy_daily):
            try:
                close_old_connections()
                step()
            except DatabaseError as error:
                logger.warning("The database does not answer (%s); the next minute comes.", error)
            except Exception:  # the next minute comes whatever happened in this one
                logger.exception("A step of the minute failed; it is tried again in the next one.")

    def _tidy_daily(self) -> None:
        if time.monotonic() - self._tidied_at >= DAY:
            tidy()
            self._tidied_at = time.monotonic()


def beat() -> None:
    Heartbeat.beat(WORKER)


def tidy() -> None:
    """Forget finished tasks, ended sessions and old searches; SQLite looks again at what it knows of its tables."""
    call_command("prune_db_task_results", queue_name="*", verbosity=0)
    call_command("clearsessions")
    call_command("forget_old_searches")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
