"""What readers may not see is nowhere: in no list, no count, no neighbour, no sidebar."""

import datetime
import random

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from blog.models import BlogPage
from blog.querysets import visible
from tests.factories import (
    AuthorFactory,
    BlogFactory,
    HomeFactory,
    NoticeFactory,
    PostFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
)

DAY = datetime.timedelta(days=1)
KINDS = [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS]


def restrict(page, kind=PageViewRestriction.PASSWORD):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open sesame")
    if kind == PageViewRestriction.GROUPS:
        restriction.groups.set(Group.objects.filter(name="Editors"))
    return restriction


def draft(blog, **fields):
    return PostFactory(parent=blog, live=False, **fields)


def scheduled(blog, **fields):
    post = PostFactory(parent=blog, live=False, go_live_at=timezone.now() + DAY, **fields)
    post.save_revision().publish()
    return post


def expired(blog, **fields):
    return PostFactory(parent=blog, live=False, expired=True, expire_at=timezone.now() - DAY, **fields)


def unpublished(blog, **fields):
    post = PostFactory(parent=blog, **fields)
    post.unpublish()
    return post


def for_those_signed_in(blog, **fields):
    post = PostFactory(parent=blog, **fields)
    restrict(post, PageViewRestriction.LOGIN)
    return post


def behind_a_password(blog, **fields):
    post = PostFactory(parent=blog, **fields)
    restrict(post)
    return post


def for_a_group(blog, **fields):
    post = PostFactory(parent=blog, **fields)
    restrict(post, PageViewRestriction.GROUPS)
    return post


def in_a_restricted_blog(blog, **fields):
    private = BlogFactory(title="The committee")
    restrict(private)
    return PostFactory(parent=private, **fields)


def in_an_unpublished_blog_that_was_restricted(blog, **fields):
    private = BlogFactory(title="The old committee", live=False)
    restrict(private, PageViewRestriction.LOGIN)
    return PostFactory(parent=private, **fields)


HIDDEN = [
    draft,
    scheduled,
    expired,
    unpublished,
    for_those_signed_in,
    behind_a_password,
    for_a_group,
    in_a_restricted_blog,
    in_an_unpublished_blog_that_was_restricted,
]


@pytest.mark.parametrize("hide", HIDDEN)
def test_hidden_post_is_nowhere(client, blog, hide):
    topic = TopicFactory(name="Minutes nobody reads")
    blog.sidebar = [("topics", {"title": "Topics"})]
    blog.save()
    hidden = hide(blog, title="Whisper", topics=[topic], featured_until=timezone.localdate() + DAY)
    open_post = PostFactory(parent=blog, title="Spoken aloud", related=[hidden])
    for address in ("/", blog.url, open_post.url):
        page = client.get(address).content.decode()
        assert "Spoken aloud" in page
        assert "Whisper" not in page
        assert "Minutes nobody reads" not in page
    assert [*BlogPage.objects.listed()] == [open_post]
    assert client.get("/blog/").context["posts"].paginator.count == 1


@pytest.mark.parametrize("hide", [draft, scheduled, expired, unpublished])
def test_address_of_a_post_that_is_not_published_does_not_exist(client, blog, hide):
    assert client.get(hide(blog).url).status_code == 404


@pytest.mark.parametrize("hide", [behind_a_password, in_a_restricted_blog])
def test_private_post_asks_for_its_password_and_then_opens(client, blog, hide):
    post = hide(blog, title="Whisper", body=[("text", "<p>The shed key is under the third pot.</p>")])
    closed = client.get(post.url)
    assert "under the third pot" not in closed.content.decode()
    assert 'type="password"' in closed.content.decode()
    form = {"password": "open sesame", "return_url": post.url}
    answer = client.post(closed.context["action_url"], form, follow=True)
    assert "under the third pot" in answer.content.decode()
    assert "public" not in answer["Cache-Control"]


def test_private_blog_lists_its_posts_to_those_it_let_in(client, blog):
    post = in_a_restricted_blog(blog)
    closed = client.get(post.blog.url)
    form = {"password": "open sesame", "return_url": post.blog.url}
    opened = client.post(closed.context["action_url"], form, follow=True)
    assert post.title not in closed.content.decode()
    assert post.title in opened.content.decode()
    assert post.title not in client.get("/").content.decode()


def test_wrong_password_keeps_a_private_post_closed(client, blog):
    post = behind_a_password(blog, body=[("text", "<p>The shed key is under the third pot.</p>")])
    closed = client.get(post.url)
    answer = client.post(closed.context["action_url"], {"password": "x", "return_url": post.url}, follow=True)
    assert "under the third pot" not in answer.content.decode()


def test_post_for_those_signed_in_leads_strangers_to_the_sign_in(client, blog):
    post = for_those_signed_in(blog)
    answer = client.get(post.url)
    assert answer.status_code == 302
    assert f"next={post.url}" in answer["Location"]
    client.force_login(UserFactory())
    assert client.get(post.url).status_code == 200


