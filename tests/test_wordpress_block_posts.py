"""Posts written in WordPress's block editor, as blocks."""

import json

import pytest

from tests.wordpress_surroundings import UPLOADS, Around, converted, kinds, text_of
from wordpress.body.contract import Body
from wordpress.body.converting import convert


def wp(name, html="", **said):
    """As WordPress stores a block."""
    attributes = json.dumps(said).replace("--", "\\u002d\\u002d") + " " if said else ""
    return f"<!-- wp:{name} {attributes}-->\n{html}\n<!-- /wp:{name} -->\n\n"


def alone(name, **said):
    return f"<!-- wp:{name} {json.dumps(said) + ' ' if said else ''}/-->\n\n"


def test_paragraphs_and_lists_beside_each_other_are_one_text():
    html = wp("paragraph", "<p>Bring:</p>") + wp(
        "list", "<ul><!-- wp:list-item -->\n<li>tea</li>\n<!-- /wp:list-item --></ul>"
    )
    assert text_of(html + wp("paragraph", "<p>Bye,<br>May</p>", align="right")) == (
        "<p>Bring:</p><ul><li>tea</li></ul><p>Bye,<br/>May</p>"
    )


def test_classic_part_between_blocks_has_its_paragraphs():
    assert text_of(wp("paragraph", "<p>One</p>") + "Two\nthree\n\nFour\n\n" + wp("paragraph", "<p>Five</p>")) == (
        "<p>One</p><p>Two<br/>three</p><p>Four</p><p>Five</p>"
    )


def test_lines_within_a_block_are_no_breaks():
    assert text_of(wp("paragraph", "<p>One\ntwo</p>")) == "<p>One two</p>"


def figure(number, caption="", alt=""):
    below = f'<figcaption class="wp-element-caption">{caption}</figcaption>' if caption else ""
    return f'<figure class="wp-block-image"><img src="{UPLOADS}/{number}.jpg" alt="{alt}"/>{below}</figure>'


PULLED = '<figure class="wp-block-pullquote"><blockquote><p>Tea.</p>{}</blockquote></figure>'


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        (wp("heading", '<h3 class="wp-block-heading">Tea</h3>', level=3), "heading"),
        (wp("image", figure(1, "A cup"), id=1), "image"),
        (
            wp("gallery", f'<figure class="wp-block-gallery">{wp("image", figure(1))}{figure(2)}</figure>'),
            "gallery",
        ),
        (
            wp("gallery", '<ul class="wp-block-gallery"><li class="blocks-gallery-item">' + figure(1, "One")
               + "</li><li>" + figure(2) + "</li></ul>", ids=[1, 2]),
            "gallery",
        ),
        (wp("quote", '<blockquote class="wp-block-quote"><p>Tea.</p><cite>May</cite></blockquote>'), "quote"),
        (wp("pullquote", PULLED.format("")), "pull_quote"),
        (wp("pullquote", PULLED.format("<cite>May</cite>")), "quote"),
        (wp("code", '<pre class="wp-block-code"><code>a &lt;\n\n  b</code></pre>'), "code"),
        (wp("preformatted", '<pre class="wp-block-preformatted">a<br>  b</pre>'), "code"),
        (wp("verse", '<pre class="wp-block-verse">a\n  b</pre>'), "code"),
        (wp("table", '<figure class="wp-block-table"><table><tr><td>a</td><td>b</td></tr></table></figure>'), "table"),
        (
            wp("embed", '<figure class="wp-block-embed is-type-video"><div class="wp-block-embed__wrapper">\n'
               "https://vimeo.com/1\n</div><figcaption>The choir</figcaption></figure>", url="https://vimeo.com/1"),
            "embed",
        ),
        (alone("embed", url="https://vimeo.com/1"), "embed"),
        (wp("audio", f'<figure class="wp-block-audio"><audio src="{UPLOADS}/talk.mp3"></audio></figure>'), "file"),
        (wp("video", f'<figure class="wp-block-video"><video src="{UPLOADS}/film.mp4"></video></figure>'), "file"),
        (
            wp("file", f'<div class="wp-block-file"><a href="{UPLOADS}/list.pdf">The list</a><a href="/list.pdf"'
               ' class="wp-block-file__button" download>Download</a></div>'),
            "file",
        ),
        (wp("details", "<details><summary>More</summary>" + wp("paragraph", "<p>Tea</p>") + "</details>"), "details"),
        (
            wp("buttons", '<div class="wp-block-buttons">' + wp("button", '<div class="wp-block-button"><a href="https://example.net/"'
               ' class="wp-block-button__link">Come</a></div>') + "</div>"),
            "button",
        ),
        (wp("html", "<div><b>Tea</b></div>"), "text"),
        (wp("freeform", "<p>Tea</p>"), "text"),
        (wp("shortcode", '[gallery ids="1,2"]'), "gallery"),
        (wp("group", '<div class="wp-block-group">' + wp("paragraph", "<p>Tea</p>") + "</div>"), "text"),
        (alone("image", id=3), "image"),
    ],
)  # fmt: skip
def test_each_block_has_its_own_here(html, kind):
    assert kinds(wp("paragraph", "<p>Before</p>") + html + wp("paragraph", "<p>After</p>")) == (
        ["text"] if kind == "text" else ["text", kind, "text"]
    )


