"""A reader who half remembers a post finds it, whatever the reader's spelling, with the keyboard or without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import LAST_YEAR

pytestmark = pytest.mark.browser


def test_reader_finds_a_half_remembered_post_in_spite_of_a_typing_mistake(page):
    page.goto("/")
    page.get_by_role("search").get_by_role("searchbox").fill("spare key arangements")
    page.keyboard.press("Enter")
    expect(page.locator("#results ~ .hint").first).to_contain_text("arrangements")
    found = page.locator(".entries .entry")
    count = found.count()
    assert count > 1
    page.get_by_label(re.compile(f"^{LAST_YEAR} ")).check()
    page.get_by_role("button", name="Show these").click()
    expect(found).to_have_count(1)
    page.get_by_role("link", name=f"Remove the filter {LAST_YEAR}").click()
    expect(found).to_have_count(count)
    page.get_by_role("link", name="An earlier post, number 12").click()
    expect(page.locator("h1")).to_have_text("An earlier post, number 12")
    assert page.context.cookies() == []


def test_reader_picks_a_suggestion_by_keyboard(page):
    page.goto("/blog/")
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type("italic")
    expect(page.get_by_role("option")).to_have_text("A post in italics Post")
    expect(page.get_by_role("status")).to_have_text("1 suggestion")
    page.keyboard.press("ArrowDown")
    option = page.locator("[role=option][aria-selected=true]")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    page.keyboard.type("s")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("A post in italics")


def test_telephone_without_script_narrows_behind_a_fold(window):
    page = window(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto("/")
    page.get_by_role("link", name="Search the archive").click()
    page.get_by_role("searchbox").fill("arrangements")
    page.get_by_role("button", name="Search").click()
    box = page.get_by_label(re.compile(f"^{LAST_YEAR} "))
    expect(box).not_to_be_visible()
    page.get_by_text("Narrow by").click()
    box.check()
    page.get_by_role("button", name="Show these").click()
    expect(page.locator(".entry")).to_have_count(1)
