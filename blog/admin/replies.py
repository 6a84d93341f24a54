"""*Replies* in the admin: what came from an old blog is made public, hidden or deleted, and never rewritten."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import SnippetViewSet

from blog.admin.posts import AnyUser
from blog.models import Reply
from blog.replies import clean_reply

WHERE_WIDE = "where-wide"  # of columns that a telephone has no room for, in static/css/admin.css


class RepliesPolicy(ModelPermissionPolicy):
    """Django's permissions, but nobody writes replies here, not even an administrator."""

    def user_has_permission(self, user: AnyUser, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


class TextPanel(FieldPanel):
    """The text as readers see it."""

    def format_value_for_display(self, value: str) -> SafeString:
        return mark_safe(clean_reply(value))  # noqa: S308 - cleaned here


class ReplyViewSet(SnippetViewSet):
    model = Reply
    icon = "comment"
    menu_label = _("Replies")
    menu_name = "replies"
    menu_order = 25
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("page", label=_("Under"), accessor="page.title", classname=WHERE_WIDE),
        Column("date", label=_("Date"), sort_key="date"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", classname=WHERE_WIDE),
        Column("state", label=_("State"), accessor="get_state_display"),
    ]
    list_filter = ["state", "kind"]
    list_per_page = 50
    search_fields = ["name", "text"]
    search_backend_name = None
    ordering = ["-date", "-time", "-pk"]
    panels = [
        FieldPanel("state"),
        TextPanel("text", read_only=True),
        *(FieldPanel(name, read_only=True) for name in ("name", "url", "date", "kind", "page", "parent")),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reply]:
        return Reply.objects.select_related("page")

    def register_chooser_viewset(self) -> None:
        """Nothing refers to a reply: there is no list of them to choose from."""


class RepliesAction(SnippetBulkAction):
    """Something done to the replies that are ticked in the list. Of those somebody may not touch nothing is said."""

    models = [Reply]
    template_name = "blog/admin/change_replies.html"
    permission = "change"
    question: str | Promise

    def check_perm(self, reply: Reply) -> bool:
        return self.permission_policy.user_has_permission(self.request.user, self.permission)

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        """None: what a narrowed list shows of them is not known here."""
        return []

    def get_execution_context(self) -> dict[str, Any]:
        return {"user": self.request.user}


class ChangeState(RepliesAction):
    state: Reply.State

    @classmethod
    def execute_action(cls, objects: Iterable[Reply], user: AnyUser | None = None, **kwargs: Any) -> tuple[int, int]:
        changed = [reply for reply in objects if reply.state != cls.state]
        for reply in changed:
            reply.state = cls.state
            reply.save(update_fields=["state"])
            log(reply, "wagtail.edit", user=user, content_changed=True)
        return len(changed), 0


class MakePublic(ChangeState):
    display_name: str | Promise = _("Make public")
    aria_label = _("Make the chosen replies public")
    action_type = "make_public"
    action_priority = 10
    state = Reply.State.APPROVED
    question = _("Make these replies public?")

    def get_success_message(self, changed: int, _others: int) -> str:
        sentence = ngettext("%(count)s reply is public now.", "%(count)s replies are public now.", changed)
        return sentence % {"count": changed}


class Hide(ChangeState):
    display_name: str | Promise = _("Hide")
    aria_label = _("Hide the chosen replies from readers")
    action_type = "hide"
    action_priority = 20
    state = Reply.State.PENDING
    question = _("Hide these replies from readers?")

    def get_success_message(self, changed: int, _others: int) -> str:
        sentence = ngettext("%(count)s reply is hidden now.", "%(count)s replies are hidden now.", changed)
        return sentence % {"count": changed}


class Delete(RepliesAction):
    """In place of Wagtail's own, which shows replies to those who may not delete them."""

    display_name: str | Promise = _("Delete")
    aria_label = _("Delete the chosen replies")
    action_type = "delete"
    action_priority = 30
    classes = {"serious"}
    permission = "delete"
    question = _("Delete these replies for good? What answers them stays.")

    @classmethod
    def execute_action(cls, objects: Iterable[Reply], user: AnyUser | None = None, **kwargs: Any) -> tuple[int, int]:
        deleted = list(objects)
        for reply in deleted:
            log(reply, "wagtail.delete", user=user, deleted=True)
            reply.delete()
        return len(deleted), 0

    def get_success_message(self, deleted: int, _others: int) -> str:
        sentence = ngettext("%(count)s reply is deleted.", "%(count)s replies are deleted.", deleted)
        return sentence % {"count": deleted}
