"""Imports on a site of their own, each run by the command in a process of its own, which can be killed (SIGKILL)."""

import io
import json
import os
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from django.core.management import CommandError, call_command

COMMAND = "wordpress.management.commands.import_wordpress"


class Moment(NamedTuple):
    """The ``number``-th sign of life in a step, and how long after it."""

    step: str
    number: int
    wait: float


class Site:
    """A new site, to which an old blog moves again and again.

    ``folder`` is its DATA_DIR. Each thing done to it is done by a new process.
    """

    def __init__(self, folder: Path) -> None:
        self.database, self.new = folder / "db.sqlite3", folder / "new.sqlite3"
        self.told = folder / "dump.json"
        shutil.copy(self.database, self.new)

    def begin_anew(self) -> None:
        for path in self.database.parent.glob("db.sqlite3*"):
            path.unlink()
        shutil.copy(self.new, self.database)

    def run(self, export: Path, uploads: Path | None = None, until: Moment | None = None) -> list[str]:
        """The steps of all signs of life that the command gave before its end, or before it was killed."""
        reader, writer = os.pipe()
        process = _forked(lambda: _import(writer, export, uploads))
        os.close(writer)
        steps: list[str] = []
        with os.fdopen(reader) as signs:
            for line in signs:
                steps.append(line.strip())
                if until and steps.count(until.step) == until.number:
                    time.sleep(until.wait)
                    os.kill(process, signal.SIGKILL)
                    break
        _ended(process, well=not until)
        return steps

    def dump(self) -> dict[str, Any]:
        _ended(_forked(self._dump), well=True)
        return json.loads(self.told.read_text())

    def _dump(self) -> None:
        from tests.wordpress_dump import dump  # noqa: PLC0415

        self.told.write_text(json.dumps(dump()))


def tell_each(outcomes: Iterable[tuple[str, str]], count: int) -> int:
    """A line for each of ``count``: what was done, and what went wrong, "" if nothing did. 1 if anything did."""
    wrong, began = 0, time.monotonic()
    for number, (done, what) in enumerate(outcomes, 1):
        left = (time.monotonic() - began) / number * (count - number)
        print(f"  {done}: {what or 'no harm'}; about {left:.0f} s left", flush=True)
        wrong += bool(what)
    return 1 if wrong else 0


def _import(writer: int, export: Path, uploads: Path | None) -> None:
    with patch(f"{COMMAND}.progress_on", lambda _out: _telling(writer)):
        call_command("import_wordpress", str(export), media_dir=str(uploads or ""), stdout=io.StringIO())


def _telling(writer: int) -> Any:
    """A progress that writes a line for each thing done."""
    from wordpress.importing.progress import Progress  # noqa: PLC0415

    class Telling(Progress):
        def begin(self, step: str, total: int) -> None:
            self.step = step
            self.advance()

        def advance(self, title: str = "", by: int = 1) -> None:
            os.write(writer, f"{self.step}\n".encode())

        def close(self) -> None:
            """Nothing was opened."""

    return Telling()


def _forked(do: Callable[[], None]) -> int:
    process = os.fork()
    if process:
        return process
    try:
        do()
    except (SystemExit, CommandError):
        os._exit(0)  # with something to look at, or with a sentence
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _ended(process: int, well: bool) -> None:
    _process, status = os.waitpid(process, 0)
    if well and status:
        sys.exit("A process ended badly.")
