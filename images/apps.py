from django.apps import AppConfig


class ImagesConfig(AppConfig):
    name = "images"
    verbose_name = "Pictures"

    def ready(self) -> None:
        from images import signal_handlers

        signal_handlers.register()
