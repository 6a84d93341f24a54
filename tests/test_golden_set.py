"""The golden set is sound: what the search is measured by can be trusted."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import BlogPage
from tests.golden.making import make_archive
from tests.golden.reading import posts
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
