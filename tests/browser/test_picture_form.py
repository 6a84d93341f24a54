"""What the form of a picture does while somebody types, and several uploads at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.dropping import drop
from tests.factories import picture_file

pytestmark = pytest.mark.browser

ADD, ADD_SEVERAL = "/admin/images/add/", "/admin/images/multiple/add/"
# The second is only numbered by its camera, and leaves its title to be typed.
PHOTOGRAPHS = {"harbour at dawn.jpg": "teal", "IMG_2041.jpg": "maroon", "quay.jpg": "olive"}


def line(place):
    return place.get_by_label("Readers will see")


def form_of(desk, name):
    return desk.locator("#upload-list > li").filter(has_text=name)


def photograph(colour):
    return picture_file(colour=colour).read()


def test_credit_line_follows_what_is_typed(desk):
    desk.goto(ADD)
    expect(line(desk)).to_contain_text("No credit yet. Add who made it")
    desk.get_by_label("Who made it").press_sequentially("Maud Ferris")
    expect(line(desk)).to_have_text(re.compile(r"Credited\s+Photo: Maud Ferris\s*$"))
    desk.get_by_label("Kind").select_option(label="Illustration")
    desk.get_by_label("Licence").select_option(label="CC BY 4.0")
    expect(line(desk)).to_contain_text("Illustration: Maud Ferris, CC BY 4.0")
    desk.get_by_label("Who made it").fill(" ")
    desk.get_by_label("Licence").select_option(label="Public domain")
    expect(line(desk)).to_have_text(re.compile(r"No credit needed\s+No credit: none is needed\."))


def test_our_own_fills_in_the_licence_alone_for_whoever_is_no_author(desk):
    desk.goto(ADD)
    desk.get_by_role("button", name="Our own").click()
    expect(desk.get_by_label("Licence")).to_have_value("own")
    expect(desk.get_by_label("Who made it")).to_have_value("")
    expect(desk.get_by_text("Only the licence is filled in, as you are not one of the authors.")).to_be_visible()


def test_one_photograph_alone_is_offered_no_credit_for_all(desk, tmp_path):
    desk.goto(ADD_SEVERAL)
    drop(desk, tmp_path, {"alone.jpg": photograph("navy")})
    expect(desk.get_by_text("Same credit for all of these")).to_be_hidden()
    desk.get_by_role("link", name="Delete", exact=True).click()
    expect(desk.locator("form.picture-form")).to_have_count(0)


def test_three_photographs_get_one_credit_and_are_saved_by_one_press(desk, tmp_path):
    desk.goto(ADD_SEVERAL)
    drop(desk, tmp_path, {name: photograph(colour) for name, colour in PHOTOGRAPHS.items()})
    form_of(desk, "quay.jpg").get_by_label("Who made it").fill("Tom Adeyemi")
    together = desk.get_by_role("region", name="Same credit for all of these")
    together.get_by_label("Licence").select_option(label="CC BY 4.0")
    together.get_by_label("Who made it").fill("Maud Feris")
    desk.keyboard.press("Enter")
    status = desk.locator(".together-status")
    expect(status).to_have_text("Filled in: 3 of 3 pictures.")

    together.get_by_label("Who made it").fill("Maud Ferris")
    together.get_by_role("button", name="Use for all").press("Enter")
    expect(line(form_of(desk, "harbour"))).to_contain_text("Photo: Maud Ferris, CC BY 4.0")
    expect(line(form_of(desk, "IMG_2041"))).to_contain_text("Photo: Maud Ferris, CC BY 4.0")
    expect(line(form_of(desk, "quay.jpg"))).to_contain_text("Photo: Tom Adeyemi, CC BY 4.0")

    together.get_by_role("button", name="Save all").press("Enter")
    expect(status).to_contain_text("Saved: 2 of 3 pictures.")
    title = form_of(desk, "IMG_2041").get_by_label("Title")
    expect(title).to_be_focused()
    desk.keyboard.type("The crane")
    desk.keyboard.press("Enter")
    expect(desk.locator("form.picture-form")).to_have_count(0)
    expect(status).to_have_text("Saved: 3 of 3 pictures.")
    added = desk.get_by_role("region", name="Added")
    for name in ("Harbour at dawn", "Quay", "The crane"):
        expect(added.get_by_role("link", name=name)).to_have_attribute("href", re.compile(r"^/admin/images/\d+/$"))
    expect(desk.get_by_text("Picture added.").first).to_be_visible()

    desk.goto("/admin/images/?order=-created_at")
    for name in ("Harbour at dawn", "The crane", "Quay"):
        expect(desk.get_by_role("listitem").filter(has_text=name).first).to_contain_text("Credited")