def test_post_for_a_group_opens_to_that_group_only(client, blog):
    post = for_a_group(blog)
    client.force_login(UserFactory(groups=["Writers"]))
    assert client.get(post.url).status_code == 302
    client.force_login(UserFactory(groups=["Editors"]))
    assert client.get(post.url).status_code == 200


def test_private_page_is_in_no_menu(client, home):
    restrict(StandardPageFactory(title="Members’ corner", show_in_menus=True))
    assert "Members’ corner" not in client.get("/").content.decode()


def test_restricted_first_blog_lends_nothing_to_the_home_page(client, blog):
    blog.sidebar = [("notice", {"notice": NoticeFactory(title="Where the key is")})]
    blog.save()
    restrict(blog)
    assert "Where the key is" not in client.get("/").content.decode()


def test_author_topic_and_notice_that_are_drafts_are_not_shown(client, blog):
    blog.sidebar = [
        ("author", {"author": AuthorFactory(name="Nobody Yet", live=False)}),
        ("notice", {"notice": NoticeFactory(title="Not yet said", live=False)}),
        ("topics", {"title": "Topics"}),
    ]
    blog.save()
    post = PostFactory(
        authors=[AuthorFactory(name="Early Bird", live=False)], topics=[TopicFactory(name="Soon", live=False)]
    )
    for address in (blog.url, post.url):
        page = client.get(address).content.decode()
        assert not [words for words in ("Nobody Yet", "Not yet said", "Early Bird", "Soon") if words in page]


@pytest.mark.parametrize("seed", range(5))
def test_visible_is_wagtails_live_and_public_on_any_tree(home, seed):
    chance = random.Random(seed)
    pages = [home]
    for number in range(25):
        parent = chance.choice([page for page in pages if not isinstance(page, BlogPage)])
        if parent == home:
            make = chance.choice([BlogFactory, StandardPageFactory])
        else:
            make = PostFactory if "blog" in parent.slug else StandardPageFactory
        pages.append(make(parent=parent, live=chance.random() < 0.7, slug=f"{make.__name__.lower()}-{number}"))
    for page in chance.sample(pages[1:], 4):
        restrict(page, chance.choice(KINDS))
    expected = set(Page.objects.live().public())
    assert set(visible(Page.objects.all())) == expected
    assert {*BlogPage.objects.listed()} == {*BlogPage.objects.live().public()}


def test_restriction_on_one_page_does_not_hide_its_namesakes(home):
    """A restriction is found by the beginning of a path: the one of a first child must not match a sibling's."""
    restricted, *others = [StandardPageFactory() for _ in range(12)]
    restrict(restricted)
    assert set(others) <= {page.specific for page in visible(Page.objects.all())}


def test_two_blogs_of_one_site_do_not_mix(client, blog):
    shed = BlogFactory(title="Shed news")
    PostFactory(parent=blog, title="From the hall")
    PostFactory(parent=shed, title="From the shed")
    first, second = client.get(blog.url).content.decode(), client.get(shed.url).content.decode()
    assert ("From the hall" in first, "From the shed" in first) == (True, False)
    assert ("From the hall" in second, "From the shed" in second) == (False, True)


def test_home_page_shows_the_posts_of_all_its_blogs(client, blog):
    PostFactory(parent=blog, title="From the hall")
    PostFactory(parent=BlogFactory(title="Shed news"), title="From the shed")
    page = client.get("/").content.decode()
    assert "From the hall" in page
    assert "From the shed" in page


@pytest.fixture
def second_site(root, settings):
    settings.ALLOWED_HOSTS = ["*"]
    home = HomeFactory(parent=root, title="Elsewhere", slug="elsewhere")
    Site.objects.create(hostname="elsewhere.example.org", root_page=home, site_name="Elsewhere")
    return home


def test_two_sites_in_one_database_do_not_mix(client, blog, second_site):
    there = BlogFactory(parent=second_site, title="Their blog", slug="blog")
    PostFactory(parent=blog, title="From here", slug="same")
    PostFactory(parent=there, title="From there", slug="same")
    for address in ("/", "/blog/", "/blog/same/"):
        here = client.get(address).content.decode()
        elsewhere = client.get(address, headers={"host": "elsewhere.example.org"}).content.decode()
        assert ("From here" in here, "From there" in here) == (True, False)
        assert ("From here" in elsewhere, "From there" in elsewhere) == (False, True)


def test_topics_in_the_sidebar_are_those_of_the_site(client, blog, second_site):
    """A topic is shared by all blogs, but is only shown where there is a post about it."""
    there = BlogFactory(parent=second_site, title="Their blog", slug="blog")
    PostFactory(parent=there, topics=[TopicFactory(name="Their topic")])
    blog.sidebar = [("topics", {"title": "Topics"})]
    blog.save()
    assert "Their topic" not in client.get("/blog/").content.decode()
