"""An owner moves a whole blog in without a shell, with the worker at work as in production."""

import re
import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser.pages import OWNER, PASSWORD
from tests.browser.serving import empty_site
from tests.wordpress_runs import old_blog, pictures

pytestmark = pytest.mark.browser

A_MINUTE = 60_000


@pytest.fixture(scope="module")
def site():
    """One of its own: what moves in would be in everybody's lists."""
    with empty_site() as address:
        yield address


@pytest.fixture
def admin(window):
    page = window(viewport={"width": 1280, "height": 1000})
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(f"Error: {error}"))
    page.goto("/admin/")
    page.locator("input[name=username]").fill(OWNER)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    yield page
    assert not [text for text in said if "Content Security Policy" in text or text.startswith("Error")]


def uploads(folder):
    """More than is sent in one piece."""
    path, root = folder / "uploads.zip", pictures(folder)
    with zipfile.ZipFile(path, "w") as archive:
        for file in root.rglob("*.jpg"):
            archive.write(file, f"uploads/{file.relative_to(root)}")
        archive.writestr("uploads/2010/01/film.mp4", bytes(9 * 1024 * 1024))
    return path


def test_owner_uploads_rehearses_starts_watches_reads_opens_and_takes_back(admin, tmp_path):
    admin.get_by_role("button", name="Settings").click()
    admin.get_by_role("link", name="Move in from WordPress").click()
    admin.get_by_label("Export", exact=True).set_input_files(old_blog(tmp_path))
    admin.get_by_label("Copy of wp-content/uploads", exact=True).set_input_files(uploads(tmp_path))
    admin.get_by_role("button", name="Rehearse").click()
    expect(admin.get_by_text("“An old blog” has 4 posts, 2 pages and 2 files.")).to_be_visible(timeout=A_MINUTE)
    expect(admin.get_by_text("From the copy of your uploads.")).to_be_visible()

    admin.get_by_role("button", name="Start the move").click()
    expect(admin.get_by_text("4 posts, 2 pages and 2 files came over.")).to_be_visible(timeout=A_MINUTE)
    run = admin.url

    for slug, words in (("first", "It began at"), ("second", "Nobody was there but us."), ("fourth", "Two.")):
        admin.goto(f"/blog/{slug}/")
        expect(admin.locator("main")).to_contain_text(words)
    admin.goto("/blog/second/")
    expect(admin.locator("main")).to_contain_text("Ines Harbour")
    admin.goto("/2010/02/second/")
    expect(admin).to_have_url(re.compile("/blog/second/$"))

    admin.goto(run)
    admin.get_by_role("link", name="Take this move back").click()
    expect(admin.get_by_text("6 posts and pages that this move brought")).to_be_visible()
    admin.get_by_role("button", name="Yes, take it back").click()
    expect(admin.get_by_role("heading", name="This move was taken back")).to_be_visible(timeout=A_MINUTE)
    assert admin.goto("/blog/second/").status == 404
