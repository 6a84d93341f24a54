"""What is kept of pages is forgotten as soon as anything changes that readers see."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction, Site

from blog import kept
from blog.models import BlogIndexPageAuthor, BlogPage
from home.models import Heartbeat, SiteSettings
from home.schedule import publish_due
from tests.factories import (
    AuthorFactory,
    BlogFactory,
    HomeFactory,
    ImageFactory,
    NoticeFactory,
    PostFactory,
    StandardPageFactory,
    TopicFactory,
)

DAY = datetime.timedelta(days=1)


class Reader:
    """Somebody who looks at every page, again and again."""

    def __init__(self, client, addresses):
        self.client, self.addresses = client, addresses

    def sees(self):
        """The words of all pages together; those that are not there say so."""
        answers = [self.client.get(address) for address in self.addresses]
        return "\n".join(f"{answer.status_code} {answer.content.decode()}" for answer in answers)


@pytest.fixture
def notice(db):
    return NoticeFactory(title="Old notice")


@pytest.fixture
def author(db):
    return AuthorFactory(name="Old Name", portrait=ImageFactory())


@pytest.fixture
def topic(db):
    return TopicFactory(name="Old topic")


@pytest.fixture
def picture(db):
    return ImageFactory(credit="Old Credit")


@pytest.fixture
def post(blog, author, topic, notice, picture):
    BlogIndexPageAuthor.objects.create(page=blog, author=author)
    blog.sidebar = [("notice", {"notice": notice}), ("topics", {"title": "Topics"})]
    blog.save()
    return PostFactory(
        title="Old title", slug="old", authors=[author], topics=[topic], lead_picture=picture, question="Who?"
    )


@pytest.fixture
def reader(client, post, at_commit):
    """Has seen every page once: everything is kept."""
    cache.clear()
    reader = Reader(client, ["/", "/blog/", "/blog/old/", "/blog/new/", "/about/"])
    reader.sees()
    assert reader.sees().count("Old title") >= 3
    return reader


def publish(page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def change(thing, **changes):
    for name, value in changes.items():
        setattr(thing, name, value)
    thing.save()


def test_published_change_is_seen(reader, post, at_commit):
    with at_commit():
        publish(post, title="New title")
    assert "New title" in reader.sees()
    assert "Old title" not in reader.sees()


def test_new_post_is_seen(reader, blog, at_commit):
    with at_commit():
        publish(PostFactory(live=False, title="Brand new"))
    assert "Brand new" in reader.sees()


def test_draft_of_a_published_post_is_not_seen(reader, post, at_commit):
    with at_commit():
        post.title = "Only a draft"
        post.save_revision()
    assert "Only a draft" not in reader.sees()


def test_draft_that_saves_itself_ends_nothing_that_is_kept(post, at_commit):
    before = kept.generation()
    with at_commit():
        post.title = "Only a draft"
        post.save_revision()
    assert kept.generation() == before


def test_unpublished_post_is_gone_with_its_topic(reader, post, at_commit):
    with at_commit():
        post.unpublish()
    assert "Old title" not in reader.sees()
    assert "Old topic" not in reader.sees()


def test_moved_post_is_seen_where_it_is(reader, post, at_commit):
    with at_commit():
        elsewhere = BlogFactory(title="About", slug="about")
        post.move(elsewhere, pos="last-child")
    assert "Old title" in reader.client.get("/about/").content.decode()
    assert "Old title" not in reader.client.get("/blog/").content.decode()


def test_deleted_post_is_gone(reader, post, at_commit):
    with at_commit():
        post.delete()
    assert "Old title" not in reader.sees()


def test_renamed_post_leads_to_its_new_address(reader, post, at_commit):
    with at_commit():
        publish(post, slug="new")
    assert '"/blog/new/"' in reader.sees()
    assert '"/blog/old/"' not in reader.sees()


def test_expired_post_is_gone(reader, post, at_commit):
    BlogPage.objects.filter(pk=post.pk).update(expire_at=timezone.now() - DAY)
    with at_commit():
        publish_due()
    assert "Old title" not in reader.sees()


@pytest.mark.parametrize("kind", [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN])
def test_restricted_post_is_gone_and_is_back_when_it_is_free(reader, post, at_commit, kind):
    with at_commit():
        restriction = PageViewRestriction.objects.create(page=post, restriction_type=kind, password="x")
    assert "Old title" not in reader.client.get("/").content.decode()
    assert "Old topic" not in reader.client.get("/blog/").content.decode()
    with at_commit():
        restriction.delete()
    assert "Old title" in reader.client.get("/").content.decode()


def test_changed_author_is_seen(reader, author, at_commit):
    with at_commit():
        change(author, name="New Name")
    assert "New Name" in reader.sees()
    assert "Old Name" not in reader.sees()


def test_way_to_reach_an_author_is_seen(reader, author, at_commit):
    with at_commit():
        change(author, reach=[("email", "new@example.org")])
    assert "mailto:new@example.org" in reader.sees()


def test_changed_topic_is_seen(reader, topic, at_commit):
    with at_commit():
        change(topic, name="New topic")
    assert "New topic" in reader.sees()
    assert "Old topic" not in reader.sees()


def test_topic_taken_off_a_post_leaves_the_sidebar(reader, post, at_commit):
    with at_commit():
        publish(post, topics=[])
    assert "Old topic" not in reader.sees()


def test_changed_notice_is_seen(reader, notice, at_commit):
    with at_commit():
        change(notice, title="New notice")
    assert "New notice" in reader.sees()
    assert "Old notice" not in reader.sees()


def test_notice_that_is_taken_down_is_gone(reader, notice, at_commit):
    with at_commit():
        notice.unpublish()
    assert "Old notice" not in reader.sees()


def test_changed_credit_is_seen(reader, picture, at_commit):
    with at_commit():
        change(picture, credit="New Credit")
    assert "New Credit" in reader.sees()
    assert "Old Credit" not in reader.sees()


def test_changed_site_settings_are_seen(reader, at_commit):
    with at_commit():
        links = [("link", {"label": "New link", "address": "https://example.org/"})]
        change(SiteSettings.objects.get(), name="New site", masthead_links=links)
    assert reader.sees().count("New site") >= 4
    assert "New link" in reader.sees()


def test_page_shown_in_menus_is_seen_and_then_gone(reader, at_commit):
    with at_commit():
        about = StandardPageFactory(title="About us", slug="about", show_in_menus=True)
    assert '<a href="/about/">About us</a>' in reader.sees()
    with at_commit():
        publish(about, show_in_menus=False)
    assert '<a href="/about/">About us</a>' not in reader.sees()


def test_renamed_blog_is_seen_in_the_menu(reader, blog, at_commit):
    with at_commit():
        publish(blog, title="The journal", slug="journal")
    assert '<a href="/journal/">The journal</a>' in reader.client.get("/").content.decode()
    assert reader.client.get("/journal/old/").status_code == 200


def test_site_that_changes_its_home_page_is_seen(reader, home, root, at_commit):
    with at_commit():
        other = HomeFactory(parent=root, title="Other home")
        change(Site.objects.get(), root_page=other)
    assert "Old title" not in reader.client.get("/").content.decode()


def test_change_made_by_another_process_is_seen(reader, post, at_commit):
    """All that another process shares is the cache: there, a new generation begins."""
    BlogPage.objects.filter(pk=post.pk).update(title="New title")
    cache.set(kept.GENERATION, "begun-by-another-process", None)
    assert "New title" in reader.client.get("/").content.decode()


def test_change_is_announced_only_once_it_can_be_read(post, django_capture_on_commit_callbacks):
    before = kept.generation()
    with django_capture_on_commit_callbacks() as callbacks:
        change(post, title="New title")
        assert kept.generation() == before
    for callback in callbacks:
        callback()
    assert kept.generation() != before


def test_sign_of_life_of_the_worker_changes_nothing(db, at_commit):
    before = kept.generation()
    with at_commit():
        Heartbeat.beat("worker")
    assert kept.generation() == before


def test_signing_in_changes_nothing(owner, home, at_commit):
    before = kept.generation()
    with at_commit():
        owner.get("/admin/")
    assert kept.generation() == before


def test_nothing_private_is_kept(client, post, notice, owner):
    """An editor looks first; what she alone may see is not kept for readers."""
    PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.LOGIN)
    draft = PostFactory(title="Whisper", live=False, topics=[TopicFactory(name="Hushed")])
    for address in ("/", "/blog/", post.url, f"/admin/pages/{draft.pk}/view_draft/"):
        owner.get(address)
    owner.logout()
    for address in ("/", "/blog/"):
        page = client.get(address).content.decode()
        assert not [words for words in ("Old title", "Whisper", "Hushed", "wagtail-userbar") if words in page]


def test_what_one_host_has_is_not_kept_for_another(client, home, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings_of = SiteSettings.objects.get()
    change(settings_of, name="First site")
    other = StandardPageFactory(title="Second home")
    site = Site.objects.create(hostname="second.example.org", root_page=other)
    SiteSettings.objects.create(site=site, name="Second site")
    assert "First site" in client.get("/").content.decode()
    assert "Second site" in client.get("/", headers={"host": "second.example.org"}).content.decode()
    assert "First site" in client.get("/").content.decode()


def test_made_only_once_while_nothing_changes(db):
    made = []
    for _ in range(3):
        assert kept.keep("name", lambda: made.append(1)) is None
    assert made == [1]


def test_editor_with_another_time_zone_and_language_keeps_nothing_of_them_for_readers(db, settings):
    with timezone.override("Pacific/Auckland"), translation.override("de"):
        found = kept.keep("who-asked", lambda: (timezone.get_current_timezone_name(), translation.get_language()))
    assert found == (settings.TIME_ZONE, settings.LANGUAGE_CODE)


def test_moved_post_is_counted_where_it_stands_now(client, blog, at_commit):
    post, other = PostFactory(parent=blog), BlogFactory(title="Shed news")
    client.get(blog.url)
    with at_commit():
        post.move(other, pos="last-child")
    assert client.get(blog.url).context["posts"].paginator.count == 0
    assert client.get(other.url).context["posts"].paginator.count == 1


def test_much_that_is_written_at_once_is_forgotten_once(at_commit, blog, monkeypatch):
    begun = []
    monkeypatch.setattr(kept, "_new_generation", lambda: begun.append(1))
    with at_commit(), kept.forgetting_once():
        PostFactory()
        PostFactory()
    assert len(begun) == 1
    with at_commit():
        PostFactory()
    assert len(begun) > 1
