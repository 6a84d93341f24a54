"""When readers may see a picture no more: past its last day, or taken down by an editor.

Its public files go. In its place they see an empty frame, and who made the picture: at once, as
``images/delivery.py`` looks at the picture itself, not at what was done about it here.
"""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone
from wagtail.log_actions import log

from images.models import CustomImage, ReplacedFile
from images.sizes import SIZES
from images.tasks import make_in_background

TAKEN_DOWN = "images.take_down"
ENDED = "images.end"
PUT_BACK = "images.put_back"


def take_down(image: CustomImage, user: AbstractBaseUser | AnonymousUser, reason: str = "") -> None:
    """Now. ``reason`` stands in the picture's history."""
    _end(image, TAKEN_DOWN, user, reason)


def put_back(image: CustomImage, user: AbstractBaseUser | AnonymousUser | None) -> None:
    """For good, unless its last day is still to come."""
    if image.use_until and image.use_until < timezone.localdate():
        image.use_until = None
    image.taken_down_at = None
    image.save()
    log(instance=image, action=PUT_BACK, user=user)
    image.renditions.all().delete()  # the empty frames that editors have met
    make_in_background({image.pk: _places_before(image)})


def end_due() -> int:
    """Of the pictures whose last day is over; how many there were."""
    due = list(CustomImage.objects.filter(use_until__lt=timezone.localdate(), taken_down_at=None))
    for image in due:
        _end(image, ENDED, None)
    return len(due)


def _end(image: CustomImage, action: str, user: Any, reason: str = "") -> None:
    image.taken_down_at = timezone.now()
    image.save()
    log(instance=image, action=action, user=user, data={"reason": reason})
    image.renditions.all().delete()


def _places_before(image: CustomImage) -> list[str]:
    """Where readers met it before it ended."""
    known = set(ReplacedFile.objects.filter(image=image).values_list("filter_spec", flat=True))
    return [place for place, size in SIZES.items() if known & set(size.fallbacks)]
