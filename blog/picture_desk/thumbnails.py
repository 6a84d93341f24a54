"""The small pictures of the desk: those of Wagtail's own list, made one by one when a browser asks for them."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.images.models import Filter

from images.models import CustomImage, CustomImageQuerySet
from images.permissions import changeable_by
from images.working_copy import BROKEN

SPEC = "max-165x165"
FILTER = Filter(SPEC)


@dataclass(frozen=True)
class Thumbnail:
    """Its size is reckoned, so that nothing moves when it comes."""

    url: str
    width: int
    height: int


def with_thumbnails(pictures: CustomImageQuerySet) -> CustomImageQuerySet:
    return pictures.prefetch_renditions(SPEC)


def thumbnail_of(picture: CustomImage) -> Thumbnail:
    """Of a picture that ``with_thumbnails`` has been at. Nothing is made: that is for ``thumbnail`` to do."""
    made = picture.find_existing_renditions(FILTER).get(FILTER)
    url = made.url if made else reverse("picture_desk_thumbnail", args=(picture.pk,))
    width, height = FILTER.get_transform(picture).size
    return Thumbnail(url, width, height)


def thumbnail(request: HttpRequest, image_id: int) -> HttpResponseRedirect:
    picture: CustomImage = get_object_or_404(changeable_by(request.user), pk=image_id)
    try:
        made = picture.get_rendition(FILTER)
    except BROKEN as error:
        raise Http404("This picture can’t be read.") from error
    response = HttpResponseRedirect(made.url)
    response["Cache-Control"] = "no-cache"  # another file may stand here tomorrow
    return response
