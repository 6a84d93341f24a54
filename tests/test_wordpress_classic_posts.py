"""Posts written in WordPress's old editor, as blocks."""

import pytest

from tests.wordpress_surroundings import OLD, UPLOADS, Around, converted, kinds, text_of
from wordpress.body.converting import convert


def test_empty_lines_part_paragraphs_and_single_ones_break_lines():
    assert text_of("Tea at four.\nCake at five.\r\n\r\nBring a cup.") == (
        "<p>Tea at four.<br/>Cake at five.</p><p>Bring a cup.</p>"
    )


def test_characters_stay_as_they_were_stored():
    assert text_of("\"Straight\" isn't 'curly' -- 5\xa0km &amp; &lt;b&gt; Κυριακή 日曜 \\o/ it\\'s") == (
        "<p>\"Straight\" isn't 'curly' -- 5\xa0km &amp; &lt;b&gt; Κυριακή 日曜 \\o/ it\\'s</p>"
    )


@pytest.mark.parametrize("text", ["a < b and c > d", "a <3 b", "x <![CDATA[ y ]]> :)", "<?php echo 1; ?>", "AT&T & co"])
def test_signs_that_are_no_markup_are_words(text):
    html = text_of(text)
    assert html == "<p>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>"


def test_empty_paragraphs_go():
    assert text_of("<p>&nbsp;</p>\n\nTea\n\n<p></p>&nbsp;\n\n<strong> </strong>") == "<p>Tea</p>"


def test_letters_keep_the_styles_that_texts_have():
    html = text_of(
        "<strong>a</strong> <em>b</em> <del>c</del> H<sub>2</sub>O x<sup>2</sup> <code>make</code> <u>d</u>"
        " <span style='color:red'>e</span> <abbr title='as'>f</abbr> <mark>g</mark> <big>h</big> <q>i</q>"
    )
    assert html == ("<p><b>a</b> <i>b</i> <s>c</s> H<sub>2</sub>O x<sup>2</sup> <code>make</code> d e f g h “i”</p>")


def test_style_across_an_empty_line_goes_on_in_the_next_paragraph():
    assert text_of("<b>One\n\ntwo</b> three") == "<p><b>One</b></p><p><b>two</b> three</p>"


def test_links_lead_where_they_led():
    assert text_of(f'<a href="{OLD}/there/"><em>There</em></a>, <a href="{UPLOADS}/list.pdf">the list</a>,'
                   ' <a href="https://example.net/?a=1&amp;b=2" target="_blank" rel="nofollow">out</a>') == (
        '<p><a linktype="page" id="7"><i>There</i></a>, <a linktype="document" id="9">the list</a>,'
        ' <a href="https://example.net/?a=1&amp;b=2">out</a></p>'
    )  # fmt: skip


def test_lists_stand_in_the_text_around_them():
    assert text_of(
        "Bring:\n<ul>\n\t<li>tea\n<ol>\n\t<li>black</li>\n\t<li>green</li>\n</ol>\n</li>\n<li>cake</ul>Bye"
    ) == ("<p>Bring:</p><ul><li>tea<ol><li>black</li><li>green</li></ol></li><li>cake</li></ul><p>Bye</p>")


def test_words_after_a_list_within_an_item_stay_after_it():
    assert text_of("<ul><li>a<ul><li>b</li></ul>c</li></ul>") == "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"


def test_numbered_list_with_a_picture_keeps_its_numbers_and_its_order():
    blocks = converted(
        f'<ol><li>Boil. <img src="{UPLOADS}/1.jpg"></li><li><h3>Pour</h3>Slowly.</li><li>Drink.</li></ol>'
    )
    assert [(kind, value if kind == "text" else "") for kind, value in blocks] == [
        ("text", "<p>1. Boil.</p>"), ("image", ""), ("heading", ""), ("text", "<p>Slowly.</p><p>3. Drink.</p>")
    ]  # fmt: skip
    assert blocks[2][1]["text"] == "2. Pour"


def test_terms_are_a_list_with_what_is_said_of_them():
    assert text_of("<dl><dt>Tea</dt><dd>20p</dd><dt>Cake</dt><dd>40p</dd><dd>on Sundays</dd></dl>") == (
        "<ul><li><b>Tea</b>: 20p</li><li><b>Cake</b>: 40p</li><li>on Sundays</li></ul>"
    )


