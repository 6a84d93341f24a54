"""Child processes for ``config.serve``: started, kept going, ended. Nothing here knows what they are."""

import ctypes
import os
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from types import FrameType

from django.conf import settings

LOOK_EVERY = 0.25  # seconds
SETTLED_AFTER = 10  # seconds; a process that lived this long did not end "at once"
MOST_FAILURES = 5
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class GiveUp(Exception):
    """The site can't be run; the message is the sentence for its owner."""


def say(sentence: str) -> None:
    print(sentence, flush=True)


class Signals:
    """SIGTERM, SIGINT and SIGHUP, taken one at a time by whoever waits for them."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.stopping = False
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._came)

    def _came(self, number: int, frame: FrameType | None) -> None:
        self.stopping = self.stopping or number != signal.SIGHUP
        self._queue.put(number)

    def wait(self, seconds: float = LOOK_EVERY) -> int | None:
        try:
            return self._queue.get(timeout=seconds)
        except queue.Empty:
            return None


def start(command: list[str], pass_fds: tuple[int, ...] = (), **environ: str) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches this process only, which then ends the others in order."""
    return subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env={**os.environ, **environ},
        pass_fds=pass_fds,
        preexec_fn=_end_with_parent,
        start_new_session=True,
    )


def _end_with_parent() -> None:
    """So that nothing is left behind even when this process is killed (on Linux)."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def end(processes: Iterable[subprocess.Popen[bytes]], signals: Signals, seconds: float) -> None:
    """Let them finish what they are at; kill those that take longer, or all when asked to stop once more."""
    going = [process for process in processes if process.poll() is None]
    for process in going:
        process.terminate()
    deadline = time.monotonic() + seconds
    while going and time.monotonic() < deadline and signals.wait() in (None, signal.SIGHUP):
        going = [process for process in going if process.poll() is None]
    for process in going:
        process.kill()
        process.wait()


class Watched:
    """A process that is started again when it ends, more slowly the more often it ends at once."""

    def __init__(self, name: str, command: list[str], pass_fds: tuple[int, ...] = ()) -> None:
        self.name, self.command, self.pass_fds = name, command, pass_fds
        self.process: subprocess.Popen[bytes] | None = None
        self.failures = 0
        self.started_at = self.start_at = 0.0

    def start(self, **environ: str) -> subprocess.Popen[bytes]:
        self.process = start(self.command, self.pass_fds, **environ)
        self.started_at = time.monotonic()
        return self.process

    def keep_going(self) -> None:
        if self.process and self.process.poll() is not None:
            self._ended()
        if self.process is None and time.monotonic() >= self.start_at:
            self.start()

    def _ended(self) -> None:
        settled = time.monotonic() - self.started_at >= SETTLED_AFTER
        self.failures = 0 if settled else self.failures + 1
        if self.failures == MOST_FAILURES:
            raise GiveUp(f"The {self.name} ended at once {MOST_FAILURES} times; what it said stands above.")
        say(f"The {self.name} ended by itself; it is started again.")
        self.start_at = time.monotonic() + 2**self.failures - 1
        self.process = None


class Readiness:
    """Where gunicorn says that it is ready, in the way it says so to systemd (sd_notify)."""

    def __enter__(self) -> "Readiness":
        self._folder = tempfile.TemporaryDirectory(prefix="goodwill-")
        self.address = f"{self._folder.name}/ready"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.address)
        self._socket.settimeout(LOOK_EVERY)
        return self

    def __exit__(self, *error: object) -> None:
        self._socket.close()
        self._folder.cleanup()

    def told(self) -> bool:
        try:
            return b"READY=1" in self._socket.recv(1000)
        except TimeoutError:
            return False
