"""What is typed at the desk: how its list is narrowed, and what one picture lacked."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from blog.admin.posts import AnyUser
from blog.picture_desk.needs import Asked, Show
from images.credit_fields import author_name
from images.forms import LABELS
from images.licences import LICENCES, OWN, UNKNOWN, choices
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


class MendingForm(CreditForm):
    """A picture's row. What was not touched in it is left as it is, whoever may have written it meanwhile."""

    class Meta(CreditForm.Meta):
        model = CustomImage
        fields = [*CreditForm.Meta.fields, "description"]
        labels = {**LABELS, "description": _("Describe it for someone who cannot see it (alt text)")}

    def __init__(self, data: QueryDict | None = None, *, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(None if data is None else data.dict(), **kwargs)
        self.user = user
        for form_field in self.fields.values():
            form_field.show_hidden_initial = True  # what its editor was shown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.fields.keys() & cleaned.keys():
            self._compare(name, cleaned)
        if cleaned.get("licence") == OWN.key and not cleaned.get("credit"):
            cleaned["credit"] = author_name(self.user)
        return cleaned

    def save(self, commit: bool = True) -> CustomImage:
        """Whoever saves the row has looked at what it shows."""
        self.instance.from_file = [name for name in self.instance.from_file if name not in self.fields]
        picture = super().save(commit)
        log(picture, "wagtail.edit", user=self.user)
        return picture

    def _compare(self, name: str, cleaned: dict[str, Any]) -> None:
        """With what the editor was shown, and with what stands there now."""
        stored = getattr(self.instance, name)
        shown = self.data.get(self[name].html_initial_name, stored)
        if _same(cleaned[name], shown):
            cleaned[name] = stored
        elif not _same(stored, shown) and not _same(stored, cleaned[name]):
            self._ask_once_more(name, stored)

    def _ask_once_more(self, name: str, stored: str) -> None:
        self.data = {**self.data, self[name].html_initial_name: stored}
        theirs = LICENCES.get(stored, UNKNOWN).label if name == "licence" else stored
        sentence = gettext("Somebody else has written “%(theirs)s” here meanwhile. Save again to replace it.")
        self.add_error(name, sentence % {"theirs": theirs})


def _same(one: str, other: str) -> bool:
    """As far as a browser keeps them apart."""
    return one.split() == other.split()
