"""What the page of a search says where limits leave nothing, and what else it tells of what was asked."""

import pytest

from blog.models import BlogPage
from search.models import LoggedSearch, Synonyms
from tests.factories import ImageFactory, PostFactory
from tests.reading import all_words, read, words
from tests.test_search_desk import SEARCHES, looked_for, pin


@pytest.fixture
def kettles(blog):
    for year in (2019, 2020):
        PostFactory(title=f"Kettles of {year}", date=f"{year}-03-01", body=[("text", "<p>A kettle on a shelf.</p>")])


@pytest.mark.parametrize("asked", ["kettle before:2010", "kettle -shelf", "kettle year:1999"])
def test_limits_that_leave_nothing_are_blamed_and_not_the_words(client, kettles, asked):
    page = read(client.get("/search/", {"q": asked}))
    assert words(page.select_one("#results")) == "No post within these limits says “kettle”."
    without = page.select_one("main .hint a")
    assert words(without) == "2 posts do without them"
    assert len(read(client.get(without["href"])).select(".entries h3")) == 2


def test_days_and_unwanted_words_are_named_beside_what_was_found(client, kettles):
    page = read(client.get("/search/", {"q": "kettle after:2020 -teapot"}))
    assert "Only posts from Jan. 1, 2020 on, without “teapot”." in all_words(page, "main .hint")


def test_search_that_limits_left_without_a_post_is_not_logged_as_found_nothing(client, kettles):
    client.get("/search/", {"q": "kettle"})
    client.get("/search/", {"q": "kettle", "year": "1999"})
    assert LoggedSearch.objects.get().results == 2


def test_readers_are_told_what_else_was_looked_for(client, kettles):
    Synonyms.objects.create(words="urn, kettle")
    page = read(client.get("/search/", {"q": "urn"}))
    assert "Also looked for: “kettle”." in all_words(page, "main .hint")
    assert words(page.select_one(".found [role=status]")) == "2 posts"


def test_words_that_no_post_has_together_are_named(client, kettles):
    PostFactory(title="A bicycle")
    page = read(client.get("/search/", {"q": "kettle bicycle shelf"}))
    assert "(“kettle”, “bicycle”, “shelf”)" in " ".join(all_words(page, "main .hint"))


def test_signs_alone_are_not_said_to_be_mentioned(client, kettles):
    page = read(client.get("/search/", {"q": "!!!"}))
    assert words(page.title).startswith("Search")
    assert "mention" not in words(page.select_one(".found [role=status]"))


def test_phrase_stands_in_one_pair_of_quotation_marks(client, kettles):
    page = read(client.get("/search/", {"q": '"a kettle on"'}))
    assert words(page.select_one(".found [role=status]")) == "2 posts mention “a kettle on”"


def test_field_beside_pictures_looks_for_pictures_and_heeds_a_minus(client, blog):
    PostFactory(lead_picture=ImageFactory(description="A kettle and a tea bag"))
    PostFactory(lead_picture=ImageFactory(description="A kettle"))
    page = read(client.get("/search/", {"q": "kettle -tea", "show": "pictures"}))
    assert page.select_one("main form.find input[name=show]")["value"] == "pictures"
    assert words(page.select_one(".found [role=status]")).startswith("1 picture")


def test_pictures_say_what_was_left_out(client, blog):
    PostFactory(lead_picture=ImageFactory(description="A kettle"))
    page = read(client.get("/search/", {"q": "kettle year:2019", "show": "pictures"}))
    assert "Pictures are found by what they show" in words(page.select_one("main section .hint"))


@pytest.mark.parametrize("header", [{"Sec-Purpose": "prefetch"}, {"Sec-Fetch-Dest": "image"}])
def test_what_nobody_reads_is_not_counted(client, kettles, header):
    client.get("/search/", {"q": "kettle"}, headers=header)
    client.head("/search/", {"q": "kettle"})
    assert not LoggedSearch.objects.exists()


def test_owner_has_a_search_forgotten_on_whatever_day(owner, kettles):
    other_day, today = looked_for("something private", days_ago=3), looked_for("something private")
    kept = looked_for("something else")
    assert owner.get(f"{SEARCHES}delete/{today.pk}/").status_code == 200
    owner.post(f"{SEARCHES}delete/{other_day.pk}/")
    assert list(LoggedSearch.objects.all()) == [kept]


def test_editor_can_have_nothing_forgotten(editor, kettles):
    search = looked_for("kettle")
    editor.post(f"{SEARCHES}delete/{search.pk}/")
    assert LoggedSearch.objects.exists()


def test_search_with_a_pin_is_no_more_said_to_be_not_found(editor, kettles):
    looked_for("samovar")
    pin("Samovar!", BlogPage.objects.first())
    assert "Whatever readers looked for" in editor.get("/admin/").text
