"""A post whose pictures lack a credit, or words for whoever can't see them, is not published, whoever publishes it."""

import datetime
import logging

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site, TaskState, Workflow, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from blog.models import BlogPage
from blog.publishing.gate import NotToBePublished
from blog.publishing.lacks import complaints_about, uses_in_revision
from blog.rich_text import FEATURES_OF_TEXT
from home.models import StandardPage
from home.schedule import publish_due
from images.models import CustomImage, PictureSettings
from tests.factories import ImageFactory, PostFactory, UserFactory
from tests.reading import read, words

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
NO_CREDIT = "The picture “Harbour” has no credit. Add who made it, or choose Our own."
NO_ALT = "The picture “Harbour” has no alt text. Describe it, or mark it as decorative."
NEITHER = {"title": "Harbour", "description": ""}


@pytest.fixture
def harbour(blog):
    """A described picture of which nobody has said who made it."""
    return ImageFactory(title="Harbour")


def in_body(picture, block="image", **fields):
    use = {"image": {"image": picture, "alt_text": "", "decorative": False}, "caption": "", "credit": ""} | fields
    return (block, use) if block == "image" else (block, {"pictures": [use]})


def draft(picture, **fields):
    """A post with the picture in its text that nobody has published yet."""
    fields = {"body": [("text", "<p>Two cups.</p>"), in_body(picture)]} | fields
    post = PostFactory(live=False, **fields)
    post.save_revision()
    return BlogPage.objects.get(pk=post.pk)


def is_live(post):
    return type(post).objects.get(pk=post.pk).live


def latest(post):
    """The title of the version that is worked on."""
    return BlogPage.objects.get(pk=post.pk).get_latest_revision().content["title"]


def said(answer):
    """The messages at the top of the admin, and the list above the form."""
    return [words(item) for item in read(answer).select(".problems, .messages > ul > li")]


def refused(answer):
    """What the list above the form says."""
    return [words(item) for item in read(answer).select(".problems li")]


def form(picture, alt="", decorative="", **fields):
    image = {"image": picture.pk, "decorative": decorative, "alt_text": alt}
    use = {"image": image, "caption": "", "credit": "", "width": "normal", "link": ""}
    text = rich_text("<p>Two cups.</p>", features=FEATURES_OF_TEXT)
    empty = {
        "title": "The tide",
        "sidebar": streamfield([]),
        **dict.fromkeys(("post_authors", "related_posts", "comments"), inline_formset([])),
    }
    return nested_form_data(empty | {"body": streamfield([("text", text), ("image", use)])} | fields)


PUBLISH = {"action-publish": "1"}


def press_publish(client, address, data):
    """And look at what comes back."""
    return client.post(address, data | PUBLISH, follow=True)


def edit(post):
    return f"/admin/pages/{post.pk}/edit/"


def ask(**checks):
    PictureSettings.objects.update_or_create(site=Site.objects.get(), defaults=checks)


# The button


@pytest.fixture
def new(blog):
    return f"/admin/pages/add/blog/blogpage/{blog.pk}/"


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
