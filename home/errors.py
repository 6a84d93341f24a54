"""What readers see instead of a page: nobody lives at the address, an error of ours, the site is being looked after.

The last two are files with their style in them: no database, no template that could fail too.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.common import CommonMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from wagtail.models import Site

from blog.kept import keep
from blog.models import BlogIndexPage
from blog.querysets import is_restricted, visible
from blog.reach import WayToReach
from home.contact import author_of_home
from home.frame import Link, frame_for, site_for
from home.nearest import nearest_posts, words_of_address

STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
MOST_LETTERS_TOLD = 200


@dataclass(frozen=True)
class WaysOn:
    """Where somebody can go who stands before a page that is not there, and whom they can tell."""

    blogs: list[Link]
    name: str = ""
    way: WayToReach | None = None

    @property
    def archives(self) -> list[Link]:
        return [
            Link(_("%(blog)s, every post by year") % {"blog": blog.label}, iri_to_uri(f"{blog.url}archive/"))
            for blog in self.blogs
        ]

    def telling_of(self, path: str) -> str:
        address = path[:MOST_LETTERS_TOLD].encode(errors="replace").decode()
        return (
            self.way.answer_url(_("A page that is not there: %(address)s") % {"address": address}) if self.way else ""
        )


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    site = site_for(request)
    context = _context(request, site) if site else {}
    return render(request, "404.html", context, status=404)


def form_not_accepted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token; and a program that sends something to a page that takes nothing."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    return fixed_page(500)


def fixed_page(status: int) -> HttpResponse:
    """The file for ``status``, which nobody may keep."""
    page, policy = _page_and_policy(status)
    response: Any = HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})
    response._csp_config = policy
    return response


@cache
def _page_and_policy(status: int) -> tuple[bytes, dict[str, Any]]:
    page = (Path(settings.BASE_DIR) / "templates" / f"{status}.html").read_bytes()
    digest = base64.b64encode(hashlib.sha256(STYLE.findall(page)[0]).digest()).decode()
    return page, {**settings.CSP_PUBLIC, "style-src": [f"'sha256-{digest}'"]}


def _context(request: HttpRequest, site: Site) -> dict[str, Any]:
    ways = keep(f"ways-on:{site.pk}", lambda: _ways_on(site))
    words = _words(request, ways)
    frame = frame_for(request)
    in_menu = {link.url for link in frame.menu} if frame else set()
    return {
        "words": " ".join(words),
        "nearest": nearest_posts(site.root_page, words),
        "archives": [link for link in ways.archives if link.url not in in_menu],
        "name": ways.name,
        "telling": ways.telling_of(request.path),
    }


def _words(request: HttpRequest, ways: WaysOn) -> list[str]:
    """Of an address where a post could be; HEAD is told the length that GET has."""
    elsewhere = (settings.MEDIA_URL, settings.STATIC_URL, reverse("wagtailadmin_home"))
    if request.method not in ("GET", "HEAD") or request.path.startswith(elsewhere) or _only_lacks_its_slash(request):
        return []
    path = request.path
    for blog in ways.blogs:
        path = path.removeprefix(blog.url)
    return words_of_address(path)


def _only_lacks_its_slash(request: HttpRequest) -> bool:
    """Such an address is led to the one with a slash, and nobody sees this page."""
    return CommonMiddleware(lambda request: HttpResponse()).should_redirect_with_slash(request)


def _ways_on(site: Site) -> WaysOn:
    home = site.root_page
    blogs = visible(BlogIndexPage.objects.child_of(home))
    author = None if is_restricted(home) else author_of_home(site)
    return WaysOn(
        blogs=[Link(blog.title, f"/{blog.url_path.removeprefix(home.url_path)}") for blog in blogs],
        name=author.first_name if author else "",
        way=author.way_to_answer if author else None,
    )
