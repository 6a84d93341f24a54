"""What a page tells programs of itself: search engines, feed readers, whoever shows a link to it.

Plain facts; ``templates/components/page_head.html`` writes them down. What only the site as a whole knows (its name)
is added by ``home/templatetags/site_frame.py``.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin

from django.core.paginator import Page as PageOfPosts
from django.http import HttpRequest
from wagtail.models import Page, Site

from images.delivery import PublicPicture, fallback
from images.models import CustomImage


@dataclass(frozen=True)
class Crumb:
    """A step of the way from the home page (which is left out) to a page; ``url`` is absolute."""

    name: str
    url: str


@dataclass(frozen=True)
class FeedLink:
    title: str
    url: str


@dataclass(frozen=True)
class PageHead:
    """``url`` is the one address of the page; all addresses are absolute. ``nodes`` are schema.org's, for one graph."""

    root: str
    url: str
    title: str
    description: str = ""
    kind: str = "website"
    picture: PublicPicture | None = None
    picture_alt: str = ""
    published: datetime.datetime | None = None
    modified: datetime.datetime | None = None
    authors: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    trail: list[Crumb] = field(default_factory=list)
    nodes: list[dict[str, Any]] = field(default_factory=list)
    feed: FeedLink | None = None
    previous: str = ""
    next: str = ""


def root_of(request: HttpRequest) -> str:
    """The site's own address, as in ``https://blog.example.org``."""
    site = Site.find_for_request(request)
    return site.root_url if site else ""


def head_of(page: Page, request: HttpRequest, **facts: Any) -> PageHead:
    """Of any page: what Wagtail's *Promote* fields say, and the ``facts`` that its own type knows."""
    root = root_of(request)
    own = {
        "url": urljoin(root, page.get_url(request) or "/"),
        "title": page.seo_title or page.title,
        "description": page.search_description,
    }
    return PageHead(root=root, **own | facts)


def pictured_by(image: CustomImage | None, root: str, place: str = "sharing") -> dict[str, Any]:
    """The facts of a page that ``image`` stands for, if there is one."""
    if image is None or image.is_ended:
        return {}
    return {"picture": whole(fallback(image, place), root), "picture_alt": image.description}


def first_picture(posts: Iterable[Any]) -> CustomImage | None:
    """The one that a reader of a list sees first; they are as ``for_entries("sharing")`` gives them."""
    return next((post.lead_picture for post in posts if post.lead_picture and not post.lead_picture.is_ended), None)


def whole(picture: PublicPicture, root: str) -> PublicPicture:
    return replace(picture, url=urljoin(root, picture.url))


def numbered(url: str, posts: PageOfPosts) -> dict[str, str]:
    """The addresses of a page of a list and of its neighbours: each has its own."""

    def at(number: int) -> str:
        return f"{url}?page={number}" if number > 1 else url

    return {
        "url": at(posts.number),
        "previous": at(posts.previous_page_number()) if posts.has_previous() else "",
        "next": at(posts.next_page_number()) if posts.has_next() else "",
    }
