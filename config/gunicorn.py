"""How gunicorn serves the site: ``gunicorn -c config/gunicorn.py config.wsgi``.

The application is loaded once, in the master, and warmed up there: workers are forked ready to answer
and share its memory.
"""

import gc
import os
from collections.abc import Iterable
from typing import Any
from wsgiref.util import setup_testing_defaults

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings
from django.db import connections

wsgi_app = "config.wsgi"
bind = f"[{settings.BIND}]:{settings.PORT}" if ":" in settings.BIND else f"{settings.BIND}:{settings.PORT}"
preload_app = True
workers = settings.WEB_CONCURRENCY
timeout = 60
graceful_timeout = 30
control_socket_disable = True  # one socket for all gunicorns of a user would mix up two sites
forwarded_allow_ips = ",".join(settings.TRUSTED_PROXIES)
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190
loglevel = "error"  # at "warning", each HEAD that a monitor sends is one
if settings.LOG_FORMAT == "json":
    accesslog = "-"
    logconfig_dict = {"formatters": {"generic": {"()": "config.log.JSONFormatter"}}}


def on_starting(server: Any) -> None:
    """Warm up, and keep what is loaded out of the garbage collector's way, so that workers go on sharing it."""
    warm_up(server.app.wsgi())
    gc.collect()
    gc.freeze()


def warm_up(application: Any) -> None:
    """Ask for the home page, so that no reader waits for templates and addresses to be read.

    An answer of any status will do. No database connection is left open for the workers to share.
    """
    environ: dict[str, Any] = {
        "HTTP_HOST": settings.ALLOWED_HOSTS[0].removeprefix("."),
        "wsgi.url_scheme": "https" if settings.HTTPS else "http",
    }
    setup_testing_defaults(environ)
    answer: Iterable[bytes] = application(environ, lambda status, headers, exc_info=None: lambda body: None)
    b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    connections.close_all()
