"""Pictures and documents of the old blog, brought into the library: one at a time, each once.

A picture that is in the library already, whoever uploaded it, is used as it is. No renditions are made.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import PurePosixPath
from typing import Any, BinaryIO
from urllib.parse import unquote

from django.core.files.base import File
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.utils.file import hash_filelike

from images.models import CustomImage
from images.working_copy import UnreadablePicture
from wordpress.media.attachment import Attachment
from wordpress.media.fetching import Fetcher, Refused
from wordpress.media.folder import MediaFolder
from wordpress.media.kinds import damaged, kind_of
from wordpress.media.trouble import MediaTrouble

END_OF_LINE = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Brought:
    """An image or a document; neither where it is missing, and then ``reason`` is a sentence that says why.

    ``is_new`` tells what was made now from what was here already.
    """

    image: CustomImage | None = None
    document: AbstractDocument | None = None
    is_new: bool = False
    reason: str = ""


class Media:
    """Where files come from: the folder first, then the old blog itself, if that may be asked."""

    def __init__(self, folder: MediaFolder | None = None, fetcher: Fetcher | None = None) -> None:
        self._folder, self._fetcher = folder, fetcher

    def bring(self, attachment: Attachment) -> Brought:
        """A file that can't be used raises nothing, and leaves the transaction around as it was."""
        reason = ""
        for name, opened in self._ways_to(attachment):
            try:
                if file := opened():
                    with closing(file), transaction.atomic():
                        return _taken(file, name, attachment)
            except MediaTrouble as trouble:
                reason = reason or str(trouble)
            except OSError:
                reason = reason or _("The file could not be read or stored. Is the disk full?")
        return Brought(reason=reason or self._reason_for_none())

    def _ways_to(self, attachment: Attachment) -> Iterator[tuple[str, Callable[[], BinaryIO | None]]]:
        if self._folder:
            for path in attachment.paths():
                yield path, partial(self._folder.open, path)
        if self._fetcher:
            for address in attachment.addresses():
                yield unquote(address), partial(_fetched, self._fetcher, address)

    def _reason_for_none(self) -> str:
        if self._folder:
            return _("It is not in the folder of pictures. Put it there and try again.")
        if self._fetcher:
            return _("The export does not say where the file is.")
        return _("Neither a folder of pictures was given, nor may files be fetched.")


def _fetched(fetcher: Fetcher, address: str) -> BinaryIO:
    found = fetcher.fetch(address)
    if isinstance(found, Refused):
        raise MediaTrouble(found.reason)
    return found.file


def _taken(file: BinaryIO, name: str, attachment: Attachment) -> Brought:
    kind = kind_of(file, name)
    stem = PurePosixPath(name).stem.replace("\0", "") or "file"
    content = File(file, name=f"{stem}.{kind.ending}")
    if kind.is_picture:
        return _as_image(content, stem, attachment)
    return _as_document(content, stem, attachment)


def _as_image(content: File, stem: str, attachment: Attachment) -> Brought:
    if known := _with_the_same_file(CustomImage, content):
        return Brought(image=known)
    image = CustomImage(
        title=_words(attachment.title, 255) or stem[:255],
        description=_words(attachment.alt, 255),
        caption=_words(attachment.caption, 300),
        file=content,
    )
    try:
        image.save()
    except UnreadablePicture as error:
        raise damaged() from error
    _finish(image, attachment)
    return Brought(image=image, is_new=True)


def _as_document(content: File, stem: str, attachment: Attachment) -> Brought:
    model = get_document_model()
    if known := _with_the_same_file(model, content):
        return Brought(document=known)
    document = model(title=_words(attachment.title, 255) or stem[:255], file=content)
    document._set_document_file_metadata()
    document.save()
    _finish(document, attachment)
    return Brought(document=document, is_new=True)


def _with_the_same_file(model: Any, content: File) -> Any:
    """The oldest of them, or None."""
    return model.objects.filter(file_hash=hash_filelike(content)).order_by("pk").first()


def _finish(made: Any, attachment: Attachment) -> None:
    """To be opened again from where it is stored, and dated back: the library shows the newest first."""
    del made.file.file
    if attachment.date:
        made.created_at = attachment.date
        type(made).objects.filter(pk=made.pk).update(created_at=attachment.date)


def _words(text: str, most: int) -> str:
    """As a reader was shown them, in one line, no longer than that."""
    plain = unescape(TAG.sub("", END_OF_LINE.sub(" ", text))).replace("\0", "")
    return Truncator(" ".join(plain.split())).chars(most)
