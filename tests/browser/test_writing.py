"""The whole way from an editor's keyboard to a reader's page."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import EDITOR, PASSWORD, PICTURES

pytestmark = pytest.mark.browser

TITLE = "Ten chairs for nine people"
WORDS = "Every Thursday we set one place more than we need."


@pytest.fixture
def desk(window):
    """The admin, with an editor signed in; nothing it does is refused by its own security policy."""
    page = window(viewport={"width": 1280, "height": 1000})
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/admin/")
    page.locator("input[name=username]").fill(EDITOR)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    yield page
    assert not [text for text in said if "Content Security Policy" in text]


def body(desk):
    return desk.locator("[data-contentpath=body]").first


def write(desk, title, words):
    desk.get_by_role("link", name="Write a post").first.click()
    desk.get_by_placeholder("Give it a title").fill(title)
    body(desk).get_by_role("textbox").click()
    desk.keyboard.type(words)


def add_block(desk, name):
    body(desk).get_by_role("button", name="Insert a block").last.click()
    desk.get_by_role("option", name=name, exact=True).click()


def upload_picture(desk):
    """In the chooser, as somebody does who has no picture in the library yet."""
    body(desk).get_by_role("button", name="Choose an image").click()
    chooser = desk.get_by_role("dialog")
    chooser.get_by_role("tab", name="Upload").click()
    form = chooser.get_by_role("tabpanel", name="Upload")
    form.locator("input[type=file]").set_input_files(PICTURES / "bench.jpg")
    form.get_by_label("Title").fill("The long table")
    form.get_by_label("Describe it for someone who cannot see it").fill("A long table with ten chairs.")
    form.get_by_label("Kind").select_option(label="Illustration")
    form.get_by_label("Who made it").fill("Maud Ferris")
    form.get_by_label("Where it is from").fill("https://example.org/maud-ferris")
    form.get_by_label("Licence").select_option(label="CC BY 4.0")
    form.get_by_role("button", name="Upload").click()
    chooser.wait_for(state="detached")


def publish(desk):
    desk.get_by_role("button", name="More actions").click()
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text(f"{TITLE}' created and published")).to_be_visible()


def test_post_with_an_uploaded_and_credited_picture_reaches_its_readers(desk, window):
    write(desk, TITLE, WORDS)
    add_block(desk, "Picture")
    upload_picture(desk)
    body(desk).get_by_label("Caption").fill("The long table, laid.")
    publish(desk)

    reader = window(java_script_enabled=False)
    for path in ("/", "/blog/"):
        reader.goto(path)
        expect(reader.get_by_role("link", name=TITLE)).to_be_visible()
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_text(WORDS)).to_be_visible()
    expect(reader.locator("figcaption")).to_have_text("The long table, laid. Illustration: Maud Ferris, CC BY 4.0")
    picture = reader.get_by_role("img", name="A long table with ten chairs.")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.bounding_box()["width"] > 300


def test_blocks_that_only_an_import_makes_are_not_offered(desk):
    desk.get_by_role("link", name="Write a post").first.click()
    desk.get_by_role("button", name="Insert a block").last.click()
    offered = desk.get_by_role("option").all_inner_texts()
    assert {"Text", "Picture", "Gallery", "Section break"} < set(offered)
    assert not {"Missing picture", "Old content"} & set(offered)
