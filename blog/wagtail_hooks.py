"""What the blog adds to the admin."""

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from blog.admin import publishing, refused
from blog.admin.posts import PostAdmin, may_write
from blog.admin.replies import Delete, Hide, MakePublic, RepliesPolicy, ReplyViewSet
from blog.admin.snippets import AuthorViewSet, NoticeViewSet, TopicViewSet
from blog.admin.titled import begin_with_title
from blog.link_handlers import PublishedPageLinkHandler
from blog.models import Reply
from blog.picture_desk.panel import PicturesPanel
from blog.picture_desk.urls import urlpatterns as of_the_picture_desk
from blog.publishing.stopped import STOPPED
from images.permissions import may_change_any

modeladmin_register(PostAdmin)
register_permission_policy(Reply, RepliesPolicy(Reply))
for viewset in (AuthorViewSet, TopicViewSet, NoticeViewSet, ReplyViewSet):
    register_snippet(viewset)


@hooks.register("register_rich_text_features", order=100)
def link_to_published_pages(features: FeatureRegistry) -> None:
    features.register_link_type(PublishedPageLinkHandler)


class WriteMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_write(request.user)


class PictureDeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_change_any(request.user)


@hooks.register("register_admin_menu_item")
def write_a_post() -> MenuItem:
    return WriteMenuItem(
        _("Write a post"), reverse_lazy("posts_modeladmin_create"), name="write", icon_name="edit", order=10
    )


@hooks.register("before_create_page", order=1000)  # nothing is asked after it
def begin_with_the_title_of_the_address(request: HttpRequest, parent: Page, kind: type[Page]) -> HttpResponse | None:
    return begin_with_title(request, parent, kind)


@hooks.register("before_publish_page")
def keep_as_a_draft_what_lacks_something(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refused.back_to_the_draft(request, page)


@hooks.register("register_admin_urls")
def address_of_what_is_missing() -> list[URLPattern]:
    return [path("pages/<int:page_id>/missing/", refused.still_missing, name="still_missing")]


@hooks.register("insert_editor_js")
def save_all_that_is_typed() -> SafeString:
    return format_html_join(
        "\n", '<script src="{}" defer></script>', [(static(f"js/{name}.js"),) for name in ("post-saving", "missing")]
    )


@hooks.register("after_publish_page")
def mention_what_pictures_lack(request: HttpRequest, page: Page) -> None:
    publishing.say_warnings(request, page)


@hooks.register("before_edit_page")
def mention_that_it_was_stopped(request: HttpRequest, page: Page) -> None:
    publishing.say_that_it_was_stopped(request, page)


@hooks.register("before_copy_page")
def publish_no_copies_that_lack_something(request: HttpRequest, page: Page) -> None:
    publishing.refuse_to_publish_copies(request, page)


@hooks.register("construct_admin_api", order=1)
def pages_that_no_program_publishes(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", publishing.PagesForTheAdmin)


# After Wagtail's own, so that it takes its place.
hooks.register("register_bulk_action", publishing.PublishWhatMayBe, order=100)


for action_on_replies in (MakePublic, Hide, Delete):
    hooks.register("register_bulk_action", action_on_replies, order=100)


@hooks.register("register_log_actions")
def remember_what_was_stopped(actions: LogActionRegistry) -> None:
    words = _("Was due and was not published: its pictures lack something")
    actions.register_action(STOPPED, _("Stop publishing"), words)


@hooks.register("register_admin_menu_item")
def picture_desk() -> MenuItem:
    """Beside *Pictures*."""
    return PictureDeskMenuItem(
        _("Picture desk"), reverse_lazy("picture_desk"), name="picture-desk", icon_name="clipboard-list", order=31
    )


@hooks.register("register_admin_urls")
def addresses_of_the_picture_desk() -> list[URLPattern]:
    return of_the_picture_desk


@hooks.register("insert_global_admin_css", order=10)  # after that of the whole admin
def style_of_the_picture_desk() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/picture-desk.css"))


@hooks.register("construct_homepage_panels")
def pictures_that_need_a_credit(request: HttpRequest, panels: list[Component]) -> None:
    if may_change_any(request.user):
        panels.append(PicturesPanel())
