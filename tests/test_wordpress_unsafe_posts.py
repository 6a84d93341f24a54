"""Hostile and broken posts: nothing of them runs, nothing of them fails."""

import json
import random
import re

import pytest

from tests.wordpress_surroundings import UPLOADS, Around, converted
from wordpress.body import converting
from wordpress.body.converting import convert
from wordpress.body.words import missing_words

ZOO = [
    "<script>alert(1)</script>Tea",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<img src=x onerror="alert(1)">',
    "<img src='javascript:alert(1)' alt=a>",
    "<svg onload=alert(1)><script>alert(1)</script><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    '<a href="javascript:alert(1)">x</a><a href=" java\tscript:alert(1)">y</a><a href="data:text/html,x">z</a>',
    '<a href="vbscript:x" onclick="alert(1)" style="position:fixed">x</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe><iframe src="javascript:alert(1)"></iframe>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example">',
    "<style>@import 'https://evil.example'</style><link rel=stylesheet href=https://evil.example>",
    '<form action="https://evil.example"><input autofocus onfocus=alert(1)><button formaction=x>Go</button></form>',
    '<embed embedtype="image" id="1" format="left"><embed src="javascript:alert(1)">',
    '<a linktype="page" id="1">x</a><a linktype="document" id="2" href="https://example.net/">y</a>',
    '<p data-block-key="x" id="content">x</p><h2 id=\'"><script>\'>T</h2>',
    '[caption id="x" caption="<script>alert(1)</script><img src=x onerror=alert(1)>"]<img src="x">[/caption]',
    '[embed]javascript:alert(1)[/embed] [youtube "><script>alert(1)</script>]',
    '[et_pb_button button_text="<script>alert(1)</script>" button_url="javascript:alert(1)"]',
    '[et_pb_code]&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;[/et_pb_code]',
    "[vc_raw_html]JTNDc2NyaXB0JTNFYWxlcnQoMSklM0MlMkZzY3JpcHQlM0U=[/vc_raw_html]",
    '[sourcecode language="\'onload=alert(1)"]<script>alert(1)</script>[/sourcecode]',
    '<!-- wp:cover {"url":"x\\" onerror=\\"alert(1)","id":1} --><div></div><!-- /wp:cover -->',
    '<!-- wp:social-link {"url":"javascript:alert(1)","label":"<script>x</script>"} /-->',
    '<!-- wp:embed {"url":"https://youtube.com/\\"><script>alert(1)</script>"} /-->',
    '<!-- wp:acf/x {"data":{"a":"<script>alert(1)</script> b <img src=x onerror=alert(1)>"}} /-->',
    '<table><tr><td colspan=2><a href="javascript:alert(1)" onclick=x>x</a><script>1</script><tr><td>a<td>b</table>',
    "<video src='javascript:alert(1)' poster='javascript:alert(1)' onplay=alert(1)></video><audio src=data:x></audio>",
    "<object data='javascript:alert(1)'><param name=src value='javascript:alert(1)'></object>",
    "<details ontoggle=alert(1) open><summary>x</summary><script>1</script>y</details>",
    '<ul><li><span class="pullquote">&lt;script&gt;alert(1)&lt;/script&gt;</span></li></ul>',
    '<table><tr><td>a</td><td><b class="wp-block-verse">&lt;img src=x onerror=alert(1)&gt;</b></td></tr></table>',
    '<dl><dt>a</dt><dd><i class="pullquote">&lt;script&gt;alert(1)&lt;/script&gt;</i></dd></dl>',
    "<details><summary>a</summary><b class='pullquote'>&lt;script&gt;alert(1)&lt;/script&gt;</b></details>",
    "<blockquote><span class='wp-block-verse'>&lt;script&gt;alert(1)&lt;/script&gt;</span></blockquote>",
    "<img data-src='javascript:alert(1)' alt=x><iframe data-src='javascript:alert(1)'></iframe>",
    "<plaintext><script>alert(1)</script>",
    "<title><img src=x onerror=alert(1)></title><textarea><script>alert(1)</script></textarea>",
    "<b><i><b></i><p onmouseover=x><!-- --!><img src=x onerror=alert(1)> -->",
]  # fmt: skip
WRITTEN = re.compile(r"</?(?:p|b|i|s|code|sup|sub|ul|ol|li|br/|h3|h4|a(?: (?:href|linktype|id)=\"[^\"<>]*\")*)>")
OLD_TAGS = re.compile(r"</?(?:table|tbody|tr|td|th|p|a|caption)(?: (?:href|title|rel|colspan|rowspan)=\"[^\"<>]*\")*>")


