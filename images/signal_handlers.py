"""Files go when their picture goes, say what its credit says, and leave their addresses behind."""

from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save

from images.models import CustomImage, CustomRendition
from images.replacing import remember_address
from images.tasks import credits_changed


def delete_original(sender: type[CustomImage], instance: CustomImage, **kwargs) -> None:
    if instance.original:
        original = instance.original
        transaction.on_commit(lambda: original.storage.delete(str(original.name)))


def follow_credit(sender: type[CustomImage], instance: CustomImage, created: bool, **kwargs: Any) -> None:
    if not created and instance.renditions.exclude(signature=instance.signature).exists():
        credits_changed([instance.pk])


def notice_change_meanwhile(sender: type[CustomRendition], instance: CustomRendition, created: bool, **kwargs) -> None:
    """A file takes a while to be made; by then its picture may have ended, or be credited otherwise."""
    if not created:
        return
    stored = CustomImage.objects.get(pk=instance.image_id)
    if stored.is_ended and not instance.image.is_ended:
        instance.delete()
    elif stored.signature != instance.signature:
        credits_changed([instance.image_id])


def keep_address(sender: type[CustomRendition], instance: CustomRendition, origin: Any, **kwargs: Any) -> None:
    """Of a rendition that goes while its picture stays."""
    if _model_of(origin) is CustomRendition:
        remember_address(instance)


def _model_of(origin: Model | QuerySet) -> type[Model]:
    return origin.model if isinstance(origin, QuerySet) else type(origin)


def register() -> None:
    post_delete.connect(delete_original, sender=CustomImage)
    post_save.connect(follow_credit, sender=CustomImage)
    post_save.connect(notice_change_meanwhile, sender=CustomRendition)
    post_delete.connect(keep_address, sender=CustomRendition)
