"""Old pictures are mended at the picture desk by the keyboard alone."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DESK = "/admin/picture-desk/"
# By their titles, since whatever else lacks something on this site would be mended first.
TWO_OLD_PICTURES = f"{DESK}?show=alt&q=2007"


def row(desk, title):
    return desk.locator("[data-row]", has_text=title)


def typed(desk, *keys):
    """A key by its name in pointed brackets, everything else letter by letter."""
    for key in keys:
        desk.keyboard.press(key[1:-1]) if key.startswith("<") else desk.keyboard.type(key)


def test_editor_mends_two_old_pictures_and_decides_suggestions_by_keyboard(desk):
    desk.goto(TWO_OLD_PICTURES)
    expect(row(desk, "The tea room").get_by_label("Who made it")).to_be_focused()
    whole = [
        "Maud Ferris",
        "<Tab>",
        "javascript:alert(1)",
        "<Tab>",
        "CC BY 4.0",
        "<Tab>",
        "<Tab>",
        "Two cups.",
        "<Enter>",
    ]
    typed(desk, *whole)
    wrong = row(desk, "The tea room").get_by_label("Where it is from")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_accessible_description("Give a full web address that begins with https:// or http://")
    typed(desk, "<Control+a>", "example.org/maud", "<Enter>")
    expect(desk.get_by_text("“The tea room, 2007” saved. 1 to go.")).to_be_visible()
    expect(row(desk, "The tea room")).to_have_count(0)

    expect(row(desk, "The bus shelter").get_by_label("Who made it")).to_be_focused()
    typed(desk, "<Tab>", "<Tab>", "<Tab>", "<Enter>")
    expect(row(desk, "The bus shelter").get_by_label("Licence")).to_have_value("own")
    typed(desk, "A shelter.", "<Enter>")
    expect(desk.get_by_text("“The bus shelter, 2007” saved. Nothing is left to do here.")).to_be_visible()
    expect(desk.locator("[data-row]")).to_have_count(0)

    desk.goto(f"{DESK}?show=all&q=tea")
    mended = row(desk, "The tea room")
    expect(mended.get_by_label("Who made it")).to_have_value("Maud Ferris")
    expect(mended.get_by_label("Licence")).to_have_value("cc-by-4.0")
    expect(mended.get_by_label("Where it is from")).to_have_value("https://example.org/maud")

    desk.goto(f"{DESK}suggestions/")
    expect(row(desk, "The choir").get_by_role("button", name="Accept")).to_be_focused()
    typed(desk, "a")
    expect(desk.get_by_text("“The choir, 2009” is credited to Tom Adeyemi.")).to_be_visible()
    typed(desk, "c")
    name = row(desk, "The raffle").get_by_label("Who made it")
    expect(name).to_be_focused()
    typed(desk, "<End>", " and cats", "<Enter>")
    expect(desk.get_by_text("“The raffle, 2010” is credited to Tom Adeyemi and cats.")).to_be_visible()
    typed(desk, "s")
    expect(desk.get_by_text("The suggestion for “The shed, 2011” is skipped.")).to_be_visible()
    expect(desk.get_by_text("Nothing is suggested.")).to_be_visible()
