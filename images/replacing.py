"""Public files that take the place of others: their addresses lead on, and the files themselves go."""

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from wagtail.tasks import delete_file_from_storage_task

from images.models import CustomImage, CustomRendition, ReplacedFile


def replace_file(rendition: CustomRendition, image: CustomImage, file: File) -> bool:
    """Give ``rendition`` another file, signed for ``image``; whether nobody was faster.

    Whoever is killed on the way leaves the old file in its place, or the new one. The file that isn't needed is
    deleted by the worker, in a task that is written down together with the change.
    """
    old, storage = str(rendition.file.name), rendition.file.storage
    name = storage.save_again(old, file)
    with transaction.atomic():
        changed = bool(_as_read(rendition, image).update(file=name, signature=image.signature))
        if changed and name != old:
            remember_address(rendition)
        if changed:
            ReplacedFile.objects.filter(name=name).delete()  # what was here before is here again
        if name != old:
            delete_file_from_storage_task.enqueue(storage.deconstruct(), old if changed else name)
    forget_in_cache(rendition, image)
    return changed


def note_signature(rendition: CustomRendition, image: CustomImage) -> None:
    """The file says already what it should."""
    _as_read(rendition, image).update(signature=image.signature)


def remember_address(rendition: CustomRendition) -> None:
    """Where readers find this file, they will find what stands there later."""
    leads_to = {"image_id": rendition.image_id, "filter_spec": rendition.filter_spec}
    ReplacedFile.objects.update_or_create(name=rendition.file.name, defaults=leads_to)


def forget_in_cache(rendition: CustomRendition, image: CustomImage) -> None:
    rendition.image = image
    transaction.on_commit(rendition.purge_from_cache)


def _as_read(rendition: CustomRendition, image: CustomImage) -> QuerySet[CustomRendition]:
    """None if another process has changed the file, or the credit, since they were read."""
    credit = {f"image__{name}": getattr(image, name) for name in ("credit", "credit_url", "licence")}
    return CustomRendition.objects.filter(pk=rendition.pk, file=rendition.file.name, **credit)
