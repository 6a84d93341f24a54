"""What the admin says of posts that are not published, or published all the same, because of their pictures."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.forms import CheckboxInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import Page

from blog.publishing.gate import NotToBePublished, PicturesChecked, refuse_live_copies
from blog.publishing.lacks import verdict_on
from blog.publishing.sentences import form_of, listed, sentences_for
from blog.publishing.stopped import stopped_at

APPROVALS = {"wagtailadmin_pages:workflow_action", "wagtailadmin_pages:edit"}


HARMLESS = {"convert_alias", "delete", "move", "unpublish"}


class SayWhatIsNotPublished:
    """Middleware: whoever tries to publish through the admin is told why it was not done, instead of an error.

    The button's own form has said so before it comes to that; a review passes neither form nor hook.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if page_id := _approved(request):
            page = Page.objects.filter(pk=page_id).first()
            if page and request.user.is_authenticated and page.permissions_for_user(request.user).can_edit():
                say_warnings(request, page)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, NotToBePublished):
            return None
        messages.error(request, refusal(error))
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What the window that asks a reviewer for a comment understands.
            return JsonResponse({"step": "success", "redirect": form_of(error.page)})
        return HttpResponseRedirect(form_of(error.page))


def _approved(request: HttpRequest) -> int | None:
    """The key of the page that a reviewer has said yes to."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.view_name not in APPROVALS:
        return None
    action = match.kwargs.get("action_name") or request.POST.get("workflow-action-name")
    return match.kwargs["page_id"] if action == "approve" else None


def refusal(error: NotToBePublished) -> SafeString:
    heading = _("“%(title)s” was not published.") % {"title": error.page.get_admin_display_title()}
    return listed(heading, sentences_for(error.complaints, error.page))


def say_warnings(request: HttpRequest, page: Page) -> None:
    """After publishing, or setting a time for it: what is missing all the same, in the same words."""
    revision = page.get_latest_revision()
    if revision is None or not (revision.pk == page.live_revision_id or revision.approved_go_live_at):
        return
    specific: Any = page.specific
    if isinstance(specific, PicturesChecked) and (warning := verdict_on(specific, revision).warning):
        is_due_later = revision.pk != page.live_revision_id
        heading = (
            _("“%(title)s” goes live at its time, but its pictures lack something.")
            if is_due_later
            else _("“%(title)s” is published, but its pictures lack something.")
        )
        title = page.get_admin_display_title()
        messages.warning(request, listed(heading % {"title": title}, sentences_for(warning, page)))


def say_that_it_was_stopped(request: HttpRequest, page: Page) -> None:
    """To whoever opens a post that was due and was not published."""
    if request.method != "GET" or "_w_hydrate_create_view" in request.GET or not (when := stopped_at(page)):
        return
    moment = {"when": date_format(timezone.localtime(when), "D M j, H:i")}
    revision = page.get_latest_revision()
    if revision and (stopping := verdict_on(page, revision).stopping):
        heading = _("This was due %(when)s and was not published. Mend it, then publish it or set another time.")
        messages.warning(request, listed(heading % moment, sentences_for(stopping)))
    else:
        sentence = _("This was due %(when)s and was not published. Nothing is missing now: publish it, or set a time.")
        messages.info(request, sentence % moment)


def refuse_to_publish_copies(request: HttpRequest, page: Page) -> None:
    """Wagtail's own form copies without asking the page."""
    if request.method == "POST" and _ticked(request, "publish_copies") and not _ticked(request, "alias"):
        refuse_live_copies(page, recursive=_ticked(request, "copy_subpages"))


def _ticked(request: HttpRequest, name: str) -> bool:
    """As the form reads it, to which “false” is false."""
    return bool(CheckboxInput().value_from_datadict(request.POST, request.FILES, name))


class PagesForTheAdmin(PagesAdminAPIViewSet):
    """Wagtail's own also publishes and copies, past the page's own methods; its admin never asks for it."""

    actions = {name: action for name, action in PagesAdminAPIViewSet.actions.items() if name in HARMLESS}


class PublishWhatMayBe(PublishBulkAction):
    """Wagtail's own stops at the first page that can't be published, and has published none."""

    def get_execution_context(self) -> dict[str, Any]:
        return super().get_execution_context() | {"request": self.request}

    @classmethod
    def execute_action(
        cls,
        objects: list[Page],
        include_descendants: bool = False,
        user: AbstractBaseUser | None = None,
        request: HttpRequest | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        parents = children = 0
        for page in objects:
            parents += _publish(page, user, request)
            if include_descendants:
                drafts = page.get_descendants().not_live().defer_streamfields().specific().iterator()
                children += sum(_publish(draft, user, request) for draft in drafts if _may_publish(draft, user))
        return parents, children

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if num_parent_objects or num_child_objects:
            return super().get_success_message(num_parent_objects, num_child_objects)
        return None


def _may_publish(page: Page, user: AbstractBaseUser | None) -> bool:
    return user is None or page.permissions_for_user(user).can_publish()


def _publish(page: Page, user: AbstractBaseUser | None, request: HttpRequest | None) -> bool:
    """Whether it was published; nothing of it is, and the person is told, when it may not be."""
    try:
        with transaction.atomic():
            revision = page.get_latest_revision() or page.specific.save_revision(user=user)
            revision.publish(user=user)
    except NotToBePublished as error:
        if request is None:
            raise
        messages.error(request, refusal(error))
        return False
    if request is not None:
        page.refresh_from_db(fields=["live_revision", "latest_revision"])
        say_warnings(request, page)
    return True
