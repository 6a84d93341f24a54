"""A step of ``make soak``: 20 imports are killed at a random moment, and called again."""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench import servers
from bench.servers import ROOT

KILLS = 20


def kill_imports(seed: int) -> bool:
    """Whether each left in the end what an import leaves that nobody disturbs."""
    print(f"{KILLS} imports killed and called again, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="goodwill-soak-") as folder:
        environ = servers.settings_for(Path(folder), DJANGO_SETTINGS_MODULE="config.settings")
        prepare = [sys.executable, "-m", "config.prepare"]
        subprocess.run(prepare, cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, "-m", "tests.killed_imports", str(KILLS), str(seed)]
        return subprocess.run(command, cwd=ROOT, env=environ).returncode == 0
