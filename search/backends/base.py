"""Wagtail's search, on the engine of the database: ``Model.objects.search()``, and with it the whole admin.

Named in WAGTAILSEARCH_BACKENDS. Readers' own search (``search/answering.py``) asks the engine itself.
"""

import logging
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, Exists, F, Model, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from wagtail.models import Site
from wagtail.search import query as wagtail
from wagtail.search.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
)
from wagtail.search.index import get_indexed_models

from blog.kept import keep
from blog.models import BlogPage
from search.backends.engine import BROKEN, Engine, Match, tokens
from search.backends.vocabulary import add_words, forget_all_but
from search.columns import COLUMNS, entry_of, words_of
from search.models import STRETCH, IndexEntry, Language, SearchSettings, first_key
from search.terms import All, AnyOf, Beginning, In, Phrase, Term, Without
from search.terms import Word as WordTerm

logger = logging.getLogger(__name__)
MOST_CHARACTERS = 200
MOST_WORDS = 24
WRITTEN_AT_ONCE = 200
EVERYTHING = 10**9


class Index(BaseIndex):
    """The rows of ``IndexEntry``: who writes one has indexed it."""

    # Of pages; collected while everything is written again.
    words_written: set[str] | None = None

    def add_item(self, item: Model) -> None:
        self.add_items(type(item), [item])

    def add_items(self, model: type[Model], items: Iterable[Model]) -> None:
        self.add_keys(model, [item.pk for item in items])

    def add_keys(self, model: Any, keys: Sequence[Any]) -> None:
        """As the things are at their turn: what was read earlier may be older than what is in the index by now."""
        for start in range(0, len(keys), WRITTEN_AT_ONCE):
            batch = keys[start : start + WRITTEN_AT_ONCE]
            with transaction.atomic():
                self.backend.engine.wait_for_turn()
                self._write(model.get_indexed_objects().filter(pk__in=batch))
            if len(batch) == WRITTEN_AT_ONCE:
                self.backend.engine.give_way()

    def _write(self, things: QuerySet) -> None:
        entries = [entry_of(thing) for thing in things]
        IndexEntry.objects.bulk_create(
            entries, update_conflicts=True, update_fields=IndexEntry.COLUMNS, unique_fields=["id"]
        )
        if first_key(things.model) == 0:
            # After their entries: see forget_all_but().
            words = set().union(*map(words_of, entries))
            add_words(words)
            if self.words_written is not None:
                self.words_written |= words

    def delete_item(self, item: Model) -> None:
        """Nobody finds what is gone: that a broken index still has its words is no reason to keep it."""
        try:
            with transaction.atomic():
                IndexEntry.objects.filter(pk=first_key(type(item)) + item.pk).delete()
        except DatabaseError:
            logger.exception(BROKEN)

    def reset(self) -> None:
        self.backend.engine.create()


class Rebuilder:
    """For ``manage.py update_index``: what is indexed stays to be found meanwhile, unless it is broken."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def start(self) -> Index:
        if self.index.backend.engine.problem():
            self.index.backend.engine.create()
        self.index.words_written = set()
        return self.index

    def finish(self) -> None:
        for model in roots():
            forget_what_is_gone(model)
        if self.index.words_written:
            forget_all_but(self.index.words_written, self.index.backend.engine)


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
    is_by_title = False  # as long as the index is broken

    def narrowed(self, engine: Engine) -> tuple[QuerySet, Match | None]:
        """The queryset of what fits, and what tells how well; ``None`` if it all fits alike."""
        if self.is_by_title:
            return self._by_title(), None
        query, negated = _without_outer_not(self.query)
        if isinstance(query, wagtail.MatchAll):
            return (self.queryset.none() if negated else self.queryset), None
        match = engine.match(self.term(query), self.is_english())
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
        try:
            rows, params = self.queryset.order_by().values_list("pk").query.sql_with_params()
        except EmptyResultSet:
            return {}
        count = EVERYTHING if stop is None else max(0, stop - start)
        statement = (
            f"WITH there(id) AS ({rows}) SELECT there.id, score FROM ({match.sql}) AS matching"
            f" {engine.join} there ON there.id = matching.id - {self.first_key}"
            f" ORDER BY score DESC, there.id DESC LIMIT {count} OFFSET {start}"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [*params, *match.params])
            return dict(cursor.fetchall())

    def _by_title(self) -> QuerySet:
        name = "title" if hasattr(self.queryset.model, "title") else "name"
        found = self.queryset
        for word in tokens(_text(self.query)):
            found = found.filter(**{f"{name}__icontains": word})
        return found

    @property
    def first_key(self) -> int:
        return first_key(self.queryset.model)

    def is_english(self) -> bool:
        """Whether other forms of a word are found too: in the admin, as the settings of the default site have it."""
        return keep("default-site-is-english", _is_default_site_english)

    def term(self, query: Any) -> Term:
        term = _term(query)
        return In(tuple({COLUMNS.get(name, "body") for name in self.fields}), term) if self.fields else term


class AutocompleteCompiler(Compiler):
    def is_english(self) -> bool:
        return False

    def term(self, query: Any) -> Term:
        """The last word may be unfinished."""
        *whole, last = tokens(_text(query))[:MOST_WORDS] or [""]
        return In(("beginnings",), All((*map(WordTerm, whole), Beginning(last))))


def by_title_if_broken(ask: Callable[..., Any]) -> Callable[..., Any]:
    """Somebody who looks for a page or a picture is given what has their words in its title, not an error."""

    @wraps(ask)
    def asked(results: "Results", *args: Any) -> Any:
        try:
            return ask(results, *args)
        except DatabaseError:
            logger.exception(BROKEN)
            results.query_compiler.is_by_title = True
            return ask(results, *args)

    return asked


class Results(BaseSearchResults):
    supports_facet = True

    @by_title_if_broken
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

    @by_title_if_broken
    def _do_count(self) -> int:
        found, _match = self.query_compiler.narrowed(self.backend.engine)
        return found[self.start : self.stop].count()

    @by_title_if_broken
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
        found = self.engine.problem() or ("empty" if _is_empty() else "")
        return f"{found}: run manage.py update_index" if found else ""


def _is_default_site_english() -> bool:
    return SearchSettings.of(Site.objects.filter(is_default_site=True).first()).language == Language.ENGLISH


def _is_empty() -> bool:
    """Whether no post at all can be found, though readers have some."""
    posts = BlogPage.objects.live()
    return posts.exists() and not posts.filter(Exists(IndexEntry.objects.filter(pk=OuterRef("pk")))).exists()


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
