import datetime
from unittest import mock

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from home import worker
from home.models import Heartbeat
from home.worker import MOST_ATTEMPTS, BackgroundWorker, Clock, take_up_interrupted


@task()
def say(words):
    return words


@pytest.fixture
def database_tasks(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(autouse=True)
def connection_of_the_test(monkeypatch):
    """Watched open: the worker would take the transaction that a test runs in for a connection left in disorder."""
    for module in (worker, db_worker):
        monkeypatch.setattr(module, "close_old_connections", lambda: None)


def running_task(attempts):
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        args_kwargs={"args": ["hello"], "kwargs": {}},
        task_path="tests.test_worker.say",
        worker_ids=["worker"] * attempts,
        backend_name="default",
        run_after=timezone.now(),
    )


@pytest.mark.django_db
def test_interrupted_task_is_taken_up_again_when_the_worker_starts(database_tasks):
    interrupted = running_task(attempts=1)
    take_up_interrupted()
    interrupted.refresh_from_db()
    assert interrupted.status == TaskResultStatus.READY


@pytest.mark.django_db
def test_task_that_always_kills_the_worker_fails_at_last(database_tasks):
    deadly = running_task(attempts=MOST_ATTEMPTS)
    take_up_interrupted()
    deadly.refresh_from_db()
    assert deadly.status == TaskResultStatus.FAILED


@pytest.mark.django_db
def test_worker_runs_a_task_and_stops_when_told_to(database_tasks, monkeypatch):
    monkeypatch.setattr(Clock, "tick", lambda self: None)
    work = BackgroundWorker()
    done = say.enqueue("hello")
    later = mock.Mock(side_effect=lambda seconds: work.shutdown(15, None))
    monkeypatch.setattr(db_worker.time, "sleep", later)
    work.run()
    done.refresh()
    assert done.return_value == "hello"


def test_worker_waits_for_a_database_that_does_not_answer(monkeypatch):
    monkeypatch.setattr(worker, "AFTER_A_DATABASE_ERROR", 0)
    step = mock.Mock(side_effect=[OperationalError("database is locked"), None])
    BackgroundWorker()._past_database_errors(step)
    assert step.call_count == 2


@pytest.mark.django_db
def test_readyz_says_that_the_worker_is_missing_until_its_first_minute(client):
    before = client.get("/readyz")
    assert before.status_code == 503
    assert before.json()["worker"].startswith("missing")
    Clock().tick()
    assert client.get("/readyz").json()["worker"] == "ok"


@pytest.mark.django_db
def test_minute_goes_on_when_one_of_its_steps_fails(monkeypatch, caplog):
    monkeypatch.setattr(worker, "publish_due", mock.Mock(side_effect=OperationalError("database is locked")))
    tidied = mock.Mock()
    monkeypatch.setattr(worker, "tidy", tidied)
    Clock().tick()
    assert Heartbeat.objects.filter(name="worker").exists()
    assert tidied.called
    assert "database is locked" in caplog.text


@pytest.mark.django_db
def test_finished_tasks_are_forgotten_after_two_weeks(database_tasks):
    old = running_task(attempts=1)
    old.set_successful("hello")
    DBTaskResult.objects.update(finished_at=timezone.now() - datetime.timedelta(days=15))
    worker.tidy()
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_tidying_is_done_once_a_day(monkeypatch):
    tidied = mock.Mock()
    monkeypatch.setattr(worker, "tidy", tidied)
    clock = Clock()
    clock.tick()
    clock.tick()
    assert tidied.call_count == 1
