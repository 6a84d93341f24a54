from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class HomeConfig(AppConfig):
    default = True
    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from home import signal_handlers

        signal_handlers.register()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's users, with views of ours."""

    user_viewset = "home.user_views.OwnersUserViewSet"
