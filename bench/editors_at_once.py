"""A step of ``make soak``: many editors at the same moment, on a real site of its own.

Eight editors publish three posts each, all at once, on SQLite with four web workers and the background
worker; then a post waits for its time. Nothing may fail and nothing may be lost.
"""

import datetime
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import requests
from bs4 import BeautifulSoup, Tag

ROOT = Path(__file__).resolve().parent.parent
EDITORS = 8
POSTS_EACH = 3
WEB_WORKERS = 4
STARTED_WITHIN = 120  # seconds
TASKS_DONE_WITHIN = 120
LIVE_WITHIN = 130  # from now: a minute until it is due, and at most another until the worker looks
PASSWORD = "soak-soak-soak"
OWN_SETTINGS = ("ALLOWED_HOSTS", "CACHE_URL", "DATABASE_URL", "DEBUG", "MEDIA_STORAGE_URL", "SITE_URL", "TIME_ZONE")
MAKE_EDITORS = f"""
from django.contrib.auth.models import Group, User
for number in range({EDITORS}):
    editor = User.objects.create_user(f"editor-{{number}}", password="{PASSWORD}")
    editor.groups.add(Group.objects.get(name="Editors"))
"""


class Site(NamedTuple):
    address: str
    database: Path

    def answer(self, path: str) -> int:
        try:
            return requests.get(f"{self.address}{path}", timeout=60).status_code
        except requests.RequestException:
            return 0

    def ask(self, question: str) -> list[Any]:
        with closing(sqlite3.connect(self.database, timeout=20)) as connection:
            return connection.execute(question).fetchall()


