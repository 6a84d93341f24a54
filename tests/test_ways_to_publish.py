"""A post whose pictures lack something is not published, whoever does it: clock, review, many at once, code."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, TaskState, Workflow, WorkflowState

from blog.models import BlogPage
from blog.publishing.gate import NotToBePublished
from home.schedule import publish_due
from images.models import CustomImage
from tests.at_the_gate import (
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
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def harbour(blog):
    """A described picture of which nobody has said who made it."""
    return ImageFactory(title="Harbour")


# The clock


def schedule(post, go_live_at):
    """As an editor did while its pictures still had what they needed."""
    ask(credits_of_new="off")
    post.go_live_at = timezone.now() + HOUR
    revision = post.save_revision(user=UserFactory(email="tom@example.org"))
    revision.publish()
    revision.content["go_live_at"] = go_live_at.isoformat()
    revision.approved_go_live_at = go_live_at
    revision.save()
    ask(credits_of_new="stop")
    return post


def test_post_is_not_set_on_the_schedule_while_something_is_missing(editor, harbour):
    post = draft(harbour)
    soon = timezone.now() + HOUR
    data = form(harbour, slug=post.slug, go_live_at=soon.strftime("%Y-%m-%d %H:%M"))
    assert refused(press_publish(editor, edit(post), data)) == [NO_CREDIT]
    assert not BlogPage.objects.get(pk=post.pk).approved_schedule
    editor.post(edit(post), data)
    assert BlogPage.objects.get(pk=post.pk).get_latest_revision().content["go_live_at"]


@pytest.fixture
def three_due(harbour):
    """The second of them may not be published."""
    well = ImageFactory(credit="Maud")
    due = timezone.now() - HOUR
    return [
        schedule(draft(picture, title=title), due + datetime.timedelta(minutes=minute))
        for minute, (title, picture) in enumerate([("First", well), ("Second", harbour), ("Third", well)])
    ]


@pytest.mark.parametrize("run", [publish_due, lambda: call_command("publish_scheduled")], ids=["worker", "command"])
def test_stopped_post_stays_a_draft_and_the_others_of_a_run_go_live(three_due, at_commit, run):
    with at_commit():
        run()
    assert [is_live(post) for post in three_due] == [True, False, True]
    assert not BlogPage.objects.get(pk=three_due[1].pk).approved_schedule
    with at_commit():
        run()
    assert [message.to for message in mail.outbox] == [["tom@example.org"]]
    assert mail.outbox[0].subject == "“Second” was not published"
    assert NO_CREDIT in mail.outbox[0].body
    assert f"/admin/pages/{three_due[1].pk}/edit/" in mail.outbox[0].body


def test_editor_sees_in_the_admin_that_a_post_was_due_and_stopped(editor, three_due, harbour):
    publish_due()
    stopped = three_due[1]
    rows = read(editor.get("/admin/posts/", {"state": "stopped"})).select("tbody tr")
    assert [words(row.select_one(".field-headline")) for row in rows] == ["Second"]
    assert "Was due; its pictures lack something" in words(rows[0])
    assert NO_CREDIT in said(editor.get(edit(stopped)))[0]
    assert "its pictures lack something" in editor.get(f"/admin/pages/{stopped.pk}/history/").content.decode()
    CustomImage.objects.update(credit="Maud")
    assert "Nothing is missing now" in said(editor.get(edit(stopped)))[0]
    editor.post(edit(stopped), form(harbour, slug=stopped.slug) | PUBLISH)
    assert said(editor.get(edit(stopped)))[1:] == []
    assert not read(editor.get("/admin/posts/", {"state": "stopped"})).select("tbody tr")


# A review


@pytest.fixture
def in_review(harbour):
    post = draft(harbour)
    Workflow.objects.get().start(post, UserFactory(groups=["Writers"]))
    return post


def approve(client, post, **options):
    task = post.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[post.pk, "approve", task.pk])
    return client.post(address, {"comment": "Lovely"}, **options)


def approve_in_the_form(client, post, picture):
    action = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    return client.post(edit(post), form(picture, title="The ebb", slug=post.slug) | action, follow=True)


def test_reviewer_is_told_and_the_review_stays_open(editor, in_review):
    assert NO_CREDIT in said(approve(editor, in_review, follow=True))[0]
    assert not is_live(in_review)
    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS
    CustomImage.objects.update(credit="Maud")
    approve(editor, in_review)
    assert is_live(in_review)


def test_reviewer_who_writes_a_comment_is_led_to_the_post(editor, in_review):
    answer = approve(editor, in_review, headers={"x-requested-with": "XMLHttpRequest"})
    assert answer.json() == {"step": "success", "redirect": edit(in_review)}
    assert NO_CREDIT in said(editor.get(edit(in_review)))[0]


def test_reviewer_who_approves_in_the_form_is_told_and_the_changes_are_saved(editor, in_review, harbour):
    assert NO_CREDIT in said(approve_in_the_form(editor, in_review, harbour))[0]
    assert not is_live(in_review)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert latest(in_review) == "The ebb"


@pytest.mark.parametrize("in_form", [True, False])
def test_reviewer_is_warned_where_the_settings_only_warn(editor, in_review, harbour, in_form):
    ask(credits_of_new="warn")
    answer = approve_in_the_form(editor, in_review, harbour) if in_form else approve(editor, in_review, follow=True)
    assert is_live(in_review)
    assert any(NO_CREDIT in message for message in said(answer))


# Many at once, copies, moves


def publish_many(client, *pages, **data):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?{query}&next=/admin/posts/", data, follow=True)


def test_stopped_post_leaves_the_others_that_are_published_at_once(editor, harbour):
    well = ImageFactory(credit="Maud")
    posts = [draft(well), draft(harbour, title="Low water"), draft(well)]
    told = " ".join(said(publish_many(editor, *posts)))
    assert [is_live(post) for post in posts] == [True, False, True]
    assert "2 pages have been published" in told
    assert f"“Low water” was not published. {NO_CREDIT}" in told


def test_stopped_post_leaves_the_others_that_are_published_with_their_blog(editor, blog, harbour):
    posts = [draft(harbour), draft(ImageFactory(credit="Maud"))]
    told = " ".join(said(publish_many(editor, blog, include_descendants="on")))
    assert [is_live(post) for post in posts] == [False, True]
    assert "1 page and 1 child page have been published" in told
    assert NO_CREDIT in told


def copy(client, page, title="Another", **data):
    fields = {"new_title": title, "new_slug": "another", "new_parent_page": page.get_parent().pk}
    return client.post(f"/admin/pages/{page.pk}/copy/", fields | data, follow=True)


@pytest.mark.parametrize("of_blog", [False, True])
def test_copy_is_not_published_but_made_as_a_draft(owner, blog, harbour, of_blog):
    post = PostFactory(body=[in_body(harbour)])
    page = blog if of_blog else post
    answer = copy(owner, page, publish_copies="on", copy_subpages="on")
    assert NO_CREDIT in said(answer)[0]
    assert BlogPage.objects.count() == 1
    copy(owner, page, copy_subpages="on")
    assert BlogPage.objects.exclude(pk=post.pk).get().live is False
    with pytest.raises(NotToBePublished):
        page.copy(recursive=True, update_attrs={"slug": "again"})
    assert BlogPage.objects.count() == 2


def test_published_post_is_moved_unpublished_and_kept_private_as_before(editor, home, blog, harbour):
    post = PostFactory(body=[in_body(harbour)])
    PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.LOGIN)
    with pytest.raises(NotToBePublished):
        post.save_revision().publish()
    assert Client().get(post.url).status_code == 302
    post.unpublish()
    assert not is_live(post)


# In code


def test_code_that_publishes_gets_the_sentences_and_changes_nothing(harbour):
    post = draft(harbour)
    revision = post.get_latest_revision()
    for publish in (revision.publish, lambda: post.publish(revision)):
        with pytest.raises(NotToBePublished) as stopped:
            publish()
        assert stopped.value.messages == [NO_CREDIT]
    assert not is_live(post)


def test_earlier_version_is_not_put_back_with_a_picture_that_lacks_something(editor, harbour):
    post = PostFactory()
    post.body = [in_body(harbour)]
    earlier = post.save_revision()
    address = f"/admin/pages/{post.pk}/revisions/{earlier.pk}/revert/"
    data = form(harbour, revision=earlier.pk, slug=post.slug)
    assert refused(press_publish(editor, edit(post), data)) == [NO_CREDIT]
    assert editor.get(address).status_code == 200
    with pytest.raises(NotToBePublished):
        earlier.publish(previous_revision=earlier)


def test_who_may_not_publish_is_told_that_first(harbour):
    post = draft(harbour)
    with pytest.raises(PermissionDenied):
        post.get_latest_revision().publish(user=UserFactory(groups=["Writers"]))


@pytest.mark.parametrize("action", ["publish", "copy", "create_alias"])
def test_no_program_publishes_through_the_admins_own_api(editor, harbour, action):
    post = draft(harbour)
    live = BlogPage.objects.live().count()
    answer = editor.post(f"/admin/api/main/pages/{post.pk}/action/{action}/", {"keep_live": True})
    assert answer.status_code == 404
    assert BlogPage.objects.live().count() == live


@pytest.mark.parametrize(
    "address", ["/admin/pages/{}/edit/", "/admin/pages/workflow/action/{}/approve/1/"], ids=["form", "review"]
)
def test_stranger_learns_nothing_of_a_post_by_trying_to_approve_it(client, harbour, address):
    post = draft(harbour, imported=True)
    post.save_revision().publish()
    client.post(address.format(post.pk), {"workflow-action-name": "approve"})
    page = client.get("/admin/login/").text
    assert post.title not in page
    assert harbour.title not in page


def test_post_that_was_stopped_and_then_published_was_taken_down_and_no_longer_stopped(editor, three_due, harbour):
    publish_due()
    post = next(post for post in three_due if not is_live(post))
    harbour.credit, harbour.description = "Maud Ferris", "A harbour"
    harbour.save()
    BlogPage.objects.get(pk=post.pk).get_latest_revision().publish()
    BlogPage.objects.get(pk=post.pk).unpublish()
    assert "was due" not in editor.get(f"/admin/pages/{post.pk}/edit/").text
