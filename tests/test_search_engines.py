"""What both databases find, and in what order: one suite for either engine, through Wagtail's own ``search()``."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site
from wagtail.search.query import Fuzzy, Not, Or, Phrase, PlainText

from blog.models import BlogPage
from images.models import CustomImage
from search.backends import engine
from search.models import IndexEntry, Language, SearchSettings
from search.spelling import closest
from search.terms import All, Word
from tests.factories import ImageFactory, PostFactory
from tests.hostile_searches import HOSTILE_SEARCHES
from tests.searching import titles


def found(query, **options):
    return [page.title for page in BlogPage.objects.search(query, **options)]


def said(words):
    return [("text", f"<p>{words}</p>")]


PAIRS = [
    ("cafe", "Café"),
    ("café", "cafe"),
    ("naive", "naïve"),
    ("Zoe", "Zoë"),
    ("lodz", "Łódź"),
    ("smorrebrod", "smørrebrød"),
    ("strasse", "Straße"),
    ("don't", "don’t"),
    ("don’t", "don't"),
    ("rock-climbing", "rock climbing"),
    ("tea", "tea/coffee"),
    ("welcome", "welcomed"),
    ("welcomed", "welcoming"),
    ("bicycles", "bicycle"),
    ("mending", "mends"),
    ("KETTLE", "kettle"),
    ("1,000", "1,000"),
    ("wifi.example.org", "wifi.example.org"),
    ("שלום", "שלום"),
    ("привет", "Привет"),
    ("ẹ̀kọ́", "Ẹ̀kọ́"),
    ("eko", "ẹ̀kọ́"),
    ("x̲y", "x̲y"),
    ("हिन्दी", "हिन्दी"),
]


@pytest.mark.parametrize(("typed", "written"), PAIRS)
def test_words_are_found_however_they_are_spelt(db, typed, written):
    PostFactory(title="The one", body=said(f"It says {written} on the door."))
    PostFactory(title="Another", body=said("It says nothing at all."))
    assert found(typed) == titles(typed) == ["The one"]


def test_other_forms_of_a_word_are_found_where_the_posts_are_in_english(db, at_commit):
    PostFactory(body=said("We were welcomed."))
    assert len(found("welcome")) == 1
    with CaptureQueriesContext(connection) as asked:
        found("welcome")
    assert not [query for query in asked if "search_searchsettings" in query["sql"]]
    with at_commit():
        SearchSettings.objects.create(site=Site.objects.get(), language=Language.ANY)
    assert found("welcome") == []
    assert len(found("welcomed")) == 1


def test_title_counts_most_then_question_and_introduction_then_the_rest(db):
    words = "Nothing much happened, and then it rained for a week on the harbour and on everybody in it."
    PostFactory(title="Body", body=said(f"{words} There was a lantern in it."))
    PostFactory(title="Beginning", introduction="Of a lantern.", body=said(words))
    PostFactory(title="Lantern", body=said(words))
    assert found("lantern") == ["Lantern", "Beginning", "Body"]


def test_phrase_is_found_as_it_is_written(db):
    PostFactory(title="In order", body=said("the open door"))
    PostFactory(title="In another form", body=said("the opened doors"))
    PostFactory(title="Apart", body=said("the door was open"))
    assert found(Phrase("open door")) == titles('"open door"') == ["In order"]


def test_wagtails_ways_to_ask_are_understood(db):
    PostFactory(title="Both", body=said("kettle lamp"))
    PostFactory(title="Kettle", body=said("kettle"))
    PostFactory(title="Lamp", body=said("lamp"))
    assert found("kettle lamp") == ["Both"]
    assert set(found("kettle lamp", operator="or")) == {"Both", "Kettle", "Lamp"}
    assert found(PlainText("kettle") & Not(PlainText("lamp"))) == ["Kettle"]
    assert set(found(Or([Phrase("kettle"), Phrase("lamp")]))) == {"Both", "Kettle", "Lamp"}
    assert found(Not(PlainText("kettle"))) == ["Lamp"]
    assert set(found(Fuzzy("kettle"))) == {"Both", "Kettle"}
    assert found("kettle", fields=["title"]) == ["Kettle"]
    assert len(BlogPage.objects.search("kettle")) == BlogPage.objects.search("kettle").count() == 2
    assert BlogPage.objects.search("kettle").annotate_score("score")[0].score > 0


def test_order_of_the_list_can_be_kept_and_its_filters_hold(db):
    old, new = PostFactory(title="Old kettle"), PostFactory(title="New kettle")
    by_date = BlogPage.objects.order_by("date").search("kettle", order_by_relevance=False)
    assert list(by_date) == [old, new]
    assert list(Page.objects.exclude(live=False).descendant_of(old.get_parent()).search("old kettle")) == [old.page_ptr]
    assert dict(BlogPage.objects.search("kettle").facet("date")) == {old.date: 1, new.date: 1}


def test_nothing_is_found_where_there_is_nothing_to_look_through(db):
    PostFactory(title="Kettle")
    for nothing in (BlogPage.objects.none(), BlogPage.objects.filter(pk__in=[])):
        assert not nothing.search("kettle")
        assert not nothing.search(Not(PlainText("lamp")))
        assert not nothing.order_by("date").search("kettle", order_by_relevance=False).annotate_score("score")
        assert not nothing.autocomplete("ket")
        assert nothing.search("kettle").count() == 0
        assert not nothing.search("kettle").facet("date")


def test_chooser_finds_by_the_beginning_of_the_last_word(db):
    PostFactory(title="Welcoming committee")
    assert [page.title for page in Page.objects.autocomplete("welcoming com")] == ["Welcoming committee"]
    assert [page.title for page in Page.objects.autocomplete("welcomi")] == ["Welcoming committee"]
    assert not Page.objects.autocomplete("com welcomi xyz")


def test_pictures_are_found_by_their_credit_and_never_mixed_up_with_pages(db):
    PostFactory(title="Stewf wrote this")
    picture = ImageFactory(title="Harbour", credit="Stewf")
    assert list(CustomImage.objects.search("stewf")) == [picture]
    assert found("stewf") == ["Stewf wrote this"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kettel", "kettle"),
        ("ketle", "kettle"),
        ("xettle", "kettle"),
        ("libary", "library"),
        ("wlecoming", "welcoming"),
        ("freind", "friend"),
        ("hosue", "house"),
        ("gaurd", "guard"),
        ("gadren", "garden"),
        ("kird", "bird"),
        ("brid", "bird"),
        ("ibrd", "bird"),
    ],
)
def test_typing_mistake_is_known_for_what_it_was_meant_to_be(db, typed, meant):
    PostFactory(body=said("A kettle in the library, welcoming a friend and a bird; the house, its garden and guard."))
    IndexEntry.objects.exists()
    assert closest(typed, engine(), most=5) == [meant]


def test_what_was_found_is_marked_by_the_engine(db):
    post = PostFactory(
        title="Tea", body=said(f"{'Rain. ' * 200} We were welcomed at the café by Zoë. {'Rain. ' * 200}")
    )
    IndexEntry.objects.exists()
    term = All((Word("welcome"), Word("cafe")))
    excerpt = engine().excerpts(term, True, [post.pk])[post.pk]["body"]
    assert "\ue000welcomed\ue001" in excerpt
    assert "\ue000café\ue001" in excerpt
    assert len(excerpt.split()) <= 40


def test_hostile_queries_find_what_they_find_and_break_nothing(db):
    PostFactory(title="A kettle", body=said("a AND OR b"))
    for query in HOSTILE_SEARCHES:
        assert BlogPage.objects.search(query).count() in (0, 1)
        assert len(Page.objects.autocomplete(query)) in (0, 1)
