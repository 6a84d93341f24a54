import os
import signal
from unittest import mock

import pytest
from wagtail.models import Site

from config import prepare
from tests.test_schedule import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def commands(monkeypatch):
    """The management commands that were called, none of which runs."""
    called = mock.Mock()
    monkeypatch.setattr(prepare, "call_command", called)
    return called


def test_migrated_database_is_not_migrated_again(commands):
    prepare.migrate()
    assert not commands.called


def test_empty_site_is_filled_with_the_demo(commands):
    prepare.fill_with_demo()
    commands.assert_called_once_with("load_demo")


def test_site_with_a_post_is_not_filled_with_the_demo(commands):
    post("Somebody’s own")
    prepare.fill_with_demo()
    assert not commands.called


def test_static_files_are_collected_once_and_again_when_one_has_changed(commands, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATIC_ROOT.mkdir()
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.css").write_text("a {}")
    prepare.collect_static()
    prepare.collect_static()
    assert commands.call_count == 1
    (tmp_path / "source" / "a.css").write_text("a { color: red }")
    prepare.collect_static()
    assert commands.call_count == 2


@pytest.mark.parametrize(
    ("address", "hostname", "port"),
    [
        ("https://blog.example.org", "blog.example.org", 443),
        ("http://blog.example.org", "blog.example.org", 80),
        ("http://127.0.0.1:8000", "127.0.0.1", 8000),
    ],
)
def test_address_of_the_site_is_written_into_its_record(settings, address, hostname, port):
    settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = address
    prepare.write_address()
    site = Site.objects.get()
    assert (site.hostname, site.port) == (hostname, port)


def test_public_address_given_in_the_admin_is_kept_when_the_environment_names_none(settings):
    settings.SITE_URL, settings.WAGTAILADMIN_BASE_URL = "", "http://127.0.0.1:8000"
    Site.objects.update(hostname="blog.example.org", port=443)
    prepare.write_address()
    assert Site.objects.get().hostname == "blog.example.org"


@pytest.fixture
def own_signals():
    """The signal handlers of the test run are put back."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_told_to_stop_it_finishes_the_step_and_begins_no_other(monkeypatch, own_signals):
    done = []

    def long_step():
        os.kill(os.getpid(), signal.SIGTERM)
        done.append("long step")

    monkeypatch.setattr(prepare, "steps", lambda demo: [long_step, lambda: done.append("next step")])
    with pytest.raises(SystemExit):
        prepare.prepare(demo=False)
    assert done == ["long step"]
