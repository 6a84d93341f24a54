"""What stands around every page of a site: masthead and footer, as plain values."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Subquery
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils import timezone
from wagtail.models import Site

from blog.kept import keep
from blog.models import BlogPage
from blog.querysets import visible
from home.models import SiteSettings


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class SiteFrame:
    """``years`` is ``2008–2026``: from the first post on."""

    name: str
    accent: str
    footer_line: str
    copyright_holder: str
    menu: list[Link]
    footer_links: list[Link]
    years: str


def site_for(request: Any) -> Site | None:
    """The site that answers to the request's host, with its root page."""
    if not hasattr(request, "_wagtail_site"):
        # Wagtail looks here before it asks the database.
        request._wagtail_site, request.site_frame = keep(f"site:{_host_of(request)}", lambda: _find(request))
    return request._wagtail_site


def frame_for(request: Any) -> SiteFrame | None:
    """Masthead and footer of the site that answers; None where none does."""
    site = site_for(request)
    if not hasattr(request, "site_frame"):
        request.site_frame = _build(site) if site else None
    return request.site_frame


def _host_of(request: HttpRequest) -> str:
    """The host as sites tell themselves apart by it: strangers can make up any port."""
    host, port = split_domain_port(request.get_host())
    host = host.rstrip(".")
    return f"{host}:{port}" if port and port in keep("ports", _ports) else host


def _ports() -> set[str]:
    return {str(port) for port in Site.objects.values_list("port", flat=True)}


def _find(request: HttpRequest) -> tuple[Site | None, SiteFrame | None]:
    site = Site.find_for_request(request)
    return (site, _build(site)) if site else (None, None)


def _build(site: Site) -> SiteFrame:
    posts = BlogPage.objects.descendant_of(site.root_page).live().order_by("date")
    with_first_day = SiteSettings.objects.annotate(first_day=Subquery(posts.values("date")[:1]))
    settings = with_first_day.filter(site=site).first() or SiteSettings(site=site)
    return SiteFrame(
        name=settings.name,
        accent=settings.accent,
        footer_line=settings.footer_line,
        copyright_holder=settings.copyright_holder or settings.name,
        menu=[*_pages_in_menus(site), *_links(settings.masthead_links)],
        footer_links=_links(settings.footer_links),
        years=_years(getattr(settings, "first_day", None)),
    )


def _pages_in_menus(site: Site) -> list[Link]:
    home_path = site.root_page.url_path
    pages = visible(site.root_page.get_children().in_menu())
    return [Link(page.title, f"/{page.url_path.removeprefix(home_path)}") for page in pages]


def _links(stream: Any) -> list[Link]:
    return [Link(child.value["label"], child.value["address"]) for child in stream]


def _years(first_day: datetime.date | None) -> str:
    this_year = timezone.localdate().year
    return f"{first_day.year}–{this_year}" if first_day and first_day.year < this_year else str(this_year)
