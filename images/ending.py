"""When readers may see a picture no more: past its last day, or taken down by an editor.

Its public files go. In its place they see an empty frame, and who made the picture: at once, as
``images/delivery.py`` looks at the picture itself, not at what was done about it here.
"""

from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from images.models import CustomImage, ReplacedFile
from images.models.picture import site_today
from images.sizes import places_of
from images.tasks import make_in_background

TAKEN_DOWN = "images.take_down"
ENDED = "images.end"
PUT_BACK = "images.put_back"


@transaction.atomic
def take_down(image: CustomImage, user: AbstractBaseUser | AnonymousUser, reason: str = "") -> None:
    """Now. ``reason`` stands in the picture's history."""
    _end(image, TAKEN_DOWN, user, reason)


@transaction.atomic
def put_back(image: CustomImage, user: AbstractBaseUser | AnonymousUser | None) -> None:
    """For good, unless its last day is still to come."""
    if image.use_until and image.use_until < site_today():
        image.use_until = None
    image.taken_down_at = None
    image.save(update_fields=["use_until", "taken_down_at"])
    log(instance=image, action=PUT_BACK, user=user)
    image.renditions.all().delete()  # the empty frames that editors have met
    make_in_background({image.pk: _places_before(image)})


def due_to_end() -> list[CustomImage]:
    """The pictures whose last day is over and whose files may still be there."""
    return list(CustomImage.objects.filter(use_until__lt=site_today(), taken_down_at=None))


@transaction.atomic
def end(image: CustomImage) -> None:
    """As its last day is over."""
    _end(image, ENDED, None)


def _end(image: CustomImage, action: str, user: Any, reason: str = "") -> None:
    """Its files go at once, not when a worker comes to it."""
    image.taken_down_at = timezone.now()
    image.save(update_fields=["taken_down_at"])  # of the rest, somebody may have typed more meanwhile
    log(instance=image, action=action, user=user, data={"reason": reason})
    for rendition in image.renditions.all():
        transaction.on_commit(partial(rendition.file.storage.delete, str(rendition.file.name)))
    image.renditions.all().delete()


def _places_before(image: CustomImage) -> list[str]:
    """Where readers met it before it ended."""
    return places_of(ReplacedFile.objects.filter(image=image).values_list("filter_spec", flat=True))
