from django.apps import AppConfig
from django.db.models import ForeignKey
from wagtail.images.apps import WagtailImagesAppConfig


class ImagesConfig(AppConfig):
    default = True
    name = "images"
    verbose_name = "Pictures"

    def ready(self) -> None:
        from images import signal_handlers

        signal_handlers.register()


class LibraryConfig(WagtailImagesAppConfig):
    """Wagtail's images, with our chooser wherever a model names a picture."""

    def ready(self) -> None:
        super().ready()
        from wagtail.admin.forms.models import register_form_field_override

        from images.choosers import PictureChooser
        from images.models import CustomImage

        register_form_field_override(ForeignKey, to=CustomImage, override={"widget": PictureChooser})
