"""The blocks of a post: in the editor, in their previews, and on the page."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.telepath import JSContext
from wagtail.blocks import StreamBlockValidationError

from blog.blocks import BodyBlock
from blog.lists.calendar import this_week_in
from blog.sidebar import SidebarBlock
from tests.factories import AuthorFactory, DocumentFactory, ImageFactory, NoticeFactory, PostFactory, TopicFactory
from tests.reading import all_words, read, words

pytestmark = pytest.mark.any_database

PROMISED = (
    "text heading quote pull_quote note image gallery embed file table code details button divider "
    "missing_image archived_html"
).split()
BODY = BodyBlock()
PARTS_OF_A_SIDEBAR = SidebarBlock()
EVERY_BLOCK = [*BODY.child_blocks.values(), *PARTS_OF_A_SIDEBAR.child_blocks.values()]
every_block = pytest.mark.parametrize("block", EVERY_BLOCK, ids=lambda block: block.name)


@pytest.fixture
def things(db):
    """What previews show: the newest of each."""
    ImageFactory()
    DocumentFactory()
    AuthorFactory(short_bio="Keeps the keys.")
    NoticeFactory()
    for year in (2017, 2018, 2019):
        day = this_week_in(year, timezone.localdate())[0]
        PostFactory(topics=[TopicFactory()], date=day, question="Who left a door open?")


def body(*children):
    return BODY.to_python(
        [{"type": kind, "value": value, "id": str(number)} for number, (kind, value) in enumerate(children)]
    )


def saved(*children):
    """The body as it is after the editor's form has looked at it."""
    return BODY.clean(body(*children))


def page_with(client, *children):
    return read(client.get(PostFactory(body=list(children)).url))


def test_blocks_have_their_promised_names():
    assert list(BODY.child_blocks) == PROMISED


@every_block
def test_block_tells_an_editor_what_it_is(block):
    assert block.label
    assert block.meta.icon not in ("placeholder", None)
    assert block.get_description()


@pytest.mark.parametrize("block", BODY.child_blocks.values(), ids=lambda block: block.name)
def test_block_of_a_body_stands_in_a_group(block):
    assert block.meta.group


@every_block
def test_block_shows_its_preview_to_an_editor(owner, things, block):
    assert block.is_previewable
    page = read(owner.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}))
    assert page.select_one(".prose, .side .stack").find(True)


@every_block
def test_block_shows_its_preview_on_an_empty_site(owner, block):
    address = reverse("wagtailadmin_block_preview")
    assert owner.get(address, {"id": block.definition_prefix}).status_code == 200


@every_block
def test_block_renders_its_preview_value(things, block):
    assert block.render(block.get_preview_value()).strip()


@every_block
def test_half_filled_block_breaks_no_page(db, block):
    block.render(block.get_default())


@pytest.mark.parametrize("name", PROMISED)
def test_block_with_nothing_in_it_breaks_no_page(client, blog, name):
    block = BODY.child_blocks[name]
    post = PostFactory(body=[(name, block.get_default())])
    assert client.get(post.url).status_code == 200


@every_block
def test_block_has_a_short_template(block):
    source = get_template(block.meta.template).template.source
    assert len(source.splitlines()) <= 25


def test_blocks_that_only_an_import_makes_are_not_offered():
    # What comes of it in the editor is seen in tests/browser/test_writing.py.
    definition = next(
        part for part in JSContext().pack(BODY)["_args"] if isinstance(part, dict) and "importOnly" in part
    )
    assert set(definition["importOnly"]) == {"missing_image", "archived_html"}


def test_blocks_that_only_an_import_makes_are_kept_when_a_post_is_saved():
    lost = {"address": "http://old.example.org/a.jpg", "alt": "A hall", "caption": "The hall.", "credit": "Callum Reid"}
    old = {"html": "<dl><dt>Tea</dt><dd>20p</dd></dl>", "as_text": False}
    stream = saved(("missing_image", lost), ("archived_html", old))
    assert [dict(child.value) for child in stream] == [lost, old]


SCRIPTED = (
    '<p style="color:red" onclick="alert(1)">Tea <script>alert(1)</script><a href="javascript:alert(1)">20p</a>'
    '<iframe src="https://example.org/"></iframe><img src="x" onerror="alert(1)"><a href="https://example.org/">more</a></p>'
)


def test_old_content_loses_what_runs_loads_or_styles(client, blog):
    old = page_with(client, ("archived_html", {"html": SCRIPTED, "as_text": False})).select_one(".old")
    assert words(old) == "Tea 20pmore"
    assert {tag.name for tag in old.find_all(True)} == {"p", "a"}
    assert [tag.get("href") for tag in old.find_all("a")] == [None, "https://example.org/"]
    assert not [tag for tag in old.find_all(True) if set(tag.attrs) - {"href", "rel"}]


def test_old_content_is_made_safe_when_it_is_saved():
    (child,) = saved(("archived_html", {"html": SCRIPTED, "as_text": False}))
    assert "script" not in child.value["html"]


def test_old_content_turns_into_text_when_asked():
    stream = saved(
        ("archived_html", {"html": "<p>Tea <b>20p</b></p>", "as_text": True}),
        ("archived_html", {"html": "<p>Cake</p>", "as_text": False}),
    )
    assert [child.block_type for child in stream] == ["text", "archived_html"]
    assert "Tea <b>20p</b>" in stream[0].value.source


