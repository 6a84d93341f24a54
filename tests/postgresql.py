"""``python -m tests.postgresql COMMAND…``: a command with a PostgreSQL of its own, which is gone afterwards.

Nothing listens on the network: DATABASE_URL names a socket in a throw-away folder. PostgreSQL refuses to be
run by root, who therefore runs it as Debian's user "postgres".
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DEBIAN = Path("/usr/lib/postgresql")
UNSAFE_BUT_QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


def programs() -> Path | None:
    """Where initdb and pg_ctl are: Debian's newest version, else wherever they are found."""
    newest = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = newest[-1] if newest else shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def postgresql(settings: str = UNSAFE_BUT_QUICK) -> Iterator[str]:
    """Yields the address of an empty database; ``settings=""`` for one that keeps what it has over a power cut."""
    with tempfile.TemporaryDirectory(prefix="goodwill-pg-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        run("initdb", "--pgdata", f"{folder}/data", "--auth=trust", "--username=postgres", "--encoding=UTF8",
            "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} {settings}"
        pg_ctl = ("pg_ctl", "--pgdata", f"{folder}/data", "--silent", "--wait", "--log", f"{folder}/log")
        run(*pg_ctl, "--options", options, "start")
        try:
            yield f"postgres://postgres@{quote(folder, safe='')}/postgres"
        finally:
            run(*pg_ctl, "--mode", "fast", "stop")


def run(program: str, *arguments: str) -> None:
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*user, str((programs() or Path()) / program), *arguments]
    subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    with postgresql() as address:
        status = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": address}).returncode
    sys.exit(status)
