"""What is there already is kept; what is new is made; what a file says otherwise now is filled again."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from home.demo.marks import Mark, digest_of, find_marks, put_mark
from home.demo.reading import DemoError


class Keeper:
    """``counts`` says what was new, changed and the same; ``remarks`` are sentences for whoever runs it."""

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = find_marks()
        self.counts: Counter[str] = Counter()
        self.remarks: list[str] = []

    def put(self, key: str, values: Any, make: Callable[[], Any], fill: Callable[[Any], None]) -> Any:
        """The thing called ``key``; ``fill`` is called when ``values`` are others than at the last time.

        The thing and its mark are written together or not at all. What somebody has edited
        since is left as it is.
        """
        mark, digest = self.marks.get(key), digest_of(values)
        if mark and mark.digest == digest:
            self.counts["unchanged"] += 1
            return mark.thing
        if mark and mark.is_changed:
            self.remarks.append(f"“{mark.thing}” was edited here and stays as it is.")
            return mark.thing
        self.counts["changed" if mark and mark.digest else "new"] += 1
        with transaction.atomic():
            return self._write(key, digest, make, fill).thing

    def place(self, key: str, make: Callable[[], models.Model]) -> Any:
        """An empty thing, for others to point at before it is filled."""
        if key not in self.marks:
            with transaction.atomic():
                self.marks[key] = put_mark(make(), key)
        return self.marks[key].thing

    def _write(self, key: str, digest: str, make: Callable[[], Any], fill: Callable[[Any], None]) -> Mark:
        mark = self.marks.get(key)
        thing = mark.thing if mark else make()
        try:
            fill(thing)
        except DemoError as error:
            raise DemoError(f"{key}: {error}") from error
        if mark is None:
            mark = self.marks[key] = put_mark(thing, key)
        mark.renew(digest=digest)
        return mark
