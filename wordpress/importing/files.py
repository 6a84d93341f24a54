"""Pictures and documents: an attachment that was written down, brought into the library."""

from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from wordpress.addresses.blogs import hosts_of
from wordpress.importing import reasons
from wordpress.importing.holding import CannotRun
from wordpress.importing.kept_raw import unpacked
from wordpress.importing.options import Options
from wordpress.importing.titles import cut, plain_title
from wordpress.importing.touched import is_touched
from wordpress.media.attachment import Attachment, attachment_of
from wordpress.media.bringing import Brought, Media
from wordpress.media.fetching import Fetcher
from wordpress.media.folder import MediaFolder
from wordpress.media.trouble import MediaTrouble
from wordpress.models import ImportedBlog, ImportedItem, ImportRun, ItemState
from wordpress.wxr.reading import parse_item

# Notes that say how an item was read, not what became of it.
OF_THE_FILE = ("repairs", "read")
FIELDS = "image document state reason notes written_hash waits_for_index run made_by".split()


class Files:
    """Raises CannotRun where the folder that was named is none."""

    def __init__(self, run: ImportRun, blog: ImportedBlog, options: Options) -> None:
        self.run = run
        self._folder = _folder(options.media_dir)
        self._media = Media(self._folder, Fetcher(hosts_of(blog)) if options.download else None)

    def write(self, row: ImportedItem) -> None:
        attachment = attachment_of(parse_item(unpacked(row.raw)))
        row.notes = {key: row.notes[key] for key in OF_THE_FILE if key in row.notes}
        if thing := row.image or row.document:
            self._bring_up_to_date(row, thing, attachment)
        else:
            self._bring(row, attachment)
        row.run = self.run
        row.save(update_fields=FIELDS)

    def close(self) -> None:
        if self._folder:
            self._folder.close()

    def _bring(self, row: ImportedItem, attachment: Attachment) -> None:
        brought = self._brought(attachment)
        row.image, row.document = brought.image, brought.document
        if not (brought.image or brought.document):
            row.state, row.reason = ItemState.SKIPPED, reasons.NO_FILE
            row.notes = row.notes | {"file": brought.reason}
            return
        row.state, row.reason = ItemState.CREATED, ""
        row.written_hash, row.waits_for_index = row.source_hash, True
        if brought.is_new:
            row.made_by = self.run

    def _brought(self, attachment: Attachment) -> Brought:
        """A file must not hold up the others, whatever is wrong with it."""
        try:
            with transaction.atomic():
                return self._media.bring(attachment)
        except (IntegrityError, OSError, ValueError) as error:
            return Brought(reason=cut(f"{type(error).__name__}: {error}", 200))

    def _bring_up_to_date(self, row: ImportedItem, thing: Any, attachment: Attachment) -> None:
        """Its words; a file there never changes without another name. One that was here before is left alone."""
        if row.made_by_id and is_touched(thing):
            row.state, row.reason = ItemState.SKIPPED, reasons.EDITED
            return
        row.state, row.reason, row.written_hash = ItemState.UPDATED, "", row.source_hash
        if not row.made_by_id:
            return
        thing.title = cut(plain_title(attachment.title), 255) or thing.title
        if row.image:
            thing.description = cut(plain_title(attachment.alt), 255)
            thing.caption = cut(plain_title(attachment.caption), 300)
        thing.save()
        row.waits_for_index = True


def _folder(path: str) -> MediaFolder | None:
    try:
        return MediaFolder(Path(path)) if path else None
    except MediaTrouble as trouble:
        raise CannotRun(str(trouble)) from trouble
