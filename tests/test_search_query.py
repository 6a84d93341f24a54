"""What a reader types is read as it was meant, and nothing that anybody types is an error."""

from datetime import date

import pytest

from search.common_words import COMMON_WORDS, without_common
from search.letters import fold
from search.query import ReadersQuery, read
from tests.fuzz_searches import fuzz_reading, wrong_with
from tests.hostile_searches import HOSTILE_SEARCHES, in_address


def asked(text):
    """What is asked for, by the fields that say anything."""
    query = vars(read(text))
    return {name: value for name, value in query.items() if value and name not in ("typed", "rest", "notices")}


READ = {
    "robot welcome": {"words": ("robot", "welcome")},
    '"set one more place"': {"phrases": ("set one more place",)},
    "“set one” more «place»": {"words": ("more",), "phrases": ("set one", "place")},
    '"never closed': {"phrases": ("never closed",)},
    '12" records': {"words": ("12", "records")},
    "welcome -robot": {"words": ("welcome",), "without": ("robot",)},
    'welcome -"a robot"': {"words": ("welcome",), "without": ("a robot",)},
    "welcome - robot --loud": {"words": ("welcome", "robot", "loud")},
    "e-mail don’t example.org": {"words": ("e-mail", "don't", "example.org")},
    "wait--what... (AT&T)": {"words": ("wait", "what", "AT", "T")},
    "author:ines": {"authors": ("ines",)},
    'Author:"Ines Halloran" topic:meeting': {"authors": ("Ines Halloran",), "topics": ("meeting",)},
    "author:“Ines Halloran”": {"authors": ("Ines Halloran",)},
    'tag:"C++" tag:café': {"tags": ("C++", "café")},
    'credit:"Maud Ferris"': {"credits": ("Maud Ferris",)},
    "year:2009 year:2011 year:2009": {"years": (2009, 2011)},
    "after:2009": {"after": date(2009, 1, 1)},
    "before:2009-05": {"before": date(2009, 5, 1)},
    "after:2009-5-17 after:2010-01": {"after": date(2010, 1, 1)},
    "before:2009 before:2008-02-29": {"before": date(2008, 2, 29)},
    "author:": {"words": ("author",)},
    'topic:"" welcome': {"words": ("topic", "welcome")},
    "title: title:welcome": {"words": ("title", "welcome")},
    'title:"a welcome"': {"words": ("title", "a", "welcome")},
    "a AND OR b": {"words": ("a", "AND", "OR", "b")},
    "NEAR( * ^": {"words": ("NEAR",)},
    "Welcome welcome WELCOME wélcome": {"words": ("Welcome",)},
    "robot\twelcome\nhall\x00way": {"words": ("robot", "welcome", "hall", "way")},
    "cafe\u0301": {"words": ("café",)},
    "half \ud800 a character": {"words": ("half", "a", "character")},
    "\u202eshalom שלום\u202c": {"words": ("shalom", "שלום")},
    "हिन्दी में": {"words": ("हिन्दी", "में")},
    "2009": {"words": ("2009",)},
    "🎉 !?": {},
    "": {},
}


@pytest.mark.parametrize("text", READ)
def test_what_is_typed_is_read_as_it_was_meant(text):
    assert asked(text) == READ[text]


@pytest.mark.parametrize(
    ("text", "year"), [("2009", 2009), (" 2009 ", 2009), ("2009 hall", None), ('"2009"', None), ("20090", None)]
)
def test_year_is_known_where_it_stands_alone(text, year):
    assert read(text).lone_year == year


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year:soon welcome", "“year:soon” was left out: a year is written as in year:2009."),
        ("before:2009-02-30", "“before:2009-02-30” was left out: a date is written as in"),
        ("-author:ines", "“-author:ines” was left out: a minus stands before words and phrases only."),
        ("🎉", "There is no word in “🎉” to look for."),
        ("welcome " * 100, "Only the first 200 characters were looked for."),
        (" ".join(map(str, range(17))), "Only the first 16 words and phrases were looked for."),
        ("welcome" + " " * 5000 + "hall", "Only the first 200 characters were looked for."),
    ],
)
def test_reader_is_told_what_was_left_out(text, said):
    (notice,) = read(text).notices
    assert notice.startswith(said)


def test_text_that_is_cut_ends_with_a_whole_word():
    assert read("welcome " * 26).typed == " ".join(["welcome"] * 25)


def test_nothing_is_said_about_a_search_that_was_read_whole():
    assert not any(read(text).notices for text in READ if text != "🎉 !?")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("“a phrase”  (and more)", '"a phrase" (and more)'),
        ("topic:hall robot -door after:2009", "robot -door after:2009"),
        ('year:2009 "a phrase" -"two words" author:x', '"a phrase" -"two words"'),
        ("author:ines", ""),
    ],
)
def test_what_parameters_can_say_is_no_part_of_the_rest(text, rest):
    assert read(text).rest == rest


@pytest.mark.parametrize(
    ("text", "has_words", "is_empty", "only_words"),
    [
        ("welcome", True, False, True),
        ('"a phrase"', True, False, False),
        ("welcome -robot", True, False, False),
        ("-robot", False, False, False),
        ("author:ines", False, False, False),
        ("welcome year:2009", True, False, False),
        ("year:soon", False, True, False),
        ("", False, True, False),
    ],
)
def test_query_knows_what_kind_it_is(text, has_words, is_empty, only_words):
    query = read(text)
    assert (query.has_words, query.is_empty, query.only_words) == (has_words, is_empty, only_words)


def test_there_are_a_hundred_hostile_searches():
    assert len(set(HOSTILE_SEARCHES)) == 100
    assert all(in_address(text).isascii() for text in HOSTILE_SEARCHES)


def test_hostile_searches_are_read():
    assert [wrong for text in HOSTILE_SEARCHES for wrong in wrong_with(read(text))] == []


def test_searches_put_together_at_random_are_read():
    assert fuzz_reading(500, seed=1).errors == []


@pytest.mark.parametrize(
    "query", [ReadersQuery(typed="a\x00"), ReadersQuery(typed="a", words=("a", "*")), ReadersQuery(rest="tag:a")]
)
def test_query_that_breaks_a_rule_would_be_noticed(query):
    assert wrong_with(query)


def test_letters_are_the_same_without_capitals_and_accents():
    assert fold("CAFÉ Straße") == fold("cafe\u0301 STRASSE") == "cafe strasse"
    assert fold("が") != fold("か")


@pytest.mark.parametrize(
    ("question", "telling"),
    [
        ("What was the name of the robot who welcomed people", "name robot welcomed people"),
        ("Don't let it be", "Don't let it be"),
        ("welcome", "welcome"),
        ("", ""),
    ],
)
def test_common_words_are_dropped_unless_nothing_would_remain(question, telling):
    assert without_common(question.split()) == telling.split()


def test_common_words_are_compared_as_they_are_written():
    assert {fold(word) for word in COMMON_WORDS} == COMMON_WORDS
