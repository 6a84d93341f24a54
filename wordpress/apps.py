from django.apps import AppConfig


class WordPressConfig(AppConfig):
    name = "wordpress"
    verbose_name = "WordPress"

    def ready(self) -> None:
        from wordpress import signal_handlers

        signal_handlers.register()
