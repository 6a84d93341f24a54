"""Public files made before a credit was changed get the new one. No pixel is coded again."""

import logging
from collections.abc import Iterable
from enum import Enum

from django.core.files.base import ContentFile

from images.models import CustomImage, CustomRendition
from images.replacing import note_signature, replace_file
from images.signals import pictures_changed
from images.signing import MalformedPicture, sign
from images.working_copy import BROKEN

logger = logging.getLogger(__name__)
UNSIGNED = ""


class Outcome(Enum):
    SIGNED = "signed"
    RIGHT_BEFORE = "right before"
    MADE_AGAIN = "made again"
    LOST = "lost"


def sign_again(image: CustomImage) -> list[Outcome]:
    """Bring every public file of a picture up to date; what has become of each that was not.

    Safe to run again, and beside others that do the same.
    """
    waiting = list(image.renditions.exclude(signature=image.signature))
    outcomes = [_sign(rendition, image) for rendition in waiting]
    if waiting:
        pictures_changed.send(CustomImage)
    return outcomes


def mark_unsigned(image_ids: Iterable[int]) -> list[int]:
    """Have it known that the files of these pictures say what is no longer right; those that have any."""
    renditions = CustomRendition.objects.filter(image_id__in=image_ids)
    found = list(renditions.order_by().values_list("image_id", flat=True).distinct())
    renditions.update(signature=UNSIGNED)
    return found


def _sign(rendition: CustomRendition, image: CustomImage) -> Outcome:
    try:
        with rendition.file.storage.open(rendition.file.name) as file:
            content = file.read()
        signed = sign(content, image.packet)
    except (FileNotFoundError, MalformedPicture):
        return _make_again(rendition, image)
    if signed == content:
        note_signature(rendition, image)
        return Outcome.RIGHT_BEFORE
    replace_file(rendition, image, ContentFile(signed))
    return Outcome.SIGNED


def _make_again(rendition: CustomRendition, image: CustomImage) -> Outcome:
    """A file that is lost or damaged. What is around a point of focus that has moved since is needed no more."""
    wanted = rendition.filter
    try:
        if rendition.focal_point_key == wanted.get_cache_key(image):
            replace_file(rendition, image, image.generate_rendition_file(wanted))
            return Outcome.MADE_AGAIN
    except BROKEN:
        logger.warning("A file of picture %s (“%s”) is lost, and can't be made again.", image.pk, image.title)
    rendition.delete()
    return Outcome.LOST
