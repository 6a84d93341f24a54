"""Files go when their picture goes."""

from django.db import transaction
from django.db.models.signals import post_delete

from images.models import CustomImage


def delete_original(sender: type[CustomImage], instance: CustomImage, **kwargs) -> None:
    if instance.original:
        original = instance.original
        transaction.on_commit(lambda: original.storage.delete(str(original.name)))


def register() -> None:
    post_delete.connect(delete_original, sender=CustomImage)
