"""*Pictures* in the admin: Wagtail's list, with the credit beside each picture and a filter for it, and their end."""

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.images.views.chooser import (
    ImageChooserViewSet,
    ImageChosenMultipleView,
    ImageChosenView,
    ImageUploadView,
)
from wagtail.images.views.images import ImagesFilterSet, IndexView

from images.choosers import SaysCreditState
from images.ending import put_back, take_down
from images.models import CreditState, CustomImage, CustomImageQuerySet
from images.permissions import may_change, may_put_back


class PictureFilterSet(ImagesFilterSet):
    credit_state = django_filters.ChoiceFilter(
        label=_("Credit"), choices=CreditState, method="in_credit_state", empty_label=_("All")
    )

    class Meta(ImagesFilterSet.Meta):
        model = CustomImage

    def in_credit_state(self, pictures: CustomImageQuerySet, name: str, value: str) -> CustomImageQuerySet:
        return pictures.in_credit_state(value)


class PicturesView(IndexView):
    filterset_class = PictureFilterSet
    page_title = _("Pictures")
    add_item_label = _("Add pictures")


class ChosenPictureView(SaysCreditState, ImageChosenView):
    pass


class ChosenPicturesView(SaysCreditState, ImageChosenMultipleView):
    pass


class UploadAndChooseView(SaysCreditState, ImageUploadView):
    pass


class PictureChooserViewSet(ImageChooserViewSet):
    """Of pictures that are being chosen. Wagtail goes on by its own one's addresses, which these stand before."""

    chosen_view_class = ChosenPictureView
    chosen_multiple_view_class = ChosenPicturesView
    create_view_class = UploadAndChooseView


class TakeDownForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("Only for you and the other editors: it is kept in the site’s history."),
    )


def take_down_view(request: HttpRequest, image_id: int) -> HttpResponse:
    """Asks once, with room for a reason."""
    image = _changeable(request, image_id)
    form = TakeDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        take_down(image, request.user, form.cleaned_data["reason"])
        messages.success(request, _("“%(title)s” is taken down: readers see it no more.") % {"title": image.title})
        return redirect("wagtailimages:edit", image.pk)
    return render(request, "images/take_down.html", {"image": image, "form": form})


@require_POST
def put_back_view(request: HttpRequest, image_id: int) -> HttpResponse:
    image = _changeable(request, image_id)
    if not may_put_back(request.user, image):
        raise PermissionDenied
    put_back(image, request.user)
    messages.success(request, _("Readers see “%(title)s” again.") % {"title": image.title})
    return redirect("wagtailimages:edit", image.pk)


def _changeable(request: HttpRequest, image_id: int) -> CustomImage:
    image = get_object_or_404(CustomImage, pk=image_id)
    if not may_change(request.user, image):
        raise PermissionDenied
    return image