@pytest.mark.parametrize(
    ("tag", "level"), [("h1", "2"), ("h2", "2"), ("h3", "3"), ("h4", "4"), ("h5", "4"), ("h6", "4")]
)
def test_headings_have_three_levels(tag, level):
    assert converted(f'<{tag} id="tea-time">Tea &amp; <em>time</em></{tag}>') == [
        ("heading", {"text": "Tea & time", "level": level, "anchor": "tea-time"})
    ]


def test_second_heading_of_an_anchor_gets_another():
    blocks = converted('<h2 id="a">One</h2><h2 id="a">Two</h2><h2 id="a b">Three</h2>')
    assert [value["anchor"] for _kind, value in blocks] == ["a", "", ""]


def test_heading_longer_than_one_may_be_is_a_bold_paragraph():
    words = "word " * 40
    assert text_of(f"<h2>{words}</h2>") == f"<p><b>{words.strip()}</b></p>"


@pytest.mark.parametrize(
    "markup",
    [
        '[caption id="attachment_3" align="alignleft" width="300"]<a href="{0}/3.jpg"><img alt="A cup"'
        ' src="{0}/3-300x200.jpg" /></a> The <em>cup</em>.[/caption]',
        '[caption id="attachment_3" align="alignleft" caption="The cup."]<img alt="A cup" src="{0}/3.jpg">[/caption]',
        '<figure class="alignleft"><img alt="A cup" src="{0}/3.jpg?w=9"><figcaption>The cup.</figcaption></figure>',
        '<dl class="wp-caption alignleft"><dt class="wp-caption-dt"><img alt="A cup" src="{0}/3.jpg"></dt>'
        '<dd class="wp-caption-dd">The cup.</dd></dl>',
        '<div class="wp-caption alignleft"><img alt="A cup" src="{0}/3.jpg"><p>The cup.</p></div>',
    ],
)
def test_picture_keeps_its_caption_and_place_however_it_was_written(markup):
    before, picture, after = converted(f"Before.\n\n{markup.format(UPLOADS)}After.")
    assert (before, after) == (("text", "<p>Before.</p>"), ("text", "<p>After.</p>"))
    assert picture == (
        "image",
        {
            "image": {"image": 3, "decorative": False, "alt_text": "A cup"},
            "caption": "The cup.",
            "credit": "",
            "width": "small",
            "link": "",
        },
    )


def test_link_left_open_in_a_caption_ends_with_it():
    blocks = converted(
        f'[caption id="x"]<a href="https://example.net/"><img src="{UPLOADS}/1.jpg"> Tea[/caption]\n\nCake.'
    )
    assert blocks[0][1]["link"] == "https://example.net/"
    assert blocks[1] == ("text", "<p>Cake.</p>")


def test_links_in_captions_are_told():
    body = convert(
        f'[caption id="x"]<img src="{UPLOADS}/1.jpg"> By <a href="https://example.net/m">May</a>[/caption]', Around()
    )
    assert body.caption_links == [("May", "https://example.net/m")]


def test_picture_in_the_middle_of_a_sentence_parts_it_and_its_styles_go_on():
    assert [(kind, value if kind == "text" else "") for kind, value in
            converted(f'One <b>two <img src="{UPLOADS}/1.jpg"> three</b> four')] == [
        ("text", "<p>One <b>two</b></p>"), ("image", ""), ("text", "<p><b>three</b> four</p>")
    ]  # fmt: skip


def test_caption_longer_than_one_may_be_goes_on_below():
    caption = "This was said at length. " * 20
    (_, picture), (_, text) = converted(f'[caption id="x"]<img src="{UPLOADS}/1.jpg"> {caption}[/caption]')
    assert len(picture["caption"]) <= 300
    assert picture["caption"].endswith("length.")
    assert text.startswith("<p>This was said")


def test_missing_picture_leaves_its_place_and_words():
    body = convert(f'[caption id="x"]<img alt="A cup" src="{UPLOADS}/1.jpg"> Tea[/caption]', Around(are_missing=True))
    assert body.blocks == [
        {"type": "missing_image",
         "value": {"address": f"{UPLOADS}/1.jpg", "alt": "A cup", "caption": "Tea", "credit": ""}}
    ]  # fmt: skip
    assert body.missing_pictures == [f"{UPLOADS}/1.jpg"]


