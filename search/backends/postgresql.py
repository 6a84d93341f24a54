"""Searching on PostgreSQL, by vectors that a trigger keeps beside the index.

``stems`` holds words by their English stems, ``openings`` those that things are chosen by before they are written out,
``ranks`` the stems of all but the body, short enough to rank tens of thousands of posts by. ``words``, as they are
written, stand in a table of their own, where PostgreSQL comes by them in half the time: for a phrase it must read them
of every entry that has its words. All are without accents.
https://www.postgresql.org/docs/current/textsearch.html
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

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
from search.terms import In, Term

TABLE, WORD_TABLE = IndexEntry._meta.db_table, Word._meta.db_table
STEMMING, ENGLISH, PLAIN = "goodwill_stems", "goodwill_english", "goodwill_plain"
# Vectors know four weights: names share one with the lead.
LABELS = {"title": "A", "beginnings": "A", "lead": "B", "names": "B", "credits": "C", "body": "D"}
VECTORS = ("stems", "openings", "ranks")
WRITTEN = "search_written"  # the table of words
# The vectors that are searched, by where they stand.
SEARCHED = {"stems": TABLE, "openings": TABLE, "words": WRITTEN}
BY_LABEL = "{0.1, 0.3, 0.5, 1.0}"  # D to A
# Signs that PostgreSQL would take for part of a word, an address or a number.
SIGNS = "-/._@:''’+\\&=?#~%"
KINDS = """asciiword word numword asciihword hword numhword hword_asciipart hword_part hword_numpart
    int uint float sfloat version email host url url_path file""".split()
# Where more was found, bodies are not read to rank it: that takes longer than everything else together.
MOST_RANKED_BY_BODY = 2_000
RANKED = f"CASE WHEN n <= {MOST_RANKED_BY_BODY} THEN vector ELSE ranks END"
FUNCTIONS = ("search_near", *(f"search_{what}by_{vector}" for what in ("", "keys_") for vector in SEARCHED))
TRIGGERS = ("search_vectors", "search_forget", "search_forget_all")
# Of the groups of three letters of both words: one wrong letter in four, or two in eight, leave a fifth the same.
LEAST_ALIKE = 0.15


class InTsquery(Notation):
    both, either, but_not = "&", "|", "& !"

    def word(self, word: str, columns: tuple[str, ...]) -> str:
        return f"{word}:{_labels(columns)}" if columns else word

    def phrase(self, words: list[str], columns: tuple[str, ...]) -> str:
        return f"({' <-> '.join(self.word(word, columns) for word in words)})"

    def beginning(self, words: list[str], columns: tuple[str, ...]) -> str:
        *whole, last = words
        return f"({' <-> '.join([*(self.word(word, columns) for word in whole), f'{last}:*{_labels(columns)}'])})"


def _labels(columns: tuple[str, ...]) -> str:
    return "".join(sorted({LABELS[column] for column in columns}))


class PostgreSQLEngine(Engine):
    notation = InTsquery()

    def create(self) -> None:
        with connection.cursor() as cursor:
            for statement in _statements():
                cursor.execute(statement)

    def problem(self) -> str:
        columns = "SELECT attname::text FROM pg_attribute WHERE attrelid = %s::regclass AND NOT attisdropped"
        configurations = "SELECT cfgname::text FROM pg_ts_config"
        # There are no triggers without their functions, some of which have the same names.
        functions = "SELECT proname::text FROM pg_proc WHERE prorettype <> 'trigger'::regtype"
        triggers = "SELECT tgname::text FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'"
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join([columns, triggers, configurations, functions]), [TABLE, TABLE])
            missing = {*VECTORS, *TRIGGERS, ENGLISH, PLAIN, *FUNCTIONS} - {name for (name,) in cursor}
        return f"{', '.join(sorted(missing))} missing" if missing else ""

    def wait_for_turn(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s::regclass::oid::bigint)", [TABLE])

    def give_way(self) -> None:
        """Who waits is in a queue."""

    def match(self, term: Term, english: bool) -> Match | None:
        vector, language = "words", PLAIN
        if isinstance(term, In) and term.columns == ("beginnings",):
            term, vector = term.term, "openings"
        asked = Asked.of(term, self.notation)
        if not asked:
            return None
        if stemmed := english and bool(asked.loose) and vector == "words":
            vector, language = "stems", ENGLISH
        wanted = [asked.loose] if stemmed else [text for text in (asked.loose, asked.exact) if text]
        texts = [" & ".join([*wanted, *(f"!{text}" for text in asked.unwanted)])]
        fitting = f"search_by_{vector}(to_tsquery('{language}', %s))"
        keys = f"SELECT id FROM search_keys_by_{vector}(to_tsquery('{language}', %s)) AS key(id)"
        if stemmed and asked.exact:
            exact = f" WHERE id IN (SELECT search_keys_by_words(to_tsquery('{PLAIN}', %s)))"
            fitting, keys = fitting + exact, keys + exact
            texts.append(asked.exact)
        # Whatever fits has every part: how rare each is says nothing about which entry is better.
        score = f"ts_rank('{BY_LABEL}', {RANKED}, to_tsquery('{language}', %s), 1)"
        return Match(
            f"WITH fitting AS MATERIALIZED (SELECT * FROM {fitting}), size AS (SELECT COUNT(*) AS n FROM fitting)"
            f" SELECT id, {score} AS score FROM fitting, size",
            [*texts, " | ".join(asked.each)],
            Keys(keys, texts),
        )

    def excerpts(self, term: Term, english: bool, keys: Sequence[int]) -> dict[int, dict[str, str]]:
        asked = Asked.of(term, self.notation)
        if not asked or not keys:
            return {}
        language = ENGLISH if english else PLAIN
        how = f"StartSel={BEGIN_MARK}, StopSel={END_MARK}, MaxWords={WORDS_IN_AN_EXCERPT}, MinWords=18, MaxFragments=1"
        headline = f"ts_headline('{language}', %s, to_tsquery('{language}', %%s), %%s)"
        rows = IndexEntry.objects.filter(pk__in=keys)
        for column in WEIGHTS:
            params = [" | ".join(asked.each), how]
            rows = rows.annotate(**{f"found_{column}": RawSQL(headline % column, params)})
        found = rows.values_list("pk", *(f"found_{column}" for column in WEIGHTS))
        return {key: _with_marks(texts) for key, *texts in found}

    def near(self, word: str) -> Iterable[str]:
        """Those that share a few of its groups of three letters, and those with two of its letters the other way round.

        Of a short word the latter may share no group at all.
        """
        sql = f"SELECT * FROM search_near(%s) UNION SELECT text FROM {WORD_TABLE} WHERE text = ANY(%s)"
        with connection.cursor() as cursor:
            cursor.execute(sql, [word, _with_two_letters_changed(word)])
            return [text for (text,) in cursor.fetchall()]

    def hold_words(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {WORD_TABLE} IN SHARE ROW EXCLUSIVE MODE")


def _with_two_letters_changed(word: str) -> list[str]:
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]


def _with_marks(texts: Sequence[str]) -> dict[str, str]:
    return {column: text for column, text in zip(WEIGHTS, texts, strict=True) if BEGIN_MARK in text}


def _vector(language: str, columns: Iterable[str]) -> str:
    spaces = " " * len(SIGNS.replace("''", "'"))
    return " || ".join(
        f"setweight(to_tsvector('{language}', translate(NEW.{column}, E'{SIGNS}', '{spaces}')), '{LABELS[column]}')"
        for column in columns
    )


def _statements() -> Iterator[str]:
    short = [column for column in WEIGHTS if column != "body"]
    yield "CREATE EXTENSION IF NOT EXISTS unaccent"
    yield "CREATE EXTENSION IF NOT EXISTS pg_trgm"
    for trigger in TRIGGERS:
        yield f"DROP TRIGGER IF EXISTS {trigger} ON {TABLE}"
    yield f"TRUNCATE {TABLE}"
    for name in FUNCTIONS:
        yield f"DROP FUNCTION IF EXISTS {name}"
    for name in (ENGLISH, PLAIN):
        yield f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {name}"
    yield f"DROP TEXT SEARCH DICTIONARY IF EXISTS {STEMMING}"
    # Without a list of words to leave out: what is too common to look for is decided for both databases alike.
    yield f"CREATE TEXT SEARCH DICTIONARY {STEMMING} (TEMPLATE = snowball, LANGUAGE = english)"
    for name, dictionary in ((ENGLISH, STEMMING), (PLAIN, "simple")):
        yield f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = simple)"
        kinds = ", ".join(KINDS)
        yield f"ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR {kinds} WITH unaccent, {dictionary}"
    for column in (*VECTORS, "words"):
        yield f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS {column}"
    for column in VECTORS:
        yield f"ALTER TABLE {TABLE} ADD COLUMN {column} tsvector"
    # A row is read for each entry that fits, of which only the short vector is looked at: all else is kept elsewhere.
    yield f"ALTER TABLE {TABLE} SET (toast_tuple_target = 256)"
    yield f"ALTER TABLE {TABLE} ALTER COLUMN ranks SET STORAGE MAIN"
    yield f"DROP TABLE IF EXISTS {WRITTEN}"
    yield f"CREATE TABLE {WRITTEN} (id bigint PRIMARY KEY, words tsvector)"
    yield f"ALTER TABLE {WRITTEN} ALTER COLUMN words SET STORAGE MAIN"
    for column, table in SEARCHED.items():
        with_ranks = table if table == TABLE else f"{table} JOIN {TABLE} USING (id)"
        yield f"CREATE INDEX search_{column} ON {table} USING gin ({column})"
        # PostgreSQL reckons what reading a table costs without the long values stored beside it, and would rather
        # read every vector than ask the index as soon as a word is in every fifth post: ten times as slow.
        yield f"""
            CREATE FUNCTION search_by_{column}(wanted tsquery)
            RETURNS TABLE (id bigint, ranks tsvector, vector tsvector) LANGUAGE sql STABLE SET enable_seqscan = off
            AS $$ SELECT id, ranks, {column} FROM {with_ranks} WHERE {column} @@ wanted $$
        """
        yield f"""
            CREATE FUNCTION search_keys_by_{column}(wanted tsquery)
            RETURNS SETOF bigint LANGUAGE sql STABLE SET enable_seqscan = off
            AS $$ SELECT id FROM {table} WHERE {column} @@ wanted $$
        """
    yield f"CREATE INDEX IF NOT EXISTS search_near_words ON {WORD_TABLE} USING gin (text gin_trgm_ops)"
    yield "SELECT show_limit()"  # the setting is known once its extension is in use
    yield f"""
        CREATE FUNCTION search_near(wanted text) RETURNS SETOF text LANGUAGE sql STABLE
        SET enable_seqscan = off SET pg_trgm.similarity_threshold = {LEAST_ALIKE}
        AS $$ SELECT text FROM {WORD_TABLE} WHERE text % wanted ORDER BY similarity(text, wanted) DESC LIMIT 300 $$
    """
    named = ", ".join(IndexEntry.COLUMNS)
    old, new = (", ".join(f"{row}.{column}" for column in IndexEntry.COLUMNS) for row in ("OLD", "NEW"))
    # An entry that is written again is first offered as a new one, and then as the change of what is there.
    yield f"""
        CREATE OR REPLACE FUNCTION search_vectors() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                IF EXISTS (SELECT FROM {TABLE} WHERE id = NEW.id) THEN RETURN NEW; END IF;
            ELSIF ({old}) IS NOT DISTINCT FROM ({new}) THEN
                RETURN NEW;
            END IF;
            NEW.ranks := {_vector(ENGLISH, short)};
            NEW.stems := NEW.ranks || {_vector(ENGLISH, ["body"])};
            NEW.openings := {_vector(PLAIN, ["beginnings"])};
            INSERT INTO {WRITTEN} VALUES (NEW.id, {_vector(PLAIN, IndexEntry.COLUMNS)})
                ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words;
            RETURN NEW;
        END $$
    """
    yield f"""
        CREATE OR REPLACE FUNCTION search_forget() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'TRUNCATE' THEN TRUNCATE {WRITTEN}; ELSE DELETE FROM {WRITTEN} WHERE id = OLD.id; END IF;
            RETURN NULL;
        END $$
    """
    for name, when, function in (
        ("search_vectors", f"BEFORE INSERT OR UPDATE OF {named} ON {TABLE} FOR EACH ROW", "search_vectors"),
        ("search_forget", f"AFTER DELETE ON {TABLE} FOR EACH ROW", "search_forget"),
        ("search_forget_all", f"AFTER TRUNCATE ON {TABLE}", "search_forget"),
    ):
        yield f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {function}()"
