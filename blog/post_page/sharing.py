"""Ways to pass a post on: plain links that load nothing, count nothing and tell nobody before they are pressed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from blog.models import BlogSettings


@dataclass(frozen=True)
class ShareLink:
    """``copies`` marks the one that needs a script: it copies ``url`` and is hidden without."""

    name: str
    url: str
    copies: bool = False


@dataclass(frozen=True)
class SharedPost:
    """Addresses are absolute; ``picture`` is "" for a post without one, ``credit`` who made it."""

    title: str
    url: str
    picture: str = ""
    credit: str = ""


def share_links(post: SharedPost, settings: "BlogSettings") -> list[ShareLink]:
    """Those that the settings offer. Pinterest is offered for a post with a picture, and told who made that."""
    words = f"{post.title} {post.url}"
    described = f"{post.title}. {post.credit}" if post.credit else post.title
    pin = urlencode({"url": post.url, "media": post.picture, "description": described}, quote_via=quote)
    links = [
        (settings.share_email, _("Email"), f"mailto:?subject={quote(post.title)}&body={quote(post.url)}"),
        (settings.share_pinterest and post.picture, "Pinterest", f"https://www.pinterest.com/pin/create/button/?{pin}"),
        (settings.share_bluesky, "Bluesky", f"https://bsky.app/intent/compose?text={quote(words)}"),
        (settings.share_mastodon, "Mastodon", f"https://share.joinmastodon.org/#text={quote(words)}"),
        (
            settings.share_linkedin,
            "LinkedIn",
            f"https://www.linkedin.com/sharing/share-offsite/?url={quote(post.url, safe='')}",
        ),
    ]
    offered = [ShareLink(name, url) for wanted, name, url in links if wanted]
    return [*offered, ShareLink(_("Copy link"), post.url, copies=True)] if settings.share_copy else offered
