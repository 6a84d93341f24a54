"""The desk's list as CSV, for whoever asks the makers of many pictures at once."""

import csv
import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone

from blog.picture_desk.forms import DeskFilter
from blog.picture_desk.needs import needs_of
from blog.picture_desk.queries import Library, UsedIn, in_order, posts_with
from images.licences import LICENCES
from images.models import CustomImage, CustomImageQuerySet
from images.permissions import may_change_any

COLUMNS = ["id", "title", "missing", "credit", "source", "licence", "alt", "posts"]
# A spreadsheet would run what begins like this as a formula. The wide ones are those of an East Asian keyboard.
BEGINS_FORMULA = "=+\\-@＝＋－＠"
# Where the comma divides euros from cents, one cell of ours becomes several, and quotation marks do not keep it whole.
BREAKS_CELL = ";\t\r\n"
FORMULA_TO_COME = re.compile(rf"""^(?=\s)|(?:^|(?<=[{BREAKS_CELL}]))(?=[\s"]*[{BEGINS_FORMULA}])""")
AT_ONCE = 500


class Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def export(request: HttpRequest) -> StreamingHttpResponse:
    if not may_change_any(request.user):
        raise PermissionDenied
    library = Library(request.user)
    keys = library.worst_first(DeskFilter(request.GET).asked)
    # Asked for now: a stream is read when the editor's language has been put aside again.
    licences = {key: str(licence.label) for key, licence in LICENCES.items()}
    lines = _lines(request, library.pictures, keys, licences)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="pictures-{timezone.localdate()}.csv"'
    return response


def _lines(
    request: HttpRequest, pictures: CustomImageQuerySet, keys: list[int], licences: dict[str, str]
) -> Iterator[str]:
    writer = csv.writer(Line())
    yield writer.writerow(COLUMNS)
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        used = posts_with(some, most=None)
        for picture in in_order(some, pictures):
            posts = used.get(picture.pk, UsedIn()).posts
            addresses = " ".join(address for post in posts if (address := post.get_full_url(request)))
            yield writer.writerow(map(_harmless, _cells(picture, licences.get(picture.licence, ""), addresses)))


def _cells(picture: CustomImage, licence: str, posts: str) -> list[Any]:
    missing = ", ".join(needs_of(picture))
    return [picture.pk, picture.title, missing, picture.credit, picture.credit_url, licence, picture.description, posts]


def _harmless(cell: Any) -> Any:
    """As text where a spreadsheet would take it, or a part of it, for a formula."""
    return FORMULA_TO_COME.sub("'", cell) if isinstance(cell, str) else cell