def markup(block):
    """Of a block, what is given out as HTML."""
    value = block["value"]
    if block["type"] == "text":
        return [value]
    if block["type"] == "details":
        return [value["text"]]
    if block["type"] == "table":
        cells = [cell for row in value["table"]["rows"] for cell in row["values"]]
        return [cell for cell in cells if cell.startswith("<p>")]
    return [value["html"]] if block["type"] == "archived_html" else []


@pytest.mark.parametrize("content", ZOO)
def test_nothing_that_runs_comes_through(content):
    for block in convert(f"Before\n\n{content}\n\nAfter", Around()).blocks:
        for html in markup(block):
            tags = OLD_TAGS if block["type"] == "archived_html" else WRITTEN
            assert "<" not in tags.sub("", html)
            assert not re.search(r"(?:javascript|vbscript|data):", " ".join(re.findall(r"<[^>]*>", html)))
        for address in re.findall(r'"(?:link|address)": "([^"]*)"', json.dumps(block)):
            assert not re.match(r"\s*(?:javascript|vbscript|data):", address)


def test_link_within_this_site_cannot_be_forged():
    blocks = converted(
        '<p><a linktype="page" id="1" href="https://example.net/">x</a> <embed embedtype="media" url="x"></p>'
    )
    assert blocks == [("text", '<p><a href="https://example.net/">x</a></p>')]


def test_answer_of_another_part_cannot_carry_markup():
    around = Around()
    around.link = lambda href: {"href": 'https://example.net/"><b onclick="x', "onclick": "x"}
    assert convert('<a href="x">y</a>', around).blocks[0]["value"] == (
        '<p><a href="https://example.net/&quot;&gt;&lt;b onclick=&quot;x">y</a></p>'
    )
    around.link = lambda href: {"href": "javascript:alert(1)"}
    assert convert('<a href="x">y</a>', around).blocks[0]["value"] == "<p>y</p>"
    around.link = lambda href: {"linktype": "page", "id": '7" x="'}
    assert convert('<a href="x">y</a>', around).blocks[0]["value"] == "<p>y</p>"


@pytest.mark.parametrize("words", ["{{ settings.SECRET_KEY }}", "{% debug %}", "${7*7}", "%(x)s {0}"])
def test_template_syntax_is_words(words):
    assert converted(words) == [("text", f"<p>{words}</p>")]


def test_report_says_what_was_removed():
    body = convert('<script>x</script><p onclick="x" ONMOUSEOVER=x>Tea</p><a href="javascript:x">y</a>', Around())
    assert body.removed == {"<script>": 1, "onclick": 1, "onmouseover": 1, "javascript:": 1}


@pytest.mark.parametrize(
    "content",
    [
        "<div>" * 20_000 + "tea",
        "<b>" * 20_000 + "tea",
        "<blockquote>" * 1000 + "tea" + "</blockquote>" * 1000,
        "<ul><li>" * 1000 + "tea",
        "<table><tr><td>" * 500 + "tea",
        "<details><summary>cake</summary>" * 500 + "tea",
        '<font size="1"><b class="x">tea<p>' * 1000,
        "".join(f'<a href="{number}"><em>tea<p>' for number in range(1000)),
        "<!-- wp:group -->" * 20_000 + "tea",
        "<!-- wp:columns --><div>" * 3000 + "tea" + "</div><!-- /wp:columns -->" * 3000,
        '<!-- wp:x {"a":' + "[" * 20_000 + "} -->tea",
        "[caption]" * 5000 + "tea",
        "[a b=" * 100_000 + "tea",
        "[a '\"" * 100_000 + "tea",
        "[et_pb_row]" * 10_000 + "tea" + "[/et_pb_row]" * 10_000,
        "[code]" * 10_000 + "tea",
        "<!--" * 100_000 + "tea",
        "<pre>" * 20_000 + "tea",
        "<" * 200_000 + "tea",
        "<a '\"" * 100_000 + "tea",
        "tea " + "\n" * 200_000 + "&nbsp;" * 10_000,
        "tea<br>" * 5000,
        "&" * 200_000 + "tea",
        "<p>tea" * 5000,
        "[gallery ids='" + "1," * 20_000 + "']tea",
        "<img>" * 5000 + "tea",
    ],
    ids=lambda content: re.sub(r"\s+", " ", content[:20]),
)  # fmt: skip
def test_post_that_is_nothing_but_nesting_ends_and_keeps_its_word(content):
    assert "tea" in json.dumps(convert(content, Around()).blocks)


