"""A post whose pictures lack a credit, or words for whoever can't see them, is not published."""

import logging

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from blog.models import BlogPage
from blog.publishing.gate import NotToBePublished
from blog.publishing.lacks import complaints_about, uses_in_revision
from home.models import StandardPage
from images.models import CustomImage
from tests.at_the_gate import (
    NEITHER,
    NO_ALT,
    NO_CREDIT,
    PUBLISH,
    ask,
    draft,
    edit,
    form,
    in_body,
    is_live,
    latest,
    press_publish,
    refused,
    said,
)
from tests.factories import ImageFactory, PostFactory, UserFactory
from tests.reading import read, words

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # what may be published is decided in Python


@pytest.fixture
def harbour(blog):
    """A described picture of which nobody has said who made it."""
    return ImageFactory(title="Harbour")


# The button


def test_editor_is_told_what_is_missing_and_where_when_a_new_post_is_published(editor, new, harbour):
    page = read(press_publish(editor, new, form(harbour)))
    problem = page.select_one(".problems li")
    assert words(problem) == NO_CREDIT
    assert problem.a["href"] == f"/admin/images/{harbour.pk}/#id_credit"
    assert problem.a["target"] == "_blank"
    assert not page.select(".messages li, .w-field__errors .error-message")


def test_post_that_is_not_published_is_a_draft_without_a_date(editor, new, harbour):
    press_publish(editor, new, form(harbour))
    post = BlogPage.objects.get()
    assert (post.live, post.has_unpublished_changes, post.first_published_at) == (False, True, None)
    assert post.dated_when_published


def test_new_words_of_a_published_post_are_kept_as_a_draft_when_they_are_not_published(editor, harbour):
    post = PostFactory(title="The flood")
    press_publish(editor, edit(post), form(harbour, title="The ebb", slug=post.slug))
    assert (BlogPage.objects.get().title, latest(post)) == ("The flood", "The ebb")
    assert BlogPage.objects.get().live


def test_list_of_what_is_missing_follows_what_is_mended(editor, harbour):
    post = draft(harbour)
    page = read(press_publish(editor, edit(post), form(harbour, slug=post.slug)))
    address = page.select_one(".problems")["data-still-missing"]
    assert refused(editor.get(address)) == [NO_CREDIT]
    CustomImage.objects.update(credit="Maud")
    assert words(read(editor.get(address))) == "Nothing is missing any more. Press Publish again."


def test_list_of_what_is_missing_is_for_those_who_may_edit_the_post(client, harbour):
    post = draft(harbour)
    client.force_login(UserFactory(groups=["Writers"]))
    assert client.get(reverse("still_missing", args=[post.pk])).status_code in (302, 403)


def test_whoever_came_from_a_list_is_led_back_there_after_publishing_in_the_end(editor, new, harbour):
    page = read(press_publish(editor, new, form(harbour, next="/admin/reports/")))
    assert page.select_one("input[name=next]")["value"] == "/admin/reports/"


def test_editor_is_told_when_a_draft_is_published_and_can_mend_it(editor, harbour):
    post = draft(harbour)
    assert refused(press_publish(editor, edit(post), form(harbour, slug=post.slug))) == [NO_CREDIT]
    assert not is_live(post)
    CustomImage.objects.update(credit="Maud")
    editor.post(edit(post), form(harbour, slug=post.slug) | PUBLISH)
    assert is_live(post)


def test_link_leads_to_the_block_whose_alt_text_is_missing(editor, new):
    picture = ImageFactory(title="Harbour", description="", licence="own")
    data = form(picture) | {"body-1-id": "0000-1111"}
    problem = read(press_publish(editor, new, data)).select_one(".problems li")
    assert words(problem) == NO_ALT
    assert problem.a["href"] == "#block-0000-1111-section"


@pytest.mark.parametrize("fields", [{"alt": "Boats"}, {"decorative": "on"}])
def test_picture_with_alt_text_or_marked_as_decorative_is_published(editor, new, fields):
    editor.post(new, form(ImageFactory(description="", licence="own"), **fields) | PUBLISH)
    assert BlogPage.objects.get().live


@pytest.mark.parametrize("action", [{}, {"action-submit": "1"}])
def test_draft_is_saved_and_submitted_to_review_whatever_its_pictures_lack(editor, new, action):
    picture = ImageFactory(**NEITHER)
    editor.post(new, form(picture) | action)
    post = BlogPage.objects.get()
    editor.post(edit(post), form(picture, title="The ebb", slug=post.slug) | action)
    assert latest(post) == "The ebb"
    assert WorkflowState.objects.filter(object_id=post.pk).exists() is bool(action)


def test_draft_that_saves_itself_is_not_stopped(editor, harbour):
    post = draft(harbour)
    answer = editor.post(edit(post), form(harbour, title="The ebb"), headers={"accept": "application/json"})
    assert answer.json()["success"]


