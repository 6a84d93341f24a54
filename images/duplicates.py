"""A picture that is in the library already, when somebody uploads it again."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.images.utils import find_image_duplicates
from wagtail.permissions import policy_registry

from images.models import CreditState, CustomImage
from images.signals import count_posts


def twin_of(image: CustomImage, user: Any) -> CustomImage | None:
    """The oldest other picture with the same file, of those that ``user`` may choose."""
    policy = policy_registry.get_by_type(CustomImage)
    return find_image_duplicates(image, user, policy).order_by("pk").first()


def what_is_known_of(image: CustomImage) -> str:
    """``Already in the library as “Harbour”, credited to Maud Ferris, used in 3 posts.``"""
    parts = {"title": image.title, "credit": _credit(image), "use": _use(image)}
    return _("Already in the library as “%(title)s”, %(credit)s, %(use)s.") % parts


def _credit(image: CustomImage) -> str:
    if image.credit:
        return _("credited to %(name)s") % {"name": image.credit}
    return _("still without a credit") if image.credit_state == CreditState.NEEDED else _("needing no credit")


def _use(image: CustomImage) -> str:
    """As readers meet it: not in drafts."""
    posts = sum(int(answer or 0) for _receiver, answer in count_posts.send(CustomImage, image=image))
    if not posts:
        return _("in no published post yet")
    return ngettext("used in %(count)s post", "used in %(count)s posts", posts) % {"count": posts}
