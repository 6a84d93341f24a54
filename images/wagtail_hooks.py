"""What our pictures change in Wagtail's admin."""

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.telepath import register as register_for_blocks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.widgets import ImageChooserAdapter
from wagtail.log_actions import LogActionRegistry, LogFormatter

from images.admin_views import PictureChooserViewSet, PicturesView, put_back_view, take_down_view
from images.choosers import PictureChooser
from images.ending import ENDED, PUT_BACK, TAKEN_DOWN
from images.models import CustomImage
from images.upload_views import AddPicturesView, AddPictureView, CreateFromUploadView, EditUploadedView

register_for_blocks(ImageChooserAdapter(), PictureChooser)


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
    choosing = PictureChooserViewSet("wagtailimages_chooser", model=CustomImage, url_prefix="images/chooser")
    return [
        path("images/", PicturesView.as_view()),
        path("images/results/", PicturesView.as_view(results_only=True)),
        path("images/add/", AddPictureView.as_view()),
        path("images/chooser/chosen/<str:pk>/", choosing.chosen_view),
        path("images/chooser/chosen-multiple/", choosing.chosen_multiple_view),
        path("images/chooser/create/", choosing.create_view),
        path("images/multiple/add/", AddPicturesView.as_view()),
        path("images/multiple/<int:image_id>/", EditUploadedView.as_view()),
        path("images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/", CreateFromUploadView.as_view()),
        path("images/<int:image_id>/take-down/", take_down_view, name="take_down_picture"),
        path("images/<int:image_id>/put-back/", put_back_view, name="put_back_picture"),
    ]


@hooks.register("insert_global_admin_js")
def script() -> SafeString:
    """On every page, as the chooser brings the form of a picture to any."""
    return format_html('<script src="{}" defer></script>', static("js/picture-credit.js"))


@hooks.register("insert_global_admin_css", order=10)  # after that of the whole admin
def style() -> SafeString:
    """On every page, for the same reason."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/picture-form.css"))


@hooks.register("register_log_actions")
def ends_of_pictures(actions: LogActionRegistry) -> None:
    actions.register_action(ENDED, _("End"), _("Ended: its last day is over"))
    actions.register_action(PUT_BACK, _("Put back"), _("Put back for readers"))

    @actions.register_action(TAKEN_DOWN)
    class TakenDown(LogFormatter):
        label = _("Take down")

        def format_message(self, log_entry: Any) -> str:
            reason = log_entry.data.get("reason")
            return f"{_('Taken down')}: {reason}" if reason else str(_("Taken down"))
