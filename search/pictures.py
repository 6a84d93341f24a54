"""Pictures that stand in posts readers may read, looked for by what readers know of them.

That is who made them, what they show, and the caption that the library has for them; titles and tags are for editors.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import IntegerField, QuerySet
from django.db.models.functions import Cast
from wagtail.search.backends import get_search_backend

from blog.lists.lines import Line, address_at
from blog.picture_uses import picture_uses_in
from images.credits import maker_slug
from images.delivery import look_up_renditions
from images.models import CustomImage
from images.models.picture import CustomImageQuerySet
from search.answering import posts_within
from search.backends.base import Compiler, Results
from search.wanted import Wanted

FIELDS = ("description", "caption", "credit")
PICTURES_ON_A_PAGE = 24
MOST_POSTS = 3
PLACE = "thumbnail"


@dataclass(frozen=True)
class FoundPicture:
    """``posts`` are the newest of those it stands in, ``more`` the number of the others."""

    image: CustomImage
    posts: list[Line]
    more: int


def pictures_for(wanted: Wanted) -> Page:
    """A page of them, the best first. A fixed number of queries, and none where nothing is looked for."""
    page: Page = Paginator(_fitting(wanted), PICTURES_ON_A_PAGE).get_page(wanted.page)
    page.object_list = _found(list(page), wanted)
    return page


def _fitting(wanted: Wanted) -> QuerySet | Results:
    """Of those that readers may see in a post they may find."""
    words = " ".join([*wanted.query.words, *wanted.query.phrases])
    maker = maker_slug(wanted.credit)
    pictures = _shown(wanted).filter(credit_slug__contains=maker) if maker else _shown(wanted)
    if words:
        # Not search(): it takes no conditions but those that editors filter by.
        return Results(get_search_backend(), Compiler(pictures, words, fields=FIELDS, operator="and"))
    return pictures.order_by("-pk") if maker else pictures.none()


def _shown(wanted: Wanted) -> CustomImageQuerySet:
    uses = picture_uses_in(posts_within(wanted)).order_by()
    return CustomImage.objects.for_readers().filter(pk__in=uses.values(key=Cast("to_object_id", IntegerField())))


def _found(pictures: list[CustomImage], wanted: Wanted) -> list[FoundPicture]:
    look_up_renditions(pictures, PLACE)
    posts = _posts_with(pictures, wanted) if pictures else {}
    lines = [(picture, posts.get(picture.pk, [])) for picture in pictures]
    return [FoundPicture(picture, own[:MOST_POSTS], len(own[MOST_POSTS:])) for picture, own in lines]


def _posts_with(pictures: Sequence[CustomImage], wanted: Wanted) -> dict[int, list[Line]]:
    """The posts that each picture stands in, the newest first."""
    posts = posts_within(wanted)
    pictures_in = defaultdict(set)
    uses = picture_uses_in(posts).filter(to_object_id__in=[str(picture.pk) for picture in pictures])
    for picture, post in uses.values_list("to_object_id", "object_id"):
        pictures_in[int(post)].add(int(picture))
    lines = defaultdict(list)
    for pk, title, path, date in posts.filter(pk__in=pictures_in).values_list("pk", "title", "url_path", "date"):
        for picture in pictures_in[pk]:
            lines[picture].append(Line(title, address_at(wanted.site, path), date))
    return lines
