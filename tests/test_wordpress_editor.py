"""What comes from an old blog is a body like any other: it is shown, checked, and survives the editor."""

import json
import re
from html import unescape

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from blog.blocks import BodyBlock
from blog.rich_text import FEATURES_OF_TEXT, FEATURES_OF_WORDS
from tests.factories import DocumentFactory, ImageFactory
from tests.wordpress_surroundings import OLD, UPLOADS, Around
from wordpress.body.contract import Picture
from wordpress.body.converting import convert

EVERYTHING = f"""Some <b>bold <i>and</i></b> words, <a href="{OLD}/there/">a <b>link</b></a>, H<sub>2</sub>O,
x<sup>2</sup>, <del>gone</del>, <code>make  run</code>, <u>under</u>, <abbr title="x">abbr</abbr>, <mark>marked</mark>.
Two  spaces, a <q>quote</q> &amp; &lt;tags&gt;, "quotes", <span>span</span>.

<b>Style across

paragraphs</b>, <em>and <a href="https://example.net/?a=1&amp;b=2"><strong>in</strong> links</a></em><br><br>end

<ul><li>one</li><li>two<ol><li><b>a</b></li><li>b<ul><li>deep</li></ul></li></ol>after</li>
<li><p>p one</p><p>p two</p></li></ul>
<dl><dt>Term</dt><dd>said <a href="/x/">of it</a></dd><dd>twice</dd></dl>
<ol><li>With <pre>code</pre> after</li><li>more</li></ol>
<h1 id="top">Title</h1><h3>Third</h3><h5>Fifth</h5>
<blockquote><p>Quoted <b>words</b></p><p>twice</p><ul><li>with</li><li>list</li></ul><cite>May</cite></blockquote>
<blockquote class="pullquote">Pulled</blockquote>
<pre class="language-python">def a():

    pass</pre>
<table><tr><th>a</th><th>b</th></tr><tr><td>plain</td><td>rich <b>x</b><br>line <code>c</code></td></tr></table>
<table><tr><td colspan="2">spans</td></tr><tr><td>1</td><td>2</td></tr></table>
<details><summary>Fold</summary><h4>Head</h4><p>text</p><ul><li>l</li></ul></details>
<center>centred</center><address>1 Loop<br>Town</address><div>div <div>in div</div> tail</div>
[caption id="a"]<img src="{UPLOADS}/1.jpg" alt="cup"> The cup.[/caption]
words <img src="{UPLOADS}/1.jpg"> around
[gallery ids="1,1,1"]
<img src="https://elsewhere.example/x.jpg" alt="lost">
https://youtu.be/abcdefghijk
<iframe src="https://example.net/map"></iframe>
[audio src="{UPLOADS}/talk.mp3"]
[button url="https://example.net/"]Come[/button]
<hr>
<ruby>漢<rt>kan</rt></ruby> <kbd>Ctrl</kbd> [sic] [acme]kept[/acme]
"""
KINDS = {*BodyBlock().child_blocks} - {"note"}


@pytest.fixture
def around(db):
    """One whose pictures and files are in the library."""
    around = Around()
    image, document = ImageFactory(), DocumentFactory()
    around.picture = lambda address, wp_id=0: Picture(image.pk, address, 1) if "elsewhere" not in address else None
    around.file = lambda address, wp_id=0: document.pk
    return around


def stored(around):
    return json.loads(json.dumps(convert(EVERYTHING, around).blocks))


def test_everything_an_old_post_may_hold_is_shown_and_saved_without_complaint(around):
    block = BodyBlock()
    stream = block.to_python(stored(around))
    assert {child.block_type for child in stream} == KINDS
    shown = unescape(re.sub(r"<[^>]*>", " ", block.render(block.clean(stream))))
    for (
        word
    ) in "bold deep of it Title Third Quoted Pulled pass plain spans Fold Head centred Town cup lost Come kept".split():
        assert word in shown


def test_stored_values_are_those_that_the_editor_stores(around):
    block = BodyBlock()
    values = stored(around)
    again = block.get_prep_value(block.to_python(values))
    assert [(block["type"], block["value"]) for block in again] == [(block["type"], block["value"]) for block in values]


def rich_texts(blocks):
    for block in blocks:
        if block["type"] == "text":
            yield block["value"], FEATURES_OF_TEXT
        elif block["type"] == "details":
            yield block["value"]["text"], FEATURES_OF_TEXT
        elif block["type"] == "table":
            table = block["value"]["table"]
            for row in table["rows"]:
                for column, cell in zip(table["columns"], row["values"], strict=True):
                    if column["type"] == "rich_text" and cell:
                        yield cell, FEATURES_OF_WORDS


def words(html):
    apart = re.sub(r"</?(?:p|li|ul|ol|h\d|br)\b[^>]*>", " ", html)
    return unescape(re.sub(r"<[^>]*>", "", apart)).split()


def links(html):
    return sorted(sorted(re.findall(r'(?:href|linktype|id)="([^"]*)"', tag)) for tag in re.findall(r"<a [^>]*>", html))


def structure(html):
    """Paragraphs and lists one by one, styles of letters as far as they are there: the editor nests them anew."""
    return sorted(re.findall(r"<(li|ul|ol|h3|h4|p)\b", html)), set(re.findall(r"<(b|i|sup|sub|s|code)\b", html))


def test_texts_survive_the_editor(around):
    texts = list(rich_texts(stored(around)))
    assert len(texts) > 5
    for html, features in texts:
        converter = ContentstateConverter(features)
        again = converter.to_database_format(converter.from_database_format(html))
        again = re.sub(r' data-block-key="[^"]*"', "", again)
        assert words(again) == words(html)
        assert links(again) == links(html)
        assert structure(again) == structure(html)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [
        "<ul><li><ul><li>a</li></ul></li></ul>",
        "<ul><ul><li>a</li></ul><li>b</li></ul>",
        "<ol><li>a<br><br>b</li></ol>",
        "<a href='https://example.net/'><p>a</p><p>b</p></a>",
        "<b>a<ul><li>b</li></ul>c</b>",
        "a<sup><sub>b</sub></sup><b><i><s>c</s></i></b>",
        "<p>a <b> b </b> c<i> </i>d</p>",
        "<details><summary>t</summary><h2>a</h2>b<ol><li>c</ol></details>",
        "<b>a<br>https://youtu.be/x\nb</b>",
        "[spoiler title='x']a\n\n<ul><li>b</li></ul>[/spoiler]",
        "<li>a</li><li>b</li>",
        "<code>a\nb</code> &nbsp; x",
    ],
)
def test_awkward_texts_survive_the_editor(content):
    texts = list(rich_texts(convert(content, Around()).blocks))
    assert texts
    for html, features in texts:
        converter = ContentstateConverter(features)
        again = re.sub(
            r' data-block-key="[^"]*"', "", converter.to_database_format(converter.from_database_format(html))
        )
        assert words(again) == words(html)
        assert (links(again), structure(again)) == (links(html), structure(html))
