"""Who may change which pictures, as Wagtail's rules for collections and one's own uploads say: asked here alone."""

from typing import Any

from wagtail.models import GroupCollectionPermission
from wagtail.permissions import policy_registry

from images.models import CustomImage, CustomImageQuerySet


def may_change_any(user: Any) -> bool:
    """Whether there are, or may one day be, pictures that ``user`` may change."""
    return policy_registry.get_by_type(CustomImage).user_has_permission(user, "change")


def may_change(user: Any, picture: CustomImage) -> bool:
    return picture.is_editable_by_user(user)


def changeable_by(user: Any) -> CustomImageQuerySet:
    """The pictures of which ``may_change`` says so."""
    return policy_registry.get_by_type(CustomImage).instances_user_has_permission_for(user, "change")


def may_put_back(user: Any, picture: CustomImage) -> bool:
    """Not for having uploaded it: whoever took it down had a reason."""
    collections = picture.collection.get_ancestors(inclusive=True)
    granted = GroupCollectionPermission.objects.filter(collection__in=collections, permission__codename="change_image")
    return user.is_superuser or granted.filter(group__user=user).exists()
