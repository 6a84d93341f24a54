"""Pictures and documents: an attachment that was written down, brought into the library."""

import hashlib
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from images.models import CustomImage
from wordpress.addresses.blogs import hosts_of
from wordpress.addresses.lookups import digest_of
from wordpress.addresses.meaning import normal_path
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

# The type of an item that no export has.
IN_A_TEXT = "picture in a text"
# Notes that say how an item was read, not what became of it.
OF_THE_FILE = ("repairs", "read", "here_before")
FIELDS = "image document state reason notes written_hash waits_for_index run made_by".split()


class Files:
    """Raises CannotRun where the folder that was named is none."""

    def __init__(self, run: ImportRun, blog: ImportedBlog, options: Options) -> None:
        self.run, self._blog = run, blog
        self.has_source = bool(options.media_dir or options.download)
        self._folder = media_folder(options.media_dir)
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

    def shown_at(self, address: str, path: str) -> CustomImage | None:
        """The picture that a text shows and the export doesn't declare; ``path`` is what all its sizes share.

        What became of it is written down as an item of its own, so that it is known the next time, and can be undone.
        """
        key = hashlib.sha256(f"{IN_A_TEXT}\0{path}".encode()).hexdigest()
        row = self._blog.items.filter(key=key).first() or self._new(key, address, path)
        if row.image is None and self.has_source and not row.written_hash:
            self._bring(row, Attachment(address=address))
            row.save()
        return row.image

    def _new(self, key: str, address: str, path: str) -> ImportedItem:
        there = normal_path(address)
        return ImportedItem(
            blog=self._blog,
            run=self.run,
            key=key,
            type=IN_A_TEXT,
            wp_id=0,
            title=cut(path.rpartition("/")[2], 255),
            path=there,
            path_digest=digest_of(there),
            source_hash=key,
        )

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
        row.made_by = row.made_by or self.run
        if not brought.is_new:
            row.notes = row.notes | {"here_before": True}

    def _brought(self, attachment: Attachment) -> Brought:
        """A file must not hold up the others, whatever is wrong with it."""
        try:
            with transaction.atomic():
                return self._media.bring(attachment)
        except (IntegrityError, OSError, ValueError) as error:
            return Brought(reason=cut(f"{type(error).__name__}: {error}", 200))

    def _bring_up_to_date(self, row: ImportedItem, thing: Any, attachment: Attachment) -> None:
        """Its words; a file there never changes without another name. One that was here before is left alone."""
        is_ours = "here_before" not in row.notes
        if is_ours and is_touched(thing):
            row.state, row.reason = ItemState.SKIPPED, reasons.EDITED
            return
        row.state, row.reason, row.written_hash = ItemState.UPDATED, "", row.source_hash
        if not is_ours:
            return
        thing.title = cut(plain_title(attachment.title), 255) or thing.title
        if row.image:
            thing.description = cut(plain_title(attachment.alt), 255)
            thing.caption = cut(plain_title(attachment.caption), 300)
        thing.save()
        row.waits_for_index = True


def media_folder(path: str) -> MediaFolder | None:
    """None where none is named; CannotRun where what is named is none."""
    try:
        return MediaFolder(Path(path)) if path else None
    except MediaTrouble as trouble:
        raise CannotRun(str(trouble)) from trouble
