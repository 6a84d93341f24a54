"""A copy of the old blog's uploads: a folder, or a ``.zip`` or ``.tar`` of one. Pure.

Nothing outside of it is opened, and nothing that is no file: no link that leads out, no pipe, no device.
"""

import os
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from wordpress.media.addresses import key
from wordpress.media.archives import Archive, opened_archive
from wordpress.media.trouble import MOST_BYTES, MediaTrouble, too_large

# From what somebody copied to its uploads: all of the site, wp-content, or they themselves.
WAYS_TO_UPLOADS = ("wp-content/uploads", "uploads", ".")


class MediaFolder:
    """Raises MediaTrouble, a sentence for whoever named it, where there is no such copy."""

    def __init__(self, path: str | Path) -> None:
        self._copy = _copy_at(Path(path))

    def open(self, uploads_path: str) -> BinaryIO | None:
        """The file, from its start; None where there is none. Raises MediaTrouble for one that can't be used."""
        return self._copy.open(uploads_path) if _stays_inside(uploads_path) else None

    def close(self) -> None:
        self._copy.close()


class PlainFolder:
    def __init__(self, root: Path) -> None:
        self._root = root.resolve(strict=True)
        self._tops = [self._root / way for way in WAYS_TO_UPLOADS if (self._root / way).is_dir()]
        self._entries = lru_cache(maxsize=16)(_entries)

    def open(self, path: str) -> BinaryIO | None:
        asked = (top / path for top in self._tops)
        otherwise = (self._spelt_otherwise(top, path) for top in self._tops)
        for candidates in (asked, otherwise):
            for candidate in candidates:
                if candidate and (file := self._opened(candidate)):
                    return file
        return None

    def close(self) -> None:
        self._entries.cache_clear()

    def _opened(self, path: Path) -> BinaryIO | None:
        try:
            real = path.resolve()
            if not real.is_relative_to(self._root) or not real.is_file():
                return None
            if real.stat().st_size > MOST_BYTES:
                raise too_large()
            # Should it have become a link or a pipe since.
            return os.fdopen(os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")
        except PermissionError as error:
            raise MediaTrouble("The file is there, but the site may not read it. Give it the right to.") from error
        except (OSError, RuntimeError, UnicodeError):  # a name that is too long, links in a circle
            return None

    def _spelt_otherwise(self, top: Path, path: str) -> Path | None:
        """As a disk wrote it that tells no capitals apart, or takes letters to pieces."""
        for part in path.split("/"):
            name = self._entries(top).get(_folded(part))
            if name is None:
                return None
            top /= name
        return top


def _copy_at(path: Path) -> PlainFolder | Archive:
    try:
        if not path.exists():
            raise MediaTrouble("There is no folder or file of this name. Look at how it is spelt.")
        if path.is_file():
            return opened_archive(path)
        if not path.is_dir():
            raise MediaTrouble("This is neither a folder nor a file.")
        if not any(path.iterdir()):
            raise MediaTrouble("This folder is empty. Copy your wp-content/uploads folder into it.")
        return PlainFolder(path)
    except PermissionError as error:
        raise MediaTrouble("The site may not read this. Give it the right to, and try again.") from error


def _entries(folder: Path) -> dict[str, str]:
    """The names in it, by those in small letters."""
    try:
        return {_folded(name): name for name in sorted(os.listdir(folder), reverse=True)}
    except OSError:
        return {}


def _folded(name: str) -> str:
    return key(unicodedata.normalize("NFC", name))


def _stays_inside(path: str) -> bool:
    return "\0" not in path and not {"", ".", ".."} & set(path.split("/"))
