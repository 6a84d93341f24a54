"""What Wagtail leaves to the background worker, done by the command itself: no worker may be running.

Only what can wait, renditions, is left to the worker even so: the demo is there a minute sooner, and a page
works without them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResult, task_backends
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import DEFAULT_TASK_PRIORITY

Show = Callable[[list[TaskResult]], Iterator[TaskResult]]


@contextmanager
def done_at_once() -> Iterator[None]:
    """In this thread, background work is done before ``enqueue`` returns."""
    with _backend(ImmediateBackend(DEFAULT_TASK_BACKEND_ALIAS, {})):
        yield


@contextmanager
def done_once_at_the_end(show: Show) -> Iterator[None]:
    """In this thread, background work is gathered, and each piece of it done once when the block ends.

    A post that is saved five times is indexed once, with its tags. When the block fails, what
    was saved before is indexed all the same.
    """
    gathered = DummyBackend(DEFAULT_TASK_BACKEND_ALIAS, {})
    try:
        with _backend(gathered):
            yield
    finally:
        for result in show(_each_once(gathered.results)):
            _do(result)


def gather_statistics() -> None:
    """Without them SQLite searches an archive hundreds of times slower; PostgreSQL gathers its own, but later."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _each_once(results: list[TaskResult]) -> list[TaskResult]:
    pieces = {(result.task.module_path, repr(result.args), repr(result.kwargs)): result for result in results}
    return list(pieces.values())


def _do(result: TaskResult) -> None:
    if result.task.priority < DEFAULT_TASK_PRIORITY:
        result.task.enqueue(*result.args, **result.kwargs)
        return
    # What is gone was replaced by a later save, like the rows of a post's authors.
    with suppress(ObjectDoesNotExist):
        result.task.call(*result.args, **result.kwargs)


@contextmanager
def _backend(backend: BaseTaskBackend) -> Iterator[None]:
    usual = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    task_backends[DEFAULT_TASK_BACKEND_ALIAS] = backend
    try:
        yield
    finally:
        task_backends[DEFAULT_TASK_BACKEND_ALIAS] = usual