def anchors(stream):
    return [child.value["anchor"] for child in stream]


def heading(text, anchor=""):
    return ("heading", {"text": text, "level": "2", "anchor": anchor})


def test_headings_get_anchors_of_their_own():
    assert anchors(saved(heading("Tea & cake"), heading("Tea & cake"), heading("Tea & cake"))) == [
        "tea-cake",
        "tea-cake-2",
        "tea-cake-3",
    ]


def test_anchor_stays_when_its_heading_changes():
    (anchor,) = anchors(saved(heading("Tea")))
    assert anchors(saved(heading("Coffee", anchor))) == ["tea"]


@pytest.mark.parametrize(("text", "anchor"), [("…", "section"), ("Größe", "größe"), ("茶", "茶")])
def test_heading_without_plain_letters_has_an_anchor(text, anchor):
    assert anchors(saved(heading(text))) == [anchor]


def test_heading_of_an_import_has_an_anchor_before_anybody_saves_it(client, blog):
    page = page_with(client, ("heading", {"text": "Before anybody arrives", "level": "3", "anchor": ""}))
    assert words(page.select_one("h3#before-anybody-arrives")) == "Before anybody arrives"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://example.org/", "data:text/html,x", "/\\\\example.org"]
)
@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("button", "link", {"label": "Go"}),
        ("quote", "link", {"words": "Yes."}),
        ("embed", "address", {"title": "Choir"}),
    ],
)
def test_link_of_a_block_leads_to_the_web(kind, field, value, address):
    with pytest.raises(StreamBlockValidationError):
        saved((kind, {**value, field: address}))


@pytest.mark.parametrize("address", ["https://example.org/a?b=c#d", "http://example.org", "mailto:ines@example.org"])
def test_button_leads_to_the_web_or_to_a_letter(address):
    assert saved(("button", {"label": "Go", "link": address}))[0].value["link"] == address


def test_picture_may_not_link_to_a_script():
    block = BODY.child_blocks["image"]
    with pytest.raises(ValidationError):
        block.child_blocks["link"].clean("javascript:alert(1)")


def test_quote_keeps_its_paragraphs_and_names_its_source(client, blog):
    quote = {"words": "One.\n\nTwo.", "name": "Agnes", "role": "who ran the shed", "link": "https://example.org/"}
    block = page_with(client, ("quote", quote)).select_one("blockquote")
    assert all_words(block, "p") == ["One.", "Two."]
    assert words(block.footer) == "Agnes, who ran the shed"
    assert block.cite.a["href"] == "https://example.org/"


def test_code_and_verse_keep_every_space_and_line(client, blog):
    code = "if kettle < 1:\n\n    put_on('&amp;')\n"
    page = page_with(
        client, ("code", {"code": code, "language": "python"}), ("code", {"code": code, "language": "verse"})
    )
    assert page.pre.get_text() == code
    assert page.select_one(".verse").get_text() == code


def test_nothing_of_another_site_is_loaded_before_an_embed_is_pressed(client, blog):
    address = "https://www.youtube.com/watch?v=abc"
    figure = page_with(client, ("embed", {"address": address, "title": "Choir"})).select_one("figure.embed")
    assert figure.a["href"] == address
    assert not figure.find(["iframe", "img", "script", "video"])
    assert "Play on YouTube" in words(figure)


@pytest.mark.parametrize(("name", "player"), [("a.mp3", "audio"), ("a.webm", "video"), ("a.txt", None)])
def test_sound_and_film_get_a_player_and_other_files_a_link(client, blog, name, player):
    document = DocumentFactory(title="Friday", file=ContentFile(b"0123456789", name=name))
    block = page_with(client, ("file", {"document": document, "label": ""})).select_one(".file")
    found = block.find(["audio", "video"])
    assert (found and found.name) == player
    assert block.a["href"] == document.url
    assert words(block.a) == "Friday"


def test_table_has_headings_for_columns_and_rows(client, blog):
    preview = BODY.child_blocks["table"].get_preview_value()
    preview["header_column"] = True
    table = page_with(client, ("table", preview)).select_one("figure.table")
    assert words(table.figcaption) == table.select_one("[role=region]")["aria-label"] == "Who came back"
    assert all_words(table, "th[scope=col]") == ["Year", "Members"]
    assert all_words(table, "th[scope=row]") == ["2009", "2010"]


def test_gallery_takes_two_to_twelve_pictures_of_an_editor(things):
    pictures = BODY.child_blocks["gallery"].child_blocks["pictures"]
    assert (pictures.meta.min_num, pictures.meta.max_num) == (2, 12)


def test_new_gallery_begins_with_as_many_empty_places_as_it_must_have():
    gallery = BODY.child_blocks["gallery"]
    assert len(gallery.get_default()["pictures"]) == gallery.child_blocks["pictures"].meta.min_num


def test_larger_gallery_of_an_import_is_shown_whole(client, blog):
    image = ImageFactory()
    use = {"image": {"image": image, "alt_text": "", "decorative": False}, "caption": "", "credit": ""}
    assert len(page_with(client, ("gallery", {"pictures": [use] * 15})).select(".gallery figure")) == 15
