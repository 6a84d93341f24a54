"""While the file ``maintenance`` lies in DATA_DIR, one page stands for the whole site."""

import os
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils._os import safe_join

from home.errors import fixed_page

FILE = "maintenance"
BACK_IN = 300  # seconds; the page says the same


class Maintenance:
    """Stands before everything that asks a database, a session or a cache; costs one look at the file system."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if os.path.exists(os.path.join(settings.DATA_DIR, FILE)) and not _always_open(request.path):
            return _come_back()
        return self.get_response(request)


def _always_open(path: str) -> bool:
    """For whatever watches the process, and for pages that somebody still has open."""
    if not path.startswith(settings.STATIC_URL):
        return path == "/healthz"
    # A file that isn't there would be looked for among the pages.
    return is_static_file(path.removeprefix(settings.STATIC_URL))


def is_static_file(name: str) -> bool:
    try:
        return os.path.isfile(safe_join(settings.STATIC_ROOT, name))
    except (SuspiciousFileOperation, ValueError):
        return False


def _come_back() -> HttpResponse:
    response = fixed_page(503)
    response["Retry-After"] = str(BACK_IN)
    return response
