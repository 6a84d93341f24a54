"""The importer's check that no word of an old post is missing."""

import pytest

from wordpress.body.words import missing_words, visible_words


def text(html):
    return [{"type": "text", "value": html}]


def test_word_that_was_dropped_is_found():
    assert missing_words("Tea at four", text("<p>Tea four</p>")) == ["at"]


def test_word_that_was_dropped_once_of_two_times_is_found():
    assert missing_words("tea or tea", text("<p>tea or</p>")) == ["tea"]


def test_capitals_matter():
    assert missing_words("Tea", text("<p>tea</p>")) == ["Tea"]


def test_words_grown_together_are_found():
    assert missing_words("<td>tea</td><td>cake</td>", text("<p>teacake</p>")) == ["tea", "cake"]


def test_letters_in_styles_are_one_word():
    assert missing_words("<b>T</b>ea", text("<p>Tea</p>")) == []


@pytest.mark.parametrize(
    "block",
    [
        {"type": "heading", "value": {"text": "Tea", "level": "2", "anchor": ""}},
        {"type": "quote", "value": {"words": "", "name": "Tea", "role": "", "link": ""}},
        {"type": "pull_quote", "value": "Tea"},
        {"type": "code", "value": {"code": "<Tea>", "language": "text"}},
        {"type": "details", "value": {"title": "Tea", "text": ""}},
        {"type": "details", "value": {"title": "", "text": "<p>T<b>ea</b></p>"}},
        {"type": "button", "value": {"label": "Tea", "link": "https://example.net/"}},
        {"type": "archived_html", "value": {"html": "<i>Tea</i>", "as_text": False}},
        {"type": "missing_image", "value": {"address": "", "alt": "", "caption": "", "credit": "Tea"}},
        {"type": "image", "value": {"image": {"image": 1, "decorative": False, "alt_text": "Tea"}, "caption": ""}},
        {
            "type": "gallery",
            "value": {
                "pictures": [{"type": "item", "value": {"image": {"image": 1, "alt_text": ""}, "caption": "Tea"}}]
            },
        },
        {
            "type": "table",
            "value": {
                "caption": "",
                "table": {"columns": [{"type": "rich_text", "heading": ""}], "rows": [{"values": ["<p>Tea</p>"]}]},
            },
        },
    ],
)
def test_words_may_stand_anywhere_in_a_block(block):
    assert missing_words("Tea", [block]) == []
    assert missing_words("Cake", [block]) == ["Cake"]


def test_words_may_have_gone_into_a_field():
    assert missing_words("Photo: May", [], also="Photo May") == []


def test_what_no_reader_saw_is_not_asked_for():
    html = (
        '<!-- wp:x {"a":"b"} --><script>var a</script><style>p{}</style><!--more Go-->'
        '<p class="x">Tea&nbsp;&eacute;</p>'
        '[gallery ids="1"][caption id="x" align="y"]cup[/caption]'
    )
    assert visible_words(html) == {"Tea": 1, "é": 1, "cup": 1}


def test_captions_in_attributes_and_titles_of_page_builders_were_seen():
    assert visible_words('[caption id="a" caption="A <em>cup</em>"][/caption][et_pb_blurb title="Cake" x="no"]') == {
        "A": 1,
        "cup": 1,
        "Cake": 1,
    }


def test_alternative_texts_are_asked_for():
    assert missing_words('<img alt="A cup" src="x">', []) == ["A", "cup"]


def test_remarks_in_brackets_were_seen():
    assert visible_words("so [sic] he [said that]") == {"so": 1, "sic": 1, "he": 1, "said": 1, "that": 1}
