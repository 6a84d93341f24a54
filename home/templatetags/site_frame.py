"""What the base template asks for: masthead, footer, kept parts, and Wagtail's userbar."""

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.utils.safestring import SafeString
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from blog import kept
from home.frame import SiteFrame, frame_for

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context: RequestContext) -> SiteFrame | None:
    """None where no site answers to the address."""
    request = context.get("request")
    return frame_for(request) if request else None


@register.filter
def is_within(path: str, url: str) -> bool:
    """Whether a page stands at or below a link of the masthead."""
    return path.startswith(url)


@register.simple_tag
def kept_generation() -> str:
    """For ``{% cache %}``: a part under this name is kept until anything that readers see changes."""
    return kept.generation()


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
