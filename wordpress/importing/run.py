"""An import from its first byte to its report. Killed at any moment and called again, it goes on to the same end."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from blog.kept import forgetting_once
from wordpress.addresses.blogs import shape_of
from wordpress.importing.batches import in_batches
from wordpress.importing.blogs import describe, imported_blog
from wordpress.importing.ending import end
from wordpress.importing.files import Files
from wordpress.importing.holding import ToBeStopped, beat, holding
from wordpress.importing.kept_raw import unpacked
from wordpress.importing.named import People, Terms
from wordpress.importing.options import Options
from wordpress.importing.order import parents_first
from wordpress.importing.progress import Progress
from wordpress.importing.quiet import quietly
from wordpress.importing.reasons import NOT_ASKED_FOR
from wordpress.importing.report import report_on
from wordpress.importing.scanning import scan
from wordpress.importing.taking_in import TakingIn, note_other_paths
from wordpress.importing.writer import Writer
from wordpress.models import ImportedItem, ImportRun, ItemState
from wordpress.wxr.reading import Reading, parse_item

AT_ONCE = 50  # items in one transaction


def run_import(run: ImportRun, progress: Progress) -> None:
    """What becomes of it stands in ``run.state``, and at the end in ``run.report``.

    Raises what has a sentence for whoever runs it: NotAnExport, CannotRun, AnotherRun; and ToBeStopped once what was
    begun is finished.
    """
    with holding(run), quietly():
        if run.is_rehearsal:
            run.report = scan(run.files, Options.of(run), progress).as_json()
        else:
            _Import(run, progress).work()


class _Import:
    def __init__(self, run: ImportRun, progress: Progress) -> None:
        self.run, self.progress, self.options = run, progress, Options.of(run)
        self.reading = Reading([Path(path) for path in run.files])

    def work(self) -> None:
        self._read()
        self._note_categories()
        with closing(Files(self.run, self.blog, self.options)) as files:
            self._write(files)
        end(self.run, self.blog, self.progress)
        self.run.report = report_on(self.run, self.reading.export)

    def _read(self) -> None:
        self._begin(_("reading"), self.reading.bytes_total // 1024)
        items = self.reading.items()
        # The first item comes when all has been read that stands before it.
        first = next(items, None)
        self.blog = imported_blog(self.run, self.reading.export, self.options)
        taking_in = TakingIn(self.run, self.blog, self.options)
        for batch in in_batches(chain([first] if first else [], items), taking_in.AT_ONCE):
            with forgetting_once(), transaction.atomic():
                taking_in.take(batch)
                self._go_on(batch[-1].title, self.reading.bytes_read // 1024 - self.run.done)
                beat(self.run)
            self._stop_if_asked()
        export, used = self.reading.export, taking_in.used
        describe(self.blog, used.posts, used.hosts)
        with forgetting_once():
            Terms(self.blog, self.run).bring([*export.terms, *used.terms.values()])
            People(self.blog, self.run, self.options.authors).bring([*export.people, *used.people.values()])

    def _note_categories(self) -> None:
        """Addresses that name a category hold for each category of a post."""
        shape = shape_of(self.blog)
        posts = self.blog.items.filter(run=self.run, type="post").order_by("pk").values_list("pk", flat=True)
        for batch in in_batches(posts if "%category%" in shape.permalinks else (), AT_ONCE):
            with forgetting_once(), transaction.atomic():
                rows = self._rows(batch)
                note_other_paths([(row, parse_item(unpacked(row.raw))) for row in rows], shape)
                beat(self.run)
            self._stop_if_asked()

    def _write(self, files: Files) -> None:
        files_waiting = self._waiting("attachment").values_list("pk", flat=True)
        self._each(_("pictures and files"), files_waiting, files.write)
        writer = Writer(self.run, self.blog, self.options, files)
        self._each(_("pages"), self._waiting_pages(), writer.write)
        self._each(_("posts"), self._waiting("post").values_list("pk", flat=True), writer.write)
        self._leave_out_the_rest()
        self._look_again()
        self._each(_("links"), self._waiting_for_others(), writer.write_links)

    def _each(self, step: str, keys: Iterable[int], write: Callable[[ImportedItem], None]) -> None:
        keys = list(keys)
        self._begin(step, len(keys))
        # A file that is fetched may take a minute: nobody should wait for fifty of them.
        for batch in in_batches(keys, 1 if self.options.download else AT_ONCE):
            with forgetting_once(), transaction.atomic():
                for row in self._rows(batch):
                    write(row)
                    self._go_on(row.title, 1)
                beat(self.run)
            self._stop_if_asked()

    def _rows(self, keys: list[int]) -> Iterator[ImportedItem]:
        rows = self.blog.items.select_related("page").in_bulk(keys)
        yield from (rows[key] for key in keys)

    def _begin(self, step: str, total: int) -> None:
        self.run.step, self.run.done, self.run.total = step, 0, total
        self.progress.begin(step, total)

    def _go_on(self, title: str, by: int) -> None:
        self.run.done += by
        self.progress.advance(title, by)

    def _stop_if_asked(self) -> None:
        if self.progress.is_to_stop:
            raise ToBeStopped

    def _waiting(self, kind: str) -> QuerySet[ImportedItem]:
        """In an order that is not that of the file, which exports choose as they like."""
        rows = self.blog.items.filter(run=self.run, state=ItemState.WAITING, type__in=self.options.types_of(kind))
        return rows.order_by("date", "wp_id", "key")[: None if kind == "attachment" else self.options.limit]

    def _waiting_pages(self) -> list[int]:
        rows = self._waiting("page").values_list("pk", "wp_id", "parent_id_there", "menu_order", "title")
        return parents_first(list(rows))

    def _leave_out_the_rest(self) -> None:
        rest = self.blog.items.filter(run=self.run, state=ItemState.WAITING)
        rest.update(state=ItemState.SKIPPED, reason=NOT_ASKED_FOR)

    def _look_again(self) -> None:
        """Texts of an earlier run had to do without what may have come with this one."""
        new_pages = self.blog.items.filter(run=self.run, state=ItemState.CREATED, page__isnull=False)
        old = self.blog.items.exclude(run=self.run, state__in=[ItemState.CREATED, ItemState.UPDATED])
        if self.options.media_dir or self.options.download:
            old.filter(notes__has_key="missing_pictures").update(waits_for_others=True)
        if new_pages.exists():
            old.filter(notes__has_key="dead_links").update(waits_for_others=True)

    def _waiting_for_others(self) -> QuerySet[ImportedItem, int]:
        rows = self.blog.items.filter(waits_for_others=True, page__isnull=False)
        return rows.order_by("date", "wp_id", "key").values_list("pk", flat=True)
