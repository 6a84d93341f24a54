"""Files made to be hard to read, through the admin's own form: the right words or one sentence, and never too much."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection

from tests.fuzz import fuzz
from tests.torture import TORTURE

MOST_MEGABYTES = 400


@pytest.fixture(scope="module")
def uploaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """What became of every file, in a process and a database of its own."""
    folder = tmp_path_factory.mktemp("torture")
    database = folder / "db.sqlite3"
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":  # of any other, the process makes one that is empty
            copy(connection.settings_dict["NAME"], database)
    environ = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    command = [sys.executable, "-m", "tests.torture_upload", str(written(folder / "files"))]
    process = subprocess.run(command, env=environ, capture_output=True)
    assert process.returncode == 0, process.stderr.decode()
    found = json.loads(process.stdout)
    return found | {"outcomes": dict(zip(TORTURE, found["outcomes"], strict=True))}


def written(folder):
    """Here, since the making of the files takes more memory than they do."""
    for number, hard in enumerate(TORTURE.values()):
        path = folder / str(number) / hard.name
        path.parent.mkdir(parents=True)
        path.write_bytes(hard.content)
    return folder


def copy(database, to):
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


@pytest.mark.parametrize("name", [name for name, hard in TORTURE.items() if hard.fields is None])
def test_hard_file_is_refused_with_one_sentence(uploaded, name):
    outcome = uploaded["outcomes"][name]
    assert outcome["status"] == 200
    assert len(outcome["errors"]) == 1, outcome["errors"]
    assert outcome["fields"] is None


@pytest.mark.parametrize("name", [name for name, hard in TORTURE.items() if hard.fields is not None])
def test_hard_file_is_taken_with_the_words_that_are_in_it(uploaded, name):
    outcome = uploaded["outcomes"][name]
    assert (outcome["status"], outcome["errors"]) == (302, [])
    assert outcome["fields"] == TORTURE[name].fields


def test_hard_files_never_take_more_memory_than_a_small_server_has(uploaded):
    assert uploaded["megabytes"] < MOST_MEGABYTES


def test_list_of_pictures_shows_all_that_were_taken(uploaded):
    assert uploaded["lists"] == [200, 200]


def test_damaged_files_say_something_or_nothing_but_are_never_an_error():
    """How long each of them takes is for ``make soak`` to say, which reads many more."""
    assert fuzz(5000, seed=1).errors == []
