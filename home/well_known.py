"""What programs look for at addresses agreed upon: ``/robots.txt`` and ``/.well-known/security.txt`` (RFC 9116)."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.contact import author_of_home, email_of
from home.frame import site_for
from home.models import SiteSettings

NOT_FOR_ROBOTS = ("/_util/", "/search/")
MONTHS_AHEAD = 6


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = [f"Disallow: {path}" for path in (reverse("wagtailadmin_home"), *NOT_FOR_ROBOTS)]
    return _lines("User-agent: *", *closed, "", f"Sitemap: {_site(request).root_url}/sitemap.xml")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    site = _site(request)
    return _lines(
        f"Contact: {iri_to_uri(_contact(site))}",
        f"Expires: {_expires(timezone.now())}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE}",
        f"Canonical: {site.root_url}{reverse('security')}",
    )


def _lines(*lines: str) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _site(request: HttpRequest) -> Site:
    site = site_for(request)
    if site is None:
        raise Http404("No site answers to this name.")
    return site


def _contact(site: Site) -> str:
    """As the owner says; else the author of the home page, else the home page itself."""
    own = SiteSettings.objects.filter(site=site).values_list("security_contact", flat=True).first()
    if own:
        return own if own.lower().startswith(("https:", "mailto:")) else f"mailto:{own}"
    email = email_of(author_of_home(site))
    return email.url if email else f"{site.root_url}/"


def _expires(now: datetime.datetime) -> str:
    """The beginning of a month five to six months ahead: the answer stays the same for a month."""
    years, month = divmod(now.month - 1 + MONTHS_AHEAD, 12)
    return f"{now.year + years:04}-{month + 1:02}-01T00:00:00Z"
