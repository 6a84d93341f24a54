"""Which day a post carries, and when it goes live by itself."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.reading import read
from tests.writing import day_of, edit, form, publishing, send


@pytest.fixture
def a_week_later(monkeypatch):
    """Brings it about."""
    later = timezone.now() + datetime.timedelta(days=7)
    return lambda: monkeypatch.setattr("django.utils.timezone.now", lambda: later)


def dates_in_form(client, post):
    page = read(client.get(edit(post)))
    return [page.select_one(f"input[name={name}]").get("value", "") for name in ("date", "time")]


def test_post_of_the_future_goes_live_at_its_time(editor, new, at_commit, monkeypatch):
    soon = timezone.now() + datetime.timedelta(hours=1)
    post = send(editor, new, publishing(go_live_at=soon.strftime("%Y-%m-%d %H:%M")), at_commit)
    assert Client().get(post.url).status_code == 404
    call_command("publish_scheduled")
    assert Client().get(post.url).status_code == 404
    due = soon + datetime.timedelta(days=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: due)
    with at_commit():
        call_command("publish_scheduled")
    assert Client().get(post.url).status_code == 200
    assert day_of(post) == due.date().isoformat()
    assert "Tea at four" in Client().get("/").content.decode()


def test_draft_that_waited_a_week_has_the_day_it_is_published(editor, new, at_commit, a_week_later):
    post = send(editor, new, form(), at_commit)
    assert dates_in_form(editor, post) == ["", ""]
    a_week_later()
    post = send(editor, edit(post), publishing(slug=post.slug), at_commit)
    today = timezone.localdate().isoformat()
    assert day_of(post) == today
    assert dates_in_form(editor, post)[0] == today


def test_date_that_an_editor_chose_stays_when_the_post_is_published_later(editor, new, at_commit, a_week_later):
    post = send(editor, new, form(date="2009-12-04", time="20:15"), at_commit)
    assert dates_in_form(editor, post) == ["2009-12-04", "20:15"]
    a_week_later()
    send(editor, edit(post), publishing(slug=post.slug, date="2009-12-04", time="20:15"), at_commit)
    assert day_of(post) == "2009-12-04"


def test_published_post_keeps_its_day_when_it_is_changed(editor, new, at_commit, a_week_later):
    post = send(editor, new, publishing(), at_commit)
    day = day_of(post)
    a_week_later()
    send(editor, edit(post), publishing(slug=post.slug, title="Tea at five"), at_commit)
    assert day_of(post) == day


def test_version_from_before_the_first_publishing_does_not_move_the_post(editor, new, at_commit, a_week_later):
    post = send(editor, new, form(), at_commit)
    draft = post.latest_revision
    a_week_later()
    with at_commit():
        post.save_revision().publish()
    day = day_of(post)
    with at_commit():
        draft.publish()
    assert day_of(post) == day == timezone.localdate().isoformat()
