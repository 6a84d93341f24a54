"""Searching on SQLite, by two FTS5 tables over the index.

``search_stems`` holds words by their English stems, ``search_words`` as they are written; neither holds the text
a second time. Both fold accents. https://www.sqlite.org/fts5.html
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import DatabaseError, connection
from django.db.models.functions import Length

from search.backends.engine import (
    BEGIN_MARK,
    END_MARK,
    WEIGHTS,
    WORDS_IN_AN_EXCERPT,
    Asked,
    Engine,
    Keys,
    Match,
    Notation,
)
from search.models import IndexEntry, Word
from search.terms import Term

STEMS, WORDS = "search_stems", "search_words"
FOLDED = "unicode61 remove_diacritics 2"
TABLE = IndexEntry._meta.db_table
LONGEST_NAP = 0.1  # seconds: SQLite has no queue, and who waits to write looks again after this time at the latest


class Table(NamedTuple):
    columns: tuple[str, ...]
    options: str


TABLES = {
    STEMS: Table(tuple(WEIGHTS), f"tokenize='porter {FOLDED}'"),
    WORDS: Table(IndexEntry.COLUMNS, f"tokenize='{FOLDED}', prefix='2 3'"),
}
TRIGGERS = [f"{table}_{when}" for table in TABLES for when in ("insert", "update", "delete")]


class InFTS5(Notation):
    def word(self, word: str, columns: tuple[str, ...]) -> str:
        return f'{_within(columns)}"{word}"'

    def phrase(self, words: list[str], columns: tuple[str, ...]) -> str:
        return f'{_within(columns)}"{" ".join(words)}"'

    def beginning(self, words: list[str], columns: tuple[str, ...]) -> str:
        return f"{self.phrase(words, columns)} *"


def _within(columns: tuple[str, ...]) -> str:
    return f"{{{' '.join(columns)}}} : " if columns else ""


class SQLiteEngine(Engine):
    join = "CROSS JOIN"  # in this order: SQLite would rather go through every post and ask whether it matches
    notation = InFTS5()

    def create(self) -> None:
        with connection.cursor() as cursor:
            for statement in _statements():
                cursor.execute(statement)

    def problem(self) -> str:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT COUNT(*) FROM {TABLE} WHERE id IN (SELECT MAX(id) FROM {TABLE})")
                for table in TABLES:
                    cursor.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH 'a' LIMIT 1")
                    cursor.fetchall()
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                missing = set(TRIGGERS) - {name for (name,) in cursor.fetchall()}
        except DatabaseError as error:
            return type(error).__name__
        return f"{', '.join(sorted(missing))} missing" if missing else ""

    def wait_for_turn(self) -> None:
        """Each transaction is alone from its beginning (DATABASES in config/settings.py)."""

    def give_way(self) -> None:
        if not connection.in_atomic_block:
            time.sleep(LONGEST_NAP)

    def match(self, term: Term, english: bool) -> Match | None:
        asked = Asked.of(term, self.notation)
        table, first = _first(asked, english)
        if not first:
            return None
        sql = f"FROM {table} WHERE {table} MATCH %s"
        params: list[Any] = [first]
        if table == STEMS and asked.exact:
            sql += f" AND rowid IN (SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s)"
            params.append(asked.exact)
        for unwanted in asked.unwanted:
            sql += f" AND rowid NOT IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)"
            params.append(unwanted)
        scored = f"SELECT rowid AS id, -bm25({table}, {_weights(table)}) AS score {sql}"
        return Match(scored, params, Keys(f"SELECT rowid AS id {sql}", params))

    def excerpts(self, term: Term, english: bool, keys: Sequence[int]) -> dict[int, dict[str, str]]:
        asked = Asked.of(term, self.notation)
        table = STEMS if english else WORDS
        wanted = " OR ".join(asked.each)
        if not wanted or not keys:
            return {}
        numbers = [TABLES[table].columns.index(column) for column in WEIGHTS]
        snippets = ", ".join(f"snippet({table}, {number}, %s, %s, '…', {WORDS_IN_AN_EXCERPT})" for number in numbers)
        places = ", ".join("%s" for _ in keys)
        sql = f"SELECT rowid, {snippets} FROM {table} WHERE {table} MATCH %s AND rowid IN ({places})"
        with connection.cursor() as cursor:
            cursor.execute(sql, [*[BEGIN_MARK, END_MARK] * len(numbers), wanted, *keys])
            return {key: _with_marks(texts) for key, *texts in cursor.fetchall()}

    def near(self, word: str) -> Iterable[str]:
        """All of about its length: going through them takes a few milliseconds, and the first letter may be wrong."""
        words = Word.objects.annotate(length=Length("text"))
        return words.filter(length__gte=len(word) - 2, length__lte=len(word) + 2).values_list("text", flat=True)

    def hold_words(self) -> None:
        """Nobody else writes anything."""


def _first(asked: Asked, english: bool) -> tuple[str, str]:
    """Which table is asked, and what."""
    if english and asked.loose:
        return STEMS, asked.loose
    return WORDS, " AND ".join(filter(None, [asked.loose, asked.exact]))


def _with_marks(texts: Sequence[str | None]) -> dict[str, str]:
    return {column: text for column, text in zip(WEIGHTS, texts, strict=True) if text and BEGIN_MARK in text}


def _weights(table: str) -> str:
    return ", ".join(str(WEIGHTS.get(column, 1.0)) for column in TABLES[table].columns)


def _statements() -> Iterator[str]:
    for trigger in TRIGGERS:
        yield f"DROP TRIGGER IF EXISTS {trigger}"
    for table in TABLES:
        yield f"DROP TABLE IF EXISTS {table}"
    yield f"DELETE FROM {TABLE}"
    for table, (columns, options) in TABLES.items():
        named = ", ".join(columns)
        old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("old", "new"))
        changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
        insert = f"INSERT INTO {table}(rowid, {named}) VALUES (new.id, {new});"
        delete = f"INSERT INTO {table}({table}, rowid, {named}) VALUES ('delete', old.id, {old});"
        yield f"CREATE VIRTUAL TABLE {table} USING fts5({named}, content='{TABLE}', content_rowid='id', {options})"
        yield f"CREATE TRIGGER {table}_insert AFTER INSERT ON {TABLE} BEGIN {insert} END"
        yield f"CREATE TRIGGER {table}_delete AFTER DELETE ON {TABLE} BEGIN {delete} END"
        yield f"CREATE TRIGGER {table}_update AFTER UPDATE ON {TABLE} WHEN {changed} BEGIN {delete} {insert} END"
