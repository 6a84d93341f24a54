"""``/credits/``: who made the pictures of the site, and everything by one maker."""

from typing import Any
from urllib.parse import urljoin

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as PageOfThings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from blog.credits import makers_of, pictures_with, posts_with
from blog.for_programs.page_head import Crumb, PageHead, numbered
from home.frame import site_for

MAKERS_ON_A_PAGE = 24
PICTURES_ON_A_PAGE = 24
# Of each maker in the list of all, of each picture's posts: the newest.
MOST_PICTURES = 4
MOST_POSTS = 5
PLACE = "thumbnail"


@require_safe
def makers(request: HttpRequest) -> HttpResponse:
    site = _site(request)
    everybody = makers_of(site)
    shown = _page(request, list(everybody.values()), MAKERS_ON_A_PAGE)
    wanted = {key for maker in shown for key in maker.pictures[:MOST_PICTURES]}
    pictures = {picture.pk: picture for picture in pictures_with(wanted, PLACE)}
    rows = [(maker, [pictures[key] for key in maker.pictures[:MOST_PICTURES] if key in pictures]) for maker in shown]
    head = _head(site, shown, request.path, _("Picture credits"))
    context = {"head": head, "makers": shown, "rows": rows}
    return render(request, "home/credits.html", context)


@require_safe
def maker(request: HttpRequest, slug: str) -> HttpResponse:
    site = _site(request)
    one = makers_of(site).get(slug)
    if one is None:
        raise Http404("Nobody of this name has made a picture that readers see.")
    keys = _page(request, one.pictures, PICTURES_ON_A_PAGE)
    pictures = pictures_with(keys, PLACE)
    posts = posts_with(pictures, site)
    rows = [(picture, posts[picture.pk][:MOST_POSTS], len(posts[picture.pk][MOST_POSTS:])) for picture in pictures]
    above = Crumb(_("Picture credits"), urljoin(site.root_url, reverse("credits")))
    head = _head(site, keys, request.path, one.name, above)
    return render(request, "home/maker.html", {"head": head, "maker": one, "pictures": keys, "rows": rows})


def _site(request: HttpRequest) -> Site:
    site = site_for(request)
    if site is None:
        raise Http404("No site answers to this name.")
    return site


def _page(request: HttpRequest, things: list[Any], most: int) -> PageOfThings:
    try:
        return Paginator(things, most).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404("The list has no such page.") from error


def _head(site: Site, shown: PageOfThings, path: str, title: str, *above: Crumb) -> PageHead:
    url = urljoin(site.root_url, path)
    trail = [*above, Crumb(title, url)]
    return PageHead(root=site.root_url, title=title, trail=trail, **{"url": url} | numbered(url, shown))
