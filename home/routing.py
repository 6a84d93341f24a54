"""A post or a list of posts is found by its whole address in one query.

Wagtail walks down the tree, three queries a level. What it finds there is found here too,
and handed to it before it looks: hooks, privacy, previews and redirects stay its own.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.models.pages import RouteResult
from wagtail.views import serve

from blog.models import BlogIndexPage, BlogPage
from blog.validators import RESERVED_IN_A_BLOG, is_reserved_slug
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
        found = _find(site.root_page.url_path, parts, request)
        if found is not None:
            request._wagtail_route_for_request = found


def _find(home: str, parts: list[str], request: HttpRequest) -> RouteResult | None:
    if len(parts) > 1 and not is_reserved_slug(parts[1], RESERVED_IN_A_BLOG, years=True):
        posts = _at(BlogPage, f"{home}{'/'.join(parts)}/")
        post = posts.select_related("blog", "lead_picture", "sharing_picture").first()
        return RouteResult(post) if post else None
    blog = _at(BlogIndexPage, f"{home}{parts[0]}/").first()
    return blog.route(request, parts[1:]) if blog else None


def _at(model: type[BlogPage] | type[BlogIndexPage], url_path: str) -> Any:
    # The slug has an index, the whole address has none.
    return model.objects.live().filter(slug=url_path.split("/")[-2], url_path=url_path)
