"""The whole way from an editor's keyboard to a reader's page."""

import pytest
from playwright.sync_api import expect

from tests.browser.dropping import drop
from tests.browser.pages import PICTURES
from tests.picture_bytes import jpeg, listed, xmp, xmp_segment

pytestmark = pytest.mark.browser

TITLE = "Ten chairs for nine people"
WORDS = "Every Thursday we set one place more than we need."


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


def by_zoe(colour):
    """A photograph that says who took it, as a camera or a photo editor writes it down."""
    return jpeg(xmp_segment(xmp(listed("dc:creator", "Zoe Tran"))), colour=colour)


def choose_picture(desk, place, title):
    place.get_by_role("button", name="Choose an image").click()
    desk.get_by_role("dialog").get_by_role("link", name=title).first.click()
    desk.get_by_role("dialog").wait_for(state="detached")


def credit(picture, maker):
    """In the picture's own window, which is closed again."""
    picture.get_by_label("Who made it").fill(maker)
    picture.get_by_role("button", name="Save", exact=True).click()
    expect(picture.get_by_text("updated")).to_be_visible()
    picture.close()


def test_post_with_an_uploaded_and_credited_picture_reaches_its_readers(desk, window):
    write(desk, TITLE, WORDS)
    add_block(desk, "Picture")
    upload_picture(desk)
    body(desk).get_by_label("Caption").fill("The long table, laid.")
    publish(desk)
    expect(desk.get_by_text(f"{TITLE}' created and published")).to_be_visible()

    reader = window(java_script_enabled=False)
    for path in ("/", "/blog/"):
        reader.goto(path)
        expect(reader.get_by_role("link", name=TITLE)).to_be_visible()
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(reader.get_by_text(WORDS)).to_be_visible()
    expect(reader.locator("figcaption")).to_have_text(
        "The long table, laid. Illustration: Maud Ferris (source), CC BY 4.0"
    )
    picture = reader.get_by_role("img", name="A long table with ten chairs.")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.bounding_box()["width"] > 300


def test_three_photographs_come_with_their_credits_get_one_and_are_published_once_nothing_is_missing(
    desk, window, tmp_path
):
    desk.goto("/admin/images/multiple/add/")
    names = {"morning.jpg": "teal", "noon.jpg": "olive", "night.jpg": "maroon"}
    drop(desk, tmp_path, {name: by_zoe(colour) for name, colour in names.items()})
    forms = desk.locator("form.picture-form")
    for form in forms.all():
        expect(form.get_by_label("Who made it")).to_have_value("Zoe Tran")
        expect(form.get_by_text("From the file, please check").first).to_be_visible()
    together = desk.get_by_role("region", name="Same credit for all of these")
    together.get_by_label("Who made it").fill("Zoë Tran")
    together.get_by_label("Licence").select_option(label="CC BY 4.0")
    together.get_by_role("button", name="Use for all").click()
    night = desk.locator("#upload-list > li").filter(has_text="night.jpg")
    night.get_by_label("Who made it").fill("")
    together.get_by_role("button", name="Save all").click()
    expect(forms).to_have_count(0)

    write(desk, "A day at the quay", WORDS)
    add_block(desk, "Picture")
    choose_picture(desk, body(desk), "Night")
    publish(desk)
    missing = desk.get_by_role("region", name="Not published yet")
    expect(missing).to_contain_text("The picture “Night” has no credit.")
    expect(missing).to_contain_text("The picture “Night” has no alt text.")
    with desk.expect_popup() as opened:
        missing.get_by_role("link", name="Add who made it").click()
    credit(opened.value, "Zoë Tran")
    missing.get_by_role("link", name="Describe it").click()
    body(desk).get_by_label("Alt text").fill("A quay at night.")
    publish(desk)
    expect(desk.get_by_text("A day at the quay' has been published")).to_be_visible()

    reader = window(java_script_enabled=False)
    reader.goto("/blog/a-day-at-the-quay/")
    expect(reader.get_by_role("img", name="A quay at night.")).to_be_attached()
    expect(reader.locator("figcaption")).to_have_text("Photo: Zoë Tran, CC BY 4.0")


def test_blocks_that_only_an_import_makes_are_not_offered(desk):
    desk.get_by_role("link", name="Write a post").first.click()
    desk.get_by_role("button", name="Insert a block").last.click()
    offered = desk.get_by_role("option").all_inner_texts()
    assert {"Text", "Picture", "Gallery", "Section break"} < set(offered)
    assert not {"Missing picture", "Old content"} & set(offered)
