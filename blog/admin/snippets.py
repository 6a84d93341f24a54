"""*Authors*, *Topics* and *Notices* in the admin."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from blog.models import Author, Notice, Topic


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    menu_label = _("Authors")
    menu_name = "authors"
    menu_order = 40
    add_to_admin_menu = True
    list_display = ["name", "short_bio", UpdatedAtColumn(), LiveStatusTagColumn()]
    search_fields = ["name", "short_bio"]
    search_backend_name = None  # SQLite's index can't be asked for single fields
    ordering = "name"


class DeleteTopicView(DeleteView):
    """Says how many posts have the topic, and what becomes of them."""

    @property
    def confirmation_message(self) -> str:
        count = self.object.posts.count()
        sentence = ngettext(
            "%(count)s post has this topic. It stays, without it. The topic’s page and feeds are "
            "gone for good. Delete it all the same?",
            "%(count)s posts have this topic. They stay, without it. The topic’s page and feeds are "
            "gone for good. Delete it all the same?",
            count,
        )
        return sentence % {"count": count} if count else super().confirmation_message


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_name = "topics"
    menu_order = 50
    add_to_admin_menu = True
    list_display = ["name", "parent", UpdatedAtColumn(), LiveStatusTagColumn()]
    search_fields = ["name"]
    search_backend_name = None
    delete_view_class = DeleteTopicView
    ordering = "name"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        return Topic.objects.select_related("parent")


class NoticeViewSet(SnippetViewSet):
    model = Notice
    icon = "info-circle"
    menu_label = _("Notices")
    menu_name = "notices"
    menu_order = 60
    add_to_admin_menu = True
    list_display = ["title", UpdatedAtColumn(), LiveStatusTagColumn()]
    search_fields = ["title"]
    ordering = "title"
