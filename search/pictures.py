"""Pictures that stand in posts readers may read, looked for by their own words: title, credit, caption, description."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from blog.credits import posts_with
from blog.lists.lines import Line
from blog.picture_uses import picture_uses_in
from images.credits import maker_slug
from images.delivery import look_up_renditions
from images.models import CustomImage
from search.answering import posts_within
from search.wanted import Wanted

MOST_FOUND = 480
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
    """A page of them, the newest first. A fixed number of queries, and none where nothing is looked for."""
    page: Page = Paginator(_in_posts(_fitting(wanted), wanted), PICTURES_ON_A_PAGE).get_page(wanted.page)
    page.object_list = _found(list(page), wanted)
    return page


def _fitting(wanted: Wanted) -> list[CustomImage]:
    """Those whose words fit and that readers may see."""
    words = " ".join([*wanted.query.words, *wanted.query.phrases])
    pictures = CustomImage.objects.all()
    if words:
        found = list(pictures.search(words, operator="and", order_by_relevance=False)[:MOST_FOUND])
    else:
        found = list(pictures.filter(credit_slug__contains=_slug(wanted))[:MOST_FOUND]) if _slug(wanted) else []
    return [picture for picture in found if not picture.is_ended and _slug(wanted) in picture.credit_slug]


def _slug(wanted: Wanted) -> str:
    return maker_slug(wanted.credit)


def _in_posts(pictures: Sequence[CustomImage], wanted: Wanted) -> list[CustomImage]:
    """Those in a post of the site that readers may find."""
    if not pictures:
        return []
    uses = picture_uses_in(posts_within(wanted)).filter(to_object_id__in=[str(picture.pk) for picture in pictures])
    shown = set(uses.values_list("to_object_id", flat=True))
    return [picture for picture in pictures if str(picture.pk) in shown]


def _found(pictures: list[CustomImage], wanted: Wanted) -> list[FoundPicture]:
    look_up_renditions(pictures, PLACE)
    posts = posts_with(pictures, wanted.site) if pictures else {}
    lines = [(picture, posts.get(picture.pk, [])) for picture in pictures]
    return [FoundPicture(picture, own[:MOST_POSTS], len(own[MOST_POSTS:])) for picture, own in lines]
