"""A rehearsal: what is in an export and what would become of it. Nothing is written."""

import re
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wordpress.addresses.meaning import normal_path
from wordpress.addresses.structure import structure_of
from wordpress.importing.blogs import host_of
from wordpress.importing.dates import offset_in_minutes, stamp
from wordpress.importing.files import media_folder
from wordpress.importing.named import plain_login
from wordpress.importing.options import Options
from wordpress.importing.progress import Progress
from wordpress.importing.zones import Sample, zones_that_fit
from wordpress.media.attachment import attachment_of
from wordpress.media.trouble import MediaTrouble
from wordpress.wxr.facts import Export, Item
from wordpress.wxr.reading import Reading

BLOCK = re.compile(r"<!--\s+wp:([a-z][a-z0-9_/-]*)")
SHORTCODE = re.compile(r"(?<!\[)\[([a-zA-Z][\w-]{1,60})(?=[\s\]/])")
MOST_NAMES = 500  # of blocks, shortcodes, hosts: what is counted is somebody else's to choose
MOST_SAMPLES = 300


@dataclass
class Scan:
    """As JSON it is the report of a rehearsal; ``summary`` is for reading."""

    summary: list[str] = field(default_factory=list)
    title: str = ""
    address: str = ""
    items: int = 0
    types: dict[str, dict[str, int]] = field(default_factory=dict)  # {"post": {"publish": 49}}
    people: list[str] = field(default_factory=list)  # logins
    undeclared: list[str] = field(default_factory=list)
    terms: dict[str, int] = field(default_factory=dict)  # {"category": 67}
    replies: dict[str, int] = field(default_factory=dict)  # by "1", "0", "spam"
    with_password: int = 0
    hosts: dict[str, int] = field(default_factory=dict)  # of attached files
    permalinks: str = ""
    zones: list[str] = field(default_factory=list)  # that the clock of the old blog may have been in
    blocks: dict[str, int] = field(default_factory=dict)
    shortcodes: dict[str, int] = field(default_factory=dict)
    files_found: int = 0
    files_missing: int = 0
    repairs: dict[str, int] = field(default_factory=dict)
    uncertain: list[str] = field(default_factory=list)  # sentences on items that could not be read strictly
    warnings: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def scan(paths: list[str], options: Options, progress: Progress) -> Scan:
    """Raises NotAnExport. Time and memory are those of reading the files once."""
    reading = Reading([Path(path) for path in paths])
    scanner = _Scanner(options)
    progress.begin(_("reading"), reading.bytes_total // 1024)
    done = 0
    for item in reading.items():
        scanner.see(item)
        if scanner.found.items % 100 == 0:
            progress.advance(item.title, reading.bytes_read // 1024 - done)
            done = reading.bytes_read // 1024
        if progress.is_to_stop:
            break
    if scanner.folder:
        scanner.folder.close()
    return scanner.finish(reading.export)


class _Scanner:
    def __init__(self, options: Options) -> None:
        self.options, self.found = options, Scan()
        self.folder = media_folder(options.media_dir)
        self.logins: set[str] = set()
        self.terms: Counter[str] = Counter()
        self.seen_terms: set[tuple[str, str]] = set()
        self.counts: dict[str, Counter[str]] = {
            name: Counter() for name in ("replies", "hosts", "blocks", "shortcodes", "repairs")
        }
        self.samples: set[Sample] = set()
        self.links: list[Item] = []

    def see(self, item: Item) -> None:
        self.found.items += 1
        of_type = self.found.types.setdefault(item.type[:40], {})
        of_type[item.status[:40]] = of_type.get(item.status[:40], 0) + 1
        self.seen_terms |= {(term.taxonomy, term.slug) for term in item.terms}
        self._count("replies", (comment.approved for comment in item.comments))
        self._count("repairs", (repair.what for repair in item.repairs))
        self._see_kind(item)
        if item.trouble and len(self.found.uncertain) < MOST_NAMES:
            self.found.uncertain.append(item.trouble)

    def _see_kind(self, item: Item) -> None:
        kind = self.options.kind_of(item.type)
        if kind == "attachment":
            self._count("hosts", [host_of(item.attachment_url)])
            self._look_for_file(item)
        elif kind:
            self.logins.add(plain_login(item.creator))
            self.found.with_password += bool(item.password)
            self._count("blocks", BLOCK.findall(item.content))
            self._count("shortcodes", SHORTCODE.findall(item.content))
            self._sample(item, kind)

    def _look_for_file(self, item: Item) -> None:
        if self.folder is None:
            return
        try:
            opened = next(filter(None, map(self.folder.open, attachment_of(item).paths())), None)
        except MediaTrouble:
            opened = None
        if opened:
            opened.close()
        self.found.files_found += opened is not None
        self.found.files_missing += opened is None

    def _sample(self, item: Item, kind: str) -> None:
        offset, utc = offset_in_minutes(item), stamp(item.date_gmt)
        if offset is not None and utc and len(self.samples) < MOST_SAMPLES:
            self.samples.add((utc, offset))
        if kind == "post" and item.status == "publish" and len(self.links) < MOST_SAMPLES:
            self.links.append(replace(item, content="", raw=b"", meta=(), comments=()))

    def _count(self, what: str, names: Any) -> None:
        counts = self.counts[what]
        for name in names:
            if name in counts or len(counts) < MOST_NAMES:
                counts[name] += 1

    def finish(self, export: Export) -> Scan:
        found = self.found
        found.title, found.address, found.warnings = export.blog.title, export.blog.address, list(export.warnings)
        for repair in export.repairs:  # outside of items
            self.counts["repairs"][repair.what] += repair.times
        for name, counts in self.counts.items():
            setattr(found, name, dict(counts.most_common()))
        self.seen_terms |= {(term.taxonomy, term.slug) for term in export.terms}
        found.terms = dict(Counter(taxonomy for taxonomy, _slug in self.seen_terms).most_common())
        declared = {plain_login(person.login) for person in export.people}
        found.people = sorted((declared | self.logins) - {""})
        found.undeclared = sorted(self.logins - declared - {""})
        found.zones = zones_that_fit(self.samples)
        root = normal_path(found.address.partition("//")[2].partition("/")[2])
        found.permalinks = structure_of(self.links, root)
        found.summary = _sentences(found, self.options)
        return found


def _sentences(found: Scan, options: Options) -> list[str]:
    counts = {kind: _of_kind(found, options, kind) for kind in ("post", "page", "attachment")}
    sentences = [
        _("“%(title)s” has %(posts)s posts, %(pages)s pages and %(files)s files.")
        % {"title": found.title, "posts": counts["post"], "pages": counts["page"], "files": counts["attachment"]}
    ]
    if counts["post"] and not counts["attachment"]:
        sentences.append(
            _("No pictures are in this export: export “All content” instead, or they will all be missing.")
        )
    if found.zones and settings.TIME_ZONE not in found.zones:
        sentences.append(
            _("The clock of the old blog was that of %(zone)s: set TIME_ZONE to it before you import.")
            % {"zone": found.zones[0]}
        )
    if found.files_found or found.files_missing:
        sentences.append(
            _("%(found)s of its files are in the folder, %(missing)s are not.")
            % {"found": found.files_found, "missing": found.files_missing}
        )
    if found.with_password:
        sentences.append(
            ngettext(
                "%(n)s post or page asks for a password.",
                "%(n)s posts or pages ask for a password.",
                found.with_password,
            )
            % {"n": found.with_password}
        )
    return sentences


def _of_kind(found: Scan, options: Options, kind: str) -> int:
    return sum(sum(found.types.get(type, {}).values()) for type in options.types_of(kind))
