"""The field to search by, on the pages that are no search."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from tests.factories import AuthorFactory, BlogFactory, PostFactory, TopicFactory
from tests.reading import read

pytestmark = pytest.mark.any_database


@pytest.fixture
def post(blog):
    authors, topics = [AuthorFactory(name="Inès Halloran")], [TopicFactory(name="Tea")]
    return PostFactory(title="The kettle", date="2020-05-01", authors=authors, topics=topics, tags=["copper"])


@pytest.mark.parametrize(
    ("address", "within"),
    [
        ("/blog/", {}),
        ("/blog/archive/", {}),
        ("/blog/topic/tea/", {"topic": "tea"}),
        ("/blog/tag/copper/", {"tag": "copper"}),
        ("/blog/2020/", {"year": "2020"}),
        ("/blog/2020/05/", {"year": "2020"}),
        ("/blog/author/inès-halloran/", {"author": "inès-halloran"}),
    ],
)
def test_list_is_searched_within(client, post, address, within):
    page = read(client.get(address))
    assert page.select_one(".masthead form[action='/search/'] input[name=q]")
    form = page.select_one("main form[action='/search/']")
    assert {field["name"]: field["value"] for field in form.select("input[type=hidden]")} == within


def test_one_of_several_blogs_is_searched_alone(client, post):
    BlogFactory(title="Workshop")
    cache.clear()
    assert read(client.get("/blog/")).select_one("main form input[type=hidden]")["value"] == "blog"


def test_page_that_was_not_found_offers_to_search_for_the_words_of_its_address(client, post):
    page = BeautifulSoup(client.get("/2009/12/the-ketle/").content, "html.parser")
    assert page.select_one("main input[name=q]")["value"] == "the ketle"
    assert not page.select(".masthead form")
