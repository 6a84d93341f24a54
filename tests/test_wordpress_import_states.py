"""What a post was there, and who may see it here; what it is called, and where it stands."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction, Revision

from blog.models import BlogPage
from blog.text import words_of
from home.models import StandardPage
from search.models import IndexEntry
from tests.factories import PostFactory
from tests.wordpress_exports import item
from tests.wordpress_runs import bring, written
from wordpress.models import ImportedItem

pytestmark = pytest.mark.django_db


def post(**fields):
    return BlogPage.objects.get(**fields)


@pytest.mark.parametrize("status", ["draft", "pending", "private", "something-of-a-plugin"])
def test_what_not_everybody_read_is_a_draft(tmp_path, client, status):
    bring(written(tmp_path, item(status=status, content="<p>Half of it.</p>")))
    draft = post()
    assert (draft.live, draft.has_unpublished_changes, draft.live_revision) == (False, True, None)
    assert words_of(draft.latest_revision.as_object().body) == "Half of it."
    assert client.get("/blog/post-1/").status_code == 404


def test_private_posts_can_be_for_who_signs_in(tmp_path, client, blog):
    bring(written(tmp_path, item(status="private", title="For us")), private="login")
    assert post().live
    assert "For us" not in client.get(blog.url).text
    assert client.get(post().url).status_code == 302


def test_post_with_a_password_asks_for_it_and_is_in_no_list(tmp_path, client, blog):
    bring(written(tmp_path, item(title="Behind a door", content="<p>Treasure.</p>", password="enter")))
    restriction = PageViewRestriction.objects.get()
    assert (restriction.restriction_type, restriction.password) == ("password", "enter")
    assert "Treasure" not in client.get(post().url).text
    for address in (blog.url, f"{blog.url}feed/", "/search/?q=treasure", "/sitemap.xml", "/"):
        assert "Treasure" not in client.get(address).text
        assert "Behind a door" not in client.get(address).text


def test_scheduled_post_waits_for_its_day(tmp_path):
    day = timezone.now() + datetime.timedelta(days=40)
    bring(written(tmp_path, item(status="future", date=f"{day:%Y-%m-%d} 10:00:00")))
    scheduled = post()
    assert (scheduled.live, scheduled.go_live_at) == (False, scheduled.latest_revision.approved_go_live_at)
    assert scheduled.go_live_at.date() == day.date()


def test_scheduled_post_whose_day_has_passed_is_not_published_by_the_clock(tmp_path):
    bring(written(tmp_path, item(status="future", date="2019-05-05 10:00:00")))
    assert (post().live, post().go_live_at) == (False, None)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_bin_stays_behind_unless_asked_for(tmp_path):
    path = written(tmp_path, item(status="trash"))
    assert bring(path).report["skipped"] == {"in the bin": 1}
    bring(path, include_trash=True)
    assert not post().live


def test_sticky_post_is_featured_without_an_end(tmp_path, client):
    bring(written(tmp_path, item(id=1, title="Old and dear", sticky=True), item(id=2, date="2015-01-01 10:00:00")))
    assert post(title="Old and dear").is_featured
    assert "featured" in ImportedItem.objects.get(wp_id=1).notes["told"][0]


def test_post_without_a_date_is_a_draft_that_says_so(tmp_path):
    nothing = "0000-00-00 00:00:00"
    bring(written(tmp_path, item(date=nothing, date_gmt=nothing, modified=nothing, pub_date="")))
    assert not post().live
    assert "no date" in ImportedItem.objects.get().notes["told"][0]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Tea &amp; <em>more</em>", "Tea & more"),
        ("1 < 2 and <3", "1 < 2 and <3"),
        ("", "One cup, then another."),
        ("word " * 60, None),
    ],
)
def test_title_is_words_alone(tmp_path, title, shown):
    bring(written(tmp_path, item(title=title, content="<p>One cup, then another.</p>")))
    assert post().title == shown if shown else len(post().title) <= 255


@pytest.mark.parametrize(
    ("slug", "here"),
    [
        ("archive", "archive-2"),
        ("2009", "2009-2"),
        ("%e6%97%a5%e8%a8%98", "日記"),
        ("taken", "taken-2"),
        ("", "a-post"),
    ],
)
def test_address_ends_as_it_did_unless_that_means_something_else(tmp_path, slug, here):
    PostFactory(slug="taken")
    bring(written(tmp_path, item(slug=slug, title="A post")))
    assert post(title="A post").slug == here


def test_page_that_would_hide_a_part_of_the_site_stands_beside_it(tmp_path, client):
    bring(written(tmp_path, item("page", slug="search"), item("page", 2, slug="blog")))
    assert sorted(StandardPage.objects.values_list("slug", flat=True)) == ["blog-2", "search-2"]


def test_excerpt_introduces_a_post_but_says_nothing_twice(tmp_path):
    text = "<p>One cup, then another.</p>"
    bring(
        written(
            tmp_path,
            item(id=1, content=text, excerpt="About <b>tea</b>."),
            item(id=2, content=text, excerpt="One cup, then […]"),
            item(id=3, content=text, excerpt="Long words. " * 40),
        )
    )
    assert post(slug="post-1").introduction == "About tea."
    assert post(slug="post-2").introduction == ""
    long = post(slug="post-3")
    assert (long.introduction, words_of(long.body)[:12]) == ("", "Long words. ")


def test_post_without_any_text_is_there_all_the_same(tmp_path, client):
    bring(written(tmp_path, item(title="Nothing to say", content="")))
    assert client.get(post().url).status_code == 200


def test_search_engines_are_told_what_they_were_told(tmp_path):
    meta = {"_yoast_wpseo_title": "Tea %%sep%% %%sitename%%", "_yoast_wpseo_metadesc": "All about tea."}
    bring(written(tmp_path, item(meta=meta)))
    assert (post().seo_title, post().search_description) == ("Tea", "All about tea.")


def test_equal_ids_and_equal_items_are_told_apart(tmp_path):
    one, other = item(id=5, slug="one"), item(id=5, slug="other", guid="https://old.example/?other")
    report = bring(written(tmp_path, one, other, one)).report
    assert report["created"] == 2
    assert report["skipped"] == {"in the files twice": 1}


def test_imported_posts_are_found_at_once(tmp_path):
    bring(written(tmp_path, item(content="<p>Marmalade.</p>")))
    assert "Marmalade" in IndexEntry.objects.get(pk=post().pk).body


def test_pictures_without_a_credit_hold_nothing_back(tmp_path):
    bring(written(tmp_path, item(content='<img src="https://old.example/wp-content/uploads/a.jpg">')))
    assert post().live
    assert post().imported
