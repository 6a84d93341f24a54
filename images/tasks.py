"""Renditions, made and signed where no reader and no editor waits for them."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice

from django.db import transaction
from django_tasks import task
from wagtail.images.models import Filter

from images.delivery import FILTERS, FORMATS, fallback_filter
from images.models import CustomImage, CustomRendition
from images.replacing import replace_file
from images.signals import pictures_changed
from images.signing_again import UNSIGNED, mark_unsigned, sign_again
from images.sizes import SIZES, places_of
from images.working_copy import BROKEN

logger = logging.getLogger(__name__)
# A post can be found, and its references are known, before its pictures are there in all their sizes.
AFTER_OTHER_WORK = -10
AT_ONCE = 500  # pictures in one query


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


@task(priority=AFTER_OTHER_WORK)
def sign_renditions(image_id: int) -> None:
    """Have every public file of a picture say what its credit says now."""
    if image := CustomImage.objects.filter(pk=image_id).first():
        sign_again(image)


def credits_changed(image_ids: Iterable[int]) -> None:
    """Pages forget the credits of these pictures, and the worker signs their files, once the change can be read.

    To be called by whoever changes credits past ``save()``, as a queryset's ``update()`` does, in the same
    transaction. ``waiting_to_be_signed`` counts what is still to do.
    """
    keys = list(image_ids)
    pictures_changed.send(CustomImage, pictures=keys)
    remaining = iter(keys)
    while batch := list(islice(remaining, AT_ONCE)):
        transaction.on_commit(partial(_enqueue_signing, mark_unsigned(batch)))


def waiting_to_be_signed() -> int:
    """How many pictures have files that do not say yet what their credit says."""
    waiting = CustomRendition.objects.filter(signature=UNSIGNED).order_by()
    return waiting.values("image").distinct().count()


def places_in_use(image: CustomImage) -> list[str]:
    """Where readers have met the picture: the places that something has been made for."""
    return places_of(image.renditions.values_list("filter_spec", flat=True))


@transaction.atomic
def _enqueue(places: dict[int, list[str]]) -> None:
    for image_id, names in places.items():
        make_renditions.enqueue(image_id, names)


@transaction.atomic
def _enqueue_signing(image_ids: list[int]) -> None:
    for image_id in image_ids:
        sign_renditions.enqueue(image_id)


def _make(image: CustomImage, places: Iterable[str]) -> None:
    """One after another: Wagtail's three threads would leave readers no processor, and take three times the memory."""
    wanted = list(dict.fromkeys(one for place in places if place in SIZES for one in _wanted(image, place)))
    existing = image.find_existing_renditions(*wanted)
    for one in wanted:
        if one not in existing:
            image.create_rendition(one)
        elif not existing[one].file.storage.exists(existing[one].file.name):
            replace_file(existing[one], image, image.generate_rendition_file(one))


def _wanted(image: CustomImage, place: str) -> Iterator[Filter]:
    """The fallback first. A picture smaller than the larger sizes has the same pixels in several of them."""
    yield fallback_filter(image, place)
    for name in FORMATS:
        by_pixels: dict[tuple[int, int], Filter] = {}
        for spec in SIZES[place].in_format(name):
            by_pixels.setdefault(FILTERS[spec].get_transform(image).size, FILTERS[spec])
        yield from by_pixels.values()
