"""Progress in a terminal: a bar for somebody who watches, a line now and then for a log."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from tqdm import tqdm

from wordpress.importing.progress import Progress
from wordpress.importing.titles import cut

SECONDS_BETWEEN = 5
LONGEST_TITLE = 30


class Bar(Progress):
    """With speed, time left, and the title of what was done last."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.bar: tqdm | None = None

    def begin(self, step: str, total: int) -> None:
        self.close()
        self.bar = tqdm(total=total or None, desc=step, file=self.out, unit="", dynamic_ncols=True, leave=total > 0)

    def advance(self, title: str = "", by: int = 1) -> None:
        if self.bar is not None:
            self.bar.set_postfix_str(cut(title, LONGEST_TITLE), refresh=False)
            self.bar.update(by)

    def say(self, sentence: str) -> None:
        tqdm.write(sentence, file=self.out)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.set_postfix_str("")
            self.bar.close()
            self.bar = None


class Lines(Progress):
    """One every SECONDS_BETWEEN, and one at the end of each step."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.step, self.total, self.done = "", 0, 0
        self.begun = self.spoken = time.monotonic()

    def begin(self, step: str, total: int) -> None:
        self.close()
        self.step, self.total, self.done = step, total, 0
        self.begun = self.spoken = time.monotonic()

    def advance(self, title: str = "", by: int = 1) -> None:
        self.done += by
        if time.monotonic() - self.spoken >= SECONDS_BETWEEN:
            self.spoken = time.monotonic()
            self._write()

    def say(self, sentence: str) -> None:
        self.out.write(f"{sentence}\n")

    def close(self) -> None:
        if self.done:
            self._write()
        self.done = 0

    def _write(self) -> None:
        seconds = max(time.monotonic() - self.begun, 0.001)
        speed = self.done / seconds
        left = f", {(self.total - self.done) / speed:.0f} s left" if self.total > self.done and speed else ""
        self.out.write(f"{self.step}: {self.done} of {self.total or self.done}, {speed:.0f} a second{left}\n")
        self.out.flush()


@contextmanager
def stoppable(progress: Progress) -> Iterator[None]:
    """Ctrl-C, or being told to end, lets what was begun be finished; a second time ends it at once."""

    def stop(number: int, frame: FrameType | None) -> None:
        if progress.is_to_stop:
            raise KeyboardInterrupt
        progress.is_to_stop = True

    usual = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)


def progress_on(out: TextIO) -> Bar | Lines:
    return Bar(out) if out.isatty() else Lines(out)
