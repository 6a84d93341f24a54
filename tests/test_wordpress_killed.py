"""An import whose process is killed comes to the same end when it is called again."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
KILLS, SEED = 2, 5


@pytest.fixture
def new_site(tmp_path, db):
    """A folder with the database of a new site: on SQLite the one that tests begin with."""
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as tests,
        closing(sqlite3.connect(tmp_path / "db.sqlite3")) as new,
    ):
        tests.backup(new)
    return tmp_path


@pytest.mark.any_database
def test_import_killed_at_any_moment_leaves_the_same_when_it_is_called_again(new_site):
    """``make soak`` kills more often."""
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environ |= {"DATA_DIR": str(new_site), "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
    command = [sys.executable, "-m", "tests.killed_imports", str(KILLS), str(SEED)]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("no harm") == KILLS
