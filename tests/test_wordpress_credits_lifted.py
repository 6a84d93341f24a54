"""Credits leave the text of an imported post for the pictures that they are about, when that is certain."""

import random
import re
from collections import Counter
from copy import deepcopy

import pytest
from bs4 import BeautifulSoup

from tests.wordpress_credit_lines import CREDITS, NO_CREDITS
from wordpress.credits.lifting import lift

LENA = "Photo: Lena Vogt"
HARBOUR = "<p>The harbour was empty.</p>"

LINES = [line.html for line in CREDITS] + [html for _where, html in NO_CREDITS]
CAPTIONS = [BeautifulSoup(line, "html.parser").get_text() for line in LINES] + [""] * len(LINES)


def picture(key, caption="", credit=""):
    image = {"image": key, "decorative": False, "alt_text": "Boats"}
    return {
        "type": "image",
        "value": {"image": image, "caption": caption, "credit": credit, "width": "normal", "link": ""},
    }


def gallery(*keys, stored=True):
    values = [{name: picture(key)["value"][name] for name in ("image", "caption", "credit")} for key in keys]
    return {
        "type": "gallery",
        "value": {"pictures": [{"type": "item", "value": one} if stored else one for one in values]},
    }


def missing(caption="", credit=""):
    return {"type": "missing_image", "value": {"address": "", "alt": "", "caption": caption, "credit": credit}}


