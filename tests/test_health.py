"""``/readyz`` says which part is missing, and no more."""

import datetime

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.utils import timezone

from home import health
from home.health import WORKER_SILENCE
from home.models import Heartbeat

PARTS = {"database", "migrations", "cache", "disk", "search_index", "worker"}


@pytest.fixture
def worker(db):
    Heartbeat.beat("worker")


def test_everything_is_there(client, worker):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, **dict.fromkeys(PARTS, "ok")}
    assert answer["Cache-Control"] == "no-store"


def test_worker_that_fell_silent_is_missing(client, worker):
    Heartbeat.objects.update(at=timezone.now() - WORKER_SILENCE - datetime.timedelta(seconds=1))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert {part for part in PARTS if answer.json()[part] != "ok"} == {"worker"}


def test_pending_migration_is_named(client, worker, monkeypatch):
    pending = [("home", "0099_next")]
    monkeypatch.setattr("home.health.MigrationExecutor.migration_plan", lambda self, targets: pending)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["migrations"] == "1 to run: manage.py migrate"


@pytest.mark.parametrize("part", sorted(PARTS))
def test_part_that_fails_is_named_without_its_secrets(client, worker, monkeypatch, part):
    def fail():
        raise DatabaseError("password authentication failed for user hush")

    monkeypatch.setitem(health.CHECKS, part, fail)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()[part] == "DatabaseError"
    assert "hush" not in answer.content.decode()


def test_cache_that_keeps_nothing_is_named(client, worker, monkeypatch):
    monkeypatch.setattr(cache, "set", lambda *args, **kwargs: None, raising=False)
    cache.delete("readyz")
    assert client.get("/readyz").json()["cache"] != "ok"


def test_full_disk_is_named(client, worker, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 10**18)
    assert client.get("/readyz").json()["disk"] == "less than 200 MB free"
