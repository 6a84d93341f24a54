"""``make test``: every check and every test, each with the time it took.

The checks take one core each, and so does most of the browser's part: they run beside each other, and what the
browser's tests say is shown when they are done. The other tests follow, on every core.

A step that fails does not hide the ones after it. What is missing on the machine is installed where that can
be done (root on Debian); otherwise one sentence names the package.
"""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests import postgresql

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
PRODUCTION = {
    "ALLOWED_HOSTS": "blog.example.org",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "SITE_URL": "https://blog.example.org",
}
PYTEST = [PYTHON, "-m", "pytest", "-q", "--create-db"]
ON_EVERY_CORE = ["-n", str(min(os.cpu_count() or 1, 8))]
# What the tests of a file share, a running site or a hundred uploads, is made once.
FILE_BY_FILE = ["--dist", "loadfile"]


class Step(NamedTuple):
    name: str
    command: list[str]
    environ: dict[str, str] = {}


def checks() -> list[Step]:
    templates = [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]
    manage = [PYTHON, "manage.py"]
    return [
        Step("Style of Python", [tool("ruff"), "check", "--quiet", "--output-format", "concise"]),
        Step("Format of Python", [tool("ruff"), "format", "--check", "--quiet"]),
        Step("Indentation of templates", [tool("djhtml"), "--check", "--tabwidth", "2", "templates"]),
        Step("Style of templates", [tool("djade"), "--check", "--target-version", "5.2", *templates]),
        Step("Types", [tool("mypy")]),
        Step("Imports point down only", [tool("lint-imports"), "--no-logo"]),
        Step("Django's checks", [*manage, "check"]),
        Step("The same in production", [*manage, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        Step("No migration is missing", [*manage, "makemigrations", "--check", "--dry-run"]),
    ]


def tests() -> list[Step]:
    tests = [*PYTEST, *ON_EVERY_CORE, *FILE_BY_FILE, "-m", "not browser"]
    return [
        Step("Tests on SQLite", tests),
        Step("Tests on PostgreSQL", [PYTHON, "-m", "tests.postgresql", *tests, "--database-bound"]),
    ]


BROWSER = Step("Tests in the browser", [PYTHON, "-m", "tests.browser", *PYTEST, *ON_EVERY_CORE, "-m", "browser"])


def tool(name: str) -> str:
    return str(BIN / name)


def ensure(package: str, is_there: Callable[[], object]) -> None:
    """Install a Debian package unless it is there, or end with the sentence that names it."""
    if is_there():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"The tests need {package}: install it (on Debian the package “{package}”), then make test again.")
    print(f"Installing {package} …", flush=True)
    quietly = {"stdout": subprocess.DEVNULL, "check": True}
    subprocess.run(["apt-get", "update", "-qq"], **quietly)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], env=environ, **quietly)


def run(step: Step, data_dir: str, aside: bool = False) -> float:
    """Seconds it took; negative when it failed. What runs ``aside`` says all it has to say at its end."""
    if not aside:
        print(f"\n── {step.name}", flush=True)
    began = time.monotonic()
    environ = {**os.environ, "DATA_DIR": data_dir, **step.environ}
    said = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True} if aside else {}
    done = subprocess.run(step.command, cwd=ROOT, env=environ, **said)
    seconds = time.monotonic() - began
    if aside:
        print(f"\n── {step.name}\n{done.stdout}", end="", flush=True)
    return seconds if done.returncode == 0 else -seconds


def run_all(data_dir: str) -> dict[str, float]:
    with ThreadPoolExecutor(max_workers=1) as beside:
        browser = beside.submit(run, BROWSER, data_dir, aside=True)
        took = {step.name: run(step, data_dir) for step in checks()}
        took[BROWSER.name] = browser.result()
    return took | {step.name: run(step, data_dir) for step in tests()}


def report(took: dict[str, float], in_all: float) -> None:
    print("\n── Time taken")
    for name, seconds in took.items():
        print(f"{abs(seconds):7.1f} s  {name}{'' if seconds > 0 else '   FAILED'}")
    print(f"{in_all:7.1f} s  in all", flush=True)


def main() -> int:
    ensure("postgresql", postgresql.programs)
    ensure("chromium", lambda: shutil.which("chromium"))
    ensure("libimage-exiftool-perl", lambda: shutil.which("exiftool"))
    ensure("openssl", lambda: shutil.which("openssl"))
    with tempfile.TemporaryDirectory(prefix="goodwill-test-") as data_dir:
        began = time.monotonic()
        took = run_all(data_dir)
    report(took, time.monotonic() - began)
    return 0 if min(took.values()) > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
