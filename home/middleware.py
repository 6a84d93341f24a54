"""What is true of every answer: its headers, and what is refused before any page looks at it."""

import codecs
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponseBase]
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "geolocation",
        "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
READABLE_CHARSETS = {"utf-8", "ascii", "iso8859-1", "cp1252"}
# Nobody who has not signed in has anything longer than a password to send.
MOST_BYTES_FROM_STRANGERS = 64 * 1024


class ReaderHeaders:
    """Lets readers' pages be kept by anybody and checked again; says who may frame what, and what may run."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.admin_prefix = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response: Any = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        editing = request.path.startswith(self.admin_prefix) or getattr(request, "shows_userbar", False)
        if editing:
            response._csp_config = settings.CSP_ADMIN
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            # What somebody who has signed in sees is for nobody else.
            if not response.has_header("Cache-Control"):
                response["Cache-Control"] = "private, no-cache"
                patch_vary_headers(response, ["Cookie"])
        elif not editing and response.status_code in (200, 301, 304, 404, 410):
            response.headers.setdefault("Cache-Control", "public, no-cache")
        return response


class RefuseUnreadable:
    """Answers 400 or 413, in words, to requests that would only break something further in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        # Whatever somebody looks for is answered.
        self.search = reverse("search")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = "" if request.path_info.startswith(self.search) else request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "%00" in asked:
            return refusal(_("This address holds a character that no address has."))
        if "\x00" in request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""):
            return refusal(_("Your browser sent a broken cookie. Delete this site’s cookies and try again."))
        if request.method in ("POST", "PUT", "PATCH") and (why := self._unreadable(request)):
            return why
        return self.get_response(request)

    def _unreadable(self, request: HttpRequest) -> HttpResponse | None:
        if _length(request) > MOST_BYTES_FROM_STRANGERS and not self._has_session(request):
            return refusal(_("This is more than somebody who has not signed in can send."), status=413)
        charset = (request.content_params or {}).get("charset", "utf-8")
        try:
            readable = codecs.lookup(charset).name in READABLE_CHARSETS
        except (LookupError, ValueError):
            readable = False
        if not readable:
            return refusal(_("This form was sent in a character set that this site doesn’t read. Send UTF-8."))
        try:
            request.POST  # noqa: B018 - reads the body, so that a broken one is found here
        except (LookupError, UnicodeError, ValueError):
            return refusal(_("This form arrived broken. Go back, load the page again, and send it once more."))
        return None

    def _has_session(self, request: HttpRequest) -> bool:
        return SessionStore().exists(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))


def refusal(sentence: str, status: int = 400) -> HttpResponse:
    return HttpResponseBadRequest(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=status)


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
