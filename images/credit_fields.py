"""What the form of a picture has around its credit.

"Our own" beside the maker's name, the credit line as readers will see it, and a mark at each field that was filled in
from the file. Whoever has script sees the line follow what is typed: ``static/js/picture-credit.js``.
"""

import json
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from images.licences import FREE_OF_CREDIT, LICENCES, OWN, UNKNOWN
from images.models import CreditState, CustomImage, Kind

# What the script needs to find in a form, whatever its prefix.
PARTS = ("kind", "credit", "credit_url", "licence")
ESSENTIAL = ("title", "description", *PARTS, "credit_line")
ORDER = ("file", *ESSENTIAL, "permission_note", "use_until", "caption")
NOBODY_NAMED = {
    CreditState.NOT_NEEDED: _("No credit: none is needed."),
    CreditState.NEEDED: _("No credit yet. Add who made it, or choose “Our own”."),
}


def own_name(image: CustomImage, user: Any) -> str:
    """Whose name "Our own" gives a picture, at its form and at the desk; "" when neither of the two is an author.

    The name of whoever uploaded it: people upload what they made themselves, and an editor who says "our own" about
    another's picture does not claim to have made it. Of a picture that no author is known to have uploaded (it came
    from an older site, or with an assistant) "our" can only be whoever says so: ``user``.
    """
    return _author_name(image.uploaded_by_user) or _author_name(user)


def fill_in_own_name(form: forms.ModelForm, user: Any) -> None:
    """Where an editor has just said that a picture is our own, or taken its name away. For the end of ``clean()``."""
    is_said = {"licence", "credit"} & set(form.changed_data)
    if is_said and _will_be(form, "licence") == OWN.key and not _will_be(form, "credit"):
        form.cleaned_data["credit"] = own_name(form.instance, user)


def _will_be(form: forms.ModelForm, name: str) -> str:
    return form.cleaned_data.get(name, getattr(form.instance, name))


def _author_name(user: Any) -> str:
    author = getattr(user, "author", None)
    return author.name if author else ""


class MakerInput(forms.TextInput):
    """With a button that says: ours. It fills in ``own_name``, where there is one, and the licence."""

    def __init__(self, own_name: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.own_name = own_name

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        context = {"input": super().render(name, value, attrs, renderer), "own_name": self.own_name}
        return render_to_string("images/maker_input.html", context | {"own_licence": OWN.key})


class CreditLine(forms.Widget):
    """Shows; takes nothing. ``value`` is a picture, saved or not."""

    def __init__(self, own_name: str) -> None:
        super().__init__()
        self.own_name = own_name

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        context = {
            "id": (attrs or {}).get("id", ""),
            "image": value,
            "nobody": NOBODY_NAMED.get(value.credit_state, ""),
            "facts": json.dumps(self._facts(), cls=DjangoJSONEncoder),
        }
        return render_to_string("images/credit_line.html", context)

    def _facts(self) -> dict[str, Any]:
        """All that the script must know to say what the server would."""
        return {
            "licences": {licence.key: licence.name for licence in LICENCES.values() if licence.name},
            "free": FREE_OF_CREDIT,
            "own": OWN.key,
            "ownName": self.own_name,
            "states": dict(CreditState.choices),
            "nobody": NOBODY_NAMED,
        }


def arrange_maker(form: forms.ModelForm, user: Any) -> None:
    """Make the fields of the credit known to the script, and let ``user`` say "Our own"."""
    if maker := form.fields.get("credit"):
        maker.widget = MakerInput(own_name(form.instance, user), maker.widget.attrs)
    if licence := form.fields.get("licence"):
        licence.widget.attrs["data-empty"] = UNKNOWN.key
    for name in form.fields.keys() & set(PARTS):
        form.fields[name].widget.attrs["data-credit-part"] = name


def add_line(form: forms.ModelForm, user: Any) -> None:
    """The credit line stands behind the fields that it is made of, where they are all there."""
    if form.fields.keys() >= set(PARTS):
        own = own_name(form.instance, user)
        form.fields["credit_line"] = forms.Field(
            label=_("Readers will see"),
            widget=CreditLine(own),
            initial=_as_filled_in(form, own),
            required=False,
            disabled=True,
        )
    form.order_fields(ORDER)


def mark_what_is_from_the_file(form: forms.ModelForm) -> None:
    """Until somebody writes something else."""
    words = '<span class="from-file">{}</span> <span class="help-words">{}</span>'
    for name in form.instance.from_file:
        if name in form.fields and not _has_changed(form, name):
            field = form.fields[name]
            field.widget.attrs["data-from-file"] = ""
            # Said to both, as a field that is bound already keeps what it was bound with.
            form[name].help_text = field.help_text = format_html(
                words, _("From the file, please check"), field.help_text
            )


def _has_changed(form: forms.ModelForm, name: str) -> bool:
    # Asked of the form itself, its fields would be bound as they are now, without the mark.
    field = form.fields[name]
    return form.is_bound and field.has_changed(form.get_initial_for_field(field, name), _held(form, name))


def _as_filled_in(form: forms.ModelForm, own: str) -> CustomImage:
    """A picture with the credit that the form holds at the moment, and would be saved with."""
    held = {name: _held(form, name) for name in ("kind", "credit", "licence")}
    if held["kind"] not in Kind.values:
        held["kind"] = form.instance.kind
    if form.is_bound and held["licence"] == OWN.key and not held["credit"].strip():
        held["credit"] = own
    return CustomImage(**held)


def _held(form: forms.ModelForm, name: str) -> str:
    field = form.fields[name]
    if form.is_bound:
        return field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name)) or ""
    return form.get_initial_for_field(field, name) or ""
