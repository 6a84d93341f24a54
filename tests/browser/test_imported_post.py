"""A post that came from an old blog is in the editor what it is for readers, and stays so when it is saved."""

import json

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.browser.pages import OLD_POST
from tests.browser.test_writing import publish

pytestmark = pytest.mark.browser


@pytest.fixture
def number(desk):
    """The key of the post."""
    found = desk.request.get("/admin/api/main/pages/?slug=from-an-old-blog").json()
    return found["items"][0]["id"]


def in_the_editor(desk, number):
    """What the form is given of the body, ids and all."""
    form = BeautifulSoup(desk.request.get(f"/admin/pages/{number}/edit/").text(), "html.parser")
    return json.loads(form.find(id="body")["data-w-block-arguments-value"])[0]


def as_stored(desk, number):
    """What is shown of the newest version: its mark-up as it is stored."""
    html = desk.request.get(f"/admin/pages/{number}/view_draft/").text()
    return html[html.index("<article") : html.index("</article>")]


def test_imported_post_of_every_block_is_the_same_after_it_was_saved_and_published(desk, number):
    before = in_the_editor(desk, number), as_stored(desk, number)
    desk.goto(f"/admin/pages/{number}/edit/")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Save draft").click()
    assert (in_the_editor(desk, number), as_stored(desk, number)) == before
    publish(desk)
    expect(desk.get_by_text(f"{OLD_POST}' has been published")).to_be_visible()
    assert in_the_editor(desk, number) == before[0]
