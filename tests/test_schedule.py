import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from blog.models import BlogIndexPage, BlogPage, Topic
from home.schedule import publish_due

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def post(title, **fields):
    page = BlogPage(title=title, body=[("text", "<p>Words.</p>")], **fields)
    return BlogIndexPage.objects.get().add_child(instance=page)


def scheduled(title, go_live_at):
    page = post(title, live=False, go_live_at=timezone.now() + HOUR)
    revision = page.save_revision()
    revision.publish()
    revision.content["go_live_at"] = go_live_at.isoformat()
    revision.approved_go_live_at = go_live_at
    revision.save()
    return page


@pytest.fixture
def broken_post():
    """A post whose publishing fails."""
    page = scheduled("Broken", timezone.now() - 2 * HOUR)

    def fail(sender, instance, **kwargs):
        if instance.pk == page.pk:
            raise RuntimeError("It can't be published.")

    page_published.connect(fail, sender=BlogPage)
    yield page
    page_published.disconnect(fail, sender=BlogPage)


def test_post_goes_live_when_its_time_has_come(client):
    page = scheduled("On time", timezone.now() - HOUR)
    assert client.get(page.url).status_code == 404
    publish_due()
    assert client.get(page.url).status_code == 200


def test_post_stays_a_draft_before_its_time():
    page = scheduled("Later", timezone.now() + HOUR)
    publish_due()
    assert not BlogPage.objects.get(pk=page.pk).live


def test_post_is_taken_down_when_it_has_expired(client):
    page = post("Old news")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - HOUR)
    publish_due()
    page.refresh_from_db()
    assert page.expired
    assert client.get(page.url).status_code == 404


def test_topic_is_taken_down_when_it_has_expired():
    topic = Topic.objects.create(name="Passing", slug="passing", live=True, expire_at=timezone.now() - HOUR)
    publish_due()
    topic.refresh_from_db()
    assert not topic.live


def test_post_that_fails_is_left_as_it_was_and_does_not_stop_the_others(broken_post, caplog):
    good = scheduled("Good", timezone.now() - HOUR)
    publish_due()
    assert BlogPage.objects.get(pk=good.pk).live
    assert not BlogPage.objects.get(pk=broken_post.pk).live
    assert "Broken" in caplog.text
