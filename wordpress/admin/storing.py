"""Files of an old blog as owners hand them in. They hold passwords and e-mail addresses.

They stand in ``DATA_DIR/imports/``, which has no address: what an administrator laid there at its top, and what was
uploaded in a folder of its own for each form, below ``uploaded/``.
"""

import re
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.health import LEAST_FREE_BYTES
from wordpress.models import ImportRun

UPLOADED = "uploaded"
A_FOLDER = re.compile(r"[0-9a-f]{32}")
MILLION = 1024 * 1024
LONGEST_NAME = 100
ABANDONED_AFTER = 24 * 60 * 60  # seconds


class NotStored(ValueError):
    """A sentence for whoever uploads."""


class OutOfStep(ValueError):
    """The piece begins elsewhere than what is there ends: at ``size``."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


@dataclass(frozen=True)
class Kind:
    """What one field of the form takes. ``most`` is in bytes, of all its files together."""

    name: str
    endings: tuple[str, ...]
    most: int
    wrong: str | Promise


EXPORTS = Kind(
    "exports",
    (".xml", ".wxr", ".gz", ".zip"),
    500 * MILLION,
    gettext_lazy("An export ends in .xml, .xml.gz or .zip. In WordPress, choose Tools → Export → All content."),
)
PICTURES = Kind(
    "pictures",
    (".zip", ".tar"),
    4096 * MILLION,
    gettext_lazy("Pack your folder wp-content/uploads into one .zip, and choose that."),
)
KINDS = {kind.name: kind for kind in (EXPORTS, PICTURES)}


def root() -> Path:
    return Path(settings.DATA_DIR) / "imports"


def laid_in(kind: Kind) -> list[str]:
    """What an administrator put there, by name. Pictures may be a folder."""
    if not root().is_dir():
        return []
    return sorted(path.name for path in root().iterdir() if _is_of(kind, path) and path.name != UPLOADED)


def _is_of(kind: Kind, path: Path) -> bool:
    if path.name.startswith("."):
        return False
    return path.is_dir() if kind is PICTURES and path.is_dir() else path.is_file() and has_ending(kind, path.name)


def has_ending(kind: Kind, name: str) -> bool:
    return name.lower().endswith(kind.endings)


def uploaded(folder: str, kind: Kind) -> list[str]:
    """What has been sent so far with one form, by name."""
    place = place_of(folder, kind)
    return sorted(path.name for path in place.iterdir()) if place.is_dir() else []


def place_of(folder: str, kind: Kind) -> Path:
    if not A_FOLDER.fullmatch(folder):
        raise NotStored(_("This form is broken. Load the page again."))
    return root() / UPLOADED / folder / kind.name


def stored_name(name: str) -> str:
    """Whatever a browser calls it: a name without a way, of letters and digits, that keeps its ending."""
    plain = get_valid_filename(name.replace("\\", "/").rpartition("/")[2].strip(". ") or "file")
    return plain[-LONGEST_NAME:].lstrip(".-") or "file"


def take_piece(folder: str, kind: Kind, name: str, at: int, chunks: Iterable[bytes]) -> int:
    """Put at the end of the file what belongs there; its size then. Raises NotStored and OutOfStep."""
    if not has_ending(kind, name):
        raise NotStored(str(kind.wrong))
    place = place_of(folder, kind)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = place / stored_name(name)
    size = path.stat().st_size if at and path.exists() else 0
    if at != size:
        raise OutOfStep(size)
    try:
        with path.open("ab" if at else "wb") as file:
            for chunk in chunks:
                _check_room(place, kind, len(chunk))
                file.write(chunk)
                file.flush()
            return file.tell()
    except NotStored:
        path.unlink()
        raise


def _check_room(place: Path, kind: Kind, more: int) -> None:
    if sum(path.stat().st_size for path in place.iterdir()) + more > kind.most:
        sentence = _("This is more than %(size)s. Ask an administrator to lay it into %(folder)s.")
        raise NotStored(sentence % {"size": in_words(kind.most), "folder": root()})
    if shutil.disk_usage(place).free - more < LEAST_FREE_BYTES:
        raise NotStored(_("There is not enough room on the disk of the site."))


def in_words(size: int) -> str:
    return f"{size // (1024 * MILLION)} GB" if size >= 1024 * MILLION else f"{size // MILLION} MB"


def folder_of(run: ImportRun) -> Path | None:
    """Where what was uploaded for a run stands, if anything was and is still there."""
    top = root() / UPLOADED
    for name in [*run.files, run.options.get("media_dir", "")]:
        if name and Path(name).is_relative_to(top):
            folder = top / Path(name).relative_to(top).parts[0]
            return folder if folder.is_dir() else None
    return None


def delete_files_of(run: ImportRun) -> None:
    if folder := folder_of(run):
        shutil.rmtree(folder, ignore_errors=True)


def delete_abandoned() -> None:
    """What was uploaded a day ago, and never became a run."""
    top = root() / UPLOADED
    used = {folder_of(run) for run in ImportRun.objects.all()}
    for folder in top.iterdir() if top.is_dir() else ():
        if folder not in used and time.time() - folder.stat().st_mtime > ABANDONED_AFTER:
            shutil.rmtree(folder, ignore_errors=True)
