"""What Wagtail does at every save, left out during a run: it is done in bulk at the end, see ``ending``."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.backends.dummy import DummyBackend
from wagtail.signal_handlers import disable_reference_index_auto_update

# What the signal of a save asks for, and the end of the run does.
DONE_AT_THE_END = {"modelsearch.tasks.insert_or_update_object_task", "search.tasks.index_posts_with"}


@contextmanager
def quietly() -> Iterator[None]:
    """In this thread, no save is indexed and nothing is recorded of what it refers to.

    Other work for the background goes there.
    """
    usual = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    task_backends[DEFAULT_TASK_BACKEND_ALIAS] = _Quiet(usual)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        task_backends[DEFAULT_TASK_BACKEND_ALIAS] = usual


class _Quiet(DummyBackend):
    def __init__(self, usual: BaseTaskBackend) -> None:
        super().__init__(DEFAULT_TASK_BACKEND_ALIAS, {})
        self.usual = usual

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        return None if task.module_path in DONE_AT_THE_END else self.usual.enqueue(task, args, kwargs)
