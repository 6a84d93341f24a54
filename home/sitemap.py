"""``/sitemap.xml``: every address of the site that anybody may read, and when it last changed."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from blog.credits import makers_of
from blog.kept import keep
from blog.lists.addresses import addresses_below
from blog.lists.lines import address_at
from blog.models import BlogIndexPage, BlogPage
from blog.querysets import visible
from home.frame import site_for

# The protocol allows 50,000 in a file; this is one that is made and read quickly.
MOST_ADDRESSES = 10_000


class Address(NamedTuple):
    url: str
    changed: datetime.datetime | None


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All addresses; of more than fit in one file an index, whose parts are its pages."""
    site = site_for(request)
    if site is None:
        raise Http404("No site answers to this name.")
    pages = Paginator(keep(f"sitemap:{site.pk}", lambda: list(_addresses(site))), MOST_ADDRESSES)
    number = request.GET.get("page")
    if number is None and pages.num_pages > 1:
        parts = [f"{site.root_url}{request.path}?page={part}" for part in pages.page_range]
        return _xml(request, "home/sitemap_index.xml", {"parts": parts})
    try:
        return _xml(request, "home/sitemap.xml", {"addresses": pages.page(number or 1).object_list})
    except InvalidPage as error:
        raise Http404("The sitemap has no such part.") from error


def _xml(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    return render(request, template, context, content_type="application/xml; charset=utf-8")


def _addresses(site: Site) -> Iterator[Address]:
    pages = visible(site.root_page.get_descendants(inclusive=True)).not_type(BlogPage)
    for page in pages.only("url_path", "path", "last_published_at", "content_type"):
        url = urljoin(site.root_url, address_at(site, page.url_path))
        if page.specific_class is BlogIndexPage:
            yield from _below(page.specific, url)
        else:
            yield Address(url, page.last_published_at)
    yield from (Address(urljoin(site.root_url, path), None) for path in _credits(site))


def _credits(site: Site) -> list[str]:
    makers = makers_of(site)
    return [reverse("credits"), *(reverse("maker", args=[slug]) for slug in makers)] if makers else []


def _below(blog: Page, url: str) -> Iterator[Address]:
    """A blog without posts has its own address all the same."""
    found = {"": blog.last_published_at} | addresses_below(blog)
    return (Address(f"{url}{part}", changed) for part, changed in found.items())
