"""How the list of searches can be narrowed."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from blog.admin.filters import ChoiceFilter, Choices
from search.admin.summing import Summed, in_the_last


class FoundFilter(ChoiceFilter):
    title = _("Found")
    parameter_name = "found"
    everything = _("All")

    def lookups(self, request: HttpRequest, model_admin) -> Choices:
        return [("nothing", _("Nothing as typed"))]

    def queryset(self, request: HttpRequest, searches: QuerySet[Summed]) -> QuerySet[Summed]:
        return searches.filter(found=0) if self.value() else searches


class DaysFilter(ChoiceFilter):
    title = _("Days")
    parameter_name = "days"
    everything = _("All")

    def lookups(self, request: HttpRequest, model_admin) -> Choices:
        return [("7", _("The last 7")), ("30", _("The last 30"))]

    def queryset(self, request: HttpRequest, searches: QuerySet[Summed]) -> QuerySet[Summed]:
        days = self.value()
        return in_the_last(int(days), searches) if days else searches


class SiteFilter(ChoiceFilter):
    """Where there are several."""

    title = _("Site")
    parameter_name = "site"
    everything = _("All sites")

    def lookups(self, request: HttpRequest, model_admin) -> Choices:
        sites = [(str(site.pk), str(site)) for site in Site.objects.all()]
        return sites if len(sites) > 1 else []

    def queryset(self, request: HttpRequest, searches: QuerySet[Summed]) -> QuerySet[Summed]:
        return searches.filter(site=self.value()) if self.value() else searches
