"""The golden set is sound: what the search is measured by can be trusted."""

import re
import unicodedata
from collections import Counter
from dataclasses import astuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import BlogPage
from tests.golden.making import make_archive
from tests.golden.reading import looked_at, posts, queries, set_aside, synonyms
from tests.reading import read, words

QUERIES_A_POST = 8
PARTS = {
    "the-women-who-spun-the-yarn": [
        "For the anniversary of the strike",
        "Sixty-three women walked backwards",
        "Hannah Royle is thought to be the one on the chair.",
        "County Archive",
        "Walter Finch",
        "The building",
        "history",
    ],
    "conversation-for-people-who-have-just-had-a-stroke": ["They’re in the next room with the door shut.", "Peter"],
    "a-library-of-things": ["What is lent most", "Cherry stoner"],
    "poems-on-the-backs-of-bus-tickets": ["Top deck, front seat, rain."],
    "fog": ["What can you hear from where you are?"],
    "sledges-skates-and-a-frozen-dock": ["Twice round.", "Björn Lindqvist"],
}


def test_archive_is_as_long_as_that_of_a_blog_of_twenty_years():
    assert len(posts()) >= 300
    assert {post.date.year for post in posts()} == set(range(2006, 2027))


def test_every_post_has_an_address_of_its_own():
    assert [slug for slug, count in Counter(post.slug for post in posts()).items() if count > 1] == []


def test_reader_looks_for_ninety_posts_or_more():
    assert len(queries()) >= 90
    assert len({query.finds for query in queries()}) >= 90


def test_every_query_is_asked_once():
    assert len({query.words.casefold() for query in queries()}) == len(queries())


def test_every_query_looks_for_a_post_that_was_written():
    assert {query.finds for query in queries()} - {post.slug for post in posts()} == set()


def beginnings(text):
    """The first three letters of each word, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return {word[:3] for word in re.findall(r"\w{3,}", re.sub(r"[\u0300-\u036f]", "", plain))}


def with_synonyms(text):
    others = [pair for pair in synonyms() if any(word in text.casefold() for word in pair)]
    return " ".join([text, *(word for pair in others for word in pair)])


def test_every_query_has_something_in_common_with_the_post_it_looks_for():
    said = {post.slug: beginnings(" ".join(map(str, astuple(post)))) for post in posts()}
    asked = {query.words: beginnings(with_synonyms(query.words)) & said[query.finds] for query in queries()}
    assert [words for words, common in asked.items() if not common] == []


def test_both_parts_of_the_queries_together_are_all():
    assert len(looked_at()) + len(set_aside()) == len(queries())
    assert set(looked_at()) & set(set_aside()) == set()


def test_part_set_aside_has_half_as_many_of_every_kind_as_the_part_looked_at():
    kinds = Counter(query.kind for query in set_aside())
    assert {kind: count * 2 for kind, count in kinds.items()} == Counter(query.kind for query in looked_at())


def test_whole_questions_have_ten_words_and_more():
    lengths = [len(query.words.split()) for query in queries() if query.kind == "question"]
    assert len(lengths) >= 9
    assert min(lengths) >= 10


def test_editors_keep_few_synonyms_and_say_each_pair_once():
    pairs = [frozenset(pair) for pair in synonyms()]
    assert len(pairs) == len(set(pairs)) <= 25
    assert all(len(pair) == 2 for pair in pairs)


@pytest.fixture
def archive(blog):
    with CaptureQueriesContext(connection) as asked:
        make_archive(blog)
    assert len(asked) < QUERIES_A_POST * len(posts())


def test_readers_find_every_written_post_listed(client, archive):
    listed = BlogPage.objects.listed()
    assert {(post.title, post.slug, post.date) for post in listed} == {
        (post.title, post.slug, post.date) for post in posts()
    }
    assert words(read(client.get("/blog/archive/")).select_one(".lede")) == f"{len(posts())} posts since February 2006."


def test_reader_sees_all_that_was_written_in_a_post(client, archive):
    for address, parts in PARTS.items():
        page = words(read(client.get(f"/blog/{address}/")).main)
        assert [part for part in parts if part not in page] == []


def test_picture_leads_a_post_where_it_was_written_so(client, archive):
    page = read(client.get("/blog/sledges-skates-and-a-frozen-dock/"))
    assert page.select_one("main img")["alt"].startswith("A very old woman skating backwards")
