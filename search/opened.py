"""That a post which was found was opened: told by ``static/js/search-opened.js``, while the reader goes there."""

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.models import Site

from search.log import clicked

A_KEY = re.compile(r"[0-9]{1,18}")
MOST_BYTES = 4_096  # 200 characters of any script, written as an address


@csrf_exempt  # readers have no cookie, and all that can be changed is the count of a search of today
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """204 to whatever is sent: nobody waits for an answer."""
    key, site = request.POST.get("post", ""), Site.find_for_request(request)
    if site and A_KEY.fullmatch(key) and _is_ours(request):
        clicked(site, request.POST.get("words", ""), int(key))
    return HttpResponse(status=204)


def _is_ours(request: HttpRequest) -> bool:
    """What our script sends, as far as it can be told: not the page of another site."""
    as_form = request.content_type == "application/x-www-form-urlencoded"
    same_site = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return as_form and same_site and len(request.body) <= MOST_BYTES
