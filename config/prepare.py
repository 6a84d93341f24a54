"""Brings an installation up to date before it is served: ``python -m config.prepare``.

Each step looks first whether there is anything to do, so that a second start takes no time. All of it
is one process, since loading Wagtail takes longer than any of the steps with nothing to do.
"""

import argparse
import hashlib
import os
import shlex
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from config.environment import is_local


def steps(demo: bool) -> list[Callable[[], None]]:
    return [migrate, index_archive, *([fill_with_demo] if demo else []), collect_static, write_address, ask_for_owner]


def say(sentence: str) -> None:
    print(sentence, flush=True)


def migrate() -> None:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        say(f"Bringing the database up to date: {len(pending)} steps, about {len(pending) // 20 + 1} seconds …")
        call_command("migrate", interactive=False, verbosity=0)


def index_archive() -> None:
    """What was written before this version had its search; afterwards the index keeps itself up to date."""
    index = apps.get_model("search.IndexEntry").objects
    if not index.exists() and apps.get_model("blog.BlogPage").objects.exists():
        say("Indexing the archive for the search, about 3 seconds for a thousand posts …")
        call_command("update_index", verbosity=0)


def fill_with_demo() -> None:
    """Only a database without a single post: nobody's own writing is ever mixed with the demo's."""
    if not apps.get_model("blog.BlogPage").objects.exists():
        say("Filling the empty site with the demo archive …")
        call_command("load_demo")


def collect_static() -> None:
    """Copy, hash and compress what browsers load, unless nothing has changed since the last time."""
    made_from = settings.STATIC_ROOT / "made-from"
    now = _fingerprint()
    if settings.DEBUG or (made_from.is_file() and made_from.read_text() == now):
        return
    say("Collecting and compressing the static files, about 10 seconds …")
    call_command("collectstatic", interactive=False, verbosity=0)
    made_from.write_text(now)


def _fingerprint() -> str:
    """What the collected files are made from: names, sizes and times of change, and how they are stored."""
    digest = hashlib.sha256(repr((settings.STORAGES["staticfiles"], settings.STATIC_URL)).encode())
    for line in sorted(_static_sources()):
        digest.update(line.encode())
    return digest.hexdigest()


def _static_sources() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            yield f"{name} {stat.st_size} {stat.st_mtime_ns}\n"


def write_address() -> None:
    """Tell Wagtail where the site is, so that feeds, canonical links and mails agree.

    A public address that somebody gave the site in the admin is not replaced by a local one.
    """
    site = apps.get_model("wagtailcore.Site").objects.filter(is_default_site=True).first()
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    hostname = address.hostname or "localhost"
    port = address.port or (443 if address.scheme == "https" else 80)
    if site is None or (site.hostname, site.port) == (hostname, port):
        return
    if settings.SITE_URL or is_local(site.hostname):
        site.hostname, site.port = hostname, port
        site.save()


def ask_for_owner() -> None:
    if not get_user_model().objects.exists():
        elsewhere = settings.DATA_DIR != settings.BASE_DIR / "data"
        folder = f"DATA_DIR={shlex.quote(str(settings.DATA_DIR))} " if elsewhere else ""
        say(f"Nobody can sign in yet. The owner is made by: {folder}.venv/bin/python manage.py createsuperuser")


def prepare(demo: bool) -> None:
    """Stops between two steps only: a migration that is interrupted can leave a database that nothing can mend."""
    asked_to_stop: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: asked_to_stop.append(number))
    for step in steps(demo):
        step()
        if asked_to_stop:
            sys.exit(1)


def main() -> None:
    parser = argparse.ArgumentParser(description="Brings the database, the static files and the address up to date.")
    parser.add_argument("--demo", action="store_true", help="fill a site without posts with the demo archive")
    demo = parser.parse_args().demo
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    try:
        prepare(demo)
    except CommandError as error:
        sys.exit(str(error))
    except DatabaseError as error:
        sys.exit(f"DATABASE_URL: the database can't be used ({str(error).strip().splitlines()[0]}).")


if __name__ == "__main__":
    main()
