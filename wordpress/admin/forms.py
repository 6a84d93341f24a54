"""What an owner chooses before a rehearsal."""

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.models import BlogIndexPage
from wordpress.admin.storing import (
    A_FOLDER,
    EXPORTS,
    KINDS,
    PICTURES,
    Kind,
    NotStored,
    laid_in,
    place_of,
    root,
    stored_name,
    take_piece,
    uploaded,
)
from wordpress.importing.options import Options
from wordpress.media.folder import MediaFolder
from wordpress.media.trouble import MediaTrouble
from wordpress.wxr.reading import NotAnExport, Reading

NOTHING = ("", gettext_lazy("None"))
MOST_FILES = 100
CREDITS = [
    ("lift", gettext_lazy("Move those that are certain to their pictures, and suggest the others at the Picture desk")),
    ("suggest", gettext_lazy("Suggest all of them at the Picture desk, and leave the texts as they are")),
    ("off", gettext_lazy("Leave the texts as they are")),
]
PRIVATE = [
    ("draft", gettext_lazy("Drafts, which only people who write here see")),
    ("login", gettext_lazy("Posts that everybody who has signed in can read")),
]


class Files(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    """Sent with the form itself, where no script has sent them before it."""

    def __init__(self, kind: Kind, *, several: bool = False, **kwargs: Any) -> None:
        attrs = {"accept": ",".join(kind.endings), "data-kind": kind.name, "data-most": kind.most}
        super().__init__(required=False, widget=Files(attrs=attrs | {"multiple": several}), **kwargs)


class ChosenFiles(forms.MultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)
        self.error_messages["invalid_choice"] = gettext_lazy("“%(value)s” is not here any more. Choose again.")


class MoveForm(forms.Form):
    """``paths()`` and ``options()`` are what a run takes, once it is valid."""

    folder = forms.CharField(widget=forms.HiddenInput)
    exports = FilesField(EXPORTS, several=True, label=gettext_lazy("Export"))
    sent_exports = ChosenFiles(label=gettext_lazy("Sent already"))
    laid_exports = ChosenFiles(label=gettext_lazy("Or one that an administrator laid onto the server"))
    pictures = FilesField(PICTURES, label=gettext_lazy("Copy of wp-content/uploads"))
    sent_pictures = ChosenFiles(label=gettext_lazy("Sent already"))
    laid_pictures = forms.ChoiceField(
        label=gettext_lazy("Or one that an administrator laid onto the server"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("This is not here any more. Choose again.")},
    )
    download = forms.BooleanField(
        label=gettext_lazy("Fetch what is missing from the old site"),
        required=False,
        help_text=gettext_lazy("While it still stands at its old address. It takes a second or so for each picture."),
    )
    into = forms.ChoiceField(label=gettext_lazy("The posts go to"))
    credits = forms.ChoiceField(
        label=gettext_lazy("Who made the pictures, where texts say so"),
        choices=CREDITS,
        initial="lift",
        required=False,
        widget=forms.RadioSelect,
    )
    private = forms.ChoiceField(
        label=gettext_lazy("Private posts become"),
        choices=PRIVATE,
        initial="draft",
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["folder"].initial = secrets.token_hex(16)
        given = str(self.data.get("folder", ""))
        self.folder_name = given if A_FOLDER.fullmatch(given) else ""
        for kind in KINDS.values():
            self._offer(f"sent_{kind.name}", self._sent(kind))
        self._offer("laid_exports", laid_in(EXPORTS))
        self._offer("laid_pictures", laid_in(PICTURES), NOTHING)
        self._offer_blogs()

    def _offer(self, name: str, names: list[str], *before: tuple[str, Any]) -> None:
        """What there is nothing of is not asked for."""
        field: Any = self.fields[name]
        field.choices = [*before, *((one, one) for one in names)] if names else []

    def _offer_blogs(self) -> None:
        blogs = [(blog.slug, blog.title) for blog in BlogIndexPage.objects.order_by("path")]
        self.fields["into"].choices = blogs  # type: ignore[attr-defined]
        if len(blogs) == 1:
            del self.fields["into"]

    def _sent(self, kind: Kind) -> list[str]:
        return uploaded(self.folder_name, kind) if self.folder_name else []

    def clean_folder(self) -> str:
        if not self.folder_name:
            raise forms.ValidationError(_("This form is broken. Load the page again."))
        return self.folder_name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.folder_name:
            self.export_paths = self._gathered(EXPORTS)
            self.picture_paths = self._gathered(PICTURES)
            self._check_exports()
            self._check_pictures()
            self._keep_what_is_right()
        return cleaned

    def _gathered(self, kind: Kind) -> list[Path]:
        """All that was chosen for a field, in whichever way."""
        laid = self.cleaned_data.get(f"laid_{kind.name}") or []
        names = self.cleaned_data.get(f"sent_{kind.name}") or []
        paths = [place_of(self.folder_name, kind) / name for name in names]
        paths += [root() / name for name in ([laid] if isinstance(laid, str) else laid)]
        for file in self._with_form(kind):
            try:
                take_piece(self.folder_name, kind, file.name or "", 0, file.chunks())
                paths.append(place_of(self.folder_name, kind) / stored_name(file.name or ""))
            except NotStored as error:
                self.add_error(kind.name, str(error))
        return paths

    def _with_form(self, kind: Kind) -> Iterator[UploadedFile]:
        seen: set[str] = set(self.cleaned_data.get(f"sent_{kind.name}") or [])
        for file in self.cleaned_data.get(kind.name) or []:
            if stored_name(file.name or "") in seen:
                self.add_error(kind.name, _("Two of the files have the same name. Rename one of them."))
                return
            seen.add(stored_name(file.name or ""))
            yield file

    def _check_exports(self) -> None:
        if "exports" in self.errors:
            return
        if not self.export_paths:
            self.add_error("exports", _("Choose the file that WordPress gave you."))
        elif len(self.export_paths) > MOST_FILES:
            self.add_error("exports", _("These are too many files. Pack them into one .zip."))
        for path in self.export_paths[:MOST_FILES]:
            if trouble := _trouble_with(path):
                self._refuse(EXPORTS, path, trouble)

    def _check_pictures(self) -> None:
        if len(self.picture_paths) > 1:
            self.add_error("pictures", _("Choose one: pack all pictures into one .zip."))
            return
        for path in self.picture_paths:
            try:
                MediaFolder(path).close()
            except MediaTrouble as trouble:
                self._refuse(PICTURES, path, f"“{path.name}”: {trouble}")

    def _refuse(self, kind: Kind, path: Path, trouble: str) -> None:
        """What was uploaded in vain is not kept."""
        self.add_error(kind.name, trouble)
        if path.parent == place_of(self.folder_name, kind):
            path.unlink(missing_ok=True)

    def _keep_what_is_right(self) -> None:
        """Beside the sentence about what is wrong, so that nobody has to send it twice."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for kind, paths in ((EXPORTS, self.export_paths), (PICTURES, self.picture_paths)):
            place = place_of(self.folder_name, kind)
            data.setlist(f"sent_{kind.name}", [path.name for path in paths if path.parent == place and path.exists()])
            self._offer(f"sent_{kind.name}", self._sent(kind))
        self.data = data

    def paths(self) -> list[str]:
        return [str(path) for path in self.export_paths]

    def options(self) -> Options:
        chosen = self.cleaned_data
        return Options(
            into=chosen.get("into") or "",
            media_dir=str(self.picture_paths[0]) if self.picture_paths else "",
            download=chosen["download"],
            private=chosen["private"] or "draft",
            credits=chosen["credits"] or "lift",
        )


def _trouble_with(path: Path) -> str:
    """A sentence, or "" for what is an export: most often its first bytes tell."""
    try:
        first = next(Reading([path]).items(), None)
    except NotAnExport as error:
        return str(error)
    return "" if first else _("There is nothing in “%(name)s”.") % {"name": path.name}
