"""A post or a blog is found by its whole address in one query.

Wagtail walks down the tree, three queries a level. What it finds there is found here too,
and handed to it before it looks: hooks, privacy, previews and redirects stay its own.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.models.pages import RouteResult
from wagtail.views import serve

from blog.models import BlogIndexPage, BlogPage
from home.frame import site_for


class FindPage:
    """Middleware that spares Wagtail the walk; it does nothing for any other page or view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: Any, view: Callable, args: list[Any], kwargs: dict[str, Any]) -> None:
        if view is not serve:
            return
        site = site_for(request)
        parts = [part for part in request.path.split("/") if part]
        if site is None or not parts:
            return
        url_path = f"{site.root_page.url_path}{'/'.join(parts)}/"
        page = _find(url_path, is_post=len(parts) > 1)
        if page is not None:
            request._wagtail_route_for_request = RouteResult(page)


def _find(url_path: str, is_post: bool) -> BlogPage | BlogIndexPage | None:
    # The slug has an index, the whole address has none.
    address = {"slug": url_path.split("/")[-2], "url_path": url_path}
    if is_post:
        return BlogPage.objects.live().filter(**address).select_related("lead_picture").first()
    return BlogIndexPage.objects.live().filter(**address).first()
