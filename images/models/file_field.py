"""The file of a picture, measured without being decoded."""

from typing import Any

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from images.opening import opened


class MeasuredFile(WagtailImageFieldFile):
    def get_image_dimensions(self) -> tuple[int, int]:
        """As the file itself says: Wagtail's own decodes it for that, which takes 256 MB for 64 megapixels."""
        was_closed = self.closed
        self.open()
        try:
            return opened(self).size
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class PictureFileField(WagtailImageField):
    attr_class = MeasuredFile

    def deconstruct(self) -> Any:
        """To the database and its migrations it is Wagtail's own."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs
