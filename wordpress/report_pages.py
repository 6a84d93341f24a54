"""Reports as people read them: the plain values that templates show, in the admin and as a file of its own."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from wordpress.importing.options import Options
from wordpress.importing.reasons import SENTENCES
from wordpress.models import ImportRun, ItemState

MOST_NAMES, MOST_PICTURES, MOST_KEPT = 40, 200, 200
KINDS: dict[str, str | Promise] = {
    "post": gettext_lazy("Posts"),
    "page": gettext_lazy("Pages"),
    "attachment": gettext_lazy("Pictures and files"),
}
OTHERS = gettext_lazy("Menus, templates, settings and the like")
BECOME: dict[str, str | Promise] = {
    "post": gettext_lazy("posts of this blog"),
    "page": gettext_lazy("pages, in the same tree"),
    "attachment": gettext_lazy("pictures and documents of this library"),
    "": gettext_lazy("nothing; their source is kept"),
}
STATES: dict[str, str | Promise] = {
    "publish": gettext_lazy("published"),
    "draft": gettext_lazy("not published"),
    "pending": gettext_lazy("waiting for review"),
    "future": gettext_lazy("to be published"),
    "private": gettext_lazy("private"),
    "trash": gettext_lazy("in the bin"),
}
# What is counted, by the names that reports and exports have for it.
PHRASES: dict[str, Any] = {
    "category": ngettext_lazy("%(n)d category becomes a topic", "%(n)d categories become topics", "n"),
    "tag": ngettext_lazy("%(n)d tag", "%(n)d tags", "n"),
    "public": gettext_lazy("%(n)d shown under their posts"),
    "waiting": gettext_lazy("%(n)d waiting to be looked at"),
    "spam": gettext_lazy("%(n)d spam, left behind"),
    "in the bin": gettext_lazy("%(n)d in the bin, left behind"),
    "empty": gettext_lazy("%(n)d empty, left behind"),
    "lifted": gettext_lazy("%(n)d moved to their pictures"),
    "suggested": gettext_lazy("%(n)d suggested at the Picture desk"),
    "post": ngettext_lazy("%(n)d post", "%(n)d posts", "n"),
    "page": ngettext_lazy("%(n)d page", "%(n)d pages", "n"),
    "picture": ngettext_lazy("%(n)d picture", "%(n)d pictures", "n"),
    "file": ngettext_lazy("%(n)d file", "%(n)d files", "n"),
    "topic": ngettext_lazy("%(n)d topic", "%(n)d topics", "n"),
    "author": ngettext_lazy("%(n)d author", "%(n)d authors", "n"),
}
# States of comments in an export.
AS_HERE = {"1": "public", "0": "waiting", "trash": "in the bin", "post-trashed": "in the bin"}
COUNTED: dict[str, str | Promise] = {
    "unknown": gettext_lazy("Blocks and shortcodes that nobody here knows (the words in them were kept)"),
    "left_out": gettext_lazy("Parts of a theme that were left out"),
    "flattened": gettext_lazy("Layouts set one below the other"),
    "removed": gettext_lazy("Taken out because it could do harm, or only coloured the text"),
    "repairs": gettext_lazy("Mended in the file"),
    "terms": gettext_lazy("Groups that WordPress or a plugin knows"),
    "blocks": gettext_lazy("Blocks met"),
    "shortcodes": gettext_lazy("Shortcodes met"),
    "hosts": gettext_lazy("Where the files stood"),
}


@dataclass(frozen=True)
class Row:
    """Of the table that adds up: how many came over, were brought up to date, were unchanged, were left out."""

    label: str
    counts: list[int]

    @property
    def all(self) -> int:
        return sum(self.counts)


def told(report: dict[str, Any], run: ImportRun) -> dict[str, Any]:
    """For templates/wordpress/rehearsal.html and report.html. Nothing in it is HTML."""
    counted = [(label, list(report.get(name, {}).items())[:MOST_NAMES]) for name, label in COUNTED.items()]
    common = {
        "summary": report["summary"][:1] if report.get("undone") else report["summary"],
        "warnings": report["warnings"],
        "replies": _phrases(report["replies"]),
        "details": [(label, counts) for label, counts in counted if counts],
    }
    return common | (_import(report, run) if "to_check" in report else _rehearsal(report, run))


def as_html(report: dict[str, Any], run: ImportRun) -> str:
    """A page by itself, that needs no other file."""
    return render_to_string("wordpress/report_file.html", {"told": told(report, run), "is_file": True})


def write_html(report: dict[str, Any], run: ImportRun, path: Path) -> None:
    path.write_text(as_html(report, run), encoding="utf-8")


def _rehearsal(report: dict[str, Any], run: ImportRun) -> dict[str, Any]:
    options = Options.of(run)
    return {
        "is_rehearsal": True,
        "title": report["title"],
        "address": report["address"],
        "kinds": _kinds(report["types"], options),
        "terms": _phrases({name: report["terms"].get(name, 0) for name in ("category", "tag")}),
        "people": report["people"][:MOST_NAMES],
        "people_count": len(report["people"]),
        "with_password": report["with_password"],
        "files_from": _files_from(options),
        "permalinks": report["permalinks"],
        "uncertain": report["uncertain"][:MOST_NAMES],
    }


def _kinds(types: dict[str, dict[str, int]], options: Options) -> list[dict[str, Any]]:
    """[{"label": "Posts", "count": 3, "states": [("drafts", 1)], "becomes": "posts of this blog"}]"""
    groups: dict[str, dict[str, int]] = {kind: {} for kind in BECOME}
    for type, states in types.items():
        group = groups[options.kind_of(type)]
        for state, count in states.items():
            group[state] = group.get(state, 0) + count
    return [
        {
            "label": KINDS.get(kind, OTHERS),
            "count": sum(states.values()),
            "states": [(STATES[state], count) for state, count in states.items() if kind and state in STATES],
            "becomes": BECOME[kind],
        }
        for kind, states in groups.items()
        if states
    ]


def _files_from(options: Options) -> str:
    if options.media_dir and options.download:
        return _("From the copy of your uploads, and what is not in it from the old site.")
    if options.media_dir:
        return _("From the copy of your uploads.")
    if options.download:
        return _("From the old site, which must still stand at its address.")
    return _("From nowhere: you gave no copy of your uploads. Each picture leaves its place and its caption.")


def _import(report: dict[str, Any], run: ImportRun) -> dict[str, Any]:
    rows = _rows(report, Options.of(run))
    return {
        "is_rehearsal": False,
        "title": str(run.blog) if run.blog else "",
        "rows": rows,
        "sum": Row(_("All"), [sum(column) for column in zip(*(row.counts for row in rows), strict=True)]),
        "skipped": [(SENTENCES.get(reason, reason), count) for reason, count in report["skipped"].items()],
        "found_in_texts": report.get("found_in_texts", 0),
        "named": _phrases({name.removesuffix("s"): count for name, count in report["named"].items()}),
        "credits": _phrases(report["credits"]),
        "dead_links": report["dead_links"],
        "missing_words": report["missing_words"],
        "missing_pictures": report["missing_pictures"][:MOST_PICTURES],
        "missing_count": len(report["missing_pictures"]),
        "to_check": [_entry(entry, run) for entry in report["to_check"]],
        "to_check_count": report["to_check_count"],
        "undone": _undone(report.get("undone")),
    }


def _rows(report: dict[str, Any], options: Options) -> list[Row]:
    """Posts, pages, files, and all others as one. What an item's state is not, is why it was left out."""
    columns = [str(state) for state in (ItemState.CREATED, ItemState.UPDATED, ItemState.UNCHANGED)]
    sums: dict[str, list[int]] = {}
    for kind in (*KINDS, ""):
        sums[kind] = [0] * (len(columns) + 1)
    for type, counts in report["types"].items():
        for what, count in counts.items():
            sums[options.kind_of(type)][columns.index(what) if what in columns else len(columns)] += count
    return [Row(str(KINDS.get(kind, OTHERS)), counts) for kind, counts in sums.items()]


def _entry(entry: dict[str, Any], run: ImportRun) -> dict[str, Any]:
    host = run.blog.address.partition("/")[0] if run.blog else ""
    path = entry["address_there"]
    return entry | {
        "title": entry["title"] or _("Without a title"),
        "edit": urljoin(settings.WAGTAILADMIN_BASE_URL, entry["edit"]) if entry["edit"] else "",
        "edit_here": entry["edit"],
        "there": f"https://{host}/{quote(path)}" if host and path else "",
        "path": path,
    }


def _undone(undone: dict[str, Any] | None) -> dict[str, Any] | None:
    if undone is None:
        return None
    kept = undone["kept"]
    return {"removed": _phrases(undone["removed"]), "kept": kept[:MOST_KEPT], "kept_count": len(kept)}


def _phrases(counts: dict[str, int]) -> list[str]:
    """["3 posts", "1 page"]: the first MOST_NAMES; what is the same here is counted together."""
    summed: Counter[str] = Counter()
    for name, count in counts.items():
        summed[AS_HERE.get(name, name)] += count
    shown = list(summed.items())[:MOST_NAMES]
    return [str(PHRASES[name] % {"n": n}) if name in PHRASES else f"{n} {name}" for name, n in shown if n]
