"""Which pictures stand in which posts, as Wagtail's record of references knows it: of what readers have, not of drafts.

Its keys are text, of a picture in ``to_object_id`` and of a page in ``object_id``.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex, get_default_page_content_type

from blog.models import BlogPage
from images.models import CustomImage

# What other sites show beside a link to a post is not in it.
NOT_IN_THE_POST = "sharing_picture"


def picture_uses() -> QuerySet[ReferenceIndex]:
    """By pages of every kind."""
    return all_picture_uses().exclude(model_path=NOT_IN_THE_POST)


def all_picture_uses() -> QuerySet[ReferenceIndex]:
    """Also of what other sites show."""
    return ReferenceIndex.objects.filter(
        base_content_type=get_default_page_content_type(),
        to_content_type=ContentType.objects.get_for_model(CustomImage),
    )


def picture_uses_in(posts: QuerySet) -> QuerySet[ReferenceIndex]:
    return picture_uses().filter(object_id__in=keys_as_text(posts))


def uses_in_published_posts() -> QuerySet[ReferenceIndex]:
    return picture_uses_in(BlogPage.objects.filter(live=True))


def pages_with(uses: QuerySet[ReferenceIndex]) -> QuerySet:
    """The keys of the pages that ``uses`` are in."""
    return uses.order_by().values(key=Cast("object_id", IntegerField()))


def keys_as_text(things: QuerySet) -> QuerySet:
    return things.order_by().annotate(key=Cast("pk", CharField())).values("key")
