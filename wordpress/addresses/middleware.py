"""Old addresses answer: with one 301, and never in the place of a page that lives here."""

from collections.abc import Callable
from urllib.parse import quote, unquote

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import resolve
from wagtail.views import serve

from home.frame import site_for
from wordpress.addresses.answering import answer_to
from wordpress.addresses.blogs import moved_blogs
from wordpress.addresses.meaning import meaning_of_query, normal_path


class OldAddresses:
    """Around Wagtail's RedirectMiddleware: what editors have said of an address goes first.

    A page that lives here is left alone, but for the front page when it is asked for something else: ``/?p=7``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        asked = asks_front_page(request)
        if asked and (found := _answer(request)):
            return HttpResponsePermanentRedirect(found)
        response = self.get_response(request)
        if response.status_code == 404 and not asked and (found := _answer(request)):
            return HttpResponsePermanentRedirect(found)
        return response


def asks_front_page(request: HttpRequest) -> bool:
    """Whether an old blog's front page is asked for something that only WordPress would understand."""
    query = request.META.get("QUERY_STRING", "")
    if not query or meaning_of_query(query) is None:
        return False
    path = normal_path(_as_asked(request))
    return any(path == moved.shape.root for moved in moved_blogs())


def _answer(request: HttpRequest) -> str | None:
    found = answer_to(f"{_as_asked(request)}?{request.META.get('QUERY_STRING', '')}", request)
    return None if found is None or _leads_elsewhere_without_it(found, request) else found


def _as_asked(request: HttpRequest) -> str:
    """The path, naming no host. What of it is percent-encoded still is no UTF-8, and Django has left it so."""
    return f"/{quote(request.path_info, safe='/%').lstrip('/')}"


def _leads_elsewhere_without_it(found: str, request: HttpRequest) -> bool:
    """Whether the address would lead to itself, or only lacks the slash of a page that lives here."""
    path = unquote(found.removeprefix(f"{request.scheme}://{request.get_host()}"))
    if path == request.path or request.path.endswith("/"):
        return path == request.path
    return path != f"{request.path}/" and _somebody_lives_at(f"{request.path_info}/", request)


def _somebody_lives_at(path: str, request: HttpRequest) -> bool:
    site = site_for(request)
    try:
        if resolve(path).func is not serve:
            return True
        return site is not None and bool(site.root_page.specific.route(request, path.strip("/").split("/")))
    except Http404:
        return False