def test_captions_of_players_and_tables_are_kept():
    film = f'<figure><video src="{UPLOADS}/film.mp4"></video><figcaption>The choir</figcaption></figure>'
    assert converted(wp("video", film)) == [("file", {"document": 9, "label": "The choir"})]
    table = "<figure><table><tr><td>a</td><td>b</td></tr></table><figcaption>Prices</figcaption></figure>"
    assert converted(wp("table", table))[0][1]["caption"] == "Prices"
    song = '<figure class="wp-block-embed"><div>https://vimeo.com/1</div><figcaption>The choir</figcaption></figure>'
    assert converted(wp("embed", song))[0][1]["title"] == "The choir"


def test_captions_in_a_gallery_belong_to_their_pictures_and_its_own_comes_after():
    shown = f"{figure(1, 'One', 'a')}{figure(2)}"
    html = f'<figure class="wp-block-gallery">{shown}<figcaption>All of it</figcaption></figure>'
    (_, gallery), after = converted(wp("gallery", html))
    assert [(item["value"]["caption"], item["value"]["image"]["alt_text"]) for item in gallery["pictures"]] == [
        ("One", "a"),
        ("", ""),
    ]
    assert after == ("text", "<p>All of it</p>")


def test_picture_beside_the_text_stays_there():
    shown = figure(1).replace("wp-block-image", "alignleft size-medium")
    (_, value), = converted(wp("image", f'<div class="wp-block-image">{shown}</div>', align="left"))  # fmt: skip
    assert value["width"] == "small"
    assert converted(wp("image", figure(1).replace("wp-block-image", "alignfull")))[0][1]["width"] == "wide"


def test_cover_shows_its_picture_and_its_words():
    body = convert(wp("cover", '<div class="wp-block-cover"><p>Tea</p></div>', url=f"{UPLOADS}/1.jpg", id=1), Around())
    assert [block["type"] for block in body.blocks] == ["image", "text"]
    assert body.flattened == {"cover": 1}


def test_columns_are_read_one_after_the_other():
    column = wp("column", '<div class="wp-block-column">' + wp("paragraph", "<p>{}</p>") + "</div>")
    html = wp("columns", f'<div class="wp-block-columns">{column.format("One")}{column.format("Two")}</div>')
    assert text_of(html) == "<p>One</p><p>Two</p>"
    assert convert(html, Around()).flattened == {"columns": 1}


