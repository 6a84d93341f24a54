"""What stands around every page of a site: masthead and footer, as plain values."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from blog.kept import keep
from blog.lists.lines import address_at
from blog.models import BlogIndexPage, BlogPage
from blog.querysets import visible
from home.models import SiteSettings


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class SiteFrame:
    """``years`` is ``2008–2026``: from the first post on.

    ``footer_pages`` are the owner's links to what is read here, ``footer_links`` those that lead elsewhere.
    """

    name: str
    accent: str
    footer_line: str
    copyright_holder: str
    menu: list[Link]
    footer_pages: list[Link]
    footer_links: list[Link]
    feeds: list[Link]
    years: str


def site_for(request: Any) -> Site | None:
    """The site that answers to the request's host, with its root page."""
    if not hasattr(request, "_wagtail_site"):
        # Wagtail looks here before it asks the database.
        request._wagtail_site = keep(f"site:{_host_of(request)}", lambda: Site.find_for_request(request))
    return request._wagtail_site


def frame_for(request: Any) -> SiteFrame | None:
    """Masthead and footer of the site that answers; None where none does."""
    if not hasattr(request, "site_frame"):
        site = site_for(request)
        request.site_frame = keep(f"frame:{site.pk}", lambda: _build(site)) if site else None
    return request.site_frame


def _host_of(request: HttpRequest) -> str:
    """The host as sites tell themselves apart by it: strangers can make up any port."""
    host, port = split_domain_port(request.get_host())
    return f"{host}:{port}" if port and port in keep("ports", _ports) else host


def _ports() -> set[str]:
    return {str(port) for port in Site.objects.values_list("port", flat=True)}


def _build(site: Site) -> SiteFrame:
    posts = BlogPage.objects.descendant_of(site.root_page).listed(within=site.root_page).order_by("date")
    settings = SiteSettings.objects.filter(site=site).first() or SiteSettings(site=site)
    pages = list(visible(site.root_page.get_children()))
    links = _links(settings.footer_links)
    return SiteFrame(
        name=settings.name,
        accent=settings.accent,
        footer_line=settings.footer_line,
        copyright_holder=settings.copyright_holder or settings.name,
        menu=[*_menu(site, pages), *_links(settings.masthead_links)],
        footer_pages=[link for link in links if link.url.startswith("/")],
        footer_links=[link for link in links if not link.url.startswith("/")],
        feeds=[Link(blog.title, f"{address_at(site, blog.url_path)}feed/") for blog in filter(_is_blog, pages)],
        years=_years(posts.values_list("date", flat=True).first()),
    )


def _menu(site: Site, pages: list[Page]) -> list[Link]:
    """A blog brings its archive along."""
    links = []
    for page in pages:
        if page.show_in_menus:
            links.append(Link(page.title, address_at(site, page.url_path)))
            links += [Link(_("Archive"), f"{address_at(site, page.url_path)}archive/")] if _is_blog(page) else []
    return links


def _is_blog(page: Page) -> bool:
    return page.specific_class is BlogIndexPage


def _links(stream: Any) -> list[Link]:
    return [Link(child.value["label"], child.value["address"]) for child in stream]


def _years(first_day: datetime.date | None) -> str:
    this_year = timezone.localdate().year
    return f"{first_day.year}–{this_year}" if first_day and first_day.year < this_year else str(this_year)
