from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractRendition

from images.models.picture import CustomImage


class CustomRendition(AbstractRendition):
    """What readers get of a picture, at one size."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="images_unique_rendition"),
        ]


class ReplacedFile(models.Model):
    """A file that readers once got of a picture: its address is published, and leads to what stands there now."""

    name = models.CharField(max_length=255, unique=True)
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="+")
    filter_spec = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("replaced file")

    def __str__(self) -> str:
        return self.name