@contextmanager
def running_site() -> Iterator[Site]:
    """A site of its own with editors, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="goodwill-soak-") as folder:
        port = free_port()
        environ = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
        environ |= {"DATA_DIR": folder, "PORT": str(port), "WEB_CONCURRENCY": str(WEB_WORKERS)}
        site = Site(f"http://127.0.0.1:{port}", Path(folder) / "db.sqlite3")
        process = subprocess.Popen([sys.executable, "-m", "config.serve"], cwd=ROOT, env=environ)
        try:
            if not came_true(lambda: site.answer("/healthz") == 200, STARTED_WITHIN):
                sys.exit("The site did not start.")
            command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", MAKE_EDITORS]
            subprocess.run(command, cwd=ROOT, env=environ, check=True)
            yield site
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def came_true(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not (true := condition()) and time.monotonic() < end:
        time.sleep(0.5)
    return true


class Outcome(NamedTuple):
    slug: str
    seconds: float
    error: str  # empty when the editor was told that it is saved


class Editor:
    """Somebody signed in, who fills in the forms of the admin."""

    def __init__(self, site: Site, name: str) -> None:
        self.session = requests.Session()
        self.address = site.address
        ((blog,),) = site.ask("SELECT page_ptr_id FROM blog_blogindexpage")
        self.new_post = f"{site.address}/admin/pages/add/blog/blogpage/{blog}/"
        sign_in = f"{site.address}/admin/login/"
        form = self.fields(sign_in) | {"username": name, "password": PASSWORD}
        self.session.post(sign_in, form, timeout=120).raise_for_status()

    def fields(self, url: str) -> dict[str, str]:
        """What a browser would send from this form if nothing were typed."""
        page = self.session.get(url, timeout=120)
        page.raise_for_status()
        fields = BeautifulSoup(page.text, "html.parser").select("input[name], textarea[name]")
        return {str(field["name"]): str(field.get("value") or field.text) for field in fields if is_sent(field)}

    def publish(self, slug: str, moment: threading.Barrier | None = None, **fields: str) -> Outcome:
        """With a ``moment``, everybody who waits for it presses the button together."""
        form = self.fields(self.new_post) | post_form(slug) | fields
        if moment:
            moment.wait()
        began = time.monotonic()
        try:
            answer = self.session.post(self.new_post, form, timeout=120, allow_redirects=False)
            error = "" if answer.status_code == 302 else f"{answer.status_code} {reason(answer.text)}"
        except requests.RequestException as failure:
            error = type(failure).__name__
        return Outcome(slug, time.monotonic() - began, error)


def is_sent(field: Tag) -> bool:
    ticked = field.get("type") not in ("checkbox", "radio") or field.has_attr("checked")
    return ticked and field.get("type") not in ("submit", "button", "file") and "__prefix__" not in str(field["name"])


def reason(html: str) -> str:
    page = BeautifulSoup(html, "html.parser")
    return " ".join(error.get_text(" ", strip=True) for error in page.select(".error-message, .messages .error"))


def post_form(slug: str) -> dict[str, str]:
    """A title and one block of text, as the editor's browser sends them."""
    line = {"key": "soak0", "text": "Somebody writes, somebody reads.", "type": "unstyled", "depth": 0}
    text = {"blocks": [line | {"inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}
    return {
        "title": f"Post {slug}",
        "slug": slug,
        "body-count": "1",
        "body-0-type": "text",
        "body-0-value": json.dumps(text),
        "body-0-order": "0",
        "body-0-deleted": "",
        "sidebar-count": "0",
        "action-publish": "action-publish",
    }


def publish_together(site: Site) -> bool:
    """Whether every post of every editor was saved and can be read."""
    moment = threading.Barrier(EDITORS)

    def write(number: int) -> list[Outcome]:
        editor = Editor(site, f"editor-{number}")
        return [editor.publish(f"soak-{number}-{post}", moment) for post in range(POSTS_EACH)]

    with ThreadPoolExecutor(EDITORS) as pool:
        outcomes = [outcome for of_one in pool.map(write, range(EDITORS)) for outcome in of_one]
    failed = [outcome for outcome in outcomes if outcome.error]
    saved = [outcome for outcome in outcomes if not outcome.error]
    lost = [outcome.slug for outcome in saved if site.answer(f"/blog/{outcome.slug}/") != 200]
    print(f"{EDITORS} editors, {POSTS_EACH} posts each, at the same moment, {WEB_WORKERS} web workers, SQLite")
    print(f"  saved {len(saved)}   failed {len(failed)}   lost {len(lost)}")
    print(f"  slowest {max(outcome.seconds for outcome in outcomes):.1f} s")
    for outcome in failed:
        print(f"  {outcome.slug}: {outcome.error}")
    return not failed and not lost


def finish_tasks(site: Site) -> bool:
    """Whether the background worker did everything that publishing asked of it."""

    def counts() -> dict[str, int]:
        return dict(site.ask("SELECT status, COUNT(*) FROM django_tasks_database_dbtaskresult GROUP BY status"))

    came_true(lambda: set(counts()) <= {"SUCCESSFUL", "FAILED"}, TASKS_DONE_WITHIN)
    done = counts()
    print(f"  tasks in the background: {done}")
    return set(done) == {"SUCCESSFUL"}


def go_live(site: Site) -> bool:
    """Whether a post scheduled for the next minute can be read by itself in time."""
    due = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=1)
    outcome = Editor(site, "editor-0").publish("soak-later", go_live_at=f"{due:%Y-%m-%d %H:%M}")
    early = site.answer("/blog/soak-later/") == 200
    began = time.monotonic()
    live = came_true(lambda: site.answer("/blog/soak-later/") == 200, LIVE_WITHIN)
    print(f"A post scheduled for {due:%H:%M} UTC: {outcome.error or 'accepted'}", end="; ")
    print(f"live after {time.monotonic() - began:.0f} s" if live and not early else "NOT live in time, or too early")
    return live and not early and not outcome.error


def edit_at_once() -> bool:
    """Whether every post was saved, can be read, and came when it should."""
    with running_site() as site:
        return all([publish_together(site), finish_tasks(site), go_live(site)])
