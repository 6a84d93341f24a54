"""Wagtail's search, on the engine of the database: ``Model.objects.search()``, and with it the whole admin.

Named in WAGTAILSEARCH_BACKENDS. Readers' own search (``search/answering.py``) asks the engine itself.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Count, F, Model, QuerySet
from django.db.models.expressions import RawSQL
from wagtail.search import query as wagtail
from wagtail.search.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
)
from wagtail.search.index import get_indexed_models

from search.backends.engine import Engine, Match, tokens
from search.backends.vocabulary import add_words_of, forget_unused_words
from search.columns import COLUMNS, entry_of
from search.models import STRETCH, IndexEntry, first_key
from search.terms import All, AnyOf, Beginning, In, Phrase, Term, Without
from search.terms import Word as WordTerm

MOST_CHARACTERS = 200
MOST_WORDS = 24
WRITTEN_AT_ONCE = 200
EVERYTHING = 10**9


class Index(BaseIndex):
    """The rows of ``IndexEntry``: who writes one has indexed it."""

    def add_item(self, item: Model) -> None:
        self.add_items(type(item), [item])

    def add_items(self, model: type[Model], items: Iterable[Model]) -> None:
        entries = [entry_of(item) for item in items]
        IndexEntry.objects.bulk_create(
            entries,
            batch_size=WRITTEN_AT_ONCE,
            update_conflicts=True,
            update_fields=IndexEntry.COLUMNS,
            unique_fields=["id"],
        )
        if first_key(model) == 0:
            add_words_of(entries)

    def delete_item(self, item: Model) -> None:
        IndexEntry.objects.filter(pk=first_key(type(item)) + item.pk).delete()

    def reset(self) -> None:
        self.backend.engine.create()


class Rebuilder:
    """For ``manage.py update_index``: what is indexed stays to be found meanwhile, unless it is broken."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def start(self) -> Index:
        if self.index.backend.engine.problem():
            self.index.backend.engine.create()
        return self.index

    def finish(self) -> None:
        for model in roots():
            forget_what_is_gone(model)
        forget_unused_words(self.index.backend.engine)


def roots() -> list[type[Model]]:
    """The indexed models that are no special kind of another."""
    return [model for model in get_indexed_models() if not model._meta.parents]


def forget_what_is_gone(model: type[Model]) -> None:
    first = first_key(model)
    there = model._base_manager.annotate(entry=F("pk") + first).values("entry")
    IndexEntry.objects.filter(pk__range=(first, first + STRETCH - 1)).exclude(pk__in=there).delete()


class Compiler(BaseSearchQueryCompiler):
    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    english = True

    def narrowed(self, engine: Engine) -> tuple[QuerySet, Match | None]:
        """The queryset of what fits, and what tells how well; ``None`` if it all fits alike."""
        query, negated = _without_outer_not(self.query)
        if isinstance(query, wagtail.MatchAll):
            return (self.queryset.none() if negated else self.queryset), None
        match = engine.match(self.term(query), self.english)
        if match is None:
            return self.queryset.none(), None
        keys = RawSQL(f"SELECT id - {self.first_key} FROM ({match.keys.sql}) AS matching", match.keys.params)
        if negated:
            return self.queryset.exclude(pk__in=keys), None
        return self.queryset.filter(pk__in=keys), match

    def best(self, engine: Engine, match: Match, start: int, stop: int | None) -> dict[Any, float]:
        """The keys of the best of the queryset, in order, with how good they are.

        A statement of its own: a score beside each row is what makes a search slow, on SQLite quadratically.
        """
        rows, params = self.queryset.order_by().values_list("pk").query.sql_with_params()
        count = EVERYTHING if stop is None else max(0, stop - start)
        statement = (
            f"WITH there(id) AS ({rows}) SELECT there.id, score FROM ({match.sql}) AS matching"
            f" {engine.join} there ON there.id = matching.id - {self.first_key}"
            f" ORDER BY score DESC, there.id DESC LIMIT {count} OFFSET {start}"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [*params, *match.params])
            return dict(cursor.fetchall())

    @property
    def first_key(self) -> int:
        return first_key(self.queryset.model)

    def term(self, query: Any) -> Term:
        term = _term(query)
        return In(tuple({COLUMNS.get(name, "body") for name in self.fields}), term) if self.fields else term


