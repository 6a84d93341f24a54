"""Whatever is sent to the search, on whichever parameter, readers get a page that says what it made of it."""

import pytest

from tests.factories import AuthorFactory, ImageFactory, PostFactory, TopicFactory
from tests.hostile_answers import hostile_addresses, random_addresses, wrong_with_answer
from tests.hostile_searches import HOSTILE_SEARCHES

SEED, RANDOM = 20_091_204, 300


@pytest.fixture
def archive(blog):
    topic, author = TopicFactory(name="Welcome"), AuthorFactory(name="Inès Halloran")
    picture = ImageFactory(credit="Maud Ferris", caption="The hall")
    body = [("text", "<p>Welcome to the hall, and to the script of an alert.</p>")]
    for number in range(12):
        PostFactory(
            title=f"Welcome {number}", body=body, topics=[topic], authors=[author], tags=["hall"], lead_picture=picture
        )


def test_hostile_searches_are_answered_on_every_parameter(client, archive):
    assert [wrong for address in hostile_addresses(HOSTILE_SEARCHES) for wrong in wrong_at(client, address)] == []


def test_searches_put_together_at_random_are_answered(client, archive):
    assert [wrong for address in random_addresses(RANDOM, SEED) for wrong in wrong_at(client, address)] == []


def test_what_a_page_must_not_have_would_be_seen(client, blog):
    class Injected:
        status_code = 200
        content = b'<p onclick="x">a</p><script>alert(1)</script><a href=" JavaScript:x">b</a><iframe></iframe>'

    assert wrong_with_answer("/", Injected()) == [
        "<script> at /",
        "<iframe> at /",
        "<p onclick> at /",
        "<a href> at /",
    ]


def wrong_at(client, address):
    return wrong_with_answer(address, client.get(address))
