"""A chosen picture, in whatever form: its title and, as a missing credit is noticed there, how its credit stands."""

from django.utils.translation import gettext as _
from wagtail.images.widgets import AdminImageChooser

from images.models import CustomImage


class SaysCreditState:
    def get_display_title(self, image: CustomImage) -> str:
        return _("%(title)s (%(state)s)") % {"title": image.title, "state": image.credit_state.label}


class PictureChooser(SaysCreditState, AdminImageChooser):
    """Of a picture that was chosen before."""
