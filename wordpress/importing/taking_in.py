"""The files read once: each item is written down as it is, together with what is to become of it."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from wordpress.addresses.lookups import digest_of
from wordpress.addresses.meaning import Shape, normal_path
from wordpress.addresses.structure import MOST_POSTS, other_paths
from wordpress.importing import reasons
from wordpress.importing.batches import within
from wordpress.importing.blogs import host_of
from wordpress.importing.kept_raw import packed, without_private
from wordpress.importing.named import BYLINE, login_of
from wordpress.importing.options import Options
from wordpress.importing.titles import cut, plain_title
from wordpress.models import ImportedBlog, ImportedItem, ImportRun, ItemState, OldPath
from wordpress.wxr.facts import Item, Person, Term

# Written anew of an item that has changed there.
OF_THE_SOURCE = "status title date menu_order parent_id_there path path_digest slug source_hash notes raw".split()
MOST_HOSTS = 50
MOST_PATHS = 100  # of one item


@dataclass
class Used:
    """What items speak of, whether or not the file declares it: once each, in the order of their first use."""

    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    hosts: dict[str, None] = field(default_factory=dict)  # of attached files
    posts: list[Item] = field(default_factory=list)  # the first MOST_POSTS, without what they say

    def note(self, item: Item) -> None:
        for term in item.terms:
            self.terms.setdefault((term.taxonomy, term.slug), term)
            if term.taxonomy == BYLINE:
                self.people.setdefault(login_of(term), Person(login_of(term), term.name))
        if item.type in ("post", "page") and item.creator:
            self.people.setdefault(item.creator, Person(item.creator))
        if item.type == "post" and item.status == "publish" and len(self.posts) < MOST_POSTS:
            self.posts.append(replace(item, content="", raw=b"", meta=(), comments=()))
        host = host_of(item.attachment_url)
        if host and len(self.hosts) < MOST_HOSTS:
            self.hosts.setdefault(host)


class TakingIn:
    """Writes the items of one run down. ``used`` is complete when all have been taken in."""

    AT_ONCE = 200

    def __init__(self, run: ImportRun, blog: ImportedBlog, options: Options) -> None:
        self.run, self.blog, self.options = run, blog, options
        self.used = Used()
        self._named: Counter[bytes] = Counter()
        self._sources: set[bytes] = set()

    def take(self, items: list[Item]) -> None:
        """To be called within one transaction."""
        rows = [self._row(item) for item in items]
        of_old = self.blog.items.filter(key__in=[row.key for row in rows]).defer("raw")
        known = {row.key: row for row in of_old}
        hashes = {key: row.source_hash for key, row in known.items()}
        as_they_were = {row.key for row in rows if hashes.get(row.key) == row.source_hash}
        stored = [self._renewed(known[row.key], row) if row.key in known else row for row in rows]
        ImportedItem.objects.bulk_create(row for row in stored if row.pk is None)
        self._update(list(known.values()), as_they_were)
        note_other_paths([both for both in zip(stored, items, strict=True) if both[0].key not in as_they_were], Shape())
        for item in items:
            self.used.note(item)

    def _renewed(self, old: ImportedItem, new: ImportedItem) -> ImportedItem:
        """What was made of it before stays known."""
        is_as_it_was = old.source_hash == new.source_hash
        if not (is_as_it_was and old.run_id == self.run.pk and old.state != ItemState.WAITING):
            old.state, old.reason = self._state_now(old, new)
        for name in () if is_as_it_was else OF_THE_SOURCE:
            setattr(old, name, getattr(new, name))
        return old

    def _state_now(self, old: ImportedItem, new: ImportedItem) -> tuple[str, str]:
        if new.state == ItemState.SKIPPED or not old.written_hash:
            return new.state, new.reason
        if not (old.page_id or old.image_id or old.document_id):
            return (ItemState.WAITING, "") if self.options.recreate else (ItemState.SKIPPED, reasons.DELETED)
        return (ItemState.UNCHANGED if old.written_hash == new.source_hash else ItemState.WAITING), ""

    def _update(self, rows: list[ImportedItem], as_they_were: set[str]) -> None:
        """Most are as they were: of those, only what this run says of them is written, many at once."""
        groups: dict[tuple[str, str], list[int]] = {}
        for row in rows:
            groups.setdefault((row.state, row.reason), []).append(row.pk)
        for (state, reason), keys in groups.items():
            ImportedItem.objects.filter(pk__in=keys).update(state=state, reason=reason, run=self.run)
        if changed := [row for row in rows if row.key not in as_they_were]:
            ImportedItem.objects.bulk_update(changed, OF_THE_SOURCE, batch_size=50)

    def _row(self, item: Item) -> ImportedItem:
        raw, path = without_private(item.raw), normal_path(item.link)
        digest = hashlib.sha256(raw).hexdigest()
        reason = reasons.TWICE if self._is_known(item, digest) else self._reason_to_skip(item)
        return ImportedItem(
            blog=self.blog,
            run=self.run,
            key=self._key(item),
            type=item.type[:40],
            status=item.status[:40],
            title=cut(plain_title(item.title), 255),
            date=item.date[:19],
            menu_order=within(item.menu_order, 31),
            wp_id=within(item.wp_id, 63),
            parent_id_there=within(item.parent, 63),
            slug=item.slug[:255],
            source_hash=digest,
            state=ItemState.SKIPPED if reason else ItemState.WAITING,
            reason=reason,
            notes=_notes_on(item),
            raw=packed(raw),
            path=path,
            path_digest=digest_of(path),
        )

    def _key(self, item: Item) -> str:
        """Ids repeat in real exports, with another guid or even with the same."""
        name = f"{item.type}\0{item.wp_id}\0{item.guid}"
        number = self._named[name_digest := hashlib.md5(name.encode(), usedforsecurity=False).digest()]
        self._named[name_digest] += 1
        return hashlib.sha256(f"{name}\0{number}".encode()).hexdigest()

    def _is_known(self, item: Item, digest: str) -> bool:
        """Files of one export may overlap."""
        source = hashlib.md5(f"{item.type}\0{item.wp_id}\0{digest}".encode(), usedforsecurity=False).digest()
        is_known = source in self._sources
        self._sources.add(source)
        return is_known

    def _reason_to_skip(self, item: Item) -> str:
        kind = self.options.kind_of(item.type)
        if not item.is_whole:
            return reasons.CUT_OFF
        if not kind:
            return reasons.NOT_PUBLIC
        if item.status == "trash" and not self.options.include_trash:
            return reasons.TRASH
        is_too_old = self.options.since and kind != "attachment" and item.date[:10] < self.options.since
        if is_too_old or not self.options.asks_for(kind):
            return reasons.NOT_ASKED_FOR
        return ""


def note_other_paths(items: Iterable[tuple[ImportedItem, Item]], shape: Shape) -> None:
    """Where else they stood there: under earlier names, in other categories; of a file, its own address."""
    OldPath.objects.bulk_create(
        [
            OldPath(item=row, path=path, digest=digest_of(path))
            for row, item in items
            for path in other_paths(item, shape.permalinks, shape.root)[:MOST_PATHS]
        ],
        ignore_conflicts=True,
    )


def _notes_on(item: Item) -> dict[str, Any]:
    notes: dict[str, Any] = {}
    if item.repairs:
        notes["repairs"] = {repair.what: repair.times for repair in item.repairs}
    if item.trouble:
        notes["read"] = [item.trouble]
    return notes