class AutocompleteCompiler(Compiler):
    english = False

    def term(self, query: Any) -> Term:
        """The last word may be unfinished."""
        *whole, last = tokens(_text(query))[:MOST_WORDS] or [""]
        return In(("beginnings",), All((*map(WordTerm, whole), Beginning(last))))


class Results(BaseSearchResults):
    supports_facet = True

    def _do_search(self) -> list[Model]:
        compiler, engine = self.query_compiler, self.backend.engine
        found, match = compiler.narrowed(engine)
        if match is None or not (compiler.order_by_relevance or self._score_field):
            return list(_in_order(found)[self.start : self.stop])
        if compiler.order_by_relevance:
            scores = compiler.best(engine, match, self.start, self.stop)
            things = {thing.pk: thing for thing in compiler.queryset.filter(pk__in=list(scores))}
            return [self._with_score(things[key], score) for key, score in scores.items() if key in things]
        scores = compiler.best(engine, match, 0, None)
        return [self._with_score(thing, scores[thing.pk]) for thing in _in_order(found)[self.start : self.stop]]

    def _with_score(self, thing: Model, score: float) -> Model:
        if self._score_field:
            setattr(thing, self._score_field, score)
        return thing

    def _do_count(self) -> int:
        found, _match = self.query_compiler.narrowed(self.backend.engine)
        return found[self.start : self.stop].count()

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        compiler = self.query_compiler
        if compiler._get_filterable_field(field_name) is None:
            model = compiler.queryset.model.__name__
            raise FilterFieldError(
                f'Add index.FilterField("{field_name}") to {model}.search_fields.', field_name=field_name
            )
        found = compiler.narrowed(self.backend.engine)[0].order_by()
        counts: Counter[Any] = Counter(dict(found.values_list(field_name).annotate(Count("pk", distinct=True))))
        return OrderedDict(counts.most_common())


class Backend(BaseSearchBackend):
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
    results_class = Results
    rebuilder_class = Rebuilder

    def __init__(self, params: dict[str, Any], engine: Engine) -> None:
        super().__init__(params)
        self.engine = engine

    def problem(self) -> str:
        """What the owner of the site should know of the index; empty if it is sound."""
        found = self.engine.problem()
        return f"{found}: run manage.py update_index" if found else ""


def _in_order(found: QuerySet) -> QuerySet:
    """As it was, or the newest rows first: pages of a list must not change places."""
    return found if found.query.order_by else found.order_by("-pk")


def _without_outer_not(query: Any) -> tuple[Any, bool]:
    negated = False
    while isinstance(query, wagtail.Not):
        query, negated = query.subquery, not negated
    return query, negated


def _term(query: Any) -> Term:
    """Wagtail's way to say what is looked for, in ours."""
    match query:
        case wagtail.Phrase():
            return Phrase(query.query_string[:MOST_CHARACTERS])
        case wagtail.PlainText() | wagtail.Fuzzy():
            return _words(query.query_string, query.operator)
        case wagtail.Boost():
            return _term(query.subquery)
        case wagtail.Or():
            return AnyOf(tuple(map(_term, query.subqueries)))
        case wagtail.And():
            unwanted = [_term(part.subquery) for part in query.subqueries if isinstance(part, wagtail.Not)]
            wanted: Term = All(tuple(_term(part) for part in query.subqueries if not isinstance(part, wagtail.Not)))
            return Without(wanted, AnyOf(tuple(unwanted))) if unwanted else wanted
    raise NotImplementedError(f"{type(query).__name__} cannot be searched for within another query")


def _text(query: Any) -> str:
    """Everything that is typed into ``query``, however Wagtail took it apart."""
    if isinstance(query, wagtail.And | wagtail.Or):
        return " ".join(map(_text, query.subqueries))
    return getattr(query, "query_string", "")[:MOST_CHARACTERS]


def _words(text: str, operator: str) -> Term:
    words = tuple(map(WordTerm, tokens(text[:MOST_CHARACTERS])[:MOST_WORDS]))
    return AnyOf(words) if operator == "or" else All(words)
