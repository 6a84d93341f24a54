"""Whoever reads, and with whatever: nothing stands in the way."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.pages import EVERYTHING, LAST_YEAR, PAGES, RICH, SPARSE
from tests.colours import contrast

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
WIDTHS = (320, 390, 768, 1280)
PRESSABLE = "a[href], button, summary, [tabindex='0']"
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth
  const cuts = element => getComputedStyle(element).overflowX !== 'visible'
  const scrolls = element => element && (cuts(element) || scrolls(element.parentElement))
  return [...document.querySelectorAll('body *')]
    .filter(element => !scrolls(element.parentElement) && element.getBoundingClientRect().right > width + 1)
    .map(element => element.outerHTML.slice(0, 80))
}"""
FOCUSED = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element)
  return {
    name: element.outerHTML.slice(0, 80),
    ringed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    onScreen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  }
}"""


def sized(page, width):
    page.set_viewport_size({"width": width, "height": 900})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", EVERYTHING)
def test_page_has_no_barrier_that_axe_finds_and_nothing_is_wider_than_the_screen(page, kind, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(EVERYTHING[kind])
    for width in WIDTHS:
        sized(page, width)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate(TOO_WIDE) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("accent", ["poppy", "cornflower", "moss", "rose", "slate"])
def test_post_has_no_barrier_in_another_accent(page, accent):
    page.goto(RICH)
    page.evaluate("accent => document.documentElement.dataset.accent = accent", accent)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_wider_than_a_telephone_when_letters_are_twice_as_large(page, kind):
    sized(page, 390)
    page.goto(PAGES[kind])
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_author_and_the_few_pictures_of_a_maker_stand_in_their_places_on_a_tablet(page):
    sized(page, 820)
    page.goto(SPARSE)
    face, name, ways = (page.locator(f".who {part}").bounding_box() for part in (".face", "h2", ".reach"))
    assert face["width"] == face["height"]
    assert face["x"] + face["width"] < name["x"] < ways["x"]
    page.goto(PAGES["picture credits"])
    few = [picture.bounding_box() for picture in page.locator(".few").first.locator("img").all()]
    assert len({picture["y"] for picture in few}) == 1
    assert few[0]["x"] == page.locator(".few").first.bounding_box()["x"]
    page.mouse.click(few[0]["x"] + 9, few[0]["y"] + 9)
    page.wait_for_url(f"**{PAGES['maker of pictures']}")


def test_link_to_a_question_shows_its_whole_box(page):
    sized(page, 390)
    page.goto(f"{RICH}#question")
    box = page.locator(":target")
    assert box.evaluate("box => box.scrollTop") == 0
    assert box.bounding_box()["y"] >= 0
    assert box.locator("h2").inner_text() == "Who left a door on the latch for you?"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_can_be_seen_in_the_footer(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(SPARSE)
    link = page.locator(".foot a").first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    ring = link.evaluate("link => getComputedStyle(link).outlineColor")
    ground = page.locator(".foot").evaluate("foot => getComputedStyle(foot).backgroundColor")
    assert contrast(hexadecimal(ring), hexadecimal(ground)) >= 3


def hexadecimal(colour):
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


def test_first_tab_reaches_the_link_that_skips_to_the_writing(page):
    page.goto(RICH)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the writing"
    assert page.locator(":focus").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("kind", PAGES)
def test_all_that_can_be_pressed_is_reached_by_keyboard_and_seen(page, kind):
    page.goto(PAGES[kind])
    left = page.locator(PRESSABLE).evaluate_all("all => all.filter(one => one.checkVisibility()).length")
    while left:
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({PRESSABLE!r})"):
            focused = page.evaluate(FOCUSED)
            assert focused["ringed"], focused["name"]
            assert focused["onScreen"], focused["name"]
            left -= 1
        assert not page.evaluate("document.activeElement === document.body")


def test_folded_words_open_by_keyboard(page):
    page.goto(RICH)
    words = page.locator(".prose details p").first
    assert not words.is_visible()
    page.locator(".prose summary").focus()
    page.keyboard.press("Enter")
    assert words.is_visible()


@pytest.mark.parametrize("kind", PAGES)
def test_page_reads_the_same_without_script_but_for_the_button_that_copies(window, kind):
    def words(**options):
        page = window(**options)
        page.goto(PAGES[kind])
        lines = page.locator("body").inner_text().split("\n")
        return [line for line in lines if line not in ("", "Copy link")]

    assert words(java_script_enabled=False) == words()


def test_button_copies_the_address_of_the_post_and_says_so(window, site):
    page = window(permissions=["clipboard-read", "clipboard-write"])
    page.goto(SPARSE)
    button = page.locator("article .share button")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copied")
    assert urlsplit(page.evaluate("navigator.clipboard.readText()")).path == SPARSE


def test_list_of_contents_leads_to_its_heading(page):
    page.goto(RICH)
    page.locator(".contents a", has_text="Part 2").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').textContent") == "Part 2"
    assert page.locator(":target").bounding_box()["y"] < 100


def test_archive_is_walked_from_home_to_a_post_by_keyboard_alone(page):
    page.goto("/")
    for name in (f"{LAST_YEAR}: 1 post", re.compile(r"An earlier post")):
        page.get_by_role("link", name=name).last.focus()
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    assert page.locator("h1").inner_text() == "An earlier post, number 12"


def test_printed_post_is_the_post_alone(page):
    page.goto(RICH)
    page.emulate_media(media="print")
    assert page.locator("h1, .prose, .hero img, .ask h2").evaluate_all("all => all.every(one => one.checkVisibility())")
    assert page.locator(".fold p").evaluate_all("all => all.every(one => one.checkVisibility())")
    left_out = page.locator("nav, .skip, .side, .foot, .share, .ask .btn, audio")
    assert left_out.count() >= 8
    assert not left_out.evaluate_all("all => all.some(one => one.checkVisibility())")
