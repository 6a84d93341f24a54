"""What the search adds to the admin."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet
from wagtail_modeladmin.options import modeladmin_register

from search.admin.panel import SearchesPanel
from search.admin.pins import AddPinsView, ChangePinsView, DeletePinsView, PinsView
from search.admin.searches import SearchAdmin, may_see_searches
from search.admin.synonyms import SynonymsViewSet

modeladmin_register(SearchAdmin)


@hooks.register("register_admin_viewset")
def synonyms() -> ViewSet:
    return SynonymsViewSet()


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own, whose addresses and their names these are
def addresses_of_pins() -> list[URLPattern]:
    return [
        path("searchpicks/", PinsView.as_view()),
        path("searchpicks/results/", PinsView.as_view(results_only=True)),
        path("searchpicks/add/", AddPinsView.as_view()),
        path("searchpicks/<int:query_id>/", ChangePinsView.as_view()),
        path("searchpicks/<int:query_id>/delete/", DeletePinsView.as_view()),
    ]


@hooks.register("construct_settings_menu")
def pins_are_found_beside_searches(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name != "promoted-search-results"]


@hooks.register("construct_reports_menu")
def searches_are_reported_once(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own log is not written: it knows neither what was found nor what was opened."""
    items[:] = [item for item in items if item.name != "search-terms"]


@hooks.register("construct_homepage_panels")
def searches_that_found_nothing(request: HttpRequest, panels: list[Component]) -> None:
    if may_see_searches(request.user):
        panels.append(SearchesPanel())


@hooks.register("insert_global_admin_css", order=10)  # after that of the whole admin
def style_of_the_searches() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/searches.css"))
