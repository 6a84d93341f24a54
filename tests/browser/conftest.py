"""One site and one browser for all tests of this folder; every test has a window of its own."""

import os
from contextlib import nullcontext

import pytest

from bench.browser import chromium
from tests.browser.pages import EDITOR, PASSWORD
from tests.browser.serving import SMALL_SITE, small_site


@pytest.fixture(scope="package")
def site():
    """The address of the small site."""
    served = os.environ.get(SMALL_SITE)
    with nullcontext(served) if served else small_site() as address:
        yield address


@pytest.fixture(scope="package")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def window(browser, site):
    """Opens windows that share nothing with one another: ``window(java_script_enabled=False)``."""
    contexts = []

    def open_window(**options):
        # Without motion, no colour is caught half-way to another.
        contexts.append(browser.new_context(base_url=site, reduced_motion="reduce", **options))
        return contexts[-1].new_page()

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def signed_in(browser, site):
    """What a browser keeps of an editor who signed in."""
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto("/admin/")
    page.locator("input[name=username]").fill(EDITOR)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    yield context.storage_state()
    context.close()


@pytest.fixture
def desk(window, signed_in):
    """The admin, with an editor signed in; nothing it does is an error or refused by its own security policy."""
    page = window(storage_state=signed_in, viewport={"width": 1280, "height": 1000})
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(f"Error: {error}"))
    page.goto("/admin/")
    yield page
    assert not [text for text in said if "Content Security Policy" in text or text.startswith("Error")]


@pytest.fixture
def page(window):
    return window()
