"""Every picture of a post, wherever it stands, and what its renditions are."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.blocks import StreamValue

from images.models import CustomImage, CustomRendition
from images.sizes import specs_of

PLACES_IN_A_POST = ("wide", "normal", "small", "gallery", "face")

if TYPE_CHECKING:
    from blog.models import BlogPage


def pictures_of(post: "BlogPage") -> list[CustomImage]:
    """In reading order, each use once more: lead picture, then those of the body."""
    lead = [post.lead_picture] if post.lead_picture else []
    return [*lead, *pictures_in(post.body)]


def with_renditions(pictures: Iterable[CustomImage]) -> None:
    """Look up the renditions of all ``pictures`` in one query rather than one each."""
    waiting = [picture for picture in pictures if not hasattr(picture, "prefetched_renditions")]
    if waiting:
        stored = CustomRendition.objects.filter(filter_spec__in=specs_of(*PLACES_IN_A_POST))
        prefetch_related_objects(waiting, Prefetch("renditions", stored, to_attr="prefetched_renditions"))


def pictures_in(body: StreamValue) -> Iterator[CustomImage]:
    for child in body:
        if child.block_type == "image":
            uses = [child.value]
        elif child.block_type == "gallery":
            uses = list(child.value["pictures"])
        else:
            continue
        yield from (use["image"] for use in uses if use["image"])
