"""What a feed says, whatever it is written in: the posts of one page of a list, whole, in a fixed number of queries."""

import datetime
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import nh3
from django.conf import settings
from django.core.paginator import Page as PageOfPosts
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.models import Page, Site

from blog.for_programs.page_head import whole
from blog.page_links import resolve_links
from blog.post_pictures import PLACES_IN_A_POST, credited, pictures_in
from images.credits import Credit
from images.delivery import PublicPicture, fallback, look_up_renditions
from images.models import CustomImage

if TYPE_CHECKING:
    from blog.lists.base import PostList
    from blog.models import BlogPage

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TAGS = set(
    "a abbr aside audio b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure footer"
    " h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strong sub summary sup table tbody td tfoot th"
    " thead tr u ul var video".split()
)
ATTRIBUTES = {
    "a": {"href", "rel"},
    "audio": {"src", "controls"},
    "blockquote": {"cite"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "video": {"src", "controls"},
}
ADDRESSES = {"href", "src", "cite"}
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class FeedPicture:
    """``file`` is public, its address absolute."""

    file: PublicPicture
    title: str
    credit: Credit | None


@dataclass(frozen=True)
class FeedPost:
    """``id`` stays when the post is renamed or moved; times carry the site's time zone.

    ``updated`` is never before ``published``; ``summary`` is plain words, ``html`` what every program can show.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime.datetime
    updated: datetime.datetime
    authors: list[str]
    categories: list[str]
    pictures: list[FeedPicture]


@dataclass(frozen=True)
class Feed:
    """``site`` is the name of the site, the author of posts that name nobody, and ``root`` its address.

    ``pages`` are the addresses of RFC 5005's first, previous, next and last page, as far as there are such.
    """

    id: str
    site: str
    root: str
    title: str
    description: str
    url: str
    feed_url: str
    language: str
    updated: datetime.datetime
    posts: list[FeedPost] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)


def contents_of(shown: "PostList", kind: str, request: HttpRequest) -> Feed:
    page = shown.page_of_feed(request.GET.get("page", "1"))
    site = Site.find_for_request(request)
    root, name = site.root_url, _clean(site.site_name or settings.WAGTAIL_SITE_NAME)
    url = urljoin(root, shown.address(request))
    address = urljoin(root, shown.feed_address(request, kind))
    posts = _posts(shown, page, root, request)
    return Feed(
        id=_urn(shown.feed_id),
        site=name,
        root=f"{root}/",
        title=f"{name}: {_clean(shown.feed_title)}",
        description=_clean(shown.description),
        url=url,
        feed_url=_numbered(address, page.number),
        language=get_language(),
        updated=max((post.updated for post in posts), default=_beginning(shown.blog)),
        posts=posts,
        pages=_pages(page, address),
    )


def _beginning(blog: Page) -> datetime.datetime:
    """When a feed without posts last changed."""
    return timezone.localtime(blog.first_published_at or EPOCH)


def _pages(page: PageOfPosts, address: str) -> dict[str, str]:
    last = page.paginator.num_pages
    if last == 1:
        return {}
    numbers = {"first": 1, "last": last}
    if page.has_previous():
        numbers["previous"] = page.previous_page_number()
    if page.has_next():
        numbers["next"] = page.next_page_number()
    return {relation: _numbered(address, number) for relation, number in numbers.items()}


def _numbered(address: str, number: int) -> str:
    return f"{address}{'&' if '?' in address else '?'}page={number}" if number > 1 else address


def _posts(shown: "PostList", page: PageOfPosts, root: str, request: HttpRequest) -> list[FeedPost]:
    posts = list(page.object_list)
    bodies = _bodies(posts)
    resolve_links(bodies, request)
    for post in posts:
        post.blog = shown.blog_of(post)
    _join_authors(posts)
    leads = [post.lead_picture for post in posts if post.lead_picture]
    pictures = [picture for body in bodies for picture in pictures_in(body)]
    look_up_renditions([*leads, *pictures], *PLACES_IN_A_POST)
    return [_post(post, body, root, request) for post, body in zip(posts, bodies, strict=True)]


def _bodies(posts: list["BlogPage"]) -> list[Any]:
    """The bodies of all posts, read as if they were one: Wagtail then looks up pictures and files together."""
    if not posts:
        return []
    block = posts[0].body.stream_block
    raw = [[child for child in post.body.raw_data if child["type"] in block.child_blocks] for post in posts]
    children = iter(block.to_python([child for body in raw for child in body]))
    return [list(islice(children, len(body))) for body in raw]


def _join_authors(posts: list["BlogPage"]) -> None:
    if not posts:
        return
    bylines = posts[0].post_authors.model.objects.filter(page__in=posts, author__live=True)
    by_post: dict[int, list[Any]] = {post.pk: [] for post in posts}
    for byline in bylines.select_related("author"):
        by_post[byline.page_id].append(byline.author)
    for post in posts:
        post.own_authors = by_post[post.pk]


def _post(post: "BlogPage", body: Iterable[StreamValue.StreamChild], root: str, request: HttpRequest) -> FeedPost:
    url = urljoin(root, post.get_url(request))
    html = render_to_string("blog/feeds/post.html", {"post": post, "body": body}, request=request)
    names = [*(topic.name for topic in post.shown_topics), *(tag.name for tag in post.shown_tags)]
    return FeedPost(
        id=_urn(post.translation_key),
        url=url,
        title=_clean(post.title),
        summary=_clean(post.gist),
        html=absolute(_clean(html), url),
        published=post.published_at,
        updated=timezone.localtime(post.changed_at),
        authors=[_clean(author.name) for author in post.shown_authors],
        categories=list(dict.fromkeys(map(_clean, names))),
        pictures=[_picture(image, credit, root) for image, credit in credited(post, body)],
    )


def _picture(image: CustomImage, credit: Credit | None, root: str) -> FeedPicture:
    return FeedPicture(whole(fallback(image, "normal"), root), _clean(image.title), credit and _clean_credit(credit))


def _clean_credit(credit: Credit) -> Credit:
    return replace(credit, name=_clean(credit.name), url=_clean(credit.url))


def absolute(html: str, url: str) -> str:
    """``html`` as a reader elsewhere can show it: without what needs our style, addresses whole, nothing that runs."""

    def whole_address(tag: str, attribute: str, value: str) -> str | None:
        if attribute not in ADDRESSES:
            return value
        try:
            return urljoin(url, value)
        except ValueError:  # no address, as in //[
            return None

    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=whole_address,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    ).strip()


def _clean(text: str) -> str:
    """Without characters that XML has no way to say."""
    return NOT_IN_XML.sub("", text)


def _urn(key: uuid.UUID) -> str:
    return f"urn:uuid:{key}"
