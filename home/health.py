"""``/healthz``: the process answers. ``/readyz``: what it needs is there, each part said by name."""

import datetime
import shutil
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from wagtail.search.backends import get_search_backend

from home.models import Heartbeat

WORKER = "worker"
WORKER_SILENCE = datetime.timedelta(minutes=3)
LEAST_FREE_BYTES = 200 * 1024 * 1024


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when everything is there, else 503; no secrets, and no more of an error than its kind."""
    parts = {name: _state_of(check) for name, check in CHECKS.items()}
    ready = all(state == "ok" for state in parts.values())
    return JsonResponse({"ready": ready, **parts}, status=200 if ready else 503, headers={"Cache-Control": "no-store"})


def _state_of(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - whatever is wrong, the answer is 503 and not a traceback
        return type(error).__name__


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(pending)} to run: manage.py migrate" if pending else "ok"


def _cache() -> str:
    cache.set("readyz", "ok", 10)
    return cache.get("readyz") or "does not keep what it is given"


def _disk() -> str:
    return "ok" if shutil.disk_usage(settings.DATA_DIR).free > LEAST_FREE_BYTES else "less than 200 MB free"


def _search_index() -> str:
    return get_search_backend().problem() or "ok"


def _worker() -> str:
    return "ok" if Heartbeat.heard_within(WORKER, WORKER_SILENCE) else "missing: run manage.py work"


CHECKS = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "disk": _disk,
    "search_index": _search_index,
    "worker": _worker,
}
