"""*Pictures* in the admin: Wagtail's list, with the credit beside each picture and a filter for it."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.images.views.images import ImagesFilterSet, IndexView

from images.models import CreditState, CustomImage, CustomImageQuerySet


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
