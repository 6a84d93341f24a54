"""Text is sent compressed to whoever reads it so."""

import re
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

TEXT = re.compile(r"text/|(?:application|image)/(?:json|xml|javascript|manifest\+json|[\w.-]+\+(?:json|xml))\s*(?:;|$)")
LEAST_BYTES = 200  # as Django's own has it: what is shorter gains nothing
GZIP_REFUSED = re.compile(r"\bgzip\s*;\s*q=0(?:\.0*)?\s*(?:,|$)")


class CompressText(GZipMiddleware):
    """Leaves files and whatever else is sent in pieces as they are, with their lengths and ranges.

    Django's own blurs the length of what it compresses, so that nothing in a page can be guessed by its size (BREACH).
    Stands outside ConditionalGetMiddleware: an ETag is that of the page, however it is sent, and therefore weak.
    """

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        if response.streaming or response.has_header("Content-Encoding"):
            return response
        if response.status_code == 304:
            return _as_of_text(response)
        if len(response.content) < LEAST_BYTES or not TEXT.match(response.get("Content-Type", "").lower()):
            return response
        if GZIP_REFUSED.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            return _as_of_text(response)
        return _as_of_text(super().process_response(request, response))


def _as_of_text(response: Any) -> HttpResponseBase:
    """Every answer about a text says the same of it: a copy that was kept is then known again by whoever kept it."""
    patch_vary_headers(response, ["Accept-Encoding"])
    etag = response.get("ETag", "")
    if etag.startswith('"'):
        response["ETag"] = f"W/{etag}"
    return response