def test_gallery_shows_its_pictures_and_alone_those_of_the_post():
    (kind, value), = converted('[gallery ids="4,2" columns="2"]')  # fmt: skip
    assert (kind, [item["value"]["image"]["image"] for item in value["pictures"]]) == ("gallery", [4, 2])
    (_, value), = converted("[gallery]", Around(attached=(5, 6, 7)))  # fmt: skip
    assert [item["value"]["image"]["image"] for item in value["pictures"]] == [5, 6, 7]


def test_large_gallery_becomes_several_that_an_editor_can_save():
    blocks = converted("[gallery ids='{}']".format(",".join(map(str, range(1, 28)))))
    assert [len(value["pictures"]) for _kind, value in blocks] == [9, 9, 9]


def test_quote_keeps_paragraphs_and_who_said_it():
    assert converted(
        "<blockquote>One.\n\nTwo &amp; more.\n<cite><a href='https://example.net/'>May</a></cite></blockquote>"
    ) == [("quote", {"words": "One.\n\nTwo & more.", "name": "May", "role": "", "link": "https://example.net/"})]


def test_picture_within_a_quote_parts_it():
    assert kinds(f'<blockquote>One <img src="{UPLOADS}/1.jpg"> two</blockquote>') == ["quote", "image", "quote"]


def test_title_cited_within_a_quote_is_no_name():
    (_, value), = converted("<blockquote>I read <cite>Emma</cite> twice.</blockquote>")  # fmt: skip
    assert (value["words"], value["name"]) == ("I read Emma twice.", "")


def test_code_is_exact():
    code = "if a &lt; b:\n\n    print(&quot;[gallery]&quot;)  # two  spaces\n\treturn"
    assert converted(f'<pre class="brush: python; title: ;">{code}</pre>') == [
        ("code", {"code": 'if a < b:\n\n    print("[gallery]")  # two  spaces\n\treturn', "language": "python"})
    ]


def test_code_between_shortcodes_is_exact():
    assert converted('[sourcecode language="php"]\n<?php\n\n  echo "<b>[caption]</b>";\n[/sourcecode]') == [
        ("code", {"code": '<?php\n\n  echo "<b>[caption]</b>";', "language": "php"})
    ]


def test_table_of_words_is_a_table():
    (kind, value), = converted(
        "<table><caption>Prices</caption><thead><tr><th>What</th><th>How much</th></tr></thead>"
        "<tfoot><tr><th>All</th><td>60p</td></tr></tfoot>"
        "<tbody><tr><th>Tea</th><td>20p</td></tr>"
        '<tr><th>Cake</th><td><a href="/there/">40p</a></td></tr></tbody></table>'
    )  # fmt: skip
    assert kind == "table"
    assert value == {
        "caption": "Prices",
        "header_row": True,
        "header_column": True,
        "table": {
            "columns": [{"type": "text", "heading": "What"}, {"type": "rich_text", "heading": "How much"}],
            "rows": [
                {"values": ["Tea", "<p>20p</p>"]},
                {"values": ["Cake", '<p><a linktype="page" id="7">40p</a></p>']},
                {"values": ["All", "<p>60p</p>"]},
            ],
            "caption": "",
        },
    }


def test_table_that_no_block_holds_is_kept_as_it_was():
    spanning = '<table><tr><td colspan="2" style="x">a</td></tr><tr><td>b</td><td>c</td></tr></table>'
    (kind, value), = converted(spanning)  # fmt: skip
    assert kind == "archived_html"
    assert '<td colspan="2">a</td>' in value["html"]
    assert kinds("<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>") == [
        "archived_html"
    ]


def test_table_that_only_placed_pictures_is_taken_apart():
    assert kinds(f'<table><tr><td><img src="{UPLOADS}/1.jpg"></td><td>Tea</td></tr></table>') == ["image", "text"]


def test_pictures_in_tables_within_tables_are_not_lost():
    inner = f'<table><tr><td><img src="{UPLOADS}/1.jpg"></td><td>Tea</td></tr></table>'
    assert kinds(f"<table><tr><td>a</td><td>{inner}</td></tr></table>") == ["text", "image", "text"]


