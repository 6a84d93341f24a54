"""What an editor meets whose post was not published by the button: the draft, saved, with a list of what is missing."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from blog.publishing.gate import PicturesChecked
from blog.publishing.lacks import verdict_on
from blog.publishing.sentences import Sentence, form_of, sentences_for

# In the address of the form, where the list is wanted.
REFUSED = "refused"


def back_to_the_draft(request: HttpRequest, page: Page) -> HttpResponse | None:
    """None for what may be published. Wagtail has saved the version already, and publishes it next.

    A form that is asked for anew saves itself from then on; one that comes back with errors does not look on.
    """
    if not missing_in(page):
        return None
    asked = {REFUSED: "yes", "next": get_valid_next_url_from_request(request)}
    return HttpResponseRedirect(f"{form_of(page)}?{urlencode({name: value for name, value in asked.items() if value})}")


def missing_in(page: Page) -> list[Sentence]:
    """What keeps the version that is worked on from being published, for whoever looks at its form."""
    revision, specific = page.get_latest_revision(), page.specific_deferred
    if revision is None or not isinstance(specific, PicturesChecked):
        return []
    return sentences_for(verdict_on(specific, revision).stopping)


@require_GET
def still_missing(request: HttpRequest, page_id: int) -> HttpResponse:
    """The list anew, for a form that is open while its pictures are mended elsewhere."""
    page: Any = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return render(request, "blog/admin/problems.html", {"page": page, "problems": missing_in(page)})
