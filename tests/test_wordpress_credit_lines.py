"""Credit lines as blogs write them are told from all other lines."""

import random

import pytest

from images import licences as known_licences
from tests.wordpress_credit_lines import CAPTION, CREDITS, NO_CREDITS
from wordpress.credits import licences, vocabulary
from wordpress.credits.lines import read_line

SET_ASIDE = 2  # of every three; nothing was adjusted to them
BOTH_PARTS = pytest.mark.parametrize("is_set_aside", [False, True], ids=["seen", "set aside"])


def part_of(lines, is_set_aside):
    return [line for number, line in enumerate(lines) if (number % 3 == SET_ASIDE) is is_set_aside]


def taken(where, html):
    line = read_line(html, in_caption=where == CAPTION)
    return line if line and line.is_sure else None


def is_right(wanted):
    line = taken(wanted.where, wanted.html)
    return bool(line) and (line.name, line.url, line.licence, line.rest) == wanted[2:]


@BOTH_PARTS
def test_what_is_taken_for_a_credit_is_one(is_set_aside):
    lines = part_of(CREDITS, is_set_aside)
    right = sum(map(is_right, lines))
    wrong = [line.html for line in lines if taken(line.where, line.html) and not is_right(line)]
    assert len(wrong) <= 0.02 * (len(wrong) + right), wrong


@BOTH_PARTS
def test_most_credits_are_found(is_set_aside):
    lines = part_of(CREDITS, is_set_aside)
    missed = [line.html for line in lines if not is_right(line)]
    assert len(missed) <= 0.1 * len(lines), missed


@BOTH_PARTS
def test_nothing_else_is_taken_for_a_credit(is_set_aside):
    assert [line for line in part_of(NO_CREDITS, is_set_aside) if taken(*line)] == []


def test_there_are_enough_lines_to_measure_by():
    assert len(CREDITS) >= 75
    assert len(NO_CREDITS) >= 75


@pytest.mark.parametrize(
    ("html", "credit"),
    [
        ("Photo by Stewf on Flickr", "Stewf / Flickr"),
        ('Photo by <a href="https://www.flickr.com/photos/stewf/">Stewf</a> on Flickr', "Stewf"),
        ("Photo: Jonas Wieland / Getty Images via Unsplash", "Jonas Wieland / Getty Images / Unsplash"),
        ("Photo by Stewf (CC BY)", "Stewf, CC BY"),
        ("Photo by Stewf (CC BY 2.0)", "Stewf"),
    ],
)
def test_what_has_no_field_of_its_own_is_said_with_the_name(html, credit):
    assert read_line(html).credit == credit


def test_tool_that_only_helped_to_quote_a_picture_is_not_credited():
    line = read_line(
        'photo credit: <a href="https://www.flickr.com/photos/9/1">oldmill</a> via '
        '<a href="http://photopin.com">photopin</a> <a href="https://creativecommons.org/licenses/by/2.0/">cc</a>'
    )
    assert (line.credit, line.licence) == ("oldmill", "cc-by-2.0")


def test_licence_without_its_version_is_none_of_ours():
    assert read_line("Photo by Stewf (CC BY-SA)").licence == ""


def test_words_before_a_credit_that_are_one_too_leave_it_open_who_did_what():
    assert not read_line("Photo: Lena Vogt. Illustration: Ada Brandt", in_caption=True).is_sure


def test_credit_before_a_caption_is_a_guess():
    line = read_line("Photo: Lena Vogt. The old harbour at dawn.", in_caption=True)
    assert (line.name, line.rest, line.is_sure) == ("Lena Vogt", "The old harbour at dawn.", False)


@pytest.mark.parametrize("html", ["Photo: The Old Harbour", "Foto: Sonnenuntergang", "Text und Fotos: Anke Rosen"])
def test_what_may_be_seen_as_well_as_credited_is_a_guess(html):
    assert not read_line(html).is_sure


def test_month_is_nobody_but_may_be_a_name_s_first():
    assert read_line("Photos: April 2014") is None
    assert read_line("Photo: 3 April 2014") is None
    assert read_line("Photo: April Jones").is_sure


def test_long_text_is_no_credit_line():
    assert read_line("Photo: " + "Lena " * 20_000) is None
    assert read_line("Photo: Lena Vogt" + "<b></b>" * 20_000) is None
    assert read_line("Photo by Lena Vogt, " + "who came from far away " * 5) is None


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/relative", "https://" + "a" * 600, "https://[broken"])
def test_address_that_nobody_can_follow_is_left_out(address):
    line = read_line(f'Photo: <a href="{address}">Lena Vogt</a>')
    assert (line.name, line.url) == ("Lena Vogt", "")


SCRAPS = [
    *"Photo Foto Bild Image © (c) credit: by von par via : - – , . / ( ) [ ] “ ” ‘ ’ | & 2014 CC BY 2.0 Flickr".split(),
    *("courtesy of", "Lena", "Vogt", "the", "ünïcödé", "\u202e", "\x00", "日本", "💡", "@", "'", '"', "&amp;", "&#0;"),
    *("<a href='https://x.example/'>", "</a>", "<em>", "</em>", "<br/>", "<", ">", "<!--", "<a", "&", "\u00a0", "\n"),
]


def test_random_lines_are_read_without_an_error():
    chance = random.Random(6)
    for _count in range(2000):
        html = chance.choice(["", " "]).join(chance.choices(SCRAPS, k=chance.randint(0, 60)))
        for in_caption in (False, True):
            line = read_line(html, in_caption)
            assert line is None or (line.name and 0 < line.confidence <= 100 and line.url in ("", "https://x.example/"))


def test_licences_are_called_as_pictures_call_them():
    assert licences.KEYS | {known_licences.UNKNOWN.key} == set(known_licences.LICENCES)


def test_licences_are_found_by_their_addresses_and_by_their_names():
    for licence in known_licences.LICENCES.values():
        assert licences.key_of_deed(licence.url) == known_licences.key_of_deed(licence.url)
        if licence.key in licences.COMMONS:
            assert licences.key_of_words(str(licence.name)) == licence.key
            assert licences.name_of(licence.key) == licence.name


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Creative Commons Attribution-ShareAlike 3.0 Unported", "cc-by-sa-3.0"),
        ("Creative Commons Attribution-NonCommercial-NoDerivs 2.0 Generic", "cc-by-nc-nd-2.0"),
        ("cc-by-nd 4.0", "cc-by-nd-4.0"),
        ("CC BY 9.9", ""),
        ("CC0", "cc0-1.0"),
        ("gemeinfrei", "pdm-1.0"),
    ],
)
def test_licences_are_found_by_their_long_names_too(words, key):
    assert licences.key_of_words(words) == key


def test_places_for_pictures_are_said_in_small_letters():
    assert all(name == name.lower() for name in [*vocabulary.SOURCES, *vocabulary.TOOLS])
