"""A copy of uploads in a ``.zip`` or ``.tar``, read file by file. Pure.

Names are compared without their way to the uploads: ``backup/wp-content/uploads/2012/05/a.jpg`` is ``2012/05/a.jpg``.
"""

import bz2
import gzip
import lzma
import re
import shutil
import struct
import tarfile
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, Generic, TypeVar, cast

from wordpress.media.addresses import key
from wordpress.media.trouble import MOST_BYTES, MediaTrouble, too_large

MILLION = 1024 * 1024
MOST_MEMBERS = 300_000
# The list of files in a .zip: of some 130,000 files, which take 90 MB of memory.
MOST_OF_A_DIRECTORY = 16 * MILLION
KEPT_IN_MEMORY = 4 * MILLION
CHUNK = MILLION
# Pictures are packed already: what grows more than that is no copy of uploads.
MOST_GROWTH, MOST_GROWTH_OF_SMALL = 20, 64 * MILLION
PACKED: dict[str, Any] = {".gz": gzip.open, ".tgz": gzip.open, ".bz2": bz2.open, ".tbz2": bz2.open, ".xz": lzma.open}
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError)

DAMAGED = "This archive is damaged or not complete. Make it again, or unpack it and give the folder."
TOO_MANY = "This archive has too many files to look for pictures in. Unpack it and give the folder."
NO_ROOM = "There is not enough room on the disk to unpack this archive. Unpack it elsewhere and give the folder."
GROWS = "Unpacked, this archive would be far larger than pictures make it. Unpack it yourself and give the folder."
LOCKED = "This file is locked by a password in the archive, or packed in a rare way. Unpack it and give the folder."

WAY_TO_UPLOADS = re.compile(r"(?:.*/)?uploads/(?=.)|(?!(?:.*/)?sites/\d+/).*/(?=\d{4}/\d\d/)|(?:\./)?")

Member = TypeVar("Member")


class Archive(Generic[Member]):
    """``_members`` of it by their path, and by that in small letters."""

    def __init__(self) -> None:
        self._members: dict[str, Member] = {}

    def open(self, path: str) -> BinaryIO | None:
        """A copy of the file, from its start."""
        path = unicodedata.normalize("NFC", path)
        member = self._members.get(path) or self._members.get(key(path))
        if member is None:
            return None
        try:
            return self._copy_of(member)
        except MediaTrouble:
            raise
        except RuntimeError as error:
            raise MediaTrouble(LOCKED) from error
        except BROKEN as error:
            raise MediaTrouble("This file is damaged in the archive.") from error

    def close(self) -> None:
        raise NotImplementedError

    def _copy_of(self, member: Member) -> BinaryIO:
        raise NotImplementedError

    def _remember(self, members: Iterator[tuple[str, Member]]) -> None:
        """What stands in a folder of uploads comes before its like elsewhere, which may be somebody's cache."""
        for name, member in members:
            path = unicodedata.normalize("NFC", WAY_TO_UPLOADS.sub("", name, count=1))
            if path not in self._members or "uploads/" in name:
                self._members[path] = member
            if len(self._members) > MOST_MEMBERS:
                raise MediaTrouble(TOO_MANY)
        for path in list(self._members):
            self._members.setdefault(key(path), self._members[path])
        if not self._members:
            raise MediaTrouble("There is no file in this archive. Give one of your wp-content/uploads folder.")


class ZippedFolder(Archive[zipfile.ZipInfo]):
    def __init__(self, path: Path) -> None:
        super().__init__()
        if _size_of_directory(path) > MOST_OF_A_DIRECTORY:
            raise MediaTrouble(TOO_MANY)
        self._zip = zipfile.ZipFile(path)
        self._remember((_name(info), info) for info in self._zip.infolist() if not info.is_dir())

    def _copy_of(self, member: zipfile.ZipInfo) -> BinaryIO:
        if member.file_size > MOST_BYTES:
            raise too_large()
        with self._zip.open(member) as packed:
            return _copied(packed, member.file_size)

    def close(self) -> None:
        self._zip.close()


class TarredFolder(Archive[tuple[int, int]]):
    """Its files by where they begin and how long they are. A packed one is unpacked first, beside: it has no order."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file: IO[bytes] = _unpacked(path) if path.suffix.lower() in PACKED else path.open("rb")
        with tarfile.open(fileobj=self._file, mode="r:") as tar:
            self._remember(_files_of(tar))

    def _copy_of(self, member: tuple[int, int]) -> BinaryIO:
        start, size = member
        if size > MOST_BYTES:
            raise too_large()
        self._file.seek(start)
        return _copied(self._file, size)

    def close(self) -> None:
        self._file.close()


def opened_archive(path: Path) -> ZippedFolder | TarredFolder:
    """Raises MediaTrouble for a file that is none, or can't be used."""
    try:
        if zipfile.is_zipfile(path):
            return ZippedFolder(path)
        if tarfile.is_tarfile(path):
            return TarredFolder(path)
    except MediaTrouble:
        raise
    except BROKEN as error:
        raise MediaTrouble(DAMAGED) from error
    if path.suffix.lower() in (".zip", ".tar", *PACKED):
        raise MediaTrouble(DAMAGED)
    raise MediaTrouble(
        "This is neither a folder nor a .zip or .tar file that can be read. "
        "Give a copy of wp-content/uploads, as a folder or packed."
    )


def _name(info: zipfile.ZipInfo) -> str:
    """Some programs write UTF-8 and don't say so."""
    name = info.filename.replace("\\", "/")
    if info.flag_bits & 0x800:
        return name
    try:
        return name.encode("cp437").decode()
    except UnicodeError:
        return name


def _size_of_directory(path: Path) -> int:
    """In bytes, by the record at the end of a .zip; one that is larger than 4 GB says so with the highest number."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 22 - 65535))
        end = file.read()
    record = end[end.rfind(b"PK\5\6") :]
    wide = end.rfind(b"PK\6\6")
    size = struct.unpack_from("<I", record, 12)[0]
    return struct.unpack_from("<Q", end, wide + 40)[0] if size == 0xFFFFFFFF and wide >= 0 else size


def _files_of(tar: tarfile.TarFile) -> Iterator[tuple[str, tuple[int, int]]]:
    for member in tar:
        tar.members = []  # type: ignore[attr-defined]  # it would keep all that it has met
        if member.isreg() and not member.issparse():
            yield member.name, (member.offset_data, member.size)


def _unpacked(path: Path) -> IO[bytes]:
    most = max(path.stat().st_size * MOST_GROWTH, MOST_GROWTH_OF_SMALL)
    room = shutil.disk_usage(tempfile.gettempdir()).free // 2
    tar = tempfile.TemporaryFile()  # noqa: SIM115
    with PACKED[path.suffix.lower()](path) as packed:
        while chunk := packed.read(CHUNK):
            tar.write(chunk)
            if tar.tell() > min(most, room):
                tar.close()
                raise MediaTrouble(GROWS if most < room else NO_ROOM)
    tar.seek(0)
    return tar


def _copied(source: IO[bytes], size: int) -> BinaryIO:
    """``size`` bytes, and not one more whatever is in there."""
    copy = tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115
    left = size
    while left and (chunk := source.read(min(left, CHUNK))):
        copy.write(chunk)
        left -= len(chunk)
    if left:
        raise EOFError
    copy.seek(0)
    return cast(BinaryIO, copy)
