"""Indexes that are brought up to date when somebody looks into them, not at every save.

A post is saved several times before a test begins, and few tests search. Whoever does sees what they would see
had each save been indexed at once: the tables of the indexes can't be read or written before what waits is done.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django_tasks import task_backends
from django_tasks.backends.immediate import ImmediateBackend

# By their names: the modules of the tasks ask for this backend while they are imported.
INDEXING = ["modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task"]
TABLES = [
    "search_indexentry",
    "search_stems",
    "search_words",
    "wagtailcore_referenceindex",
    "search_by_",
    "search_keys_by_",
    "search_written",
]


class Backend(ImmediateBackend):
    """Does everything at once, and so does this while nobody watches the tables."""

    def __init__(self, alias, params):
        super().__init__(alias, params)
        self.waiting = {}
        self.watches = False

    def enqueue(self, task, args, kwargs):
        if not self.watches or task.module_path not in INDEXING:
            return super().enqueue(task, args, kwargs)
        key = (task.module_path, args)
        self.waiting.pop(key, None)  # in the order of the last saves
        self.waiting[key] = (task, args, kwargs)
        return None

    def look(self, execute, sql, params, many, context):
        """Wraps every statement: one that names an index finds it up to date."""
        if self.waiting and any(table in sql for table in TABLES):
            waiting, self.waiting = self.waiting, {}
            for indexing in waiting.values():
                super().enqueue(*indexing)
        return execute(sql, params, many, context)


@contextmanager
def indexed_when_asked() -> Iterator[None]:
    """Only for this thread and its connection; what nobody asked for by the end is left undone."""
    backend = task_backends["default"]
    backend.watches = True
    with connection.execute_wrapper(backend.look):
        yield
    backend.watches = False
    backend.waiting.clear()
