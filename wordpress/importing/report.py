"""What a run reports: plain words first, then numbers that add up, then every item that needs somebody's eyes.

Made from what is written down of the items, so that a run that was interrupted reports the same as one that wasn't.
"""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wordpress.importing.files import IN_A_TEXT
from wordpress.importing.reasons import SENTENCES
from wordpress.models import ImportedItem, ImportRun, ItemState
from wordpress.wxr.facts import Export

MOST_ENTRIES = 500


@dataclass
class Entry:
    """An item that somebody should look at. ``page`` is None where nothing was made of it."""

    item: int  # key of the ImportedItem
    type: str
    title: str
    address_there: str
    page: int | None
    edit: str  # address in the admin, or ""
    why: list[str]


@dataclass
class Report:
    """As it is stored in ``ImportRun.report``, and written to ``report.json``. Nothing in it is HTML."""

    summary: list[str] = field(default_factory=list)
    # Pictures that texts show and the export doesn't declare: no items of it.
    found_in_texts: int = 0
    # items = created + updated + unchanged + all that were skipped
    items: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: dict[str, int] = field(default_factory=dict)  # by reason, see wordpress.importing.reasons
    types: dict[str, dict[str, int]] = field(default_factory=dict)  # {"post": {"created": 49, "in the bin": 1}}
    replies: dict[str, int] = field(default_factory=dict)  # "public", "waiting", "spam", "in the bin", "empty"
    named: dict[str, int] = field(default_factory=dict)  # topics, tags and authors that this run made
    credits: dict[str, int] = field(default_factory=dict)  # "lifted", "suggested"
    # Of all items together: blocks and shortcodes nobody knew, what was taken out or flattened, what was mended.
    unknown: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    flattened: dict[str, int] = field(default_factory=dict)
    repairs: dict[str, int] = field(default_factory=dict)
    missing_words: int = 0
    missing_pictures: list[str] = field(default_factory=list)  # addresses
    dead_links: int = 0
    warnings: list[str] = field(default_factory=list)
    to_check: list[Entry] = field(default_factory=list)  # the first MOST_ENTRIES
    to_check_count: int = 0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


COUNTED = ("unknown", "left_out", "removed", "flattened", "repairs", "replies")


def report_on(run: ImportRun, export: Export) -> dict[str, Any]:
    report = Report(warnings=list(export.warnings), repairs=_counted(export))
    _count_states(run, report)
    _add_notes(run, report)
    report.named = {
        "topics": run_made(run, "terms").filter(topic__isnull=False).count(),
        "tags": run_made(run, "terms").filter(tag__isnull=False).count(),
        "authors": run_made(run, "people").count(),
    }
    report.summary = _sentences(report)
    return report.as_json()


def run_made(run: ImportRun, what: str) -> Any:
    return getattr(run.blog, what).filter(made_by=run)


def _counted(export: Export) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for repair in export.repairs:
        counts[repair.what] += repair.times
    return dict(counts)


def _count_states(run: ImportRun, report: Report) -> None:
    report.found_in_texts = run.items.filter(type=IN_A_TEXT, image__isnull=False).count()
    groups = run.items.exclude(type=IN_A_TEXT).order_by().values_list("type", "state", "reason").annotate(Count("pk"))
    for type, state, reason, count in groups:
        report.items += count
        what = reason if state == ItemState.SKIPPED else state
        of_type = report.types.setdefault(type, {})
        of_type[what] = of_type.get(what, 0) + count
        if state == ItemState.SKIPPED:
            report.skipped[reason] = report.skipped.get(reason, 0) + count
        elif state in (ItemState.CREATED, ItemState.UPDATED, ItemState.UNCHANGED):
            setattr(report, state, getattr(report, state) + count)


def _add_notes(run: ImportRun, report: Report) -> None:
    pictures: dict[str, None] = {}
    for row in run.items.exclude(notes={}).exclude(type=IN_A_TEXT).order_by("date", "pk").defer("raw").iterator(500):
        for name in COUNTED:
            _add(getattr(report, name), row.notes.get(name, {}))
        report.missing_words += len(row.notes.get("missing_words", []))
        report.dead_links += len(row.notes.get("dead_links", []))
        for kind in ("lifted", "suggested"):
            if found := len(row.notes.get(kind, [])):
                _add(report.credits, {kind: found})
        pictures |= dict.fromkeys(row.notes.get("missing_pictures", []))
        if why := reasons_to_look(row):
            report.to_check_count += 1
            if len(report.to_check) < MOST_ENTRIES:
                report.to_check.append(_entry(row, why))
    report.missing_pictures = list(pictures)


def _add(counts: dict[str, int], more: dict[str, int]) -> None:
    for name, count in more.items():
        counts[name] = counts.get(name, 0) + count


def reasons_to_look(row: ImportedItem) -> list[str]:
    """What somebody should look at in an item, in sentences; nothing where all came over as it was."""
    notes, why = row.notes, [*row.notes.get("read", []), *row.notes.get("to_check", [])]
    if row.reason and row.state == ItemState.SKIPPED and "to_check" in notes:
        why.insert(0, str(SENTENCES.get(row.reason, row.reason)))
    if words := notes.get("missing_words"):
        why.append(_("Words of the old text are missing: %(words)s") % {"words": ", ".join(words[:20])})
    if pictures := notes.get("missing_pictures"):
        count = len(pictures)
        why.append(ngettext("A picture is missing.", "%(count)s pictures are missing.", count) % {"count": count})
    if notes.get("old_content"):
        why.append(_("A part of it is kept as old content: keep it, turn it into text, or delete it."))
    if notes.get("unknown"):
        names = ", ".join(list(notes["unknown"])[:10])
        why.append(_("Nobody here knows %(names)s; the words inside were kept.") % {"names": names})
    return why


def _entry(row: ImportedItem, why: list[str]) -> Entry:
    edit = reverse("wagtailadmin_pages:edit", args=[row.page_id]) if row.page_id else ""
    return Entry(row.pk, row.type, row.title, row.path, row.page_id, edit, why)


def _sentences(report: Report) -> list[str]:
    posts, pages, files = (_came(report, kind) for kind in ("post", "page", "attachment"))
    came = [
        ngettext("%(n)s post", "%(n)s posts", posts) % {"n": posts},
        ngettext("%(n)s page", "%(n)s pages", pages) % {"n": pages},
        ngettext("%(n)s file", "%(n)s files", files) % {"n": files},
    ]
    sentences = [
        _("%(posts)s, %(pages)s and %(files)s came over.") % dict(zip(("posts", "pages", "files"), came, strict=True))
    ]
    if report.unchanged:
        sentences.append(
            ngettext("%(n)s item was unchanged.", "%(n)s items were unchanged.", report.unchanged)
            % {"n": report.unchanged}
        )
    if report.to_check_count:
        sentences.append(
            ngettext("%(n)s item needs your eyes.", "%(n)s items need your eyes.", report.to_check_count)
            % {"n": report.to_check_count}
        )
    return sentences


def _came(report: Report, type: str) -> int:
    counts = report.types.get(type, {})
    return counts.get(ItemState.CREATED, 0) + counts.get(ItemState.UPDATED, 0)
