"""*Searches* in the admin: what readers looked for, summed over the days that are kept."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.contrib.admin import display
from django.db.models import QuerySet, Value
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets import HeaderButton
from wagtail.models import Site
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import DeleteView

from blog.admin.posts import AnyUser, OwnFiltersView, PostSearch, breadcrumbs
from blog.spreadsheets import csv_file
from search.admin.filters import DaysFilter, FoundFilter, SiteFilter
from search.admin.summing import WORST_FIRST, Summed, summed
from search.admin.ways import Ways, may_keep_synonyms, may_pin
from search.models import LoggedSearch

ROWS_AT_ONCE = 500


def may_forget_searches(user: AnyUser) -> bool:
    """As those may who decide how long they are kept."""
    return user.has_perm("search.change_searchsettings")


def may_see_searches(user: AnyUser) -> bool:
    return user.has_perm("search.view_loggedsearch")


class SearchPermissions(PermissionHelper):
    """They can be looked at; what readers did is changed by nobody, but owners can have it forgotten."""

    def user_can_list(self, user: AnyUser) -> bool:
        return may_see_searches(user)

    def user_can_create(self, user: AnyUser) -> bool:
        return False

    def user_can_edit_obj(self, user: AnyUser, obj: Summed) -> bool:
        return False

    def user_can_delete_obj(self, user: AnyUser, obj: Summed) -> bool:
        return may_see_searches(user) and may_forget_searches(user)


class SearchButtons(ButtonHelper):
    @cached_property
    def ways(self) -> Ways:
        return Ways(self.request.user)

    def get_buttons_for_obj(self, obj: Summed, **kwargs: Any) -> list[dict[str, Any]]:
        ways = [(way.label, way.address) for way in self.ways.on(obj.words)]
        if self.permission_helper.user_can_delete_obj(self.request.user, obj):
            ways.append((gettext("Forget it"), self.url_helper.get_action_url("delete", obj.pk)))
        return [
            {"label": label, "url": address, "title": f"{label}: {obj.words}", "classname": "way"}
            for label, address in ways
        ]


class ForgetView(DeleteView):
    """Of words that somebody typed, all days go, and nothing is written down of it."""

    def confirmation_message(self) -> str:
        return gettext("Forget that “%(words)s” was looked for, on whatever day?") % {"words": self.instance.words}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        LoggedSearch.objects.filter(site=self.instance.site_id, words=self.instance.words).delete()
        messages.success(request, gettext("It was forgotten."))
        return redirect(self.index_url)


class SearchesView(OwnFiltersView):
    FORMATS = ("csv",)

    def get_base_queryset(self, request: HttpRequest | None = None) -> QuerySet[Summed]:
        """Without a request it is only asked whether there are any: nothing is summed for that."""
        return super().get_base_queryset(request) if request else LoggedSearch.objects.all()

    def as_spreadsheet(self, queryset: QuerySet[Summed], spreadsheet_format: str) -> HttpResponseBase:
        columns = ["words", "times", "found", "opened", "last_day", "site"]
        sites = {site.pk: str(site) for site in Site.objects.all()}
        return csv_file("searches", columns, _cells(queryset, sites))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"breadcrumbs_items": breadcrumbs(gettext("Searches")), "header_buttons": self._elsewhere()}
        return super().get_context_data(**kwargs) | more

    def _elsewhere(self) -> list[HeaderButton]:
        buttons = []
        if may_pin(self.request.user):
            pins = reverse("wagtailsearchpromotions:index")
            buttons.append(HeaderButton(gettext("Pinned posts"), pins, icon_name="thumbtack"))
        if may_keep_synonyms(self.request.user):
            buttons.append(HeaderButton(gettext("Synonyms"), reverse("synonyms:index"), icon_name="list-ul"))
        return buttons


def _cells(searches: QuerySet[Summed], sites: dict[int, str]) -> Iterator[list[Any]]:
    for search in searches.iterator(ROWS_AT_ONCE):
        day = search.day.isoformat()
        yield [search.words, search.all_times, search.found, search.all_clicks, day, sites.get(search.site_id, "")]


class SearchAdmin(ModelAdmin):
    model = LoggedSearch
    base_url_path = "searches"
    menu_label = _("Searches")
    menu_item_name = "searches"
    menu_icon = "search"
    menu_order = 65
    list_display = ("searched_for", "how_often", "found", "opened", "last_day", "ways")
    list_display_add_buttons = "ways"
    list_filter = (FoundFilter, DaysFilter, SiteFilter)
    list_per_page = 20
    empty_value_display = ""
    ordering = WORST_FIRST
    search_fields = ("words",)
    search_handler_class = PostSearch
    index_view_class = SearchesView
    delete_view_class = ForgetView
    permission_helper_class = SearchPermissions
    button_helper_class = SearchButtons

    def get_queryset(self, request: HttpRequest) -> QuerySet[Summed]:
        several = Value(Site.objects.count() > 1)
        return summed(LoggedSearch.objects.select_related("site").annotate(several_sites=several))

    def get_extra_attrs_for_field_col(self, obj: Summed, field_name: str) -> dict[str, Any]:
        """Where there is no room for a head, each cell says what it is."""
        return {"data-label": str(getattr(self, field_name).short_description)}

    @display(description=_("Searched for"), ordering="words")
    def searched_for(self, search: Summed) -> str:
        if not search.several_sites:
            return search.words
        return format_html("{} <small>{}</small>", search.words, search.site)

    @display(description=_("Times"), ordering="all_times")
    def how_often(self, search: Summed) -> int:
        return search.all_times

    @display(description=_("Found"), ordering="found")
    def found(self, search: Summed) -> str:
        return str(search.found) if search.found else gettext("nothing as typed")

    @display(description=_("Opened"), ordering="all_clicks")
    def opened(self, search: Summed) -> int:
        return search.all_clicks

    @display(description=_("Last day"), ordering="day")
    def last_day(self, search: Summed) -> datetime.date:
        return search.day

    @display(description=_("What to do"))
    def ways(self, search: Summed) -> str:
        return ""
