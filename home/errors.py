"""The page for an error of ours: one file with its style in it, no database, no template that could fail too."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def server_error(request: HttpRequest) -> HttpResponse:
    page, policy = _page_and_policy()
    response: Any = HttpResponse(page, status=500, headers={"Cache-Control": "no-store"})
    response._csp_config = policy
    return response


@cache
def _page_and_policy() -> tuple[bytes, dict[str, Any]]:
    page = (Path(settings.BASE_DIR) / "templates" / "500.html").read_bytes()
    digest = base64.b64encode(hashlib.sha256(STYLE.findall(page)[0]).digest()).decode()
    return page, {**settings.CSP_PUBLIC, "style-src": [f"'sha256-{digest}'"]}
