"""A picture that is in the library already, when somebody uploads it again."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.images.utils import find_image_duplicates
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from images.models import CreditState, CustomImage


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
    """By the name of what it is used in, as far as that is all of one kind."""
    users = set(ReferenceIndex.get_references_to(image).values_list("content_type", "object_id"))
    kinds = {kind for kind, _pk in users}
    if not users:
        return _("not used yet")
    model = ContentType.objects.get_for_id(kinds.pop()).model_class() if len(kinds) == 1 else None
    if model is None:
        return ngettext("used in %(count)s place", "used in %(count)s places", len(users)) % {"count": len(users)}
    names = {"thing": model._meta.verbose_name, "things": model._meta.verbose_name_plural, "count": len(users)}
    return ngettext("used in %(count)s %(thing)s", "used in %(count)s %(things)s", len(users)) % names
