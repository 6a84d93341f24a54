"""What a reader may have meant: words spelt otherwise, and words that editors say mean the same."""

import pytest

from search.models import Synonyms
from tests.factories import PostFactory
from tests.searching import ask, titles


def test_word_of_a_draft_is_not_told_for_sharing_its_stem_with_one_that_readers_know(db):
    PostFactory(title="The universe")
    PostFactory(title="A university", live=False)
    answer = ask("universty")
    assert "university" not in " ".join(answer.said)
    assert not answer.did_you_mean


def test_word_of_a_draft_is_not_offered_for_one_that_few_posts_have(db):
    PostFactory(title="A universty")
    for number in range(9):
        PostFactory(title=f"The universe {number}")
    PostFactory(title="A university", live=False)
    assert ask("universty").did_you_mean == "universe"
    for number in range(5):
        PostFactory(title=f"University {number}")
    assert ask("universty").did_you_mean == "university"


def test_word_that_readers_know_is_offered_however_many_drafts_are_nearer(db):
    PostFactory(title="A kettle")
    for mistake in ("kettla", "kettlb", "kettlc", "kettld", "kettlf", "kettlg"):
        PostFactory(title=mistake, live=False)
    assert ask("kettlz").said == ["No post has “kettlz”. These have “kettle”."]
    assert titles("kettlz") == ["A kettle"]


def test_many_words_with_mistakes_are_answered_like_any_other(db):
    letters = "abcdefghijklmnopqrstuvwxyz"
    PostFactory(title="Letters", body=[("text", " ".join(f"kettl{last} lampion{last}" for last in letters))])
    answer = ask(" ".join(f"kett{letter} lampionne{letter}" for letter in "abcdefgh"))
    assert [hit.post.title for hit in answer.hits] == ["Letters"]
    assert "No post has" in answer.said[0]


@pytest.fixture
def town_hall(db):
    Synonyms.objects.create(words="city  Hall, rathaus")
    PostFactory(title="At the city hall")
    PostFactory(title="At the Rathaus")
    PostFactory(title="A hall in another city")
    PostFactory(title="A city")


SAME = ["A hall in another city", "At the Rathaus", "At the city hall"]


@pytest.mark.parametrize("typed", ["city hall", "City HALL", "at the city hall"])
def test_several_words_find_what_one_that_means_the_same_does(town_hall, typed):
    assert sorted(titles(typed)) == SAME
    assert sorted(titles("rathaus")) == ["At the Rathaus", "At the city hall"]


def test_words_in_another_order_mean_something_else(town_hall):
    assert sorted(titles("hall city")) == ["A hall in another city", "At the city hall"]


def test_several_words_mean_the_same_beside_others(town_hall):
    PostFactory(title="A kettle in the Rathaus")
    assert titles("kettle city hall") == ["A kettle in the Rathaus"]
    assert titles("kettle city hall zeppelin")[0] == "A kettle in the Rathaus"


def test_most_words_that_mean_something_together_are_taken_together(town_hall):
    Synonyms.objects.create(words="hall, room")
    PostFactory(title="City room")
    assert "City room" not in titles("city hall")
