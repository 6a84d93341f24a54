"""The small site, served by gunicorn as in production, with one post of every kind."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import servers
from tests.browser.pages import ROOT

BUILD = "from tests.browser.small_site import build; build()"
# The variable that names the address of one that is served already.
SMALL_SITE = "SMALL_SITE"


@contextmanager
def small_site() -> Iterator[str]:
    """Yields its address."""
    with tempfile.TemporaryDirectory(prefix="goodwill-site-") as folder:
        data_dir = Path(folder)
        build = [sys.executable, "manage.py", "shell", "--no-imports", "-c", BUILD]
        subprocess.run(build, cwd=ROOT, env=servers.settings_for(data_dir), check=True)
        with servers.site(data_dir) as server:
            server.wait_for("/healthz")
            yield server.address
