"""The form that a picture is uploaded and described with."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from images import working_copy
from images.credit_fields import ESSENTIAL, add_line, arrange_maker, fill_in_own_name, mark_what_is_from_the_file
from images.ending import put_back
from images.limits import Remedy, limit_passed
from images.meanwhile import ComparableTagField, SharedPictureForm
from images.models import CustomImage
from images.models.picture import site_today
from images.tasks import make_in_background, places_in_use

LABELS = {
    "file": _("Picture"),
    "description": _("Describe it for someone who cannot see it"),
    "credit": _("Who made it"),
    "credit_url": _("Where it is from"),
}


TOO_MANY_PIXELS = {
    Remedy.NOTHING_ELSE: _(
        "This picture has more than %(most)s million pixels, the most that can be taken. Upload a smaller copy of it."
    ),
    Remedy.SAVE_AS_JPEG: _(
        "This picture has more than %(most)s million pixels, the most that can be taken of its kind. "
        "Upload a smaller copy of it, or save it as a JPEG: those may have 64 million."
    ),
    Remedy.SAVE_PLAINLY: _(
        "This picture has more than %(most)s million pixels, the most that can be taken of a progressive JPEG. "
        "Save it again with “progressive” switched off, or upload a smaller copy of it."
    ),
}
OF_THE_FILE = {"file", "original", "width", "height", "file_size", "file_hash"}
# What a rendition is made of.
MAKE_ANEW = {"file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"}


class PictureField(WagtailImageField):
    """Wagtail's own decodes a picture before it looks at its size, and fails on one that is cut off."""

    def check_image_pixel_size(self, f: File) -> None:
        try:
            if limit := limit_passed(f):
                raise ValidationError(TOO_MANY_PIXELS[limit.remedy] % {"most": limit.megapixels})
            working_copy.make(f)
        except working_copy.UnreadablePicture as error:
            raise ValidationError(
                _("This picture is damaged or not complete. Open it in another program and save it again.")
            ) from error
        f.seek(0)


class CustomImageForm(SharedPictureForm, BaseImageForm):
    """Wagtail's, with words of ours and a sentence for a picture that can't be used. It may have any of the fields."""

    class Meta(BaseImageForm.Meta):
        field_classes = {"tags": ComparableTagField}

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        if "file" in self.fields:
            self.fields["file"] = PictureField(widget=self.fields["file"].widget)
        for name in LABELS.keys() & self.fields.keys():
            self.fields[name].label = LABELS[name]
        self._arrange_long_fields()
        for name in self.fields.keys() & {"kind", "licence"}:
            # Several pictures at once arrive with a title only; the others keep what they have.
            self.fields[name].required = False
        if self.instance._state.adding:
            # A new picture's title is made from its file's name in the browser, or typed.
            self.initial["title"] = ""
        arrange_maker(self, user)
        add_line(self, user)
        mark_what_is_from_the_file(self)

    def essential(self) -> list[BoundField]:
        """What is shown first where there is little room."""
        return [field for field in self.visible_fields() if field.name in ESSENTIAL]

    def others(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name not in ESSENTIAL]

    def has_errors_in_others(self) -> bool:
        return any(field.errors for field in self.others())

    def _arrange_long_fields(self) -> None:
        if note := self.fields.get("permission_note"):
            note.widget.attrs["rows"] = 3
        if description := self.fields.get("description"):
            description.widget = forms.Textarea(attrs={"rows": 2})
            description.help_text = _("One plain sentence about what is seen.")
        if title := self.fields.get("title"):
            title.help_text = _("A few words by which you and the other editors find it: “The tea urn, 2009”.")

    def save(self, commit: bool = True) -> CustomImage:
        if commit and self.instance.pk:
            with transaction.atomic():
                return self._save_again()
        self.note_what_was_seen()
        return super().save(commit=commit)

    def _save_again(self) -> CustomImage:
        """What was made of another file, or around another focal point, is made again where readers have met it."""
        places = places_in_use(self.instance) if MAKE_ANEW & set(self.changed_data) else []
        self._read_again()
        self.note_what_was_seen()
        image = super().save()
        if self._gives_more_time():
            put_back(image, self.user)
        if places:
            make_in_background({image.pk: places})
        return image

    def _read_again(self) -> None:
        """All that is not written here: a large upload takes a while to look at, and others go on meanwhile."""
        names = {field.name for field in CustomImage._meta.concrete_fields} - {"id"} - OF_THE_FILE
        locked = CustomImage.objects.select_for_update(of=("self",))
        self.instance.refresh_from_db(fields=names - self.cleaned_data.keys(), from_queryset=locked)

    def _gives_more_time(self) -> bool:
        """To a picture that ended by itself, not to one that somebody took down."""
        before = self.initial.get("use_until")
        ended_at = self.instance.taken_down_at
        if "use_until" not in self.changed_data or not before or not ended_at:
            return False
        return timezone.localdate(ended_at, timezone.get_default_timezone()) > before

    def clean_use_until(self) -> datetime.date | None:
        day = self.cleaned_data["use_until"]
        if day and "use_until" in self.changed_data and day < site_today():
            raise ValidationError(_("This day is over. To end it at once, press “Take it down now” instead."))
        return day

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or self.instance.kind

    def clean_licence(self) -> str:
        return self.cleaned_data["licence"] or self.instance.licence

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        fill_in_own_name(self, self.user)
        return cleaned


class SameCreditForm(forms.ModelForm):
    """What is said once for several pictures; the browser writes it into the form of each."""

    class Meta:
        model = CustomImage
        fields = ("credit", "credit_url", "licence")

    def __init__(self, user: Any) -> None:
        super().__init__(prefix="same")
        for name, field in self.fields.items():
            field.label, field.help_text, field.required = LABELS.get(name, field.label), "", False
        arrange_maker(self, user)
