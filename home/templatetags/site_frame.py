"""What the base template asks for: masthead, footer, kept parts, and Wagtail's userbar."""

from typing import Any

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from blog import kept
from home.frame import Link, SiteFrame, frame_for, site_for
from home.page_heads import graph_of, picture_of

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context: RequestContext) -> SiteFrame | None:
    """None where no site answers to the address."""
    request = context.get("request")
    return frame_for(request) if request else None


@register.simple_tag
def current_link(links: list[Link], path: str) -> str:
    """The address, of those in the masthead, that the page at ``path`` stands at or below; the nearest of several."""
    encoded = iri_to_uri(path.encode(errors="replace").decode())
    return max((link.url for link in links if encoded.startswith(link.url)), key=len, default="")


@register.inclusion_tag("components/page_head.html", takes_context=True)
def page_head(context: RequestContext) -> dict[str, Any]:
    """What the page tells programs; an error has no address and tells nothing."""
    head, request = context.get("head"), context.get("request")
    frame = frame_for(request) if request else None
    if head is None or frame is None:
        return {}
    return {
        "head": head,
        "name": frame.name,
        "title": head.title or frame.name,
        "picture": picture_of(context.get("page"), head, frame),
        "graph": graph_of(head, frame),
    }


@register.simple_tag(takes_context=True)
def kept_generation(context: RequestContext) -> str:
    """For ``{% cache %}``: a part of this site under this name is kept until anything that readers see changes."""
    request = context.get("request")
    site = site_for(request) if request else None
    return f"{kept.generation()}:{site.pk if site else ''}"


@register.simple_tag(takes_context=True)
def userbar(context: RequestContext) -> SafeString | str:
    """Wagtail's userbar for those who can use it; nobody else's page is touched by looking."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return ""
    request.shows_userbar = True
    return wagtailuserbar(context)
