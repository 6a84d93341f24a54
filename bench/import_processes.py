"""Programs of tests/ that import again and again, each on a new site in a folder that is gone afterwards."""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench import servers
from bench.servers import ROOT


def run_imports(program: str, times: int, seed: int) -> bool:
    """Whether it found nothing wrong; it says itself how far it is."""
    with tempfile.TemporaryDirectory(prefix="goodwill-soak-") as folder:
        environ = servers.settings_for(Path(folder), DJANGO_SETTINGS_MODULE="config.settings")
        prepare = [sys.executable, "-m", "config.prepare"]
        subprocess.run(prepare, cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, "-m", program, str(times), str(seed)]
        return subprocess.run(command, cwd=ROOT, env=environ).returncode == 0
