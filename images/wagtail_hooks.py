"""What our pictures change in Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from images.admin_views import PicturesView


class PicturesForTheAdmin(ImagesAdminAPIViewSet):
    """Wagtail's own offers the address of every file; ours have none."""

    meta_fields = [name for name in ImagesAdminAPIViewSet.meta_fields if name != "download_url"]
    listing_default_fields = [name for name in ImagesAdminAPIViewSet.listing_default_fields if name != "download_url"]


@hooks.register("construct_admin_api", order=1)
def pictures_without_download_addresses(router: WagtailAPIRouter) -> None:
    router.register_endpoint("images", PicturesForTheAdmin)


@hooks.register("register_admin_urls", order=-1)
def list_of_pictures() -> list[URLPattern]:
    """At Wagtail's own addresses and before them, so that everything that links there comes here."""
    return [
        path("images/", PicturesView.as_view()),
        path("images/results/", PicturesView.as_view(results_only=True)),
    ]
