"""The words that pages are written in: each is there as soon as a page has it, and goes when they are gone through."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models.expressions import RawSQL

from search.backends.engine import Engine
from search.columns import words_of
from search.models import STRETCH, IndexEntry, Word
from search.terms import AnyOf
from search.terms import Word as WordTerm

ADDED_AT_ONCE = 5_000
LOOKED_FOR_AT_ONCE = 100_000  # so many are held in memory, and looked for in all entries, one time after another
ENTRIES_AT_ONCE = 100
FORGOTTEN_AT_ONCE = 100


def add_words_of(entries: Iterable[IndexEntry]) -> None:
    """Of pages, after their entries: see ``_forget``."""
    _add(set().union(*map(words_of, entries)))


def forget_unused_words(engine: Engine) -> None:
    """Those that no page has any more, published or not."""
    stored, last = Word.objects.order_by("pk").values_list("pk", flat=True), ""
    while words := list(stored.filter(pk__gt=last)[:LOOKED_FOR_AT_ONCE]):
        unused = set(words)
        for entry in _entries_of_pages():
            unused -= words_of(entry)
        few = sorted(unused)
        for start in range(0, len(few), FORGOTTEN_AT_ONCE):
            _forget(few[start : start + FORGOTTEN_AT_ONCE], engine)
        last = words[-1]


@transaction.atomic
def _forget(words: Sequence[str], engine: Engine) -> None:
    """Whoever writes a page meanwhile loses none of its words.

    Entries are written before their words: what has been added since the entries were gone through is found by its
    entry, and stays. Whoever has written an entry that can't be read yet adds its words before this begins or after
    it has ended.
    """
    engine.hold_words()
    Word.objects.filter(pk__in=words).delete()
    if match := engine.match(AnyOf(tuple(map(WordTerm, words))), english=False):
        keys = RawSQL(f"SELECT id FROM ({match.keys.sql}) AS fitting", match.keys.params)
        having = IndexEntry.objects.filter(pk__lt=STRETCH, pk__in=keys)
        _add({word for entry in having.iterator(ENTRIES_AT_ONCE) for word in words_of(entry)}.intersection(words))


def _add(words: Iterable[str]) -> None:
    Word.objects.bulk_create(map(Word, sorted(words)), batch_size=ADDED_AT_ONCE, ignore_conflicts=True)


def _entries_of_pages() -> Iterator[IndexEntry]:
    last = 0
    while few := list(IndexEntry.objects.filter(pk__gt=last, pk__lt=STRETCH).order_by("pk")[:ENTRIES_AT_ONCE]):
        yield from few
        last = few[-1].pk
