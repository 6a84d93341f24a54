"""What readers looked for in vain becomes something they find."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WORDS = "the kettle rota"


def test_editor_sees_a_search_that_found_nothing_and_pins_a_post_for_it(desk):
    panel = desk.locator(".not-found li", has_text=WORDS)
    expect(panel).to_contain_text("4 times")
    desk.goto("/admin/searches/?found=nothing")
    row = desk.locator("tbody tr", has_text=WORDS)
    row.get_by_role("link", name="Pin a post").click()
    expect(desk.get_by_label("When somebody looks for")).to_have_value(WORDS)
    desk.get_by_role("button", name="Choose a post").click()
    desk.get_by_role("link", name="A post in italics", exact=False).first.click()
    desk.get_by_role("button", name="Pin", exact=True).click()
    expect(desk.get_by_text(f"Who looks for “{WORDS}” sees this first.")).to_be_visible()
    expect(desk.locator("main")).to_contain_text("A post in italics")
    desk.goto("/admin/searches/?found=nothing")
    expect(row.get_by_role("link", name="Change its pins")).to_be_visible()
