"""The small site, served by gunicorn as in production, with one post of every kind; and one with nothing in it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import servers
from tests.browser.pages import ROOT

BUILD = "from tests.browser.small_site import build; build()"
BUILD_EMPTY = "from tests.browser.small_site import build_empty; build_empty()"
# The variable that names the address of one that is served already.
SMALL_SITE = "SMALL_SITE"


@contextmanager
def small_site() -> Iterator[str]:
    """Yields its address."""
    with tempfile.TemporaryDirectory(prefix="goodwill-site-") as folder, _built(BUILD, Path(folder)) as address:
        yield address


@contextmanager
def empty_site() -> Iterator[str]:
    """With an owner, and a background worker beside it. Yields its address."""
    with tempfile.TemporaryDirectory(prefix="goodwill-site-") as folder:
        data_dir = Path(folder)
        with _built(BUILD_EMPTY, data_dir) as address, _worker(data_dir):
            yield address


@contextmanager
def _built(script: str, data_dir: Path) -> Iterator[str]:
    build = [sys.executable, "manage.py", "shell", "--no-imports", "-c", script]
    subprocess.run(build, cwd=ROOT, env=servers.settings_for(data_dir), check=True)
    with servers.site(data_dir) as server:
        server.wait_for("/healthz")
        yield server.address


@contextmanager
def _worker(data_dir: Path) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=ROOT, env=servers.settings_for(data_dir))
    try:
        yield
    finally:
        process.terminate()
        process.wait()
