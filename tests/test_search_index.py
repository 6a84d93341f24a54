"""What can be found follows what readers see, at once."""

import datetime
import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import PageViewRestriction

from blog.models import BlogIndexPageAuthor, BlogPage
from home.schedule import publish_due
from images.ending import put_back, take_down
from images.models import CustomImage
from images.tasks import credits_changed
from search.backends import base, engine
from search.backends.base import Index
from search.models import IndexEntry, Word
from search.tasks import index_posts
from tests.factories import AuthorFactory, BlogFactory, ImageFactory, PostFactory, TopicFactory
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


def test_words_of_what_is_deleted_find_its_posts_no_longer(db, at_commit):
    author, topic, picture = AuthorFactory(name="Ines"), TopicFactory(name="Waterways"), ImageFactory(credit="Stewf")
    in_the_text = ImageFactory(credit="Maud")
    used = {"image": in_the_text.pk, "alt_text": "An otter", "decorative": False}
    body = json.dumps([{"type": "image", "value": {"image": used}}])
    PostFactory(title="The one", authors=[author], topics=[topic], tags=["pond"], lead_picture=picture, body=body)
    words = ("Ines", "waterways", "pond", "stewf", "maud")
    assert [titles(word) for word in words] == [["The one"]] * 5
    with at_commit():
        for thing in (author, topic, Tag.objects.get(), picture, in_the_text):
            thing.delete()
    assert [titles(word) for word in words] == [[]] * 5


def test_posts_are_indexed_again_only_for_what_they_are_found_by(db, at_commit, monkeypatch):
    picture = ImageFactory(credit="Stewf")
    post = PostFactory(lead_picture=picture)
    indexed = []
    monkeypatch.setattr("search.tasks.index_posts", indexed.extend)
    with at_commit():
        picture.save(update_fields=["permission_note"])
    assert indexed == []
    with at_commit():
        picture.save(update_fields=["credit"])
    assert indexed == [post.pk]


def test_credit_changed_at_the_desk_is_found(db, at_commit):
    picture = ImageFactory(credit="Stewf")
    PostFactory(title="The one", lead_picture=picture)
    with at_commit():
        type(picture).objects.filter(pk=picture.pk).update(credit="Maud")
        credits_changed([picture.pk])
    assert titles("maud") == ["The one"]


def end_by_date(picture):
    """As the worker does in the first minute of the day after."""
    CustomImage.objects.filter(pk=picture.pk).update(use_until=timezone.localdate() - datetime.timedelta(days=1))
    publish_due()


END = {
    "taken down": lambda picture: take_down(picture, None),
    "past its last day": end_by_date,
}


@pytest.mark.parametrize("way", END)
def test_post_is_not_found_by_the_words_of_a_picture_that_readers_see_no_more(db, at_commit, way):
    picture = ImageFactory(description="A heron", caption="By the weir", credit="Maud Ferris")
    use = {"image": {"image": picture, "alt_text": "An otter", "decorative": False}, "caption": "Dusk"}
    with at_commit():
        post = PostFactory(
            title="The one", lead_picture=picture, body=[("image", use), ("gallery", {"pictures": [use]})]
        )
        post.save_revision().publish()
    found_by = ("heron", "weir", "otter", "dusk")
    assert [titles(words) for words in found_by] == [["The one"]] * 4
    with at_commit():
        END[way](picture)
    assert [titles(words) for words in found_by] == [[]] * 4
    assert titles("ferris") == ["The one"]
    with at_commit():
        put_back(CustomImage.objects.get(), None)
    assert [titles(words) for words in found_by] == [["The one"]] * 4


def test_post_that_names_nobody_is_found_by_the_authors_of_its_blog(blog, at_commit):
    ines, tom = AuthorFactory(name="Ines Halloran"), AuthorFactory(name="Tom Adeyemi")
    PostFactory(title="Unsigned")
    PostFactory(title="Signed", authors=[tom])

    def speak(*authors):
        with at_commit():
            blog.blog_authors = [BlogIndexPageAuthor(author=author) for author in authors]
            blog.save_revision().publish()

    speak(ines)
    assert (titles("halloran"), titles("adeyemi")) == (["Unsigned"], ["Signed"])
    speak(tom)
    assert (titles("halloran"), titles("adeyemi")) == ([], ["Signed", "Unsigned"])
    with at_commit():
        tom.name = "Tom Okafor"
        tom.save()
    assert titles("okafor") == ["Signed", "Unsigned"]


def test_post_that_moves_to_another_blog_is_found_by_the_authors_there(blog, at_commit):
    other = BlogFactory(title="Workshop")
    BlogIndexPageAuthor.objects.create(page=other, author=AuthorFactory(name="Ines Halloran"))
    post = PostFactory(title="Unsigned")
    assert titles("halloran") == []
    with at_commit():
        post.move(other, pos="last-child")
    assert titles("halloran") == ["Unsigned"]


def test_words_that_no_page_has_any_more_are_forgotten_when_the_index_is_written_again(db):
    PostFactory(title="A kettle")
    Word.objects.create(text="zeppelin")
    call_command("update_index", verbosity=0)
    assert list(Word.objects.filter(text__in=("kettle", "zeppelin")).values_list("text", flat=True)) == ["kettle"]


