"""Servers to measure, each on a free port of this machine, and what they weigh."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2
STARTED_WITHIN = 60  # seconds
# Nothing of the one who starts it decides how a measured or tested site runs.
OWN_SETTINGS = (
    "ALLOWED_HOSTS BIND CACHE_URL DATABASE_URL DEBUG DJANGO_SETTINGS_MODULE LOG_FORMAT MEDIA_STORAGE_URL SITE_URL"
).split()


class Server(NamedTuple):
    address: str
    process: subprocess.Popen[bytes]

    def read(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=60) as answer:
            return answer.read().decode()

    def wait_for(self, path: str, seconds: float = STARTED_WITHIN) -> None:
        end = time.monotonic() + seconds
        while True:
            try:
                self.read(path)
            except OSError:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.02)
            else:
                return

    def memory(self) -> float:
        """MiB of all its processes, what they share counted once (PSS)."""
        return sum(map(_proportional_size, _with_children(self.process.pid))) / 1024

    def processor_time(self) -> float:
        """Seconds that all its processes have worked."""
        return sum(map(_worked, _with_children(self.process.pid)))


def settings_for(data_dir: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    return {**kept, "DATA_DIR": str(data_dir), "WEB_CONCURRENCY": str(WORKERS), **more}


@contextmanager
def site(data_dir: Path, **settings: str) -> Iterator[Server]:
    """The site, as config/gunicorn.py serves it."""
    port = _free_port()
    environ = {**settings_for(data_dir, **settings), "PORT": str(port)}
    with _gunicorn(port, ["-c", "config/gunicorn.py"], environ) as server:
        yield server


@contextmanager
def demo(data_dir: Path) -> Iterator[Server]:
    """The whole site with its demo archive, as `make run` starts it; what it greets its owner with is not shown."""
    port = _free_port()
    environ = {**settings_for(data_dir), "PORT": str(port)}
    command = [sys.executable, "-m", "config.serve", "--demo"]
    with _running(subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL), port) as server:
        yield server


@contextmanager
def trivial() -> Iterator[Server]:
    """bench/trivial.py on the same server."""
    port = _free_port()
    options = ["--no-control-socket", "--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}", "bench.trivial"]
    with _gunicorn(port, ["--log-level", "error", *options], dict(os.environ)) as server:
        yield server


@contextmanager
def _gunicorn(port: int, options: list[str], environ: dict[str, str]) -> Iterator[Server]:
    process = subprocess.Popen([sys.executable, "-m", "gunicorn", *options], cwd=ROOT, env=environ)
    with _running(process, port) as server:
        yield server


@contextmanager
def _running(process: subprocess.Popen[bytes], port: int) -> Iterator[Server]:
    try:
        yield Server(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _with_children(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [pid, *map(int, children.read_text().split())] if children.exists() else []


def _proportional_size(pid: int) -> int:
    found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) if found else 0


def _worked(pid: int) -> float:
    after_its_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_its_name[11]) + int(after_its_name[12])) / os.sysconf("SC_CLK_TCK")
