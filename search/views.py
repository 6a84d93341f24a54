"""``/search/``: the archive searched, what is suggested while somebody types, the feed of a search, OpenSearch."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.models import Site

from blog.feeds import feed_of
from search.answer import Answer
from search.answering import answer
from search.feed import FoundPosts
from search.known import first_blog
from search.log import is_typed, log
from search.pictures import pictures_for
from search.showing import (
    facets,
    kept,
    limits_of,
    orders,
    pictures_address,
    query_of,
    title_of,
    without_limits,
    words_of,
    year_bars,
)
from search.suggestions import suggestions_for
from search.wanted import Wanted
from search.ways_on import ways_on

PICTURES = "pictures"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    wanted = Wanted.of(request.GET, _site(request))
    if request.GET.get("show") == PICTURES:
        return render(request, "search/pictures.html", _around(wanted) | _of_pictures(wanted))
    found = answer(wanted)
    if is_typed(request):
        log(wanted, found.as_typed)
    return render(request, "search/posts.html", _around(wanted) | _of_posts(wanted, found))


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """What the word that is being typed may become; ``said`` is for those who don't see the list."""
    found = suggestions_for(request.GET.get("q", ""), _site(request))
    said = ngettext("%(count)s suggestion", "%(count)s suggestions", len(found)) % {"count": len(found)}
    return JsonResponse({"said": said, "suggestions": [one._asdict() for one in found]})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The posts that a search finds, newest first, as Atom."""
    wanted = Wanted.of(request.GET, _site(request))
    blog = wanted.blog or first_blog(wanted.site)
    if blog is None:
        raise Http404("There is nothing to search.")
    response = feed_of(FoundPosts(blog, wanted), "atom", request)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def open_search(request: HttpRequest) -> HttpResponse:
    """Lets a browser search here from its own field (https://github.com/dewitt/opensearch)."""
    content_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "search/opensearch.xml", {"root": _site(request).root_url}, content_type)


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("No site answers to this name.")
    return site


def _around(wanted: Wanted) -> dict[str, Any]:
    """What stands above whatever is found."""
    return {
        "wanted": wanted,
        "words": words_of(wanted),
        "feed": FoundPosts.feed_address_of(wanted),
        "posts_address": wanted.address(page=""),
        "pictures_address": pictures_address(wanted),
    }


def _of_posts(wanted: Wanted, found: Answer) -> dict[str, Any]:
    return {
        "title": title_of(wanted, found),
        "answer": found,
        "chips": list(wanted.chips),
        "limits": limits_of(wanted),
        "without_limits": without_limits(wanted),
        "orders": orders(wanted),
        "facets": facets(found),
        "kept": kept(wanted, found),
        "bars": year_bars(wanted, found.years),
        "query": query_of(wanted),
        "ways": None if found.hits or found.pinned else ways_on(wanted),
    }


def _of_pictures(wanted: Wanted) -> dict[str, Any]:
    words = words_of(wanted)
    title = _("Pictures for “%(words)s”") % {"words": words} if words else _("Search for pictures")
    pictures, said = pictures_for(wanted)
    kind = {"name": "show", "value": PICTURES}  # what the field sends along
    return {"kind": kind, "title": title, "pictures": pictures, "said": said, "query": query_of(wanted, show=PICTURES)}
