"""What of a thing is found by which column of the index, and which words it has."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Manager
from wagtail.search.index import AutocompleteField, RelatedFields, SearchField

from search.letters import TOKEN, plain
from search.models import LONGEST_WORD, IndexEntry, first_key

# The fields that count more than a body, by the names models give them.
COLUMNS = {
    "title": "title",
    "introduction": "lead",
    "question": "lead",
    "name_words": "names",
    "credit": "credits",
    "credit_words": "credits",
}
LONGEST_TEXT = 400_000  # characters of one column: PostgreSQL's vectors end near a megabyte
UNSAYABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ue000\ue001\ufffe\uffff]")
WORD = re.compile(r"[^\W\d_]{2,}")
# The databases take off accents alone, and not all marks that no letter is written with as one character.
# Each letter twice: to ignore case would make an i of the ı.
SPECIAL = re.compile("[łŁøØđĐðÐþÞßẞæÆœŒı\u0300-\u036f]")


def entry_of(thing: Any) -> IndexEntry:
    """Of a page or anything else that Wagtail indexes."""
    found: dict[str, list[str]] = defaultdict(list)
    for field in thing.get_search_fields():
        for column, text in _texts(thing, field):
            found[column].append(text)
    texts = {column: _clean("\n".join(found[column])) for column in IndexEntry.COLUMNS}
    first = first_key(type(thing))
    # Of a page, nobody is shown an excerpt of the names alone. Of a picture there is none; but what readers find it by
    # stays apart from its title and tags, which are for editors.
    apart = () if first == 0 else ("credits", "body")
    for beside, columns in (("credits", apart), ("names", [name for name in texts if name not in apart])):
        plain_words = sorted(_without_special_letters(texts[column] for column in columns))
        texts[beside] = _clean(" ".join([texts[beside], *plain_words]))
    return IndexEntry(id=first + thing.pk, **texts)


def words_of(entry: IndexEntry) -> set[str]:
    """In plain small letters; numbers are looked up as they are."""
    texts = (getattr(entry, column) for column in IndexEntry.COLUMNS)
    return {word for text in texts for word in WORD.findall(plain(text)) if len(word) <= LONGEST_WORD}


def _texts(thing: Any, field: Any, column: str = "") -> Iterator[tuple[str, str]]:
    """Everything ``field`` says of ``thing``; what belongs to something joined to it is a name."""
    value = field.get_value(thing)
    if isinstance(field, SearchField):
        yield column or COLUMNS.get(field.field_name, "body"), _text(value)
    elif isinstance(field, AutocompleteField):
        yield "beginnings", _text(value)
    elif isinstance(field, RelatedFields) and value is not None:
        for other in value.all() if isinstance(value, Manager) else [value]:
            for inner in field.fields:
                yield from _texts(other, inner, "names")


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(_text, value))
    if isinstance(value, dict):
        return "\n".join(map(_text, value.values()))
    return "" if value is None else str(value)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", UNSAYABLE.sub(" ", text[:LONGEST_TEXT])).strip()


def _without_special_letters(texts: Iterable[str]) -> set[str]:
    """Words that the databases would only find as they are written, once more as they are typed."""
    special = filter(SPECIAL.search, texts)
    return {plain(word) for text in special for word in TOKEN.findall(text) if SPECIAL.search(word)}
