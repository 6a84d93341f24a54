"""What can be found follows what readers see, at once."""

import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from taggit.models import Tag
from wagtail.models import PageViewRestriction

from images.tasks import credits_changed
from search.backends import engine
from search.models import IndexEntry
from tests.factories import AuthorFactory, ImageFactory, PostFactory, TopicFactory
from tests.searching import ask, counts, titles
from tests.test_visibility import HIDDEN


def test_post_is_found_by_all_that_readers_see_with_it(client, blog):
    lead = ImageFactory(title="IMG 1", credit="Maud Ferris", description="A heron", caption="By the weir")
    used = {"image": ImageFactory(title="IMG 2", credit="Pieter Vos").pk, "alt_text": "An otter", "decorative": False}
    PostFactory(
        title="The one",
        question="Who fed the goose?",
        authors=[AuthorFactory(name="Ines Halloran")],
        topics=[TopicFactory(name="Waterways")],
        tags=["millpond"],
        lead_picture=lead,
        body=json.dumps([{"type": "image", "value": {"image": used, "caption": "Dusk"}}]),
    ).save_revision().publish()
    PostFactory(title="Another")
    for words in ("goose", "halloran", "waterway", "millpond", "ferris", "heron", "weir", "vos", "otter", "dusk"):
        assert titles(words) == ["The one"], words
    assert ask("ferris").hits[0].place == "in a picture credit"
    assert titles("IMG") == []


def test_words_of_a_list_in_a_list_are_found_each_by_itself(db):
    tea = "<ul><li>Oolong<ol><li>roasted</li></ol></li></ul>"
    PostFactory(title="Menu", body=[("text", tea)]).save_revision().publish()
    PostFactory(title="Aside", body=[("note", tea)]).save_revision().publish()
    for words in ("oolong", "roasted"):
        assert sorted(titles(words)) == ["Aside", "Menu"]


def test_old_content_is_found_by_its_words_alone(db):
    PostFactory(
        title="Prices", body=[("archived_html", {"html": "<p><b>Canteen</b>, 2nd floor</p>", "as_text": False})]
    )
    assert [str(hit.excerpt) for hit in ask("canteen").hits] == ["<mark>Canteen</mark>, 2nd floor"]
    assert titles("b") == []


def test_new_names_and_credits_are_found_in_place_of_the_old(db, at_commit):
    author, topic = AuthorFactory(name="Ines"), TopicFactory(name="Waterways")
    picture = ImageFactory(credit="Stewf")
    PostFactory(title="The one", authors=[author], topics=[topic], tags=["pond"], lead_picture=picture)
    with at_commit():
        for thing, field in ((author, "name"), (topic, "name"), (Tag.objects.get(), "name"), (picture, "credit")):
            setattr(thing, field, f"Zeta{field}{type(thing).__name__}")
            thing.save()
    for words in ("ZetanameAuthor", "ZetanameTopic", "ZetanameTag", "ZetacreditCustomImage"):
        assert titles(words) == ["The one"], words
    assert [titles(words) for words in ("Ines", "waterways", "pond", "stewf")] == [[], [], [], []]


def test_credit_changed_at_the_desk_is_found(db, at_commit):
    picture = ImageFactory(credit="Stewf")
    PostFactory(title="The one", lead_picture=picture)
    with at_commit():
        type(picture).objects.filter(pk=picture.pk).update(credit="Maud")
        credits_changed([picture.pk])
    assert titles("maud") == ["The one"]


@pytest.mark.parametrize("hide", HIDDEN)
def test_what_readers_may_not_see_is_nowhere_in_a_search(blog, hide):
    shared = {"topics": [TopicFactory(name="Hosting", slug="hosting")], "tags": ["kettle"]}
    PostFactory(title="Spoken", date="2020-05-01", **shared)
    hide(blog, title="Whisper", body=[("text", "<p>whispered words</p>")], date="2021-05-01", **shared)
    for words in ("whisper", "whispered", "wisper", "whisp", '"whispered words"', "whispered spoken"):
        answer = ask(words)
        assert "Whisper" not in [hit.post.title for hit in answer.hits]
        assert "whisper”" not in " ".join(answer.said).replace(f"“{words}”", "")
    everything = ask("")
    assert everything.page.paginator.count == 1
    assert everything.years == [(2020, 1)]
    assert counts(everything, "topic") == {"hosting": 1}
    assert counts(everything, "tag") == {"kettle": 1}


def test_post_that_goes_is_gone_from_the_search_at_once(db, at_commit):
    posts = [PostFactory(title=f"Kettle {number}") for number in range(4)]
    assert len(titles("kettle")) == 4
    with at_commit():
        posts[0].unpublish()
        PageViewRestriction.objects.create(page=posts[1], restriction_type=PageViewRestriction.LOGIN)
        posts[2].delete()
    assert titles("kettle") == ["Kettle 3"]
    assert not IndexEntry.objects.filter(title="Kettle 2").exists()


BREAK = {"sqlite": "DROP TABLE search_stems", "postgresql": "ALTER TABLE search_indexentry DROP COLUMN stems"}


def test_one_command_rebuilds_what_is_lost(client, db):
    PostFactory(title="Kettle")
    IndexEntry.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(BREAK[connection.vendor])
    assert "run manage.py update_index" in client.get("/readyz").json()["search_index"]
    call_command("update_index", verbosity=0)
    assert client.get("/readyz").json()["search_index"] == "ok"
    assert titles("kettle") == ["Kettle"]


def test_readers_get_what_has_their_words_in_its_title_while_the_index_is_broken(db, monkeypatch):
    def fail(*args):
        raise DatabaseError("no such table")

    PostFactory(title="A kettle")
    PostFactory(title="A lamp")
    monkeypatch.setattr(type(engine()), "match", fail)
    answer = ask("kettle")
    assert [hit.post.title for hit in answer.hits] == ["A kettle"]
    assert "being repaired" in answer.said[0]
