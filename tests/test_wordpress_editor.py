"""What comes from an old blog is a body like any other: it is shown, checked, and survives the editor."""

import json
import re
from html import unescape

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from blog.blocks import BodyBlock
from blog.rich_text import FEATURES_OF_TEXT, FEATURES_OF_WORDS
from tests.factories import DocumentFactory, ImageFactory
from tests.wordpress_everything import EVERYTHING
from tests.wordpress_surroundings import Around
from wordpress.body.converting import convert
from wordpress.importing.as_edited import as_edited
from wordpress.importing.block_ids import with_ids

KINDS = {*BodyBlock().child_blocks} - {"note"}


@pytest.fixture
def around(db):
    """One whose pictures and files are in the library."""
    return Around(image=ImageFactory().pk, document=DocumentFactory().pk)


def stored(around):
    return json.loads(json.dumps(with_ids(convert(EVERYTHING, around).blocks, "post 1")))


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


def test_texts_are_stored_as_the_editor_would_store_them(around):
    stored_once, unlike = as_edited(stored(around))
    assert unlike == []
    for html, features in rich_texts(stored_once):
        converter = ContentstateConverter(features)
        assert converter.to_database_format(converter.from_database_format(html)) == html


def test_headings_are_stored_with_the_anchors_that_publishing_would_give_them(around):
    block = BodyBlock()
    stored_once, _unlike = as_edited(stored(around))
    published = block.get_prep_value(block.clean(block.to_python(stored_once)))
    anchors = [one["value"]["anchor"] for one in stored_once if one["type"] == "heading"]
    assert "top" in anchors
    assert anchors == [one["value"]["anchor"] for one in published if one["type"] == "heading"]


@pytest.mark.parametrize("html", ['<p>a <a href="javascript:x()">b</a></p>', "<p>a <b>b</p>"])
def test_text_that_the_editor_would_take_something_from_is_left_as_it_is(html):
    block = {"type": "text", "value": html, "id": "1"}
    assert as_edited([block]) == ([block], [html])


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
