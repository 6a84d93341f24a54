"""What the pages that aren't posts tell programs of themselves, and what the site adds to what every page tells."""

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from blog.cards import HEIGHT, WIDTH, card_address, needs_card
from blog.for_programs.page_head import Crumb, FeedLink, PageHead, first_picture, head_of, pictured_by, root_of
from blog.for_programs.structured_data import breadcrumbs, filled
from blog.models import BlogPage
from images.delivery import PublicPicture

if TYPE_CHECKING:
    from home.frame import SiteFrame
    from home.models import HomePage, StandardPage

# As Django's json_script has it: nothing in the data can end the element it stands in.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def home_head(page: "HomePage", request: HttpRequest, posts: list[BlogPage]) -> PageHead:
    """``posts`` are those that it shows, in order."""
    root = root_of(request)
    blog = page.first_blog
    feed = FeedLink(blog.title, f"{urljoin(root, blog.blog_address(request))}feed/") if blog else None
    return head_of(
        page,
        request,
        title=page.seo_title,
        description=page.search_description or page.greeting,
        feed=feed,
        **pictured_by(first_picture(posts), root),
    )


def standard_page_head(page: "StandardPage", request: HttpRequest) -> PageHead:
    url = urljoin(root_of(request), page.get_url(request) or "/")
    node = {"@type": "WebPage", "@id": url, "url": url, "name": page.title, "description": page.introduction}
    return head_of(
        page,
        request,
        description=page.search_description or page.introduction,
        modified=page.last_published_at,
        trail=[Crumb(page.title, url)],
        nodes=[filled(node)],
    )


def picture_of(page: Any, head: PageHead, frame: "SiteFrame") -> PublicPicture | None:
    """What stands for the page where it is shared: its own picture, else for a post the card that is drawn for it."""
    if head.picture or not isinstance(page, BlogPage) or not page.pk or not needs_card(page):
        return head.picture
    address = urljoin(head.root, card_address(page, frame.name, frame.accent))
    return PublicPicture(address, WIDTH, HEIGHT, "image/png")


def graph_of(head: PageHead, frame: "SiteFrame") -> SafeString:
    """All that the page says in the words of schema.org, as one graph (JSON-LD)."""
    site = f"{head.root}/"
    publisher = {"@type": "Organization", "@id": f"{site}#publisher", "name": frame.copyright_holder, "url": site}
    website = {
        "@type": "WebSite",
        "@id": f"{site}#website",
        "url": site,
        "name": frame.name,
        "publisher": {"@id": publisher["@id"]},
    }
    trail = [breadcrumbs([Crumb(frame.name, site), *head.trail])] if head.trail else []
    graph = {"@context": "https://schema.org", "@graph": [*head.nodes, *trail, website, publisher]}
    return mark_safe(json.dumps(graph, ensure_ascii=False).translate(ESCAPED))  # noqa: S308 - escaped for its element
