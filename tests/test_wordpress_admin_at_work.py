"""What an owner sees of an import that is at work, was stopped, or was killed."""

import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from blog.models import BlogPage
from home.models import Heartbeat
from tests.reading import words
from tests.wordpress_owner import PAGE, TAGGED, moved_in, page_of, rehearse, rehearsed, sent
from tests.wordpress_runs import old_blog
from wordpress.importing.holding import ToBeStopped
from wordpress.importing.options import Options
from wordpress.importing.run import run_import
from wordpress.models import ImportRun, RunState
from wordpress.tasks import Watched, work_on

pytestmark = pytest.mark.usefixtures("data_dir")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def later(monkeypatch):
    """No worker takes up what is asked for."""
    monkeypatch.setattr("wordpress.admin.views.work_on", _NoWorker())
    monkeypatch.setattr("wordpress.admin.actions.work_on", _NoWorker())


class _Stopping(Watched):
    """Stops with the first thing that is done."""

    def advance(self, title="", by=1):
        self.is_to_stop = True


class _NoWorker:
    def enqueue(self, key):
        pass


def at_work(**fields) -> ImportRun:
    now = {"heard_at": timezone.now(), "holder": "elsewhere 1"}
    return ImportRun.objects.create(**{"state": RunState.RUNNING} | now | fields)


def test_page_says_how_far_it_is(owner):
    began = (timezone.now() - datetime.timedelta(seconds=10)).isoformat()
    run = at_work(step="posts", done=100, total=1300, report={"began": began})
    said = owner.get(f"{PAGE}{run.pk}/progress/").json()
    assert said["moving"]
    assert "Posts 100 of 1300" in words(BeautifulSoup(said["html"], "html.parser"))
    assert "10 a second, about 2 minutes left in this step" in words(BeautifulSoup(said["html"], "html.parser"))
    assert page_of(owner, run).select_one("noscript meta[http-equiv=refresh]")


def test_page_says_that_the_worker_is_missing_and_what_to_do(owner, tmp_path, later):
    run = rehearsed(owner, sent(old_blog(tmp_path)))
    assert "The background worker isn’t running" in words(page_of(owner, run))
    Heartbeat.beat("worker")
    assert "isn’t running" not in words(page_of(owner, run))


def test_second_one_is_refused_while_one_is_at_work(owner, tmp_path):
    run = at_work()
    answer = rehearse(owner, sent(old_blog(tmp_path)))
    assert answer.url == f"{PAGE}{run.pk}/"
    assert "Another move is at work." in words(page_of(owner, run))
    assert ImportRun.objects.count() == 1


def test_killed_one_says_so_and_goes_on_to_the_same_end(owner, tmp_path):
    rehearsal = rehearsed(owner, sent(old_blog(tmp_path)))
    killed = ImportRun.objects.create(files=rehearsal.files, options=rehearsal.options)
    with pytest.raises(ToBeStopped):
        run_import(killed, _Stopping(killed))
    ImportRun.objects.filter(pk=killed.pk).update(state=RunState.RUNNING, heard_at=timezone.now() - DAY)
    assert "It was interrupted" in words(page_of(owner, killed))
    owner.post(f"{PAGE}{killed.pk}/go-on/")
    assert "4 posts, 2 pages and 0 files came over." in words(page_of(owner, killed))


def test_one_that_is_stopped_finishes_what_it_is_at_and_can_go_on(owner, tmp_path, later, monkeypatch):
    run = ImportRun.objects.create(files=[str(old_blog(tmp_path))], options=Options().as_json())
    monkeypatch.setattr("wordpress.tasks.Watched", _stopped_meanwhile(owner))
    work_on.func(run.pk)
    assert "It was interrupted" in words(page_of(owner, run))
    assert not BlogPage.objects.exists()
    monkeypatch.undo()
    owner.post(f"{PAGE}{run.pk}/go-on/")
    assert "4 posts, 2 pages and 0 files came over." in words(page_of(owner, run))


def _stopped_meanwhile(owner):
    class Stopped(Watched):
        def begin(self, step, total):
            owner.post(f"{PAGE}{self.run.pk}/stop/")
            assert "It stops as soon as it has finished" in words(page_of(owner, self.run))
            super().begin(step, total)

    return Stopped


def test_one_that_was_killed_before_it_could_stop_is_not_taken_up(owner, tmp_path, later):
    run = ImportRun.objects.create(files=[str(old_blog(tmp_path))], options=Options().as_json())
    dead = {"state": RunState.RUNNING, "heard_at": timezone.now() - DAY, "report": {"stopping": True}}
    ImportRun.objects.filter(pk=run.pk).update(**dead)
    work_on.func(run.pk)
    assert not BlogPage.objects.exists()
    assert "It was interrupted" in words(page_of(owner, run))


def test_one_that_is_stopped_before_its_turn_does_not_begin(owner, tmp_path, later):
    run = rehearsed(owner, sent(old_blog(tmp_path)))
    owner.post(f"{PAGE}{run.pk}/stop/")
    work_on.func(run.pk)
    assert ImportRun.objects.get().report == {}


def test_one_whose_files_are_gone_says_so(owner, tmp_path, later):
    run = rehearsed(owner, sent(old_blog(tmp_path)))
    Path(run.files[0]).unlink()
    work_on.func(run.pk)
    assert "There is no file “old-blog.xml”." in words(page_of(owner, run))


def test_what_nobody_had_foreseen_is_a_sentence_and_not_a_traceback(owner, tmp_path, monkeypatch):
    def fail(*args):
        raise RuntimeError(TAGGED)

    monkeypatch.setattr("wordpress.tasks.run_import", fail)
    run = rehearsed(owner, sent(old_blog(tmp_path)))
    assert "Something happened that nobody had foreseen (RuntimeError)." in words(page_of(owner, run))


def test_taking_back_that_was_interrupted_goes_on_taking_back(owner, tmp_path):
    run = moved_in(owner, tmp_path)
    run.refresh_from_db()
    interrupted = {"state": RunState.INTERRUPTED, "report": run.report | {"undoing": True}}
    ImportRun.objects.filter(pk=run.pk).update(**interrupted)
    owner.post(f"{PAGE}{run.pk}/go-on/")
    assert "This move was taken back" in words(page_of(owner, run))
    assert not BlogPage.objects.exists()
