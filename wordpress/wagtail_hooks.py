"""What moving in adds to the admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from wordpress.admin.access import may_move_in
from wordpress.admin.urls import urlpatterns


class MoveInMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_move_in(request.user)


@hooks.register("register_settings_menu_item")
def move_in() -> MenuItem:
    return MoveInMenuItem(
        _("Move in from WordPress"), reverse_lazy("wordpress_begin"), name="move-in", icon_name="download", order=900
    )


@hooks.register("register_admin_urls")
def addresses_of_moving_in() -> list[URLPattern]:
    return urlpatterns


@hooks.register("register_permissions")
def who_may_move_in() -> QuerySet[Permission]:
    """Offered where groups are changed."""
    return Permission.objects.filter(content_type__app_label="wordpress", codename="add_importrun")


@hooks.register("insert_global_admin_css", order=10)  # after that of the whole admin
def style_of_moving_in() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/moving-in.css"))
