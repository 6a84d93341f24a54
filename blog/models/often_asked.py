from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import PageViewRestriction, Site

from blog.lists.lines import address_at
from blog.querysets import restrictions_of


class OftenAsked:
    """Pages that are asked where they stand, and what restricts them, many times in every answer.

    They say what Wagtail's pages say, but without queries: as long as they are of the site that answers, and
    nothing restricts them.
    """

    def get_url(self: Any, request: HttpRequest | None = None, current_site: Site | None = None) -> str | None:
        site = current_site or (Site.find_for_request(request) if isinstance(request, HttpRequest) else None)
        return address_at(site, self.url_path or "") or super().get_url(request, current_site)  # type: ignore[misc]

    def get_view_restrictions(self: Any) -> QuerySet[PageViewRestriction]:
        return restrictions_of(self)