def text(*paragraphs):
    return {"type": "text", "value": "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)}


def credits_of(lifted):
    return [(fact.picture, fact.credit) for fact in lifted.facts]


def suggested(lifted):
    return [(one.picture, one.credit) for one in lifted.suggestions]


def test_credit_in_a_caption_is_its_own_picture_s():
    lifted = lift([picture(1, f"Dawn. {LENA}"), picture(2, "Dusk")])
    assert credits_of(lifted) == [(1, "Lena Vogt")]
    assert [block["value"]["caption"] for block in lifted.blocks] == ["Dawn.", "Dusk"]


def test_link_of_a_caption_is_kept():
    links = [
        ("Elsewhere", "https://x.example/"),
        ("Lena Vogt", "https://x.example/lena"),
        ("Ada", "https://x.example/a"),
    ]
    lifted = lift([picture(1, LENA), picture(2, "Photo: Ada Brandt & Co")], caption_links=links)
    assert [fact.url for fact in lifted.facts] == ["https://x.example/lena", "https://x.example/a"]


@pytest.mark.parametrize("stored", [True, False])
def test_credit_in_a_caption_of_a_gallery_is_that_picture_s(stored):
    block = gallery(1, 2, stored=stored)
    item = block["value"]["pictures"][1]
    (item["value"] if stored else item)["caption"] = LENA
    assert credits_of(lift([block])) == [(2, "Lena Vogt")]


def test_line_directly_after_a_picture_is_about_it():
    lifted = lift([picture(1), text(f"<em>{LENA}</em>", "It was cold.")])
    assert credits_of(lifted) == [(1, "Lena Vogt")]
    assert lifted.blocks == [picture(1), text("It was cold.")]


def test_line_directly_before_a_picture_is_about_it():
    lifted = lift([picture(1), text("It was cold.", LENA), picture(2), text("It rained.")])
    assert credits_of(lifted) == [(2, "Lena Vogt")]


def test_line_between_two_pictures_is_about_the_one_before():
    lifted = lift([picture(1), text(LENA), picture(2), text("It rained.")])
    assert credits_of(lifted) == [(1, "Lena Vogt")]


def test_line_between_two_pictures_is_about_the_one_that_has_no_credit_yet():
    lifted = lift([picture(1, "Photo: Ada Brandt"), text(LENA), picture(2), text("It rained.")])
    assert credits_of(lifted) == [(1, "Ada Brandt"), (2, "Lena Vogt")]


def test_text_block_that_was_only_a_credit_is_gone():
    assert [block["type"] for block in lift([picture(1), text(LENA)]).blocks] == ["image"]


def test_line_of_a_paragraph_goes_and_the_rest_of_it_stays():
    lifted = lift([picture(1), text(f"{LENA}<br/>It was <b>cold</b>.<br/>It rained.", "")])
    assert lifted.blocks[1]["value"] == "<p>It was <b>cold</b>.<br/>It rained.</p><p></p>"
    lifted = lift([text(f"It was cold.<br/>{LENA}"), picture(1), text("It rained.")])
    assert lifted.blocks[0] == text("It was cold.")


def test_line_that_cannot_be_cut_out_of_its_mark_up_stays():
    blocks = [picture(1), text(f"<em>{LENA}<br/>Cold.</em>")]
    lifted = lift(blocks)
    assert lifted.blocks == blocks
    assert suggested(lifted) == [(1, "Lena Vogt")]


def test_title_beside_the_name_becomes_the_caption():
    lifted = lift([picture(1), text("Photo: ‘Life is Tremendous’ by Stewf"), text("It was cold.")])
    assert credits_of(lifted) == [(1, "Stewf")]
    assert lifted.blocks[0]["value"]["caption"] == "‘Life is Tremendous’"


def test_title_stays_where_the_picture_has_a_caption():
    blocks = [picture(1, "Boats"), text("Photo: ‘Life is Tremendous’ by Stewf")]
    lifted = lift(blocks)
    assert (lifted.blocks, lifted.facts, suggested(lifted)) == (blocks, [], [(1, "Stewf")])


@pytest.mark.parametrize(
    ("line", "wanted"),
    [("First photo", 1), ("Second photo", 2), ("Last photo", 3), ("Photo 3", 3), ("Zweites Bild", 2), ("Top photo", 1)],
)
def test_line_at_the_end_says_which_picture_it_is_about(line, wanted):
    blocks = [picture(1), text("Cold."), picture(2), text("Wet."), picture(3), text("Over.", f"{line}: Lena Vogt")]
    assert credits_of(lift(blocks)) == [(wanted, "Lena Vogt")]


def test_left_and_right_are_those_of_the_gallery_beside():
    lifted = lift([picture(9), text("Cold."), gallery(1, 2), text("Left photo: Ada Brandt", "Right photo: Lena Vogt")])
    assert credits_of(lifted) == [(1, "Ada Brandt"), (2, "Lena Vogt")]


def test_picture_that_is_not_there_is_not_guessed():
    blocks = [picture(1), text("Cold."), picture(2), text("Over.", "Third photo: Lena Vogt")]
    lifted = lift(blocks)
    assert (lifted.blocks, lifted.facts) == (blocks, [])


def test_line_about_all_pictures_is_about_all():
    lifted = lift([picture(1), text("Cold."), gallery(2, 3), text("Over.", "All photos by Lena Vogt")], lead=4)
    assert sorted(credits_of(lifted)) == [(key, "Lena Vogt") for key in (1, 2, 3, 4)]


def test_line_after_a_gallery_is_about_all_of_it_when_it_says_photos():
    assert len(lift([gallery(1, 2, 3), text("Photos: Lena Vogt")]).facts) == 3
    lifted = lift([gallery(1, 2, 3), text(LENA)])
    assert (lifted.facts, suggested(lifted)) == ([], [(1, "Lena Vogt")])


def test_line_at_the_end_is_about_the_only_picture():
    assert credits_of(lift([picture(1), text("Cold.", "Wet.", LENA)])) == [(1, "Lena Vogt")]
    assert credits_of(lift([text("Cold.", "Wet.", LENA)], lead=4)) == [(4, "Lena Vogt")]


def test_line_at_the_end_is_about_the_only_picture_without_a_credit():
    blocks = [picture(1), text("Cold."), picture(2), text("Wet.", LENA)]
    assert credits_of(lift(blocks, known={1: "Ada Brandt"})) == [(2, "Lena Vogt")]


def test_line_at_the_end_is_about_the_lead_picture_where_that_stands_above_the_text():
    blocks = [picture(1), text("Cold."), picture(2), text("Wet.", LENA)]
    assert credits_of(lift(blocks, lead=4)) == [(4, "Lena Vogt")]
    lifted = lift(blocks, lead=1)
    assert (lifted.facts, suggested(lifted)) == ([], [(2, "Lena Vogt")])


def test_line_about_the_header_image_is_about_the_lead_picture():
    blocks = [picture(1), text("Cold.", "Header image: Lena Vogt", "Wet.")]
    assert credits_of(lift(blocks, lead=4)) == [(4, "Lena Vogt")]
    assert lift(blocks).facts == []


def test_line_at_the_beginning_is_about_the_lead_picture_above_it():
    assert credits_of(lift([text(LENA, "Cold."), {"type": "divider", "value": None}], lead=4)) == [(4, "Lena Vogt")]


def test_line_at_the_beginning_and_before_a_picture_is_about_that():
    assert credits_of(lift([text(LENA), picture(1), text("Cold.")], lead=4)) == [(1, "Lena Vogt")]


def test_line_far_from_every_picture_stays_and_is_suggested():
    blocks = [picture(1), text("Cold.", LENA, "Wet.")]
    lifted = lift(blocks)
    assert (lifted.blocks, lifted.facts, lifted.changes) == (blocks, [], [])
    (suggestion,) = lifted.suggestions
    assert (suggestion.picture, suggestion.words, suggestion.credit) == (1, LENA, "Lena Vogt")
    assert suggestion.confidence < 90


def test_copyright_notice_at_the_end_of_a_post_may_be_of_the_text():
    blocks = [picture(1), text("Cold.", "© Lena Vogt")]
    lifted = lift(blocks)
    assert (lifted.blocks, suggested(lifted)) == (blocks, [(1, "Lena Vogt")])


def test_book_named_far_from_every_picture_is_not_suggested():
    assert lift([picture(1), text("Cold.", "“Middlemarch” by George Eliot", "Wet.")]).suggestions == []


def test_post_without_pictures_is_left_alone():
    blocks = [text("Cold.", LENA)]
    lifted = lift(blocks)
    assert (lifted.blocks, lifted.facts, lifted.suggestions) == (blocks, [], [])


def test_line_beside_a_video_is_not_about_a_picture_elsewhere():
    video = {"type": "embed", "value": {"address": "https://x.example/", "title": "Film"}}
    lifted = lift([picture(1), text("Cold."), video, text(LENA, "Wet.")])
    assert lifted.facts == []


def test_missing_picture_keeps_its_credit_itself():
    lifted = lift([text("Cold."), picture(1), text(LENA), missing("Dawn (Photo by Ada Brandt, CC BY 2.0)")])
    assert lifted.blocks[-1] == missing("Dawn", "Ada Brandt, CC BY 2.0")
    fact = next(fact for fact in lifted.facts if not fact.picture)
    assert (fact.credit, fact.licence, lifted.blocks[fact.block]["type"]) == (
        "Ada Brandt",
        "cc-by-2.0",
        "missing_image",
    )


def test_picture_with_another_credit_elsewhere_keeps_that_and_this_use_has_its_own():
    lifted = lift([picture(1, "Photo by Lena Vogt, CC BY 2.0")], known={1: "Ada Brandt"})
    assert lifted.blocks == [picture(1, credit="Lena Vogt, CC BY 2.0")]
    assert lifted.facts[0].block == 0


def test_other_credit_with_an_address_stays_since_a_use_has_no_room_for_it():
    blocks = [picture(1), text('Photo: <a href="https://x.example/">Lena Vogt</a>')]
    lifted = lift(blocks, known={1: "Ada Brandt"})
    assert (lifted.blocks, suggested(lifted)) == (blocks, [(1, "Lena Vogt")])


def test_credit_that_the_picture_has_already_is_not_said_twice():
    lifted = lift([picture(1, f"Dawn. {LENA}"), text("Photo by lena vogt on Flickr", "Photo by Lena Vogt")])
    assert lifted.blocks[0]["value"]["caption"] == "Dawn."
    assert {fact.credit for fact in lifted.facts} == {"Lena Vogt"}


def test_second_credit_beside_one_picture_stays():
    lifted = lift([picture(1), text(LENA, "Photo: Ada Brandt", "Cold.")])
    assert credits_of(lifted) == [(1, "Lena Vogt")]
    assert lifted.blocks[1] == text("Photo: Ada Brandt", "Cold.")
    assert suggested(lifted) == [(1, "Ada Brandt")]


def test_credit_that_mark_up_of_a_plugin_gave_is_the_picture_s():
    lifted = lift([picture(1, credit="Lena Vogt"), picture(2, credit="Lena Vogt")], known={2: "Ada Brandt"})
    assert credits_of(lifted) == [(1, "Lena Vogt")]
    assert [block["value"]["credit"] for block in lifted.blocks] == ["", "Lena Vogt"]


def test_owner_can_have_credits_suggested_only_or_left_alone():
    blocks = [picture(1, f"Dawn. {LENA}"), text("Photo: Ada Brandt"), text("Cold.")]
    lifted = lift(blocks, how="suggest")
    assert (lifted.blocks, lifted.facts) == (blocks, [])
    assert suggested(lifted) == [(1, "Lena Vogt"), (1, "Ada Brandt")]
    lifted = lift(blocks, how="off")
    assert (lifted.blocks, lifted.facts, lifted.suggestions) == (blocks, [], [])


def test_every_change_says_what_stood_there_and_what_became_of_it():
    assert lift([picture(1, f"Dawn. {LENA}, CC BY 2.0")]).changes == [
        f"Dawn. {LENA}, CC BY 2.0 → Dawn.; Lena Vogt; CC BY 2.0"
    ]


def test_blocks_that_were_given_are_left_as_they_are():
    blocks = [picture(1, LENA), missing(LENA), text("Cold.")]
    before = deepcopy(blocks)
    lift(blocks)
    assert blocks == before


def words_of(blocks):
    """All that a reader sees, and what has a field of its own."""
    seen = []
    for block in blocks:
        value = block["value"]
        values = [value] if block["type"] != "gallery" else [item["value"] for item in value["pictures"]]
        seen += [
            BeautifulSoup(one, "html.parser").get_text(" ")
            if isinstance(one, str)
            else f"{one['caption']} {one['credit']}"
            for one in values
        ]
    return counted(" ".join(seen))


def counted(words):
    return Counter(re.findall(r"\w+", words))


def random_post(chance):
    def paragraph():
        return chance.choice(["<br/>", " "]).join(chance.choices(LINES, k=chance.choice([1, 1, 1, 2])))

    makers = [
        lambda: picture(chance.randint(1, 4), chance.choice(CAPTIONS), chance.choice(["", "", "Ada Brandt"])),
        lambda: gallery(chance.randint(1, 4), chance.randint(1, 4)),
        lambda: missing(chance.choice(CAPTIONS)),
        lambda: text(*(paragraph() for _count in range(chance.randint(1, 3)))),
        lambda: text(HARBOUR),
    ]
    return [chance.choice(makers)() for _count in range(chance.randint(1, 7))]


def test_no_word_is_lost_and_no_picture_gets_two_credits_in_random_posts():
    chance = random.Random(5)
    for _count in range(300):
        blocks, lead = random_post(chance), chance.randint(0, 5)
        lifted = lift(blocks, lead, {4: "Tomás Ruiz"})
        told = counted(" ".join(fact.words for fact in lifted.facts))
        assert words_of(blocks) - words_of(lifted.blocks) <= told
        given = {(fact.picture, fact.credit) for fact in lifted.facts if fact.block < 0}
        assert len(given) == len({key for key, _credit in given})
        assert all(lifted.blocks[fact.block]["type"] != "text" for fact in lifted.facts if fact.block >= 0)


def test_words_of_a_suggestion_stay():
    chance = random.Random(7)
    for _count in range(300):
        lifted = lift(random_post(chance))
        left = words_of(lifted.blocks)
        for suggestion in lifted.suggestions:
            assert counted(suggestion.words) <= left
