"""What is typed at the desk: how its list is narrowed, and what one picture lacked."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from blog.admin.posts import AnyUser
from blog.picture_desk.needs import Asked, Show
from images.credit_fields import fill_in_own_name, own_name
from images.forms import LABELS
from images.licences import choices
from images.meanwhile import SharedPictureForm
from images.models import CreditSuggestion, CustomImage
from images.validators import validate_web_address

LONGEST_SEARCH = 200


class DeskFilter(forms.Form):
    """An address that nobody can have chosen here shows the list as if nothing were asked, and says why."""

    q = forms.CharField(
        label=_("Words in title or credit"),
        max_length=LONGEST_SEARCH,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    show = forms.ChoiceField(
        label=_("Show"),
        choices=Show.choices,
        required=False,
        error_messages={"invalid_choice": _("This is not one of the lists.")},
    )
    published = forms.BooleanField(label=_("Only in published posts"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")

    @property
    def asked(self) -> Asked:
        if not self.is_valid():
            return Asked()
        given = self.cleaned_data
        return Asked(given["show"] or Show.LACKING, given["published"], given["q"])


class CreditForm(forms.ModelForm):
    """Who made a picture, where it is from, and what allows us to show it."""

    credit_url = forms.URLField(
        label=LABELS["credit_url"],
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": validate_web_address.message},
    )
    licence = forms.ChoiceField(
        label=_("Licence"), choices=choices, error_messages={"invalid_choice": _("Choose one of the licences.")}
    )

    class Meta:
        model: type[Model] = CreditSuggestion
        fields = ["credit", "credit_url", "licence"]
        labels = LABELS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.auto_id = f"{self._meta.model._meta.model_name}-{self.instance.pk}-%s"
        for form_field in self.fields.values():
            form_field.widget.attrs["autocomplete"] = "off"

    def focus_on_error(self) -> None:
        """Also where no script does it."""
        wrong = next(name for name in self.fields if name in self.errors)
        self.fields[wrong].widget.attrs["autofocus"] = True


class MendingForm(SharedPictureForm, CreditForm):
    """A picture's row."""

    class Meta(CreditForm.Meta):
        model = CustomImage
        fields = [*CreditForm.Meta.fields, "description"]
        labels = {**LABELS, "description": _("Describe it for someone who cannot see it (alt text)")}

    def __init__(self, data: QueryDict | None = None, *, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.user = user

    @property
    def own_name(self) -> str:
        return own_name(self.instance, self.user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        fill_in_own_name(self, self.user)
        return cleaned

    def save(self, commit: bool = True) -> CustomImage:
        """Whoever saves the row has looked at what it shows."""
        self.note_what_was_seen()
        picture = super().save(commit)
        log(picture, "wagtail.edit", user=self.user)
        return picture
