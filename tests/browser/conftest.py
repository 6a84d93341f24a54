"""One site and one browser for all tests of this folder; every test has a window of its own."""

import subprocess
import sys

import pytest

from bench import servers
from bench.browser import chromium
from tests.browser.pages import EDITOR, PASSWORD, ROOT

BUILD = "from tests.browser.small_site import build; build()"


@pytest.fixture(scope="package")
def site(tmp_path_factory):
    """The address of the site, served by gunicorn as in production, with one post of every kind."""
    data_dir = tmp_path_factory.mktemp("site")
    build = [sys.executable, "manage.py", "shell", "--no-imports", "-c", BUILD]
    subprocess.run(build, cwd=ROOT, env=servers.settings_for(data_dir), check=True)
    with servers.site(data_dir) as server:
        server.wait_for("/healthz")
        yield server.address


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