def test_list_in_a_cell_is_kept_as_it_was():
    assert kinds("<table><tr><td>a</td><td><ul><li>b</li></ul></td></tr></table>") == ["archived_html"]


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("[embed]https://vimeo.com/123[/embed]", "https://vimeo.com/123"),
        ("[embed width='100']https://vimeo.com/123[/embed]", "https://vimeo.com/123"),
        ("[youtube https://youtu.be/abcdefghijk]", "https://youtu.be/abcdefghijk"),
        ("[youtube=https://youtu.be/abcdefghijk&w=3]", "https://youtu.be/abcdefghijk&w=3"),
        ("[youtube id='abcdefghijk']", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("[vimeo 123]", "https://vimeo.com/123"),
        ("[video src='https://youtu.be/abcdefghijk']", "https://youtu.be/abcdefghijk"),
        ("[soundcloud url='https://soundcloud.com/a/b']", "https://soundcloud.com/a/b"),
        (
            '<iframe src="//www.youtube-nocookie.com/embed/abcdefghijk?rel=0&amp;start=30"></iframe>',
            "https://www.youtube.com/watch?v=abcdefghijk&t=30",
        ),
        ('<iframe src="https://player.vimeo.com/video/123?h=1"></iframe>', "https://vimeo.com/123"),
        (
            '<object><param name="movie" value="x"><embed src="http://www.youtube.com/v/abcdefghijk&hl=en"></object>',
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
    ],
)
def test_film_and_sound_elsewhere_are_embeds(markup, address):
    before, embed, after = convert(f"Before\n\n{markup}\n\nAfter", Around()).blocks
    assert embed["type"] == "embed"
    assert embed["value"]["address"] == address
    assert embed["value"]["title"]
    assert (before["value"], after["value"]) == ("<p>Before</p>", "<p>After</p>")


def test_address_among_words_or_of_nobody_known_is_text():
    assert kinds("See https://youtu.be/abcdefghijk there\n\nhttps://example.net/") == ["text"]


def test_address_on_a_line_of_its_own_within_a_paragraph_is_an_embed():
    assert converted("See this:\nhttps://vimeo.com/1\nand that")[0] == ("text", "<p>See this:</p>")
    assert kinds("See this:\nhttps://vimeo.com/1\nand that") == ["text", "embed", "text"]


def test_frame_of_a_stranger_becomes_a_link():
    assert text_of('<iframe src="https://example.net/map?a=1"></iframe>') == (
        '<p><a href="https://example.net/map?a=1">Embedded content: https://example.net/map?a=1</a></p>'
    )


def test_sound_is_a_file_and_where_it_is_gone_a_link():
    assert converted(f"[audio mp3='{UPLOADS}/talk.mp3'][/audio]") == [("file", {"document": 9, "label": ""})]
    assert text_of(f"[audio {UPLOADS}/gone.mp3]") == f'<p><a href="{UPLOADS}/gone.mp3">gone.mp3</a></p>'
    assert converted(f'<video controls src="{UPLOADS}/film.mp4"></video>') == [("file", {"document": 9, "label": ""})]


def test_words_before_the_more_mark_are_told():
    body = convert("<b>One</b> two.\n\n<!--more Go on-->\n\nThree.", Around())
    assert body.before_more == "One two."
    assert body.blocks == [{"type": "text", "value": "<p><b>One</b> two.</p><p>Three.</p>"}]


def test_pages_of_a_post_are_one_with_breaks_between():
    assert (
        kinds("<!--nextpage-->One<!--nextpage-->\n\nTwo<hr /><hr />Three<hr>")
        == "text divider text divider text".split()
    )


def test_smileys_are_letters_and_counting_pixels_nothing():
    assert text_of(
        'Hello <img class="emoji" alt="🙂" src="https://s.w.org/1.svg">'
        '<img src="https://example.net/x" width="1" height="1">'
    ) == ("<p>Hello 🙂</p>")


def test_text_in_cells_that_belong_to_no_table_stays_apart():
    assert text_of("<td>a</td><td>b</td>") == "<p>a b</p>"
