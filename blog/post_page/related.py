"""Posts to go on with: those an editor picked, else those that share the most."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from wagtail.models import Site

from blog.lists.lines import Line, address_at

if TYPE_CHECKING:
    from blog.models import BlogPage

SHOWN = 3
# How many candidates each kind of nearness may bring: the query stays as quick in an archive of 10,000 posts.
SHARING_TAGS, SHARING_TOPICS, NEWEST = 30, 20, 10
# Of a tag or topic that thousands of posts have, the latest are looked at.
ROWS = 400
WEIGHT_OF_A_TAG, WEIGHT_OF_A_TOPIC, WEIGHT_OF_WORDS = 3, 2, 4
WORD = re.compile(r"[^\W\d_]{4,}")


class Candidate(NamedTuple):
    """A post as far as it can be compared and shown; rows are quicker than models."""

    pk: int
    title: str
    date: datetime.date
    url_path: str
    introduction: str
    excerpt: str
    shared_tags: int
    shared_topics: int
    place: int | None  # among those that an editor picked


def related_to(post: "BlogPage", site: Site | None, picked: list[int] | None = None) -> list[Line]:
    """Up to three posts readers may see: the picked ones in order, else the nearest in what they are about.

    ``picked`` are the keys that a draft has picked; without, those that are stored count. One query.
    The candidates, which share the most tags or topics or are the newest, are ranked by what they share:
    tags, topics, and the words of their titles and beginnings, a word the more the fewer candidates have it.
    """
    rows = _candidates(post, picked).values_list(*Candidate._fields)
    posts = [candidate for candidate in map(Candidate._make, rows) if address_at(site, candidate.url_path)]
    chosen = [(candidate.place, candidate) for candidate in posts if candidate.place is not None]
    shown = [candidate for _, candidate in sorted(chosen)] or _ranked(post, posts)[:SHOWN]
    return [Line(one.title, address_at(site, one.url_path), one.date) for one in shown]


def _candidates(post: "BlogPage", picked: list[int] | None) -> QuerySet:
    """An editor may pick from every blog of the site; nothing else leaves the post's own."""
    model = type(post)
    blog = post.its_blog
    visible = model.objects.listed(within=post).exclude(pk=post.pk)
    own = Q(blog=blog)
    tags = apps.get_model("blog", "BlogPageTag").objects.filter(tag__in=[tag.pk for tag in post.shown_tags])
    topics = model.topics.through.objects.filter(topic__in=[topic.pk for topic in post.shown_topics])
    tagged = _most_sharing(tags, blog, "content_object", SHARING_TAGS)
    on_topic = _most_sharing(topics, blog, "blogpage", SHARING_TOPICS)
    newest = visible.filter(own).values("pk")[:NEWEST]
    near = own & (Q(pk__in=tagged) | Q(pk__in=on_topic) | Q(pk__in=newest))
    counts = {"shared_tags": _shared(tags, "content_object"), "shared_topics": _shared(topics, "blogpage")}
    keys, place = _picks_of(post) if picked is None else _picks_among(picked)
    return visible.filter(near | Q(pk__in=keys)).annotate(place=place, **counts)


def _picks_of(post: "BlogPage") -> tuple[QuerySet, Subquery]:
    """The keys of the stored picks, and the place of each."""
    picks = apps.get_model("blog", "RelatedPost").objects.filter(page=post)
    places = picks.filter(post=OuterRef("pk")).values(number=Coalesce("sort_order", 0))[:1]
    return picks.values("post"), Subquery(places, output_field=IntegerField())


def _picks_among(picked: list[int]) -> tuple[list[int], Case]:
    places = (When(pk=pk, then=Value(place)) for place, pk in enumerate(picked))
    return picked, Case(*places, default=None, output_field=IntegerField())


def _most_sharing(rows: QuerySet, blog: Any, column: str, most: int) -> QuerySet:
    latest = rows.order_by("-pk").values("pk")[:ROWS]
    counted = rows.filter(**{"pk__in": latest, f"{column}__blog": blog}).values(column).annotate(shared=Count("pk"))
    return counted.order_by("-shared", f"-{column}").values(column)[:most]


def _shared(rows: QuerySet, column: str) -> Coalesce:
    own = rows.filter(**{column: OuterRef("pk")}).order_by().values(column).annotate(shared=Count("pk"))
    return Coalesce(Subquery(own.values("shared"), output_field=IntegerField()), 0)


def _ranked(post: "BlogPage", candidates: list[Candidate]) -> list[Candidate]:
    words = {candidate.pk: _words(candidate) for candidate in candidates}
    bearers = Counter(word for own in words.values() for word in own)
    wanted = _words(post)
    whole = _weight(wanted, bearers) or 1

    def score(candidate: Candidate) -> float:
        alike = _weight(wanted & words[candidate.pk], bearers) / whole
        shared = WEIGHT_OF_A_TAG * candidate.shared_tags + WEIGHT_OF_A_TOPIC * candidate.shared_topics
        return shared + WEIGHT_OF_WORDS * alike

    return sorted(candidates, key=score, reverse=True)  # of the same score the newer first: so they come


def _words(post: "BlogPage | Candidate") -> set[str]:
    return set(WORD.findall(f"{post.title} {post.introduction} {post.excerpt}".casefold()))


def _weight(words: Iterable[str], bearers: Counter[str]) -> float:
    return sum(1 / (1 + bearers[word]) for word in words)