def test_parts_of_a_theme_are_left_out_and_told():
    body = convert(
        wp("paragraph", "<p>Tea</p>") + alone("latest-posts", postsToShow=3) + alone("core/search"), Around()
    )
    assert body.blocks == [{"type": "text", "value": "<p>Tea</p>"}]
    assert body.left_out == {"latest-posts": 1, "search": 1}
    assert not body.unknown


def test_block_of_a_plugin_keeps_its_words_and_is_told():
    html = wp("acme/box", "<div>" + wp("paragraph", "<p>Tea</p>") + "</div>", colour="x--y")
    html += alone("acf/slide", data={"words": "Cake at five", "_words": "field 12", "wide": "1"})
    body = convert(html, Around())
    assert body.blocks == [{"type": "text", "value": "<p>Tea</p><p>Cake at five</p>"}]
    assert body.unknown == {"acme/box": 1, "acf/slide": 1}


def test_block_that_is_never_closed_ends_with_the_text():
    assert (
        text_of("<!-- wp:group --><div><!-- wp:paragraph --><p>Tea</p><!-- /wp:group --><p>Cake</p>")
        == "<p>Tea</p><p>Cake</p>"
    )


def test_reusable_block_stands_where_it_was_used():
    around = Around(reusable={5: wp("paragraph", "<p>Opening hours</p>"), 6: alone("block", ref=6)})
    assert convert(wp("paragraph", "<p>Tea</p>") + alone("block", ref=5), around).blocks == [
        {"type": "text", "value": "<p>Tea</p><p>Opening hours</p>"}
    ]
    assert convert(alone("block", ref=6), around) == Body()
    around.reused[8] = alone("block", ref=8) * 50 + "tea"
    assert len(str(convert(alone("block", ref=8), around).blocks)) < 1_000_000
    assert len(convert(alone("block", ref=7), around).notes) == 1


def test_footnotes_are_a_list_and_their_marks_stay():
    html = wp("paragraph", '<p>Tea<sup data-fn="a" class="fn"><a href="#a" id="a-link">1</a></sup> is late.</p>')
    notes = json.dumps([{"id": "a", "content": "At <em>five</em>."}])
    for end in (alone("footnotes"), ""):
        assert convert(html + end, Around(), {"footnotes": notes}).blocks == [
            {"type": "text", "value": "<p>Tea<sup>1</sup> is late.</p><ol><li>At <i>five</i>.</li></ol>"}
        ]
    assert convert(html, Around(), {"footnotes": "[{"}).blocks[0]["value"] == "<p>Tea<sup>1</sup> is late.</p>"


def test_more_mark_and_page_break():
    html = wp("paragraph", "<p>One</p>") + wp("more", "<!--more-->") + wp("paragraph", "<p>Two</p>")
    body = convert(
        html + wp("nextpage", "<!--nextpage-->") + wp("separator", "<hr/>") + wp("paragraph", "<p>Three</p>"), Around()
    )
    assert body.before_more == "One"
    assert [block["type"] for block in body.blocks] == ["text", "divider", "text"]


def test_social_links_are_a_list():
    html = wp(
        "social-links",
        '<ul class="wp-block-social-links">'
        + alone("social-link", url="https://example.net/@may", service="mastodon")
        + "</ul>",
    )
    assert text_of(html) == '<ul><li><a href="https://example.net/@may">Mastodon</a></li></ul>'


def test_button_that_leads_nowhere_or_says_too_much_is_words():
    button = '<div class="wp-block-button"><a class="wp-block-button__link"{}>{}</a></div>'
    assert text_of(wp("button", button.format("", "Come"))) == "<p>Come</p>"
    long = "come " * 20
    assert text_of(wp("button", button.format(' href="https://example.net/"', long))) == (
        f'<p><a href="https://example.net/">{long.strip()}</a></p>'
    )


def test_fold_out_with_a_picture_is_a_heading_and_what_follows():
    html = wp("details", f"<details><summary>More</summary>{wp('image', figure(1))}</details>")
    assert kinds(html) == ["heading", "image"]
