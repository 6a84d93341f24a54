"""What a post's page shows around its text: authors, neighbours, related posts, contents, credits, replies, sharing."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.http import HttpRequest
from wagtail.models import Site

from blog.for_programs import structured_data
from blog.for_programs.page_head import Crumb, FeedLink, PageHead, head_of, pictured_by, root_of
from blog.lists.lines import Line, address_at
from blog.models.settings import BlogSettings
from blog.page_links import resolve_links
from blog.post_page.headings import contents, name_headings
from blog.post_page.picture_credits import picture_credits
from blog.post_page.related import related_to
from blog.post_page.replies import Conversation, conversation_under
from blog.post_page.sharing import SharedPost, ShareLink, share_links
from blog.post_pictures import PLACES_IN_A_POST, pictures_of
from blog.querysets import is_for_all
from images.delivery import look_up_renditions

if TYPE_CHECKING:
    from blog.models import BlogPage


def around_post(post: "BlogPage", request: HttpRequest) -> dict[str, Any]:
    site = Site.find_for_request(request)
    settings = BlogSettings.of(site)
    authors = post.shown_authors
    portraits = [author.portrait for author in authors if author.portrait]
    sharing = [post.sharing_picture] if post.sharing_picture else []
    look_up_renditions([*pictures_of(post), *portraits, *sharing], *PLACES_IN_A_POST)
    resolve_links([post.body], request)
    replies = conversation_under(post, request)
    head = _head(post, request, replies)
    older, newer = _neighbours(post, site)
    return {
        "authors": authors,
        "contents": contents(name_headings(post.body)),
        "credits": picture_credits(post),
        "to_makers": is_for_all(post, request),
        "years_old": _years_worth_saying(post, settings),
        "related": related_to(post, site, _picked_in_draft(post) if getattr(request, "is_preview", False) else None),
        "older": older,
        "newer": newer,
        "replies": replies,
        "share": _share(post, head, settings),
        "head": head,
    }


def _neighbours(post: "BlogPage", site: Site | None) -> tuple[Line | None, Line | None]:
    """The older and the newer one."""
    others = type(post).objects.of_blog(post.its_blog).listed(within=post)
    older = newer = None
    for *key, title, path in others.neighbours_of(post).values_list("date", "time", "pk", "title", "url_path"):
        line = Line(title, address_at(site, path), key[0])
        older, newer = (line, newer) if tuple(key) < post.order_key else (older, line)
    return older, newer


def _picked_in_draft(post: "BlogPage") -> list[int]:
    return [entry.post_id for entry in post.related_posts.all()]


def _years_worth_saying(post: "BlogPage", settings: BlogSettings) -> int:
    """0 for a post that is not as old as the owner thinks worth a note."""
    most = settings.age_note_years
    return post.age_in_years if most and post.age_in_years >= most else 0


def _share(post: "BlogPage", head: PageHead, settings: BlogSettings) -> list[ShareLink]:
    picture = post.picture_for_others
    credit = str(picture.credit_line or "") if picture else ""
    shared = SharedPost(post.title, head.url, head.picture.url if head.picture else "", credit)
    return share_links(shared, settings)


def _head(post: "BlogPage", request: HttpRequest, replies: Conversation | None) -> PageHead:
    root = root_of(request)
    blog = urljoin(root, post.its_blog.get_url(request))
    picture = post.picture_for_others
    topics = [Crumb(topic.name, f"{blog}{topic.part}") for topic in post.shown_topics]
    return head_of(
        post,
        request,
        description=post.search_description or post.gist,
        kind="article",
        published=post.published_at,
        modified=post.changed_at,
        authors=[author.name for author in post.shown_authors],
        topics=[topic.name for topic in topics],
        trail=[Crumb(post.its_blog.title, blog), *topics[:1], Crumb(post.title, urljoin(root, post.get_url(request)))],
        nodes=structured_data.posting(post, post.shown_authors, request, root, replies.count if replies else 0),
        feed=FeedLink(post.its_blog.title, f"{blog}feed/"),
        **pictured_by(picture, root),
    )
