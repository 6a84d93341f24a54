"""How often a page asks the database: little, and no more often the more posts there are."""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from blog.models import BlogPage
from tests.factories import BlogFactory, ImageFactory, NoticeFactory, PostFactory, UserFactory

MOST = {"post": 18, "blog": 18, "second page": 18, "home": 24}
MOST_OF_THE_LIST_OF_POSTS = 30
POSTS_LIST = "/admin/posts/"


@pytest.fixture
def archive(home, blog):
    """Ten posts, and a sidebar with every part."""
    call_command("create_archive", posts=11, stdout=StringIO())
    blog.sidebar = [("notice", {"notice": NoticeFactory()}), ("topics", {"title": "Topics"})]
    blog.save()
    return blog


def add_posts(number):
    call_command("create_archive", posts=number, seed=2, stdout=StringIO())


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def addresses():
    post = BlogPage.objects.listed().filter(lead_picture__isnull=False).first()
    return {"post": post.url, "blog": "/blog/", "second page": "/blog/?page=2", "home": "/"}


def counts(client, uncached):
    """By kind of page, once its renditions are made and its templates read."""
    found = {}
    for kind, address in addresses().items():
        client.get(address)
        if uncached:
            cache.clear()
        found[kind] = queries(client, address)
    return found


def counts_of_list(client):
    client.get(POSTS_LIST)
    cache.clear()
    return queries(client, POSTS_LIST)


def test_queries_stay_under_their_ceilings_and_are_the_same_at_10_and_at_1000_posts(client, archive):
    owner = Client()
    owner.force_login(UserFactory(is_superuser=True))
    few = counts(client, uncached=True), counts(client, uncached=False)
    add_posts(40)  # so that the admin's list has a full page of 20 both times
    few_in_the_list = counts_of_list(owner)
    add_posts(950)
    assert BlogPage.objects.count() == 1_001
    many = counts(client, uncached=True), counts(client, uncached=False)
    assert many == few
    uncached, warm = many
    assert {kind: count for kind, count in uncached.items() if count > MOST[kind]} == {}
    assert all(warm[kind] <= uncached[kind] for kind in MOST)
    assert counts_of_list(owner) == few_in_the_list <= MOST_OF_THE_LIST_OF_POSTS


def test_queries_stay_under_their_ceilings_where_something_is_private(client, archive):
    private = PostFactory(parent=BlogFactory())
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    uncached = counts(client, uncached=True)
    assert {kind: count for kind, count in uncached.items() if count > MOST[kind]} == {}


def test_post_with_many_pictures_asks_no_more_often(client, blog):
    def use(image):
        return ("image", {"image": {"image": image, "alt_text": "", "decorative": False}, "caption": ""})

    few = PostFactory(body=[use(ImageFactory()) for _ in range(2)], lead_picture=ImageFactory())
    many = PostFactory(body=[use(ImageFactory()) for _ in range(12)], lead_picture=ImageFactory())
    found = []
    for post in (few, many):
        client.get(post.url)
        cache.clear()
        found.append(queries(client, post.url))
    assert found[1] == found[0] <= MOST["post"]


def test_page_that_was_not_found_asks_seldom(client, blog):
    client.get("/nowhere/")
    cache.clear()
    assert queries_of_404(client) <= 13


def queries_of_404(client):
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/nowhere/").status_code == 404
    return len(captured)
