"""What is renamed or moved keeps its old addresses: they lead to the new ones, in one hop."""

import pytest
from wagtail.models import Site

from tests.factories import AuthorFactory, PostFactory, TopicFactory

FEEDS = ("", "feed/", "feed/rss/", "feed/json/")


@pytest.fixture
def post(blog):
    return PostFactory(parent=blog, topics=[TopicFactory(name="Kettles")], authors=[AuthorFactory(name="Ines Pirie")])


def publish(thing, at_commit, **fields):
    for name, value in fields.items():
        setattr(thing, name, value)
    with at_commit():
        thing.save_revision().publish()


def assert_leads(client, old, new):
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, new), old
    assert client.get(new).status_code == 200


@pytest.mark.parametrize(
    "part", ["", "archive/", "feed/", "feed/rss/", "feed/json/", "topic/kettles/", "author/ines-pirie/feed/", "hello/"]
)
def test_renamed_blog_is_found_at_every_old_address(client, blog, at_commit, part):
    PostFactory(
        parent=blog, slug="hello", topics=[TopicFactory(name="Kettles")], authors=[AuthorFactory(name="Ines Pirie")]
    )
    publish(blog, at_commit, slug="journal")
    assert_leads(client, f"/blog/{part}", f"/journal/{part}")


def test_renamed_blog_has_its_years_and_months_where_they_were(client, blog, post, at_commit):
    year, month = f"{post.date.year}/", f"{post.date:%Y/%m}/"
    publish(blog, at_commit, slug="journal")
    for part in (year, month, f"{year}feed/"):
        assert_leads(client, f"/blog/{part}", f"/journal/{part}")


@pytest.mark.parametrize("ending", FEEDS)
def test_renamed_topic_and_author_are_found_at_their_old_addresses(client, post, at_commit, ending):
    publish(post.topics.get(), at_commit, slug="tea")
    publish(post.post_authors.get().author, at_commit, slug="ines")
    assert_leads(client, f"/blog/topic/kettles/{ending}", f"/blog/topic/tea/{ending}")
    assert_leads(client, f"/blog/author/ines-pirie/{ending}", f"/blog/author/ines/{ending}")


def test_topic_renamed_twice_is_one_hop_away_and_a_name_taken_back_leads_nowhere_else(client, post, at_commit):
    topic = post.topics.get()
    publish(topic, at_commit, slug="tea")
    publish(topic, at_commit, slug="cups")
    assert_leads(client, "/blog/topic/kettles/", "/blog/topic/cups/")
    assert_leads(client, "/blog/topic/tea/", "/blog/topic/cups/")
    publish(topic, at_commit, slug="kettles")
    assert client.get("/blog/topic/kettles/").status_code == 200
    assert_leads(client, "/blog/topic/cups/", "/blog/topic/kettles/")


def test_draft_of_another_name_changes_no_address(client, post, at_commit):
    topic = post.topics.get()
    topic.slug = "tea"
    with at_commit():
        topic.save_revision()
    assert client.get("/blog/topic/kettles/").status_code == 200
    assert client.get("/blog/topic/tea/").status_code == 404


def test_site_without_a_blog_of_it_takes_no_redirect(post, at_commit):
    Site.objects.all().delete()
    publish(post.topics.get(), at_commit, slug="tea")
    assert post.topics.get().slug == "tea"
