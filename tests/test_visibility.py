"""What readers may not see is nowhere: in no list, no count, no neighbour, no sidebar."""

import datetime
import random
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from blog.models import BlogPage
from blog.querysets import Restricted, visible
from tests.addresses import EVERYWHERE, FEEDS, OF_EVERY_PART, PARTS
from tests.factories import (
    AuthorFactory,
    BlogFactory,
    NoticeFactory,
    PostFactory,
    ReplyFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.reading import all_words, read

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

# The second is spelt as somebody would who tries what a correction gives away.
SEARCHES = ["/search/", "/search/?q=whispr", "/search/?q=spoken", "/search/feed/", "/search/suggest/?q=whisper"]
FIELD_OF_NOWHERE = 'value="nowhere whisper"'  # says again what the reader said


@pytest.fixture
def open_posts(blog, midsummer):
    """What readers may see: of a topic, a tag, an author and a week that hidden posts are of too."""
    blog.sidebar = OF_EVERY_PART
    blog.save()
    shared = {"topics": [TopicFactory(name="Hosting")], "tags": ["kettle"], "authors": [AuthorFactory(name="Ines")]}
    days = [midsummer.replace(year=2021), midsummer.replace(year=2021, month=5), midsummer.replace(year=2019)]
    return [PostFactory(parent=blog, title=f"Spoken {day}", date=day, question="Spoken?", **shared) for day in days]


@pytest.mark.parametrize("hide", HIDDEN)
def test_hidden_post_is_nowhere(client, blog, open_posts, midsummer, hide):
    first = open_posts[0]
    hidden = hide(
        blog,
        title="Whisper",
        introduction="Whispered.",
        question="Whispered?",
        date=midsummer.replace(year=2021, day=16),
        topics=[*first.topics.all(), TopicFactory(name="Whispers", parent=first.topics.get())],
        tags=["kettle", "whispering"],
        authors=[first.post_authors.get().author, AuthorFactory(name="Whisperer")],
        featured_until=midsummer + DAY,
    )
    first.related_posts.create(post=hidden)
    ReplyFactory(page=hidden, name="Whisperer", text="whispers")
    for address in [
        "/",
        "/sitemap.xml",
        "/nowhere/whisper/",
        *SEARCHES,
        *EVERYWHERE,
        *(post.url for post in open_posts),
    ]:
        page = client.get(address).content.decode().replace(FIELD_OF_NOWHERE, "")
        assert "whisper" not in page.lower(), address
        assert page
    assert {*BlogPage.objects.listed()} == {*open_posts}
    assert client.get("/blog/").context["posts"].paginator.count == 3
    assert [client.get(f"/blog/{part}").context["posts"].paginator.count for part in PARTS[2:]] == [2, 1, 3, 3, 3]
    assert "2 posts" in client.get("/blog/archive/").content.decode()
    assert [len(client.get(f"/blog/{feed}/feed/json/").json()["items"]) for feed in ("topic/hosting", "2021")] == [3, 2]


@pytest.mark.parametrize("hide", HIDDEN)
def test_nothing_tells_of_what_only_a_hidden_post_has(client, blog, hide):
    hide(
        blog,
        topics=[TopicFactory(name="Hosting", parent=TopicFactory(name="Whispers"))],
        tags=["kettle"],
        authors=[AuthorFactory(name="Ines")],
        date=datetime.date(2021, 6, 15),
    )
    PostFactory(parent=blog, title="Spoken aloud", date=datetime.date(2022, 6, 15))
    lists = ["2021/", "2021/06/", "topic/hosting/", "topic/whispers/", "tag/kettle/", "author/ines/"]
    for part in [*lists, *(f"{part}{feed}" for part in lists for feed in FEEDS)]:
        assert client.get(f"/blog/{part}").status_code == 404, part
    for address in ("/", "/blog/", "/blog/archive/", "/blog/2022/", "/sitemap.xml"):
        page = client.get(address).content.decode()
        assert not [part for part in lists if f"/blog/{part}" in page], address
    assert "1 post since June 2022." in client.get("/blog/archive/").content.decode()


@pytest.mark.parametrize("address", ["/", *EVERYWHERE, "/sitemap.xml"])
def test_post_is_gone_everywhere_as_soon_as_it_is_private(client, blog, open_posts, at_commit, address):
    with at_commit():
        also = PostFactory(
            parent=blog,
            title="Whisper",
            question="Whispered?",
            date=open_posts[0].date,
            topics=open_posts[0].topics.all(),
            tags=["kettle"],
            authors=[open_posts[0].post_authors.get().author],
        )
    assert "whisper" in client.get(address).content.decode().lower() or address == "/sitemap.xml"
    with at_commit():
        restrict(also)
    assert "whisper" not in client.get(address).content.decode().lower()


@pytest.mark.parametrize("part", ["", "archive/", "2021/", "2021/06/", "feed/", "tag/kettle/", "tag/kettle/feed/json/"])
def test_private_blog_shows_none_of_its_lists_to_strangers(client, blog, part):
    post = in_a_restricted_blog(blog, title="Whisper", tags=["kettle"], date=datetime.date(2021, 6, 15))
    closed = client.get(f"{post.blog.url}{part}")
    assert "Whisper" not in closed.content.decode()
    assert 'type="password"' in closed.content.decode()
    assert "public" not in closed["Cache-Control"]
    form = {"password": "open sesame", "return_url": f"{post.blog.url}{part}"}
    opened = client.post(closed.context["action_url"], form, follow=True)
    assert "Whisper" in opened.content.decode()
    assert "public" not in opened["Cache-Control"]


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


@pytest.mark.parametrize("hide", HIDDEN)
def test_footer_says_nothing_of_the_year_of_a_hidden_post(client, blog, hide):
    hide(blog, date=datetime.date(1987, 1, 1))
    PostFactory(date=datetime.date(2011, 1, 1))
    assert "© 2011–" in client.get("/").content.decode()


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


PARTS_ON_POSTS = ["topics", "open_questions", "this_week"]


@pytest.mark.parametrize("part", PARTS_ON_POSTS)
def test_sidebar_of_a_private_post_is_not_left_behind_for_other_readers(client, blog, monkeypatch, part):
    """Posts share what is kept of their blog's sidebar: nothing that only the reader of one may see is in it."""
    blog.sidebar = [(part, {"title": "Beside"})]
    blog.save()
    old = datetime.date(2020, 6, 15)
    open_posts = [PostFactory(date=old.replace(year=year)) for year in (2017, 2018, 2019)]
    monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: old.replace(year=2024))
    private = behind_a_password(
        blog, title="Whisper", date=old, question="Whispered?", topics=[TopicFactory(name="Whispers")]
    )
    form = {"password": "open sesame", "return_url": private.url}
    opened = client.post(client.get(private.url).context["action_url"], form, follow=True)
    assert "Whisper" in opened.content.decode()
    for address in (open_posts[0].url, blog.url, "/"):
        assert "Whisper" not in Client().get(address).content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_alias_of_a_private_post_is_as_private_as_the_post(client, blog, kind, at_commit):
    post = PostFactory(parent=blog, title="Whisper", slug="whisper")
    other = BlogFactory(title="Shed news")
    alias = post.create_alias(parent=other, update_slug="whisper-too")
    again = alias.create_alias(parent=other, update_slug="whisper-again")
    with at_commit():
        restrict(post, kind)
    for page in (alias, again):
        assert client.get(page.url).status_code == 302 or "Password" in client.get(page.url).content.decode()
        assert "public" not in client.get(page.url).get("Cache-Control", "")
    for address in ("/", other.url, f"{other.url}feed/", "/sitemap.xml"):
        assert "hisper" not in client.get(address).content.decode()


