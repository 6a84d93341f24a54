"""Rich text comes out of the editor as it went in."""

import re

import pytest
from wagtail.admin.rich_text import get_rich_text_editor_widget

from blog.blocks import BodyBlock
from blog.rich_text import FEATURES_OF_NOTES, FEATURES_OF_TEXT, FEATURES_OF_WORDS
from tests.factories import DocumentFactory, PostFactory
from tests.reading import read

pytestmark = pytest.mark.any_database

SAMPLES = {
    "bold": "<p>Two <b>cups</b>, no agenda.</p>",
    "italic": "<p>Two <i>cups</i>, no agenda.</p>",
    "link": '<p><a href="https://example.org/?a=b&amp;c=d">Two</a> <a href="mailto:ines@example.org">cups</a></p>',
    "ol": "<ol><li>Tea</li><li>Cake</li></ol>",
    "ul": "<ul><li>Tea<ul><li>black</li></ul></li><li>Cake</li></ul>",
    "h3": "<h3>Tea</h3><p>Cake</p>",
    "h4": "<h4>Tea</h4><p>Cake</p>",
    "code": "<p>Type <code>make run</code>.</p>",
    "superscript": "<p>The 4<sup>th</sup></p>",
    "subscript": "<p>H<sub>2</sub>O</p>",
    "strikethrough": "<p><s>Tea</s> Coffee</p>",
}


def round_trip(html, features):
    """Into the editor, and out of it as a form sends it."""
    widget = get_rich_text_editor_widget(features=features)
    return widget.value_from_datadict({"text": widget.format_value(html)}, {}, "text")


def plain(html):
    """Without the keys that the editor gives to blocks."""
    return re.sub(r' data-block-key="[^"]*"', "", html).replace("<br/>", "<br>")


@pytest.mark.django_db
@pytest.mark.parametrize("feature", SAMPLES)
def test_feature_survives_the_editor(feature):
    once = round_trip(SAMPLES[feature], FEATURES_OF_TEXT)
    assert plain(once) == SAMPLES[feature]
    assert round_trip(once, FEATURES_OF_TEXT) == once


@pytest.mark.django_db
def test_link_to_a_document_survives_the_editor():
    document = DocumentFactory()
    html = f'<p><a id="{document.pk}" linktype="document">The list</a></p>'
    assert plain(round_trip(html, FEATURES_OF_TEXT)).replace("'", '"') in (
        html,
        f'<p><a linktype="document" id="{document.pk}">The list</a></p>',
    )


def test_link_to_a_page_survives_the_editor_and_leads_there(client, blog):
    post = PostFactory(slug="elsewhere")
    html = f'<p><a id="{post.pk}" linktype="page">There</a></p>'
    once = round_trip(html, FEATURES_OF_TEXT)
    page = read(client.get(PostFactory(body=[("text", once)]).url))
    assert page.select_one(".prose a")["href"] == "/blog/elsewhere/"


def test_every_feature_has_a_sample():
    assert {*FEATURES_OF_TEXT} == {*SAMPLES, "document-link"}
    assert {*FEATURES_OF_NOTES, *FEATURES_OF_WORDS} <= {*FEATURES_OF_TEXT}


def test_rich_text_offers_no_pictures_embeds_or_rules():
    block = BodyBlock().child_blocks["text"]
    assert not {"image", "embed", "hr", "h1", "h2", "blockquote"} & {*block.features}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "html",
    [
        "<p>Tea<script>alert(1)</script></p>",
        '<p onclick="alert(1)">Tea</p>',
        '<p><a href="javascript:alert(1)">Tea</a></p>',
        '<p style="position:fixed">Tea</p>',
        '<p>Tea<iframe src="https://example.org/"></iframe></p>',
    ],
)
def test_editor_lets_nothing_through_that_runs(html):
    clean = plain(round_trip(html, FEATURES_OF_TEXT))
    assert clean in ("<p>Tea</p>", "<p>Teaalert(1)</p>", "<p><a>Tea</a></p>")
