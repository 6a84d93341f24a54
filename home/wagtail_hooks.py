"""The admin as a whole: its menu, its first screen, its look."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component

from blog.admin.posts import may_edit_all, may_write
from home.demo import marks  # noqa: F401 - the history then knows what the demo brought in
from home.user_views import refuse_to_touch_administrators

# Wagtail's menu items by name: what they are called here, and their place among our own.
RENAMED = {"images": (_("Pictures"), 30), "explorer": (_("All pages"), 70)}
FOR_EDITORS = {"explorer", "documents", "reports"}


@hooks.register("construct_main_menu")
def arrange_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    if not may_edit_all(request.user):
        items[:] = [item for item in items if item.name not in FOR_EDITORS]
    for item in items:
        if item.name in RENAMED:
            item.label, item.order = RENAMED[item.name]


@hooks.register("construct_help_menu")
def leave_wagtails_documentation_to_its_administrator(request: HttpRequest, items: list[MenuItem]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


class WelcomePanel(Component):
    """The two things most people come for."""

    name = "welcome"
    order = 10
    template_name = "wagtailadmin/home/welcome.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"may_write": may_write(parent_context["request"].user)}


@hooks.register("construct_homepage_panels")
def welcome(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WelcomePanel())


@hooks.register("construct_homepage_summary_items", order=1000)
def leave_counts_to_owners(request: HttpRequest, items: list[SummaryItem]) -> None:
    if not request.user.has_perm("home.change_sitesettings"):
        items.clear()


@hooks.register("before_bulk_action")
def leave_administrators_alone(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    refuse_to_touch_administrators(request, [thing for thing in objects if isinstance(thing, AbstractUser)])


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def script() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("js/picture-titles.js"))
