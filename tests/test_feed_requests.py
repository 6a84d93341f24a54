"""Programs ask for feeds again and again: what hasn't changed isn't sent, and the database is asked seldom."""

import datetime
import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import Author, BlogPage, Topic
from images.models import CustomImage
from tests.factories import ImageFactory, PostFactory
from tests.feed_reading import KINDS, LISTS, TYPES, write_archive

pytestmark = pytest.mark.any_database

MOST_QUERIES = 14

every_kind = pytest.mark.parametrize("kind", KINDS)
every_list = pytest.mark.parametrize("part", LISTS)


@pytest.fixture
def archive(blog):
    write_archive(blog)


def address(kind, part=""):
    return f"/blog/{part}feed/{KINDS[kind]}"


@every_kind
@every_list
def test_feed_that_has_not_changed_is_not_sent_again(client, archive, monkeypatch, kind, part):
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now)  # a change of this very second is told a second earlier
    first = client.get(address(kind, part))
    assert first["Cache-Control"] == "public, no-cache"
    for known in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        answer = client.get(address(kind, part), headers=known)
        assert (answer.status_code, answer.content) == (304, b"")


@every_kind
def test_asking_only_for_the_head_is_answered(client, archive, kind):
    answer = client.head(address(kind))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Content-Type"].startswith(TYPES[kind])
    assert answer.has_header("Last-Modified")


def rename(model, before):
    thing = model.objects.get(name=before)
    thing.name = "Another name"
    thing.save()


def rewrite_post():
    post = BlogPage.objects.get(title="Two cups")
    post.body = [("text", "<p>Three cups.</p>")]
    post.save_revision().publish()


def credit_another():
    image = CustomImage.objects.get(credit="Maud Ferris")
    image.credit = "Callum Reid"
    image.save()


@every_kind
@pytest.mark.parametrize(
    "change",
    [
        credit_another,
        lambda: rename(Author, "Tom Baird"),
        lambda: rename(Topic, "Welcoming"),
        rewrite_post,
        lambda: BlogPage.objects.get(title="Two cups").unpublish(),
    ],
    ids=["credit", "author", "topic", "post", "unpublished"],
)
def test_feed_that_has_changed_is_sent_again(client, archive, at_commit, monkeypatch, kind, change):
    monkeypatch.setattr("blog.kept.time.time", lambda: 1_700_000_000)
    cache.clear()
    first = client.get(address(kind))
    monkeypatch.setattr("blog.kept.time.time", lambda: 1_700_000_060)
    with at_commit():
        change()
    again = client.get(address(kind), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]
    late = client.get(address(kind), headers={"if-modified-since": first["Last-Modified"]})
    assert late.status_code == 200
    assert (
        late["Last-Modified"] == "Tue, 14 Nov 2023 22:14:19 GMT"
    )  # the second before: this one may see another change


@every_list
def test_feed_asks_the_database_seldom_however_many_posts_it_tells(client, archive, part):
    def asked():
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address("atom", part)).status_code == 200
        return len(captured)

    write_more(1)
    client.get(address("atom", part))
    few = asked()
    write_more(5)
    assert asked() == few <= MOST_QUERIES


def write_more(number):
    link = f'<p><a linktype="page" id="{BlogPage.objects.first().pk}">Last</a></p>'
    for _ in range(number):
        picture = {"image": {"image": ImageFactory(), "alt_text": "", "decorative": True}, "caption": ""}
        PostFactory(
            date=datetime.date(2009, 12, 6),
            topics=[Topic.objects.get()],
            tags=["Tea"],
            authors=[Author.objects.get(slug="ines-halloran")],
            lead_picture=ImageFactory(),
            body=[("image", picture), ("text", link)],
        )
