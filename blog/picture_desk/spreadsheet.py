"""The desk's list as CSV, for whoever asks the makers of many pictures at once."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse

from blog.picture_desk.forms import DeskFilter
from blog.picture_desk.needs import needs_of
from blog.picture_desk.queries import Library, UsedIn, in_order, posts_with
from blog.spreadsheets import csv_file
from images.licences import LICENCES
from images.models import CustomImage, CustomImageQuerySet
from images.permissions import may_change_any

COLUMNS = ["id", "title", "missing", "credit", "source", "licence", "alt", "posts"]
AT_ONCE = 500


def export(request: HttpRequest) -> StreamingHttpResponse:
    if not may_change_any(request.user):
        raise PermissionDenied
    library = Library(request.user)
    keys = library.worst_first(DeskFilter(request.GET).asked)
    # Asked for now: a stream is read when the editor's language has been put aside again.
    licences = {key: str(licence.label) for key, licence in LICENCES.items()}
    return csv_file("pictures", COLUMNS, _rows(request, library.pictures, keys, licences))


def _rows(
    request: HttpRequest, pictures: CustomImageQuerySet, keys: list[int], licences: dict[str, str]
) -> Iterator[list[Any]]:
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        used = posts_with(some, most=None)
        for picture in in_order(some, pictures):
            posts = used.get(picture.pk, UsedIn()).posts
            addresses = " ".join(address for post in posts if (address := post.get_full_url(request)))
            yield _cells(picture, licences.get(picture.licence, ""), addresses)


def _cells(picture: CustomImage, licence: str, posts: str) -> list[Any]:
    missing = ", ".join(needs_of(picture))
    return [picture.pk, picture.title, missing, picture.credit, picture.credit_url, licence, picture.description, posts]
