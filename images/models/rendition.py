from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractRendition

from images.models.picture import CustomImage


class CustomRendition(AbstractRendition):
    """What readers get of a picture, at one size."""

    file: Any
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")
    # What the file says of itself (images/signing); "" until it says what it should.
    signature = models.CharField(max_length=16, blank=True, editable=False, default="", db_default="")

    class Meta:
        verbose_name = _("rendition")
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="images_unique_rendition"),
        ]
        indexes = [
            models.Index(fields=["image"], condition=models.Q(signature=""), name="images_unsigned_renditions"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            self.signature = self.image.signature
        super().save(*args, **kwargs)


class ReplacedFile(models.Model):
    """A file that readers once got of a picture: its address is published, and leads to what stands there now."""

    name = models.CharField(max_length=255, unique=True)
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="+")
    filter_spec = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("replaced file")

    def __str__(self) -> str:
        return self.name
