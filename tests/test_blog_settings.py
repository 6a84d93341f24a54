"""What owners settle for all posts of a site."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from blog.models import BlogSettings
from tests.factories import AuthorFactory, HomeFactory, UserFactory
from tests.reading import all_words, read

ADDRESS = "/admin/settings/blog/blogsettings/{}/"
WAYS = ["share_email", "share_pinterest", "share_bluesky", "share_mastodon", "share_linkedin", "share_copy"]


@pytest.fixture
def site(db):
    return Site.objects.get()


@pytest.fixture
def site_owner(db, client):
    """The test's client, signed in as one of the Owners, who are no administrators."""
    client.force_login(UserFactory(groups=["Owners"]))
    return client


def new_post(blog):
    return f"/admin/pages/add/blog/blogpage/{blog.pk}/"


def first_authors(page):
    chosen = page.select(
        "[id^=inline_child_form-post_authors] input[name$='-author'], input[name='post_authors-0-author']"
    )
    return [int(field["value"]) for field in chosen if field.get("value")]


def test_owner_settles_what_posts_offer(site_owner, site):
    author = AuthorFactory()
    chosen = {"default_author": author.pk, "age_note_years": 3, "share_email": "on", "share_copy": "on"}
    answer = site_owner.post(ADDRESS.format(site.pk), chosen)
    assert answer.status_code == 302
    settings = BlogSettings.of(site)
    assert (settings.default_author, settings.age_note_years) == (author, 3)
    assert [way for way in WAYS if getattr(settings, way)] == ["share_email", "share_copy"]


def test_settings_are_grouped_under_plain_headings(site_owner, site):
    page = read(site_owner.get(ADDRESS.format(site.pk)))
    headings = all_words(page, "h2.w-panel__heading")
    assert [heading.strip("# ") for heading in headings] == ["New posts", "Old posts", "Passing a post on"]


@pytest.mark.parametrize("group", ["Writers", "Editors"])
def test_others_cannot_change_them(client, site, group):
    client.force_login(UserFactory(groups=[group]))
    client.post(ADDRESS.format(site.pk), {"age_note_years": 3})
    assert BlogSettings.of(site).age_note_years == 5
    assert Group.objects.filter(permissions__codename="change_blogsettings").get().name == "Owners"


@pytest.mark.parametrize("years", ["-1", "101", "99999999999", "five", ""])
def test_years_that_make_no_sense_are_refused_with_a_sentence(site_owner, site, years):
    answer = site_owner.post(ADDRESS.format(site.pk), {"age_note_years": years})
    assert all_words(read(answer), ".w-field__errors .error-message")
    assert BlogSettings.of(site).age_note_years == 5


def test_settings_that_nobody_saved_are_the_defaults_and_nothing_is_written(site):
    settings = BlogSettings.of(site)
    assert (settings.default_author, settings.age_note_years) == (None, 5)
    assert all(getattr(settings, way) for way in WAYS)
    assert not BlogSettings.objects.exists()


@pytest.mark.parametrize("saved", [True, False])
def test_settings_are_looked_up_once_for_many_pages(site, saved):
    if saved:
        BlogSettings.objects.create(site=site, default_author=AuthorFactory(name="Ines Pirie"))
    BlogSettings.of(site)
    with CaptureQueriesContext(connection) as captured:
        settings = BlogSettings.of(site)
        assert (settings.default_author.name if saved else settings.default_author) == ("Ines Pirie" if saved else None)
    assert len(captured) == 0


def test_change_is_seen_at_once(site, at_commit):
    BlogSettings.of(site)
    with at_commit():
        settings = BlogSettings.objects.create(site=site, age_note_years=3)
    assert BlogSettings.of(site).age_note_years == 3
    with at_commit():
        settings.delete()
    assert BlogSettings.of(site).age_note_years == 5


def test_each_site_has_its_own(site, root):
    home = HomeFactory(parent=root, slug="elsewhere")
    elsewhere = Site.objects.create(hostname="elsewhere.example.org", root_page=home)
    BlogSettings.objects.create(site=elsewhere, age_note_years=0)
    assert (BlogSettings.of(site).age_note_years, BlogSettings.of(elsewhere).age_note_years) == (5, 0)


def test_new_post_of_somebody_who_is_no_author_begins_with_the_default_one(editor, blog, site):
    author = AuthorFactory(name="Ines Pirie")
    BlogSettings.objects.create(site=site, default_author=author)
    assert first_authors(read(editor.get(new_post(blog)))) == [author.pk]


def test_new_post_of_an_author_begins_with_that_author(client, blog, site):
    BlogSettings.objects.create(site=site, default_author=AuthorFactory())
    user = UserFactory(groups=["Editors"])
    author = AuthorFactory(user=user)
    client.force_login(user)
    assert first_authors(read(client.get(new_post(blog)))) == [author.pk]


def test_new_post_begins_with_the_default_author_of_its_own_site(editor, blog, site, root):
    home = HomeFactory(parent=root, slug="elsewhere")
    elsewhere = Site.objects.create(hostname="elsewhere.example.org", root_page=home)
    BlogSettings.objects.create(site=elsewhere, default_author=AuthorFactory())
    assert first_authors(read(editor.get(new_post(blog)))) == []


def test_default_author_who_was_deleted_is_nobody(editor, blog, site, at_commit):
    author = AuthorFactory()
    BlogSettings.objects.create(site=site, default_author=author)
    assert BlogSettings.of(site).default_author == author
    with at_commit():
        author.delete()
    assert BlogSettings.of(site).default_author is None
    assert first_authors(read(editor.get(new_post(blog)))) == []
