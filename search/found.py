"""Which posts fit, how many, and how many of each topic, tag, author and year: one statement for all of it.

It starts from a queryset of posts that readers may see, and is nearly the same on both databases.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models.expressions import RawSQL

from blog.models import Author, BlogPage, BlogPageAuthor, BlogPageTag, Topic
from blog.querysets import BlogPageQuerySet
from search.backends.engine import Engine, Keys, Match

ORDERS = {
    "best": "score DESC, date DESC, time DESC, id DESC",
    "newest": "date DESC, time DESC, id DESC",
    "oldest": "date, time, id",
}
YEAR = {"sqlite": "CAST(SUBSTR(date, 1, 4) AS INTEGER)", "postgresql": "EXTRACT(YEAR FROM date)::int"}
BYLINES = BlogPageAuthor._meta.db_table
ON_TOPICS, TAGGED, TOPICS = (model._meta.db_table for model in (BlogPage.topics.through, BlogPageTag, Topic))
# A topic with each of its parts, itself among them: who chooses a topic gets the posts on its parts.
FAMILIES = (
    f"families(topic, part) AS (SELECT id, id FROM {TOPICS} UNION"
    f" SELECT families.topic, child.id FROM families JOIN {TOPICS} AS child"
    " ON child.parent_id = families.part AND child.live)"
)
PUBLISHED = f"SELECT id FROM {Author._meta.db_table} WHERE live"
# The posts that name nobody who is published, by the key of their blog: they are by its own authors.
NOBODY = "nobody"
EVERY_POST = 10**9
KINDS = ("topic", "year", "author", "tag")


@dataclass(frozen=True)
class Found:
    count: int
    keys: list[int]  # of the posts of one page, in order
    counts: dict[str, dict[int, int]] = field(default_factory=dict)  # of posts, by kind and key; years by themselves


def find(
    posts: BlogPageQuerySet,
    match: Match | None,
    engine: Engine,
    *,
    order: str = "best",
    start: int = 0,
    stop: int = 0,
    kinds: Iterable[str] = (),
) -> Found:
    """The posts among ``posts`` that ``match``, or all of them if it is ``None``; counted by ``kinds``."""
    is_page = stop > start
    wanted = match if match is None or is_page else match.keys
    sql, params = posts.order_by().values_list("pk", "date", "time", "blog_id").query.sql_with_params()
    selects = [*_page(order, start, stop), *(select for kind in kinds for select in _counts(kind, engine))]
    statement = f"{_found(sql, wanted, 'matching.score' if is_page else '0', engine)} {' UNION ALL '.join(selects)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, *(wanted.params if wanted else [])])
        rows = cursor.fetchall()
    return _read(rows)


def count_each(
    posts: BlogPageQuerySet, matches: Sequence[Match | None], engine: Engine, most: int = EVERY_POST
) -> list[int]:
    """How many of ``posts`` fit each of ``matches``, counted up to ``most``; 0 where there is nothing to look for."""
    asked = [(number, match.keys) for number, match in enumerate(matches) if match]
    if not asked:
        return [0] * len(matches)
    sql, params = posts.order_by().values_list("pk").query.sql_with_params()
    selects = [
        f"SELECT {number}, COUNT(*) FROM (SELECT posts.id FROM ({keys.sql}) AS matching"
        f" {engine.join} posts ON posts.id = matching.id LIMIT {most}) AS few"
        for number, keys in asked
    ]
    with connection.cursor() as cursor:
        statement = f"WITH posts(id) AS NOT MATERIALIZED ({sql}) {' UNION ALL '.join(selects)}"
        cursor.execute(statement, [*params, *(value for _, keys in asked for value in keys.params)])
        counts = dict(cursor.fetchall())
    return [counts.get(number, 0) for number in range(len(matches))]


def fits_any(matches: Iterable[Match | None], weights: Iterable[float]) -> Match:
    """What fits one of ``matches``, the better the more of them it fits and the more those weigh."""
    weighed = [(match, weight) for match, weight in zip(matches, weights, strict=True) if match]
    # The limit has no other use than that SQLite scores each match by itself, which it can't within a sum.
    each = (
        f"SELECT id, {weight:.4f} * score AS score FROM ({match.sql} LIMIT {EVERY_POST}) AS one"
        for match, weight in weighed
    )
    return Match(
        f"SELECT id, SUM(score) * COUNT(*) AS score FROM ({' UNION ALL '.join(each)}) AS each_one GROUP BY id",
        [value for match, _ in weighed for value in match.params],
        Keys(
            " UNION ".join(f"SELECT id FROM ({match.keys.sql}) AS one" for match, _ in weighed),
            [value for match, _ in weighed for value in match.keys.params],
        ),
    )


def keys_of(match: Match) -> RawSQL:
    """For a queryset: ``filter(pk__in=keys_of(match))``."""
    return RawSQL(f"SELECT id FROM ({match.keys.sql}) AS fitting", match.keys.params)


def how_many_fit(keys: Sequence[int], matches: Iterable[Match | None]) -> list[int]:
    """How many of ``matches`` each entry fits, of those with these keys that fit any; in no order."""
    asked = [match.keys for match in matches if match]
    if not asked or not keys:
        return []
    each = " UNION ALL ".join(f"SELECT id FROM ({one.sql}) AS one" for one in asked)
    places = ", ".join("%s" for _ in keys)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COUNT(*) FROM ({each}) AS each_one WHERE id IN ({places}) GROUP BY id",
            [*(value for one in asked for value in one.params), *keys],
        )
        return [count for (count,) in cursor.fetchall()]


def _found(posts: str, wanted: Match | Keys | None, score: str, engine: Engine) -> str:
    columns = "posts.id, posts.date, posts.time, posts.blog"
    listed = f"WITH RECURSIVE posts(id, date, time, blog) AS NOT MATERIALIZED ({posts}), {FAMILIES}"
    if wanted is None:
        return f"{listed}, found AS MATERIALIZED (SELECT {columns}, 0 AS score FROM posts)"
    joined = f"({wanted.sql}) AS matching {engine.join} posts ON posts.id = matching.id"
    return f"{listed}, found AS MATERIALIZED (SELECT {columns}, {score} AS score FROM {joined})"


def _page(order: str, start: int, stop: int) -> Iterator[str]:
    yield "SELECT 'count' AS kind, 0 AS value, COUNT(*) AS number FROM found"
    if stop > start:
        rows = f"SELECT * FROM found ORDER BY {ORDERS[order]} LIMIT {stop - start} OFFSET {start}"
        yield f"SELECT 'post', id, ROW_NUMBER() OVER (ORDER BY {ORDERS[order]}) FROM ({rows}) AS page"


def _counts(kind: str, engine: Engine) -> Iterator[str]:
    join = engine.join
    if kind == "year":
        yield f"SELECT 'year', {YEAR[connection.vendor]}, COUNT(*) FROM found GROUP BY 2"
    elif kind == "author":
        published = f"SELECT author_id FROM {BYLINES} WHERE page_id = found.id AND author_id IN ({PUBLISHED})"
        named = f"found {join} {BYLINES} AS byline ON byline.page_id = found.id AND byline.author_id IN ({PUBLISHED})"
        yield f"SELECT 'author', byline.author_id, COUNT(DISTINCT found.id) FROM {named} GROUP BY 2"
        yield f"SELECT '{NOBODY}', blog, COUNT(*) FROM found WHERE NOT EXISTS ({published}) GROUP BY 2"
    elif kind == "topic":
        joined = f"found {join} {ON_TOPICS} AS joined ON joined.blogpage_id = found.id"
        families = f"{joined} {join} families ON families.part = joined.topic_id"
        yield f"SELECT 'topic', families.topic, COUNT(DISTINCT found.id) FROM {families} GROUP BY 2"
    elif kind == "tag":
        joined = f"found {join} {TAGGED} AS joined ON joined.content_object_id = found.id"
        yield f"SELECT 'tag', joined.tag_id, COUNT(*) FROM {joined} GROUP BY 2"


def _read(rows: list[tuple[str, int, int]]) -> Found:
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    for kind, value, number in rows:
        counts[kind][value] = number
    ranks = counts.pop("post", {})
    return Found(counts.pop("count")[0], sorted(ranks, key=ranks.__getitem__), dict(counts))
