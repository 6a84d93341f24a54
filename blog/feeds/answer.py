"""What is answered at ``…/feed/``, ``…/feed/rss/`` and ``…/feed/json/``."""

import time
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from blog import kept
from blog.feeds.contents import Feed, contents_of
from blog.feeds.json_feed import as_json
from blog.feeds.xml_feeds import as_atom, as_rss

if TYPE_CHECKING:
    from blog.lists.base import PostList

KINDS = {
    "atom": (as_atom, "application/atom+xml"),
    "rss": (as_rss, "application/rss+xml"),
    "json": (as_json, "application/feed+json"),
}


def feed_of(shown: "PostList", kind: str, request: HttpRequest) -> HttpResponse:
    """One page of the feed; Http404 for one that isn't there. Django's middleware makes the ETag and the 304."""
    write, content_type = KINDS[kind]
    feed: Feed = contents_of(shown, kind, request)
    changed = kept.last_change().timestamp()
    if changed >= int(time.time()):
        changed -= 1  # within this second there may be another change, which must then be a later one
    return HttpResponse(
        write(feed),
        content_type=f"{content_type}; charset=utf-8",
        headers={"Last-Modified": http_date(changed)},
    )
