"""A wrong environment variable is named in one sentence, before anything starts."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READ = re.compile(r'env\.\w+\("([A-Z_]+)"')
SETTINGS = (ROOT / "config" / "settings.py").read_text()
KEY = "k" * 50

WRONG = [
    {"ALLOWED_HOSTS": "https://blog.example.org", "SECRET_KEY": KEY},
    {"ALLOWED_HOSTS": "blog.example.org:8000", "SECRET_KEY": KEY},
    {"BIND": "0.0.0.0"},
    {"CACHE_URL": "nonsense"},
    {"CACHE_URL": "locmem://"},
    {"CACHE_URL": "dummy://"},
    {"CACHE_URL": "redis://host:port/0"},
    {"DATABASE_URL": "nonsense"},
    {"DATABASE_URL": "mysql://user@host/name"},
    {"DATABASE_URL": "postgres://user@host:port/name"},
    {"DATA_DIR": "/dev/null/data"},
    {"DEBUG": "perhaps"},
    {"DEBUG_TOOLBAR": "perhaps", "DEBUG": "1"},
    {"EMAIL_URL": "nonsense"},
    {"EMAIL_URL": "smtp://host:port"},
    {"LANGUAGE_CODE": "Klingon"},
    {"LOG_FORMAT": "xml"},
    {"MEDIA_STORAGE_URL": "ftp://host/bucket"},
    {"MEDIA_STORAGE_URL": "s3://key:secret@host"},
    {"MEDIA_STORAGE_URL": "s3://key:secret@host:port/bucket"},
    {"PORT": "http"},
    {"PORT": "0"},
    {"PORT": "65536"},
    {"SEARCH_URL": "elasticsearch://host"},
    {"SECRET_KEY": "short", "ALLOWED_HOSTS": "blog.example.org"},
    {"SECRET_KEY": "short"},
    {"CACHE_URL": "foo"},
    {"SECRET_KEY": "", "ALLOWED_HOSTS": "blog.example.org"},
    {"SITE_URL": "blog.example.org"},
    {"SITE_URL": "https://"},
    {"SITE_URL": "https://blog.example.org/blog"},
    {"SITE_URL": "https://blog.example.org:port"},
    {"TIME_ZONE": "Mars/Phobos"},
    {"TRUSTED_PROXIES": "proxy"},
    {"WEB_CONCURRENCY": "many"},
    {"WEB_CONCURRENCY": "0"},
]
NEVER_WRONG = {"EMAIL_FROM"}  # any text can stand in a letter's head
BLAMED_ON_ANOTHER = {"BIND": "ALLOWED_HOSTS"}

RIGHT = [
    {"ALLOWED_HOSTS": "blog.example.org,.example.com,[::1]", "SECRET_KEY": KEY},
    {"SITE_URL": "https://blog.example.org/"},
    {"SITE_URL": "http://127.0.0.1:8000"},
    {"DATABASE_URL": "postgres://user:pass@host:5432/name"},
    {"CACHE_URL": "redis://host:6379/0"},
    {"MEDIA_STORAGE_URL": "s3://key:se%2Fcret@host:9000/bucket?region=eu"},
    {"EMAIL_URL": "submission://user:pass@host:587"},
    {"LANGUAGE_CODE": "en-gb"},
    {"LANGUAGE_CODE": "de-at"},
    {"TIME_ZONE": "Europe/London"},
    {"TRUSTED_PROXIES": "10.0.0.5,192.168.0.0/16,::1"},
    {"LOG_FORMAT": "json"},
    {"BIND": "127.0.0.2", "PORT": "9000"},
]


def started_with(environ, data_dir):
    own = {name: value for name, value in os.environ.items() if name not in variables()}
    return subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        cwd=ROOT,
        env={**own, "DATA_DIR": str(data_dir), **environ},
        capture_output=True,
        text=True,
    )


def variables():
    return set(READ.findall(SETTINGS))


@pytest.mark.parametrize("environ", WRONG, ids=lambda environ: "-".join(f"{n}={v}" for n, v in environ.items()))
def test_wrong_variable_is_named_in_one_sentence(environ, tmp_path):
    started = started_with(environ, tmp_path)
    name = next(iter(environ))
    assert started.returncode == 1
    assert started.stdout == ""
    assert re.fullmatch(rf"{BLAMED_ON_ANOTHER.get(name, name)}: .{{15,200}}\n", started.stderr), started.stderr
    assert KEY not in started.stderr


@pytest.mark.parametrize("environ", RIGHT, ids=lambda environ: "-".join(f"{n}={v}" for n, v in environ.items()))
def test_right_variable_is_taken(environ, tmp_path):
    started = started_with(environ, tmp_path)
    assert (started.returncode, started.stderr) == (0, "")


def test_every_variable_has_a_wrong_value_above():
    assert variables() - NEVER_WRONG == {next(iter(environ)) for environ in WRONG}


def test_every_variable_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text()
    assert [name for name in sorted(variables() - {"DEBUG_TOOLBAR"}) if f"`{name}`" not in readme] == []


def test_value_of_a_wrong_variable_is_not_repeated(tmp_path):
    started = started_with({"DATABASE_URL": "postgres://user:hush@host:port/name"}, tmp_path)
    assert "hush" not in started.stderr


def test_nothing_is_needed(tmp_path):
    started = started_with({}, tmp_path / "new")
    assert (started.returncode, started.stderr) == (0, "")
    assert len((tmp_path / "new" / "secret-key").read_text()) >= 50
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o077 == 0


def test_empty_variable_is_one_that_is_not_there(tmp_path):
    started = started_with(dict.fromkeys(variables() - {"DATA_DIR"}, ""), tmp_path)
    assert (started.returncode, started.stderr) == (0, "")


def test_letters_are_printed_when_no_mail_server_is_named(tmp_path):
    script = "from config import settings; print(settings.EMAIL_BACKEND)"
    own = {name: value for name, value in os.environ.items() if name not in variables()} | {"DATA_DIR": str(tmp_path)}
    printed = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=own, capture_output=True, text=True)
    assert printed.stdout.strip().endswith("console.EmailBackend")