def test_word_that_a_page_gets_after_the_others_were_written_stays(db, monkeypatch):
    Word.objects.create(text="zeppelin")
    PostFactory(title="A kettle")
    forget_all_but = base.forget_all_but

    def forget_after_somebody_wrote(used, engine):
        PostFactory(title="A zeppelin")
        IndexEntry.objects.exists()
        forget_all_but(used, engine)

    monkeypatch.setattr(base, "forget_all_but", forget_after_somebody_wrote)
    call_command("update_index", verbosity=0)
    assert Word.objects.filter(text="zeppelin").exists()


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


def test_post_published_while_the_archive_is_indexed_is_found_as_it_is_now(db, at_commit, monkeypatch):
    post = PostFactory(title="Kettle")

    def publish_then(self, model, things):
        if model is BlogPage and post.title == "Kettle":
            post.title = "Lamp"
            with at_commit():
                post.save_revision().publish()
        write(self, model, things)

    write = Index.add_items
    monkeypatch.setattr(Index, "add_items", publish_then)
    call_command("update_index", verbosity=0)
    assert titles("lamp") == ["Lamp"]
    assert titles("kettle") == []


BEGIN_TO_INDEX = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "SET lock_timeout = 100; SELECT pg_advisory_xact_lock('search_indexentry'::regclass::oid::bigint)",
}


def test_nobody_else_indexes_between_the_reading_and_the_writing(db):
    index_posts([PostFactory().pk])
    other = connection.copy()
    other.settings_dict["OPTIONS"] |= {"timeout": 0} if connection.vendor == "sqlite" else {}
    with pytest.raises(OperationalError, match="lock"), other.cursor() as cursor:
        cursor.execute(BEGIN_TO_INDEX[connection.vendor])
    other.close()


BREAK = {
    "sqlite": ["DROP TABLE search_stems", "DROP TRIGGER search_words_update"],
    "postgresql": [
        "ALTER TABLE search_indexentry DROP COLUMN stems",
        "DROP FUNCTION search_vectors CASCADE",
        "ALTER TABLE search_indexentry DISABLE TRIGGER search_vectors",
    ],
}


@pytest.mark.parametrize("statement", BREAK[connection.vendor])
def test_one_command_rebuilds_what_is_lost(client, db, statement):
    post = PostFactory(title="Kettle")
    IndexEntry.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert "run manage.py update_index" in client.get("/readyz").json()["search_index"]
    call_command("update_index", verbosity=0)
    assert client.get("/readyz").json()["search_index"] == "ok"
    assert titles("kettle") == ["Kettle"]
    post.title = "Lamp"
    post.save()
    assert titles("lamp") == ["Lamp"]


def test_index_that_nothing_was_written_into_is_not_sound(client, db):
    assert client.get("/readyz").json()["search_index"] == "ok"
    PostFactory(title="Kettle")
    assert client.get("/readyz").json()["search_index"] == "ok"
    IndexEntry.objects.all().delete()
    assert client.get("/readyz").json()["search_index"] == "empty: run manage.py update_index"


LOSE = {"sqlite": "DROP TABLE search_stems", "postgresql": "ALTER TABLE search_indexentry RENAME TO search_lost"}


@pytest.fixture
def broken(db, monkeypatch):
    """``broken()``: from now on the index can't be asked."""

    def fail(*args, **options):
        raise DatabaseError("no such table")

    return lambda: monkeypatch.setattr(type(engine()), "match", fail)


def test_readers_get_what_has_their_words_in_its_title_while_the_index_is_broken(broken):
    PostFactory(title="A kettle", date="2009-05-17")
    PostFactory(title="A newer kettle", date="2019-05-17")
    PostFactory(title="A lamp", date="2009-05-17")
    broken()
    answer = ask("kettle before:2010 -lamp")
    assert [hit.post.title for hit in answer.hits] == ["A kettle"]
    assert ["being repaired" in answer.said[0], "with a minus" in answer.said[1]] == [True, True]
    assert len(ask("kettle after:2010").said) == 1
    assert titles('"newer kettle"') == ["A newer kettle"]


def test_readers_are_shown_pictures_by_title_and_no_suggestions_while_the_index_is_broken(client, broken):
    PostFactory(title="Harbour walk", lead_picture=ImageFactory(title="A harbour"))
    broken()
    page = client.get("/search/", {"q": "harbour", "show": "pictures"})
    assert "The search is being repaired." in page.content.decode()
    assert [found.image.title for found in page.context["pictures"]] == ["A harbour"]
    assert client.get("/search/suggest/", {"q": "harb"}).json()["suggestions"] == []


@pytest.mark.parametrize(
    "address",
    ["/admin/pages/search/", "/admin/images/", "/admin/images/chooser/results/", "/admin/choose-page/search/"],
)
def test_editors_find_by_title_while_the_index_is_broken(owner, broken, address):
    PostFactory(title="Harbour walk")
    ImageFactory(title="Harbour lights")
    broken()
    page = owner.get(address, {"q": "harb"})
    assert page.status_code == 200
    assert b"Harbour" in page.content


def test_what_is_deleted_is_gone_though_the_index_is_broken(db):
    post, picture = PostFactory(title="Kettle"), ImageFactory()
    IndexEntry.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(LOSE[connection.vendor])
    post.delete()
    picture.delete()
    assert [model.objects.count() for model in (BlogPage, CustomImage)] == [0, 0]
