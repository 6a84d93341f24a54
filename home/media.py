"""``/media/…``: renditions and documents, when no proxy serves them.

A file's address holds a part of its content's hash, so it may be kept for ever. Whatever
somebody uploaded is shown without the right to run anything.
"""

import mimetypes
import posixpath
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage, storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served
from whitenoise.responders import NotARegularFileError, StaticFile

from images.delivery import address_instead_of

# Python before 3.13 knows it only where the system has a list of types.
mimetypes.add_type("image/webp", ".webp")
FOR_EVER = "public, max-age=31536000, immutable"
WHOLE_OR_PART = (200, 206, 304)
SANDBOX = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "media-src": ["'self'"], "sandbox": True}
# Looked at in the browser; everything else, PDF too (no viewer opens in a sandbox), is saved.
SHOWN = ("image/", "audio/", "video/", "text/plain")


def serve(request: HttpRequest, name: str) -> HttpResponseBase:
    """A rendition, at the one address that is its name: no detour leads past whoever watches over a folder.

    Where one stood once, the address leads to what stands there now.
    """
    if posixpath.normpath(name) != name:
        raise Http404("This is no file's own address.")
    try:
        return file_response(request, storages["renditions"], name, FOR_EVER)
    except Http404:
        instead = address_instead_of(name)
        if not instead or instead == request.path:
            raise
        return _lead_to(instead)


def _lead_to(address: str) -> HttpResponseRedirect:
    response = HttpResponseRedirect(address)
    response["Cache-Control"] = "no-cache"  # another file may stand here tomorrow, even the first one again
    return response


def serve_document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """A document, to those whom Wagtail's hooks let in. Wagtail's own view knows no ranges."""
    document = get_object_or_404(get_document_model(), id=document_id)
    if document.filename != filename:
        raise Http404("This document has another name.")
    for hook in hooks.get_hooks("before_serve_document"):
        if answer := hook(document, request):
            return answer
    document_served.send(sender=type(document), instance=document, request=request)
    private = document.collection.get_view_restrictions().exists()
    kept = "private, no-store" if private else FOR_EVER
    return file_response(request, document.file.storage, document.file.name, kept)


def file_response(request: HttpRequest, storage: Storage, name: str, cache_control: str) -> HttpResponseBase:
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    try:
        response: Any = _from_storage(request, storage, name)
    except (NotARegularFileError, SuspiciousFileOperation, ValueError, OSError) as e:
        raise Http404("There is no such file.") from e
    response["Content-Type"] = content_type
    response["Cache-Control"] = cache_control if response.status_code in WHOLE_OR_PART else "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    if not content_type.startswith(SHOWN):
        response["Content-Disposition"] = "attachment"
    response._csp_config = SANDBOX
    return response


def _from_storage(request: HttpRequest, storage: Storage, name: str) -> HttpResponseBase:
    try:
        path = storage.path(name)
    except NotImplementedError:  # an object store
        return FileResponse(storage.open(name))
    return _from_disk(request, path)


def _from_disk(request: HttpRequest, path: str) -> HttpResponseBase:
    """With ranges, conditions and HEAD, as whitenoise serves static files."""
    found = StaticFile(path, []).get_response(request.method, request.META)
    response: Any = FileResponse(found.file or (), status=int(found.status))
    for header, value in found.headers:
        response[header] = value
    return response
