"""Pictures on their way in: Wagtail's views, with our form for each of several, and a word about what comes twice."""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.images.views.images import CreateView
from wagtail.images.views.multiple import AddView, CreateFromUploadedImageView, EditView
from wagtail.utils.file import hash_filelike

from images.duplicates import twin_of, what_is_known_of
from images.forms import SameCreditForm
from images.permissions import may_change

FORM_OF_ONE = "wagtailimages/multiple/edit_form.html"


class AddPictureView(CreateView):
    page_title = gettext_lazy("Add a picture")

    def form_valid(self, form: Any) -> HttpResponse:
        """Wagtail looks for duplicates everywhere but here."""
        response = super().form_valid(form)
        twin = twin_of(form.instance, self.request.user)
        if twin is not None:
            self._tell_of(twin, form.instance)
        return response

    def _tell_of(self, twin: Any, new: Any) -> None:
        buttons = [messages.button(reverse("wagtailimages:delete", args=[new.pk]), _("Delete the new one"))]
        if may_change(self.request.user, twin):
            buttons.insert(0, messages.button(reverse("wagtailimages:edit", args=[twin.pk]), _("Look at it")))
        messages.warning(self.request, what_is_known_of(twin), buttons=buttons)


class AddPicturesView(AddView):
    page_title = gettext_lazy("Add pictures")
    edit_form_template_name = FORM_OF_ONE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"same_credit": SameCreditForm(self.request.user)}

    def get_edit_upload_response_data(self) -> dict[str, Any]:
        """Of a picture whose title is still to be typed, as its camera only numbered it: it may come twice as well."""
        data = super().get_edit_upload_response_data()
        with self.upload_object.file.open() as file:
            self.object.file_hash = hash_filelike(file)
        twin = twin_of(self.object, self.request.user)
        return data if twin is None else data | {"duplicate": True, "confirm_duplicate_upload": self._ask_about(twin)}

    def _ask_about(self, twin: Any) -> str:
        away = reverse(self.delete_upload_url_name, args=[self.upload_object.pk])
        context = {"existing_image": twin, "delete_action": away}
        return render_to_string("wagtailimages/images/confirm_duplicate_upload.html", context, request=self.request)


class EditUploadedView(EditView):
    edit_form_template_name = FORM_OF_ONE


class CreateFromUploadView(CreateFromUploadedImageView):
    edit_form_template_name = FORM_OF_ONE
