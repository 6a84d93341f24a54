"""Shortcodes in old posts: nobody ever reads one, and what they held stays."""

from base64 import b64encode
from urllib.parse import quote

import pytest

from tests.wordpress_surroundings import UPLOADS, Around, converted, kinds, text_of
from wordpress.body.converting import convert


@pytest.mark.parametrize(
    "words",
    [
        "array[0]",
        "He sayed [sic] so",
        "[…]",
        "[see page 4]",
        "[my emphasis, May]",
        "a [b c] d",
        "[1] and [a]",
        "[/nothing]",
        "open [ bracket",
        "x[y",
        "[left] May, [right] Ann",
        "[video below]",
        "[left/right]",
        "[note 3 of us]",
        "[note to self]",
    ],
)
def test_words_in_brackets_are_words(words):
    assert text_of(words) == f"<p>{words}</p>"


def test_doubled_brackets_show_a_shortcode():
    assert text_of('Type [[gallery ids="1"]] or [[caption]x[/caption]].') == (
        '<p>Type [gallery ids="1"] or [caption]x[/caption].</p>'
    )


def test_shortcodes_in_code_are_code():
    assert text_of("Type <code>[gallery]</code>.") == "<p>Type <code>[gallery]</code>.</p>"


@pytest.mark.parametrize("markup", ['[acme colour="x"]', "[acme /]", "[acme]Tea[/acme]", "[acme a='1' b=2]Tea[/acme]"])
def test_unknown_shortcode_leaves_its_words_and_is_told(markup):
    body = convert(f"One {markup} two", Around())
    assert body.unknown == {"[acme]": 1}
    assert "acme" not in str(body.blocks)
    assert ("Tea" in markup) == ("Tea" in str(body.blocks))


def test_layout_of_themes_goes_and_its_words_stay():
    assert text_of("[one_half]Tea[/one_half][one_half_last][dropcap]C[/dropcap]ake[/one_half_last]") == "<p>TeaCake</p>"


def test_forms_and_advertisements_are_left_out_and_told():
    body = convert('Tea [contact-form-7 id="1"] [ad] [toc]', Around())
    assert body.blocks == [{"type": "text", "value": "<p>Tea</p>"}]
    assert body.left_out == {"contact-form-7": 1, "ad": 1, "toc": 1}


def test_page_builder_leaves_blocks_in_their_order():
    html = (
        '[et_pb_section fb_built="1"][et_pb_row][et_pb_column type="4_4"]'
        '[et_pb_text admin_label="x"]<p>Tea</p>[/et_pb_text]'
        f'[et_pb_image src="{UPLOADS}/1.jpg" alt="A cup"][/et_pb_image]'
        f'[et_pb_blurb title="Cake &amp; more" image="{UPLOADS}/2.jpg"]<p>Sweet</p>[/et_pb_blurb]'
        '[et_pb_button button_text="Come" button_url="https://example.net/"][/et_pb_button]'
        '[et_pb_toggle title="Hours"]<p>At four</p>[/et_pb_toggle]'
        '[et_pb_testimonial author="May" job_title="Baker"]<p>Good.</p>[/et_pb_testimonial]'
        '[et_pb_unheard_of title="Nobody knows"]<p>this</p>[/et_pb_unheard_of]'
        "[/et_pb_column][/et_pb_row][/et_pb_section]"
    )
    blocks = converted(html)
    assert [kind for kind, _ in blocks] == "text image image heading text button details quote heading text".split()
    assert blocks[3][1]["text"] == "Cake & more"
    assert blocks[5][1] == {"label": "Come", "link": "https://example.net/"}
    assert blocks[6][1] == {"title": "Hours", "text": "<p>At four</p>"}
    assert blocks[7][1]["name"] == "May, Baker"


def test_other_page_builder_is_read_too():
    raw = b64encode(quote("<p>From <b>raw</b></p>").encode()).decode()
    html = (
        '[vc_row][vc_column width="1/2"][vc_column_text]Tea[/vc_column_text][/vc_column][vc_column]'
        f'[vc_single_image image="4" img_size="large"][vc_raw_html]{raw}[/vc_raw_html]'
        '[vc_btn title="Come" link="url:https%3A%2F%2Fexample.net%2F|title:x|"]'
        '[vc_gallery images="1,2"][vc_toggle title="Hours"]At four[/vc_toggle][/vc_column][/vc_row]'
    )
    blocks = converted(html)
    assert [kind for kind, _ in blocks] == "text image text button gallery details".split()
    assert blocks[2][1] == "<p>From <b>raw</b></p>"


def test_fold_outs_quotes_and_buttons_of_themes():
    assert converted("[spoiler title='Who did it']The butler.[/spoiler]") == [
        ("details", {"title": "Who did it", "text": "<p>The butler.</p>"})
    ]
    assert converted("[pullquote]Tea[/pullquote]") == [("pull_quote", "Tea")]
    assert converted('[button url="https://example.net/"]Come[/button]') == [
        ("button", {"label": "Come", "link": "https://example.net/"})
    ]


def test_credit_in_a_shortcode_is_the_credit_of_that_use():
    markup = f'[media-credit name="May Hill" align="alignright"]<img src="{UPLOADS}/1.jpg">[/media-credit]'
    (_, value), = converted(markup)  # fmt: skip
    assert (value["credit"], value["width"]) == ("May Hill", "small")


def test_post_in_two_languages_keeps_both():
    body = convert("[:en]Tea[:fr]Thé[:]", Around())
    assert body.blocks == [{"type": "text", "value": "<p>Tea</p><p>Thé</p>"}]
    assert len(body.notes) == 1


def test_number_of_a_film_is_no_word():
    assert kinds("[vimeo 123]") == ["embed"]


def test_shortcode_within_a_sentence_parts_it():
    assert kinds('One [gallery ids="1,2"] two') == ["text", "gallery", "text"]
