"""What the blog adds to the admin."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from blog.admin.posts import PostAdmin, may_write
from blog.admin.snippets import AuthorViewSet, NoticeViewSet, TopicViewSet
from blog.link_handlers import PublishedPageLinkHandler

modeladmin_register(PostAdmin)
for viewset in (AuthorViewSet, TopicViewSet, NoticeViewSet):
    register_snippet(viewset)


@hooks.register("register_rich_text_features", order=100)
def link_to_published_pages(features: FeatureRegistry) -> None:
    features.register_link_type(PublishedPageLinkHandler)


class WriteMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_write(request.user)


@hooks.register("register_admin_menu_item")
def write_a_post() -> MenuItem:
    return WriteMenuItem(
        _("Write a post"), reverse_lazy("posts_modeladmin_create"), name="write", icon_name="edit", order=10
    )
