"""How often a page asks the database: little, and no more often the more posts there are."""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import PageViewRestriction

from blog.models import Author, BlogPage, BlogPageAuthor, Topic
from blog.models.post import BlogPageTag
from search.models import IndexEntry
from search.tasks import index_posts
from tests.factories import (
    AuthorFactory,
    DocumentFactory,
    ImageFactory,
    NoticeFactory,
    PostFactory,
    TopicFactory,
    UserFactory,
)

TODAY = timezone.localdate()
LISTS = {
    "blog": "/blog/",
    "second page": "/blog/?page=2",
    "topic": "/blog/topic/hosting/",
    "tag": "/blog/tag/kettle/",
    "author": "/blog/author/ines/",
}
MOST = {
    "post": 23,
    "home": 32,
    "archive": 12,
    "year": 12,
    "month": 12,
    "sitemap": 18,
    **dict.fromkeys(LISTS, 18),
    "author": 18,
    **{f"feed as {kind}": 14 for kind in ("atom", "rss", "json")},
    "feed of topic": 14,
    "feed of tag": 14,
    "feed of author": 14,
}
MOST_OF_THE_LIST_OF_POSTS = 30
POSTS_LIST = "/admin/posts/"


def body_of_everything(posts):
    """What a body may look up: pages it links to, pictures, a file."""
    links = "".join(f'<p>See <a linktype="page" id="{post.pk}">{post.title}</a>.</p>' for post in posts)

    def picture():
        return {"image": {"image": ImageFactory(credit="Maud"), "alt_text": "", "decorative": False}, "caption": ""}

    return [
        ("text", links),
        ("note", links),
        ("image", picture()),
        ("gallery", {"pictures": [picture(), picture()]}),
        ("file", {"document": DocumentFactory(), "label": ""}),
        *(("heading", {"text": f"Part {number}", "level": "2"}) for number in range(4)),
        ("details", {"title": "More", "text": links}),
    ]


@pytest.fixture
def archive(home, blog):
    """A dozen posts of one topic, tag and author, two of them with all there can be; every part of a sidebar."""
    call_command("create_archive", posts=11, stdout=StringIO())
    blog.refresh_from_db()
    titled = {name: {"title": name} for name in ("topics", "open_questions", "this_week", "share")}
    blog.sidebar = [("notice", {"notice": NoticeFactory()}), *titled.items()]
    blog.save()
    home.author = AuthorFactory(name="Ines", portrait=ImageFactory(credit="Maud"), reach=[("email", "a@example.org")])
    home.save()
    topic = TopicFactory(name="Hosting")
    TopicFactory(name="Tea", parent=topic)
    others = list(BlogPage.objects.all())
    for title in ("Full", "Fuller"):
        PostFactory(
            title=title,
            date=TODAY,
            body=body_of_everything(others[:3]),
            lead_picture=ImageFactory(credit="Tom"),
            sharing_picture=ImageFactory(),
            question="Who has the keys?",
            topics=[topic],
            tags=["kettle", "tea"],
        )
    file_all_under_one()
    return blog


def file_all_under_one():
    """So that the lists of one topic, tag and author are as long as the blog."""
    things = {
        (BlogPage.topics.through, "blogpage"): {"topic": Topic.objects.get(slug="hosting")},
        (BlogPageTag, "content_object"): {"tag": Tag.objects.get(slug="kettle")},
        (BlogPageAuthor, "page"): {"author": Author.objects.get(slug="ines")},
    }
    for (rows, post), thing in things.items():
        filed = rows.objects.filter(**thing).values(post)
        rows.objects.bulk_create([rows(**thing, **{post: one}) for one in BlogPage.objects.exclude(pk__in=filed)])


def add_posts(number):
    call_command("create_archive", posts=number, seed=2, stdout=StringIO())
    file_all_under_one()


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def addresses():
    return {
        "post": "/blog/full/",
        "home": "/",
        **LISTS,
        "archive": "/blog/archive/",
        "year": f"/blog/{TODAY:%Y}/",
        "month": f"/blog/{TODAY:%Y/%m}/",
        "sitemap": "/sitemap.xml",
        **{f"feed of {kind}": f"{LISTS[kind]}feed/" for kind in ("topic", "tag", "author")},
        "feed as atom": "/blog/feed/",
        "feed as rss": "/blog/feed/rss/",
        "feed as json": "/blog/feed/json/",
    }


def counts(client, uncached):
    """By kind of page, once its renditions are made and its templates read."""
    found = {}
    for kind, address in addresses().items():
        client.get(address)
        if uncached:
            cache.clear()
        found[kind] = queries(client, address)
    return found


def counts_of_list(client):
    client.get(POSTS_LIST)
    cache.clear()
    return queries(client, POSTS_LIST)


def test_queries_stay_under_their_ceilings_and_are_the_same_at_10_and_at_1000_posts(client, archive):
    owner = Client()
    owner.force_login(UserFactory(is_superuser=True))
    few = counts(client, uncached=True), counts(client, uncached=False)
    add_posts(40)  # so that the admin's list has a full page of 20 both times
    few_in_the_list = counts_of_list(owner)
    add_posts(950)
    assert BlogPage.objects.count() == 1_003
    many = counts(client, uncached=True), counts(client, uncached=False)
    assert many == few
    uncached, warm = many
    assert {kind: count for kind, count in uncached.items() if count > MOST[kind]} == {}
    assert all(warm[kind] <= uncached[kind] for kind in MOST)
    assert counts_of_list(owner) == few_in_the_list <= MOST_OF_THE_LIST_OF_POSTS


def test_queries_stay_under_their_ceilings_where_something_is_private(client, archive):
    archive.refresh_from_db()
    private = PostFactory(parent=archive, date=TODAY)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    uncached = counts(client, uncached=True)
    assert {kind: count for kind, count in uncached.items() if count > MOST[kind]} == {}


def test_post_with_many_pictures_asks_no_more_often(client, blog):
    def use(image):
        return ("image", {"image": {"image": image, "alt_text": "", "decorative": False}, "caption": ""})

    few = PostFactory(body=[use(ImageFactory()) for _ in range(2)], lead_picture=ImageFactory())
    many = PostFactory(body=[use(ImageFactory()) for _ in range(12)], lead_picture=ImageFactory())
    found = []
    for post in (few, many):
        client.get(post.url)
        cache.clear()
        found.append(queries(client, post.url))
    assert found[1] == found[0] <= MOST["post"]


def test_page_that_was_not_found_asks_seldom(client, blog):
    client.get("/nowhere/")
    cache.clear()
    assert queries_of_404(client) <= 14  # one of them: whether a blog has moved in, whose addresses are answered


def queries_of_404(client):
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/nowhere/").status_code == 404
    return len(captured)


def test_posts_are_indexed_together_with_as_many_queries_as_one(blog):
    around = {"authors": [AuthorFactory()], "topics": [TopicFactory()], "tags": [Tag.objects.create(name="Kettle")]}
    keys = [PostFactory(**around).pk for _ in range(3)]
    IndexEntry.objects.exists()  # so that nothing waits to be indexed

    def queries(keys):
        with CaptureQueriesContext(connection) as asked:
            index_posts(keys)
        return len(asked)

    assert queries(keys) == queries(keys[:1])