def test_post_of_a_blog_that_let_its_reader_in_leads_on_within_it(client, blog):
    topic, author = TopicFactory(name="Minutes"), AuthorFactory(name="Ada Lorimer")
    post = in_a_restricted_blog(blog, topics=[topic], authors=[author], tags=["hush"])
    closed = client.get(post.url)
    client.post(closed.context["action_url"], {"password": "open sesame", "return_url": post.url})
    page = read(client.get(post.url))
    for link in page.select("article a[href^='/the-committee/']"):
        assert client.get(link["href"]).status_code == 200
    assert len(page.select("article .p-category, article .p-author")) >= 3


@pytest.mark.parametrize("hide", [for_those_signed_in, draft])
def test_post_that_no_list_has_names_its_topics_without_leading_to_them(client, blog, hide):
    topic, author = TopicFactory(name="Minutes"), AuthorFactory(name="Ada Lorimer")
    post = hide(blog, topics=[topic], authors=[author], tags=["hush"])
    client.force_login(UserFactory(is_superuser=True))
    page = read(client.get(post.url if post.live else f"/admin/pages/{post.pk}/view_draft/"))
    assert {"Minutes", "hush", "Ada Lorimer"} <= {*all_words(page, "article .p-category, article .p-author")}
    assert not page.select("article a.p-category, article a.p-author")


def test_more_private_posts_than_a_database_takes_conditions_break_no_page(client, blog):
    private = PostFactory(parent=blog, title="Whisper")
    shown = PostFactory(parent=blog, title="Spoken aloud")
    cache.clear()
    elsewhere = [f"{blog.path}9{number:03}" for number in range(1_000, 2_500)]
    restricted = Restricted([private.path, *elsewhere], [])
    assert shown.path not in restricted.pages
    with patch("blog.querysets._all_restricted", return_value=restricted):
        for address in ("/", blog.url, f"{blog.url}archive/", f"{blog.url}feed/"):
            page = client.get(address).content.decode()
            assert ("Spoken aloud" in page, "Whisper" in page) == (True, False)


def test_author_of_a_private_home_page_is_named_nowhere(client, home, blog):
    home.author = AuthorFactory(name="Ines Pirie", reach=[("email", "ines@example.org")])
    home.save()
    restrict(home)
    assert "ines@example.org" not in client.get("/nowhere/").content.decode()
