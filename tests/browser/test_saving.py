"""What an editor types is saved, whatever was pressed before, and is in nobody's way but somebody else's."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_writing import add_block, body, choose_picture, publish, write

pytestmark = pytest.mark.browser


def introduction(desk):
    return desk.locator("textarea[name=introduction]")


def saves_itself(request):
    return request.method == "POST" and "application/json" in request.headers.get("accept", "")


def missing(desk):
    return desk.get_by_role("region", name="Not published yet")


@pytest.fixture
def refused(desk):
    """The form of a post that was not published just now, as its picture has no credit."""
    write(desk, "The signal box", "It stood there for years.")
    add_block(desk, "Picture")
    choose_picture(desk, body(desk), "The signal box")
    publish(desk)
    expect(missing(desk)).to_contain_text("has no credit")
    return desk


def test_words_typed_after_a_refused_publish_are_there_when_the_editor_comes_back(refused):
    expect(refused.get_by_text("could not be")).to_have_count(0)
    introduction(refused).press_sequentially("Somebody painted it.")
    with refused.expect_response(lambda answer: saves_itself(answer.request)):
        pass
    expect(refused.locator("[data-edit-form]")).to_have_attribute("data-w-unsaved-has-edits-value", "false")
    address = refused.url.partition("?")[0]
    refused.goto("/admin/")
    refused.goto(address)
    expect(introduction(refused)).to_have_value("Somebody painted it.")


def test_list_of_what_is_missing_follows_the_form_while_it_saves_itself(refused):
    expect(missing(refused)).to_contain_text("has no alt text")
    with refused.expect_response(lambda answer: saves_itself(answer.request)):
        body(refused).get_by_label("Alt text").press_sequentially("A shelter of planks.")
    expect(missing(refused)).not_to_contain_text("has no alt text")
    expect(missing(refused)).to_contain_text("has no credit")


def test_words_typed_after_a_form_came_back_with_errors_are_saved(refused):
    title = refused.get_by_placeholder("Give it a title")
    title.fill("")
    publish(refused)
    expect(refused.get_by_text("Give the post a title.").first).to_be_visible()
    title.fill("The shelter")
    with refused.expect_response(lambda answer: saves_itself(answer.request)):
        pass
    with refused.expect_response(lambda answer: saves_itself(answer.request)):
        introduction(refused).press_sequentially("Somebody painted it.")


def test_publish_waits_for_the_draft_that_saves_itself_just_now_and_meets_no_other_window(refused):
    order, held = [], []

    def hold(route):
        if saves_itself(route.request):
            order.append("the draft saves itself")
            held.append(route)
        else:
            order.append(f"{route.request.method} of the form")
            route.continue_()

    refused.route("**/edit/", hold)
    with refused.expect_request(saves_itself):
        introduction(refused).press_sequentially("Somebody painted it.")
    publish(refused)
    order.append("it is saved")
    with refused.expect_navigation():
        held[0].continue_()
    assert order[:3] == ["the draft saves itself", "it is saved", "POST of the form"]
    expect(missing(refused)).to_be_visible()
    expect(introduction(refused)).to_have_value("Somebody painted it.")
    expect(refused.get_by_text("in another window")).to_have_count(0)