def test_lead_and_sharing_picture_are_asked_for_description_and_credit(editor, new):
    lead, sharing = ImageFactory(**NEITHER), ImageFactory(**NEITHER | {"title": "Pier"})
    data = form(ImageFactory(licence="own"), lead_picture=lead.pk, sharing_picture=sharing.pk)
    page = read(press_publish(editor, new, data))
    assert [words(problem) for problem in page.select(".problems li")] == [
        "The lead picture “Harbour” has no credit. Add who made it, or choose Our own.",
        "The lead picture “Harbour” has no description. Describe it for someone who cannot see it.",
        "The sharing picture “Pier” has no credit. Add who made it, or choose Our own.",
        "The sharing picture “Pier” has no description. Describe it for someone who cannot see it.",
    ]
    assert page.select(".problems li a")[1]["href"] == f"/admin/images/{lead.pk}/#id_description"


def test_title_of_a_picture_is_shown_as_text(editor, new):
    picture = ImageFactory(title="<script>{own}%s{0}")
    page = read(press_publish(editor, new, form(picture)))
    assert "“<script>{own}%s{0}” has no credit" in words(page.select_one(".problems li"))


def test_page_that_is_no_post_is_asked_too(editor, home, harbour):
    add = f"/admin/pages/add/home/standardpage/{home.pk}/"
    assert refused(press_publish(editor, add, form(harbour, slug="about"))) == [NO_CREDIT]
    assert not StandardPage.objects.get().live


def test_writer_who_may_not_publish_saves_a_draft_with_the_same_button(client, new, harbour):
    client.force_login(UserFactory(groups=["Writers"]))
    client.post(new, form(harbour) | PUBLISH)
    assert not BlogPage.objects.get().live


# What counts


def complaints(body, **fields):
    post = PostFactory(live=False, body=body, **fields)
    try:
        post.save_revision().publish()
    except NotToBePublished as error:
        return error.messages
    return []


def test_same_picture_is_named_once(harbour):
    body = [in_body(harbour), in_body(harbour, "gallery"), in_body(harbour)]
    assert complaints(body) == [NO_CREDIT]


def test_use_with_its_own_credit_line_counts_as_credited(harbour):
    assert complaints([in_body(harbour, credit="Montage: Tom")]) == []
    assert complaints([in_body(harbour, credit="Montage: Tom"), in_body(harbour)]) == [NO_CREDIT]


@pytest.mark.parametrize("licence", ["own", "cc0-1.0", "pdm-1.0"])
def test_picture_that_needs_no_credit_stops_nothing(blog, licence):
    assert complaints([in_body(ImageFactory(licence=licence))]) == []


def test_post_without_pictures_is_asked_nothing(blog, django_assert_num_queries):
    post = PostFactory(live=False)
    content = post.save_revision().content
    with django_assert_num_queries(0):
        assert complaints_about(list(uses_in_revision(content))) == []


def test_post_whose_pictures_are_well_costs_one_query(blog, django_assert_num_queries):
    pictures = [ImageFactory(credit="Maud") for _ in range(4)]
    post = PostFactory(live=False, lead_picture=pictures[0], body=[in_body(one) for one in pictures])
    content = post.save_revision().content
    with django_assert_num_queries(1):
        assert complaints_about(list(uses_in_revision(content))) == []


# Settings


@pytest.mark.parametrize("kind", ["credits", "descriptions"])
@pytest.mark.parametrize("imported", [False, True])
@pytest.mark.parametrize("check", ["stop", "warn", "off"])
def test_settings_of_the_site_say_what_is_stopped(editor, blog, caplog, kind, imported, check):
    whose = {False: "new", True: "imported"}
    ask(**{f"{kind}_of_{whose[imported]}": check, f"{kind}_of_{whose[not imported]}": "off"})
    lacking = {"credits": {}, "descriptions": {"description": "", "credit": "Maud"}}[kind]
    picture = ImageFactory(title="Harbour", **lacking)
    post = draft(picture, imported=imported)
    sentence = {"credits": NO_CREDIT, "descriptions": NO_ALT}[kind]
    answer = editor.post(edit(post), form(picture, slug=post.slug) | PUBLISH, follow=True)
    assert is_live(post) == (check != "stop")
    assert any(sentence in message for message in said(answer)) == (check != "off")
    caplog.clear()
    with caplog.at_level(logging.WARNING):
        in_code = complaints([in_body(picture)], imported=imported)
    assert in_code == ([sentence] if check == "stop" else [])
    assert (sentence in caplog.text) == (check == "warn")


def test_imported_post_is_only_warned_of_unless_its_owner_says_otherwise(harbour, caplog):
    assert complaints([in_body(harbour)], imported=True) == []
    assert NO_CREDIT in caplog.text
