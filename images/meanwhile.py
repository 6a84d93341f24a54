"""Two people at the forms of one picture: neither undoes what the other wrote meanwhile.

A browser sends along what the form showed (Django's hidden initial values). So it can be told what its editor touched,
what somebody else has changed since, and where both wrote.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from taggit.forms import TagField, TagWidgetMixin
from taggit.utils import edit_string_for_tags

# Drawn as one box: half of it is nothing.
FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


class HiddenTags(TagWidgetMixin, forms.HiddenInput):
    pass


class ComparableTagField(TagField):
    """Taggit's own knows tags from the database only, not those that a form showed."""

    hidden_widget = HiddenTags

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and self._names(initial) != self._names(data)

    def _names(self, tags: Any) -> Any:
        if tags and not isinstance(tags, str):
            return sorted(tag.name for tag in tags)
        try:
            return self.clean(tags or "")
        except ValidationError:
            return tags


class SharedPictureForm(forms.ModelForm):
    """What was not touched in it is left as it is. Where two people wrote, the second is told, and saves once more.

    To a program that does not send along what it was shown, all looks as it is now.
    """

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if not self.instance._state.adding and not isinstance(field, forms.FileField):
                field.show_hidden_initial = not self.is_bound or self.add_initial_prefix(name) in self.data

    def shown(self) -> SafeString:
        """What the visible fields show, for a template that writes their widgets alone."""
        remembered = [field for field in self.visible_fields() if field.field.show_hidden_initial]
        return format_html_join("", "{}", ((field.as_hidden(only_initial=True),) for field in remembered))

    @cached_property
    def changed_data(self) -> list[str]:
        """What this editor touched."""
        return [name for name in super().changed_data if not self._is_remembered(name) or self._was_touched(name)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.instance._state.adding:
            self._compare(FOCAL_POINT)
            for name in self.fields.keys() - set(FOCAL_POINT):
                self._compare((name,))
        return cleaned

    def note_what_was_seen(self) -> None:
        """What somebody saw in the form and sent on is their word, and the file's no longer."""
        self.instance.from_file = [name for name in self.instance.from_file if not self._was_seen(name)]

    def _compare(self, names: tuple[str, ...]) -> None:
        """What belongs together, with what the editor was shown and with what stands there now."""
        if not any(name in self.changed_data for name in names):
            for name in names:
                self.cleaned_data.pop(name, None)  # so that it is not written
        elif self._differ_now(names, shown=True) and self._differ_now(names, shown=False):
            self._ask_once_more(names)

    def _differ_now(self, names: tuple[str, ...], *, shown: bool) -> bool:
        """What is in the database, and what the editor was shown or else has sent."""
        remembered = [name for name in names if self._is_remembered(name)]
        return any(
            self._differ(name, self._stored(name), self._sent_as_shown(name) if shown else self[name].data)
            for name in remembered
        )

    def _ask_once_more(self, names: tuple[str, ...]) -> None:
        self.data = self.data.copy()
        for name in self.fields.keys() & set(names):
            self.data[self.add_initial_prefix(name)] = self.fields[name].prepare_value(self._stored(name))
        if names == FOCAL_POINT:
            self.add_error(None, _("Somebody else has marked another focal point meanwhile. Save again to replace it."))
        elif theirs := self._words(names[0]):
            sentence = _("Somebody else has written “%(theirs)s” here meanwhile. Save again to replace it.")
            self.add_error(names[0], sentence % {"theirs": theirs})
        else:
            self.add_error(names[0], _("Somebody else has emptied this meanwhile. Save again to write it anew."))

    def _words(self, name: str) -> str:
        """What stands there now, as an editor would read it."""
        if isinstance(self.fields[name], TagField):
            return edit_string_for_tags(self._stored(name))
        if hasattr(self.instance, f"get_{name}_display"):
            return str(getattr(self.instance, f"get_{name}_display")())
        return str(localize(getattr(self.instance, name) or ""))

    def _was_touched(self, name: str) -> bool:
        return self._differ(name, self._sent_as_shown(name), self[name].data)

    def _was_seen(self, name: str) -> bool:
        if name not in self.fields or self.add_prefix(name) not in self.data:
            return False
        return name in self.changed_data or not self._differ_now((name,), shown=True)

    def _is_remembered(self, name: str) -> bool:
        return name in self.fields and self.fields[name].show_hidden_initial

    def _stored(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)

    def _sent_as_shown(self, name: str) -> Any:
        return self.data.get(self.add_initial_prefix(name))

    def _differ(self, name: str, before: Any, sent: Any) -> bool:
        field = self.fields[name]
        return field.has_changed(_read(field, before), _as_sent(field, sent))


def _read(field: forms.Field, value: Any) -> Any:
    """What it would be once a browser had sent it."""
    if not isinstance(value, str):
        return value
    try:
        return field.to_python(_as_sent(field, value))
    except ValidationError:
        return value


def _as_sent(field: forms.Field, value: Any) -> Any:
    """An input of one line loses the others, and every browser has ends of lines of its own."""
    if not isinstance(value, str):
        return value
    return ("" if isinstance(field.widget, forms.TextInput) else "\n").join(value.splitlines())