def test_huge_post_comes_over_whole():
    content = "Some words of a long post, with a <b>bold</b> one.\n\n" * 12_000
    (block,) = convert(content, Around()).blocks
    assert block["value"].count("<p>") == 12_000


def test_post_longer_than_can_be_read_ends_as_plain_text(monkeypatch):
    monkeypatch.setattr(converting, "LONGEST", 12)
    body = convert("<b>One</b>\n\n<i>two</i> &lt;three&gt;\n\nfour", Around())
    assert body.blocks == [{"type": "text", "value": "<p><b>One</b></p><p>two  &lt;three&gt;</p><p>four</p>"}]
    assert len(body.notes) == 1


@pytest.mark.parametrize(
    "content",
    [
        f'[gallery exclude="{"9" * 5000}" ids="{"9" * 5000}"]tea',
        f'<ol start="{"9" * 5000}"><li>tea<hr></li></ol>',
        '<img data-id="²" class="wp-image-²" src="x.jpg" width="²">tea',
        f'<table><tr><td colspan="{"9" * 5000}">tea</td><td>x</td></tr></table>',
        '<!-- wp:block {"ref":true} /--><!-- wp:gallery {"ids":["²",{}]} /--><!-- wp:cover {"id":[],"url":5} /-->tea',
        '<!-- wp:block {"ref":' + "9" * 5000 + "} /-->tea",
        '<iframe src="https://[::1"></iframe><a href="https://[x">tea</a>',
        "[embed]https://[x[/embed] https://[x\n\ntea",
    ],
)
def test_odd_numbers_and_addresses_do_no_harm(content):
    assert "tea" in json.dumps(convert(content, Around(attached=(1,))).blocks)


PARTS = [
    '<div class="pullquote">', '<span class="wp-block-verse">', "</span>", '<div class="gallery">', "&lt;u&gt;",
    '<p class="wp-caption">', '<div class="wp-block-button">', '<div class="wp-block-file">',
    "tea", "cake & cup", " ", "\n", "\n\n", "<p>", "</p>", "<b>", "</b>", "<i class='x'>", "</i>", "<div>", "</div>",
    "<ul>", "</ul>", "<li>", "</li>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<blockquote>", "</blockquote>",
    "<cite>", "</cite>", "<pre>", "</pre>", "<code>", "</code>", "<h2>", "</h2>", "<a href='/there/'>", "</a>",
    "<br>", "<hr>", "<dl>", "<dt>", "<dd>", f'<img src="{UPLOADS}/1.jpg" alt="cup">', "<figure>", "<figcaption>",
    "</figcaption>", "</figure>", "<details>", "<summary>", "</summary>", "</details>", "<!--more-->",
    "<!--nextpage-->", "<!-- wp:group -->", "<!-- /wp:group -->", "<!-- wp:quote -->",
    "<!-- wp:block {\"ref\":1} /-->", '[caption id="x"]', "[/caption]", '[gallery ids="1,2"]', "[[x]]", "[sic]",
    "[acme a='b']", "[/acme]", "[one_half]", "[/one_half]", "[", "]", "<", ">", "&", "&amp;", '"', "'",
    "<iframe src='https://youtu.be/x'>", "</iframe>", "https://vimeo.com/1", "[et_pb_text]", "[/et_pb_text]",
    "<video src='x.mp4'>", "</video>", "<select><option>",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(300))
def test_random_markup_never_fails(seed):
    choose = random.Random(seed)
    content = "".join(choose.choices(PARTS, k=choose.randrange(1, 60)))
    blocks = convert(content, Around(reusable={1: "<p>again"})).blocks
    assert all("<" not in WRITTEN.sub("", block["value"]) for block in blocks if block["type"] == "text")


@pytest.mark.parametrize("seed", range(100))
def test_random_words_and_brackets_all_come_over(seed):
    choose = random.Random(seed)
    words = [*"tea Cake x1 é [ ] < > & &amp; [sic] (a) -- ' \" <b> </b> <p>".split(), "\n", "\n\n"]
    content = " ".join(choose.choices(words, k=60))
    assert missing_words(content, convert(content, Around()).blocks) == []


@pytest.mark.parametrize("seed", range(100))
def test_random_markup_keeps_every_word(seed):
    choose = random.Random(1000 + seed)
    parts = [part for part in PARTS if part not in ("<pre>", "'", '"', "<", ">", "[[x]]")]
    kept = choose.choices(parts, k=choose.randrange(1, 40))
    content = "".join(part if choose.random() < 0.6 else f" word{number} " for number, part in enumerate(kept))
    assert missing_words(content, convert(content, Around(reusable={1: "<p>again"})).blocks) == []
