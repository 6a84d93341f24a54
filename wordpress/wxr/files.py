"""Files as they are picked, packed or not, as streams of bytes: nothing is ever unpacked to the disk."""

import gzip
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from wordpress.wxr import refused
from wordpress.wxr.refused import NotAnExport

CHUNK = 256 * 1024
MOST_MEMBERS = 1000  # that are exports
MOST_FILES_IN_AN_ARCHIVE = 65_000
# Text can be packed to a fiftieth; whoever packs it to less than a two-hundredth wants to fill a disk.
MOST_UNPACKED = 200
SMALL = 16 * 1024 * 1024  # whatever it is packed to
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)
STARTS_OF_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06")
END_OF_ARCHIVE = b"PK\x05\x06"
MOST_BYTES_OF_A_LIST = 16 * 1024 * 1024
ENCRYPTED = 0x1


class Source:
    """One export: a file, or a member of an archive. ``position`` is how far the file on the disk has been read."""

    def __init__(self, path: Path, member: zipfile.ZipInfo | None = None) -> None:
        self.path, self.member = path, member
        self.name = member.filename if member else path.name
        self.position = 0
        self.is_damaged = False

    def chunks(self) -> Iterator[bytes]:
        """All but the last of the same length. They end where the file does, or where it is damaged."""
        start = self.member.header_offset if self.member else 0
        unpacked = 0
        with opened(self.path) as file, self._stream(file) as stream:
            while chunk := self._read(stream):
                self.position = file.tell()
                unpacked += len(chunk)
                if unpacked > max(SMALL, MOST_UNPACKED * (self.position - start)):
                    raise NotAnExport(refused.UNPACKS_TO_TOO_MUCH.format(name=self.name))
                yield chunk

    @contextmanager
    def _stream(self, file: IO[bytes]) -> Iterator[Any]:
        with ExitStack() as stack:
            stream: Any = file
            if self.member:
                archive = stack.enter_context(zipfile.ZipFile(file))
                stream = stack.enter_context(archive.open(self.member))
            yield stack.enter_context(gzip.GzipFile(fileobj=stream)) if _is_packed(stream) else stream

    def _read(self, stream: Any) -> bytes:
        """What was unpacked before a damage counts."""
        parts, missing = [], CHUNK
        try:
            while missing and (part := stream.read1(missing)):
                parts.append(part)
                missing -= len(part)
        except DAMAGED:
            self.is_damaged = True
        return b"".join(parts)


def sources(path: Path) -> list[Source]:
    """Raises NotAnExport for what can't be opened, and for an archive without exports."""
    with opened(path) as file:
        start = file.read(4)
        if not start:
            raise NotAnExport(refused.EMPTY.format(name=path.name))
        return _members(path, file) if start in STARTS_OF_ARCHIVES else [Source(path)]


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Raises NotAnExport in words where the system would say it in its own."""
    try:
        file = path.open("rb")
    except IsADirectoryError:
        raise NotAnExport(refused.FOLDER.format(name=path.name)) from None
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise NotAnExport(refused.MISSING.format(name=path.name)) from None
    except OSError:
        raise NotAnExport(refused.UNREADABLE.format(name=path.name)) from None
    with file:
        yield file


def _members(path: Path, file: IO[bytes]) -> list[Source]:
    if _is_full_of_files(file):
        raise NotAnExport(refused.TOO_MANY_FILES.format(name=path.name))
    try:
        members = [member for member in zipfile.ZipFile(file).infolist() if _is_wanted(member)]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error):
        raise NotAnExport(refused.BROKEN_ARCHIVE.format(name=path.name)) from None
    if not members:
        raise NotAnExport(refused.NO_EXPORT_INSIDE.format(name=path.name))
    if len(members) > MOST_MEMBERS:
        raise NotAnExport(refused.TOO_MANY_FILES.format(name=path.name))
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise NotAnExport(refused.LOCKED.format(name=path.name))
    return [Source(path, member) for member in sorted(members, key=lambda member: member.filename)]


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    """A Mac adds a shadow of each file, which isn't one."""
    name = member.filename.lower()
    is_shadow = name.startswith("__macosx/") or name.rpartition("/")[2].startswith("._")
    return name.endswith((".xml", ".xml.gz", ".wxr")) and not is_shadow and bool(member.file_size)


def _is_full_of_files(archive: IO[bytes]) -> bool:
    """Its list of files says so, which is read before that list would fill the memory."""
    archive.seek(-min(archive.seek(0, 2), 66_000), 2)
    end = archive.read()
    archive.seek(0)
    if (place := end.rfind(END_OF_ARCHIVE)) < 0:
        return False
    number, length = struct.unpack_from("<HI", end.ljust(place + 16, b"\0"), place + 10)
    return number > MOST_FILES_IN_AN_ARCHIVE or length > MOST_BYTES_OF_A_LIST


def _is_packed(stream: Any) -> bool:
    return stream.peek(2)[:2] == b"\x1f\x8b"
