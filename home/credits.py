"""``/credits/``: who made the pictures of the site, and everything by one maker."""

from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as PageOfThings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from blog.credits import Maker, makers_of, pictures_with, places_of
from blog.for_programs.page_head import Crumb, PageHead, numbered
from home.frame import site_for
from images.credits import maker_slug

MAKERS_ON_A_PAGE = 24
PICTURES_ON_A_PAGE = 24
# Of each maker in the list of all, of each picture's places: the newest.
MOST_PICTURES = 4
MOST_PLACES = 5
PLACE = "thumbnail"


class Letter(NamedTuple):
    """An entry of the index of names: ``page`` of the list has the first of them, ``slug`` is that maker's."""

    label: str
    page: int
    slug: str


@require_safe
def makers(request: HttpRequest) -> HttpResponse:
    site = _site(request)
    everybody = list(makers_of(site).values())
    shown = _page(request, everybody, MAKERS_ON_A_PAGE)
    few = {maker.slug: list(maker.pictures)[:MOST_PICTURES] for maker in shown}
    wanted = {key for keys in few.values() for key in keys}
    pictures = {picture.pk: picture for picture in pictures_with(wanted, PLACE)}
    rows = [(maker, [pictures[key] for key in few[maker.slug] if key in pictures]) for maker in shown]
    head = _head(site, shown, request.path, _("Picture credits"))
    letters = _letters(everybody) if shown.has_other_pages() else []
    return render(request, "home/credits.html", {"head": head, "makers": shown, "rows": rows, "letters": letters})


@require_safe
def maker(request: HttpRequest, slug: str) -> HttpResponse:
    site = _site(request)
    found = makers_of(site)
    one = found.get(slug)
    if one is None and (written := maker_slug(slug)) in found:
        return redirect("maker", written, permanent=True)
    if one is None:
        raise Http404("Nobody of this name has made a picture that readers see.")
    keys = _page(request, list(one.pictures), PICTURES_ON_A_PAGE)
    pictures = pictures_with(keys, PLACE)
    places = places_of(one, keys, site, MOST_PLACES)
    rows = [
        (picture, one.credit_of(picture), places[picture.pk], max(0, one.places(picture.pk) - MOST_PLACES))
        for picture in pictures
    ]
    above = Crumb(_("Picture credits"), urljoin(site.root_url, reverse("credits")))
    head = _head(site, keys, request.path, one.name, above)
    return render(request, "home/maker.html", {"head": head, "maker": one, "pictures": keys, "rows": rows})


def _letters(everybody: list[Maker]) -> list[Letter]:
    first: dict[str, Letter] = {}
    for number, maker in enumerate(everybody):
        if maker.letter not in first:
            first[maker.letter] = Letter(maker.letter, number // MAKERS_ON_A_PAGE + 1, maker.slug)
    return list(first.values())


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
