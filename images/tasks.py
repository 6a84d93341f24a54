"""Renditions, made where no reader and no editor waits for them."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from django.db import transaction
from django_tasks import task
from wagtail.images.models import Filter

from images.delivery import FILTERS, FORMATS, fallback_filter
from images.models import CustomImage
from images.sizes import SIZES
from images.working_copy import BROKEN

logger = logging.getLogger(__name__)
# A post can be found, and its references are known, before its pictures are there in all their sizes.
AFTER_OTHER_WORK = -10


@task(priority=AFTER_OTHER_WORK)
def make_renditions(image_id: int, places: list[str]) -> None:
    """Make what readers will ask for of a picture at these places; what exists, with its file, is left alone."""
    image = CustomImage.objects.filter(pk=image_id).first()
    if image is None or image.is_ended:
        return
    try:
        _make(image, places)
    except BROKEN:
        logger.warning("Picture %s (“%s”) can't be read; readers see its description.", image.pk, image.title)


def make_in_background(places: Mapping[int, Iterable[str]]) -> None:
    """Have the renditions of pictures made, given by their keys, once what is being written can be read."""
    transaction.on_commit(partial(_enqueue, {key: sorted(set(names)) for key, names in places.items()}))


def places_in_use(image: CustomImage) -> list[str]:
    """Where readers have met the picture: the places that something has been made for."""
    made = set(image.renditions.values_list("filter_spec", flat=True))
    return [place for place, size in SIZES.items() if made & set(size.fallbacks)]


@transaction.atomic
def _enqueue(places: dict[int, list[str]]) -> None:
    for image_id, names in places.items():
        make_renditions.enqueue(image_id, names)


def _make(image: CustomImage, places: Iterable[str]) -> None:
    """One after another: Wagtail's three threads would leave readers no processor, and take three times the memory."""
    wanted = list(dict.fromkeys(one for place in places if place in SIZES for one in _wanted(image, place)))
    existing = image.find_existing_renditions(*wanted)
    for one in wanted:
        if one not in existing:
            image.create_rendition(one)
        elif not existing[one].file.storage.exists(existing[one].file.name):
            existing[one].file = image.generate_rendition_file(one)
            existing[one].save()


def _wanted(image: CustomImage, place: str) -> Iterator[Filter]:
    """The fallback first. A picture smaller than the larger sizes has the same pixels in several of them."""
    yield fallback_filter(image, place)
    for name in FORMATS:
        by_pixels: dict[tuple[int, int], Filter] = {}
        for spec in SIZES[place].in_format(name):
            by_pixels.setdefault(FILTERS[spec].get_transform(image).size, FILTERS[spec])
        yield from by_pixels.values()
