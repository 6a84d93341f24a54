"""Pictures that stand in posts readers may read, looked for by what readers know of them.

That is who made them, what they show, and the caption that the library has for them; titles and tags are for editors.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Exists, IntegerField, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Not, Phrase, PlainText

from blog.lists.lines import Line, address_at
from blog.picture_uses import pages_with, picture_uses
from images.credits import maker_slug
from images.delivery import look_up_renditions
from images.models import CustomImage
from images.models.picture import CustomImageQuerySet
from search.answering import posts_within
from search.backends.base import Compiler, Results
from search.wanted import Wanted

MOST_FOUND = 480
FIELDS = ("description", "caption", "credit")
PICTURES_ON_A_PAGE = 24
MOST_POSTS = 3
PLACE = "thumbnail"
FOR_POSTS = _("Pictures are found by what they show and who made them. What else was asked is for posts alone.")
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
    fitting = _fitting(wanted)[:MOST_FOUND]
    page: Page = Paginator(fitting, PICTURES_ON_A_PAGE).get_page(wanted.page)
    page.object_list = _found(list(page), wanted)
    if isinstance(fitting, Results) and fitting.query_compiler.is_by_title:
        return page, str(REPAIRED)
    return page, str(FOR_POSTS) if wanted.narrows_posts else ""


def _fitting(wanted: Wanted) -> QuerySet | Results:
    """Of those that readers may see in a post they may find."""
    words = " ".join([*wanted.query.words, *wanted.query.phrases])
    query = And([PlainText(words, operator="and"), *(Not(Phrase(unwanted)) for unwanted in wanted.query.without)])
    maker = maker_slug(wanted.credit)
    pictures = _shown(wanted).filter(credit_slug__contains=maker) if maker else _shown(wanted)
    if words:
        # Not search(): it takes no conditions but those that editors filter by.
        return Results(get_search_backend(), Compiler(pictures, query, fields=FIELDS))
    return pictures.order_by("-pk") if maker else pictures.none()


def _shown(wanted: Wanted) -> CustomImageQuerySet:
    """Each picture is asked by itself where it stands: usually words fit few of many."""
    posts = posts_within(wanted).filter(pk=Cast(OuterRef("object_id"), IntegerField()))
    uses = picture_uses().filter(Exists(posts), to_object_id=Cast(OuterRef("pk"), CharField()))
    return CustomImage.objects.for_readers().filter(Exists(uses))


def _found(pictures: list[CustomImage], wanted: Wanted) -> list[FoundPicture]:
    look_up_renditions(pictures, PLACE)
    posts = _posts_with(pictures, wanted) if pictures else {}
    lines = _lines({post for own in posts.values() for post in own[:MOST_POSTS]}, wanted) if posts else {}
    return [_found_in(picture, posts.get(picture.pk, []), lines) for picture in pictures]


def _found_in(picture: CustomImage, posts: Sequence[int], lines: Mapping[int, Line]) -> FoundPicture:
    newest = [lines[post] for post in posts[:MOST_POSTS] if post in lines]
    return FoundPicture(picture, newest, len(posts[MOST_POSTS:]))


def _posts_with(pictures: Sequence[CustomImage], wanted: Wanted) -> dict[int, list[int]]:
    """The keys of the posts that each picture stands in, the newest first: there may be very many."""
    uses = picture_uses().filter(to_object_id__in=[str(picture.pk) for picture in pictures])
    pictures_in = defaultdict(set)
    for picture, post in uses.values_list("to_object_id", "object_id"):
        pictures_in[int(post)].add(int(picture))
    found = defaultdict(list)
    for post in posts_within(wanted).filter(pk__in=pages_with(uses)).values_list("pk", flat=True):
        for picture in pictures_in[post]:
            found[picture].append(post)
    return found


def _lines(posts: Iterable[int], wanted: Wanted) -> dict[int, Line]:
    rows = posts_within(wanted).filter(pk__in=posts).order_by().values_list("pk", "title", "url_path", "date")
    return {pk: Line(title, address_at(wanted.site, path), date) for pk, title, path, date in rows}
