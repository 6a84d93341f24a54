"""The words that pages are written in: each is there as soon as a page has it, and goes when they are gone through."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models.expressions import RawSQL

from search.backends.engine import Engine
from search.columns import words_of
from search.models import STRETCH, IndexEntry, Word
from search.terms import AnyOf
from search.terms import Word as WordTerm

ADDED_AT_ONCE = 5_000
ENTRIES_AT_ONCE = 100
FORGOTTEN_AT_ONCE = 100


def add_words(words: Iterable[str]) -> None:
    Word.objects.bulk_create(map(Word, sorted(words)), batch_size=ADDED_AT_ONCE, ignore_conflicts=True)


def forget_all_but(used: set[str], engine: Engine) -> None:
    """The words that no page has any more, published or not, once ``used`` were found in all pages."""
    unused = sorted(word for word in Word.objects.values_list("pk", flat=True).iterator() if word not in used)
    for start in range(0, len(unused), FORGOTTEN_AT_ONCE):
        _forget(unused[start : start + FORGOTTEN_AT_ONCE], engine)


@transaction.atomic
def _forget(words: Sequence[str], engine: Engine) -> None:
    """Whoever writes a page meanwhile loses none of its words.

    Entries are written before their words: what has been added since all entries were written is found by its
    entry, and stays. Whoever has written an entry that can't be read yet adds its words before this begins or after
    it has ended.
    """
    engine.hold_words()
    Word.objects.filter(pk__in=words).delete()
    if match := engine.match(AnyOf(tuple(map(WordTerm, words))), english=False):
        keys = RawSQL(f"SELECT id FROM ({match.keys.sql}) AS fitting", match.keys.params)
        having = IndexEntry.objects.filter(pk__lt=STRETCH, pk__in=keys)
        add_words({word for entry in having.iterator(ENTRIES_AT_ONCE) for word in words_of(entry)}.intersection(words))
