"""Pictures that stand in posts readers may read, looked for by their own words: title, credit, caption, description."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from blog.lists.lines import Line, address_at
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
REPAIRED = _("The search is being repaired. Until then, only titles are looked through.")


@dataclass(frozen=True)
class FoundPicture:
    """``posts`` are the newest of those it stands in, ``more`` the number of the others."""

    image: CustomImage
    posts: list[Line]
    more: int


def pictures_for(wanted: Wanted) -> tuple[Page, str]:
    """A page of them, the best first, and what there is to say of it.

    A fixed number of queries, and none where nothing is looked for.
    """
    found, said = _with_words(wanted)
    fitting = [picture for picture in found if not picture.is_ended and _slug(wanted) in picture.credit_slug]
    page: Page = Paginator(_in_posts(fitting, wanted), PICTURES_ON_A_PAGE).get_page(wanted.page)
    page.object_list = _found(list(page), wanted)
    return page, said


def _with_words(wanted: Wanted) -> tuple[list[CustomImage], str]:
    words = " ".join([*wanted.query.words, *wanted.query.phrases])
    pictures = CustomImage.objects.all()
    if words:
        found = pictures.search(words, operator="and")[:MOST_FOUND]
        return list(found), str(REPAIRED) if found.query_compiler.is_by_title else ""
    return list(pictures.filter(credit_slug__contains=_slug(wanted))[:MOST_FOUND]) if _slug(wanted) else [], ""


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
