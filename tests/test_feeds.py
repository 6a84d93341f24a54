"""What a feed says: whole posts with who made what, the same in every format, and nothing that isn't for everybody."""

import datetime
import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction, Site

from blog.models import BlogIndexPage, BlogPage
from home.models import SiteSettings
from tests.factories import (
    AuthorFactory,
    BlogFactory,
    DocumentFactory,
    HomeFactory,
    ImageFactory,
    PostFactory,
    TopicFactory,
    one_of_every_block,
)
from tests.feed_reading import KINDS, LISTS, TYPES, read_feed, walk, write_archive

pytestmark = pytest.mark.any_database

URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HOSTILE = [
    "Tab\tnewline\nbell\x07 and \x0b",
    "]]> <![CDATA[ &amp; </title>",
    "<script>alert(1)</script> & <b>bold</b>",
    "🎉 Fest 👩‍👩‍👧 \U0001f9d1",
    "שלום \u202eעולם\u202c",
    "\ufffe\uffff x",
    "W" * 255,
]

every_kind = pytest.mark.parametrize("kind", KINDS)
every_list = pytest.mark.parametrize("part", LISTS)


@pytest.fixture
def archive(blog):
    write_archive(blog)


def address(kind, part="", blog="/blog/"):
    return f"{blog}{part}feed/{KINDS[kind]}"


def feed(client, kind, part="", **query):
    return read_feed(client.get(address(kind, part), query))


def only_entry(client, kind):
    (entry,) = feed(client, kind).entries
    return entry


def picture(image, **use):
    return ("image", {"image": {"image": image, "alt_text": "A door", "decorative": False}, "caption": "", **use})


# Which posts, under which name


@every_kind
@every_list
def test_every_list_has_a_feed_of_its_posts(client, archive, kind, part):
    answer = client.get(address(kind, part))
    read = read_feed(answer)
    assert answer["Content-Type"] == f"{TYPES[kind]}; charset=utf-8"
    assert read.title == f"Goodwill: {LISTS[part]}"
    assert read.url == f"http://localhost/blog/{part}"
    assert read.feed_url == f"http://localhost{address(kind, part)}"
    shown = ["Last", "On the latch", "Two cups"] + (
        ["Spring"] if part in ("", "author/ines-halloran/", "2009/") else []
    )
    assert [entry.title for entry in read.entries] == shown
    page = BeautifulSoup(client.get(f"/blog/{part}").content, "html.parser")
    assert [title.get_text() for title in page.select(".h-feed .h-entry .p-name")] == shown


@every_kind
def test_feed_begins_with_the_name_that_the_owner_gave_the_site(client, archive, kind):
    settings = SiteSettings.objects.get()
    settings.name = "Die Teestube & Co"
    settings.save()
    assert feed(client, kind).title == "Die Teestube & Co: Blog"


@every_kind
def test_each_site_has_its_own_name_in_its_feeds(client, root, settings, kind):
    settings.ALLOWED_HOSTS = ["*"]
    home = HomeFactory(parent=root)
    site = Site.objects.create(hostname="second.example.org", root_page=home)
    SiteSettings.objects.create(site=site, name="Second site")
    PostFactory(title="Elsewhere", parent=BlogFactory(parent=home, title="Journal", slug="journal"))
    answer = client.get(address(kind, blog="/journal/"), headers={"host": "second.example.org"})
    read = read_feed(answer)
    assert (read.title, read.entries[0].title) == ("Second site: Journal", "Elsewhere")
    assert read.entries[0].url == "http://second.example.org/journal/elsewhere/"
    assert feed(client, kind).entries == []


@every_kind
def test_site_without_settings_has_feeds_too(client, archive, kind):
    SiteSettings.objects.all().delete()
    Site.objects.update(site_name="")
    assert feed(client, kind).title == "Goodwill: Blog"


@every_kind
def test_empty_blog_has_an_empty_feed(client, blog, kind):
    BlogIndexPage.objects.update(first_published_at=None)
    assert feed(client, kind).entries == []


@every_kind
@pytest.mark.parametrize("part", ["topic/nothing/", "tag/nothing/", "author/nobody/", "1999/", "2009/11/", "archive/"])
def test_list_that_is_not_there_has_no_feed(client, archive, kind, part):
    TopicFactory(name="Nothing")
    assert client.get(address(kind, part)).status_code == 404


@every_kind
@pytest.mark.parametrize("page", ["0", "2", "-1", "x", "9" * 30, "1.5"])
def test_page_that_is_not_there_is_not_found(client, archive, kind, page):
    assert client.get(address(kind), {"page": page}).status_code == 404


@every_kind
def test_whole_archive_can_be_walked_page_by_page(client, blog, kind):
    for _ in range(31):
        PostFactory()
    feeds = walk(client, address(kind))
    titles = [entry.title for read in feeds for entry in read.entries]
    assert titles == [post.title for post in BlogPage.objects.listed()]
    assert len(feeds) == 3
    url = f"http://localhost{address(kind)}"
    assert [read.feed_url for read in feeds] == [url, f"{url}?page=2", f"{url}?page=3"]
    if kind != "json":
        ends = {"first": url, "last": f"{url}?page=3"}
        assert feeds[0].pages == ends | {"next": f"{url}?page=2"}
        assert feeds[1].pages == ends | {"previous": url, "next": f"{url}?page=3"}
        assert feeds[2].pages == ends | {"previous": f"{url}?page=2"}


# What it says of a post


@every_kind
def test_post_is_told_with_its_authors_categories_and_credits(client, archive, kind):
    last, latch, two_cups, spring = feed(client, kind).entries
    assert two_cups.authors == ["Tom Baird", "Ines Halloran"]
    assert two_cups.categories == ["Welcoming", "Tea"]
    assert two_cups.credits == ["Maud Ferris"]
    assert two_cups.url == "http://localhost/blog/two-cups/"
    assert latch.authors == spring.authors == ["Ines Halloran"]
    assert last.credits == [""]
    assert spring.categories == spring.credits == []


@every_kind
def test_id_stays_when_the_post_is_renamed_or_moved(client, blog, kind):
    post = PostFactory(title="Old", slug="old")
    before = only_entry(client, kind).id
    assert URN.fullmatch(before)
    post.title, post.slug = "New", "new"
    post.save_revision().publish()
    post.move(BlogFactory(slug="elsewhere"), pos="last-child")
    (moved,) = read_feed(client.get(address(kind, blog="/elsewhere/"))).entries
    assert (moved.id, moved.url) == (before, "http://localhost/elsewhere/new/")


@every_kind
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/New_York", "Europe/Amsterdam"])
def test_day_of_any_post_is_that_of_its_page(client, blog, settings, kind, zone):
    settings.TIME_ZONE = zone
    days = [datetime.date(9999, 12, 30), datetime.date(1901, 2, 3), datetime.date(812, 5, 6), datetime.date(101, 1, 1)]
    for day in days:
        PostFactory(date=day, time=datetime.time(0, 1))
        PostFactory(date=day, time=datetime.time(23, 59))
    entries = feed(client, kind).entries
    assert [entry.published.date() for entry in entries] == [day for day in days for _ in range(2)]
    assert {entry.published.utcoffset().total_seconds() % 60 for entry in entries} == {0}


@every_kind
@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/New_York"])
def test_first_and_last_day_that_there_are_break_nothing(client, blog, settings, kind, zone):
    settings.TIME_ZONE = zone
    days = [datetime.date.max, datetime.date.min]
    posts = [PostFactory(date=day, time=datetime.time(12)) for day in days]
    posts[0].save_revision().publish()
    assert [entry.title for entry in feed(client, kind).entries] == [post.title for post in posts]
    assert all(client.get(post.url).status_code == 200 for post in posts)


@every_kind
def test_post_that_was_changed_says_when(client, blog, kind):
    post = PostFactory(date=datetime.date(2009, 12, 4))
    post.save_revision().publish()
    if kind != "rss":
        assert only_entry(client, kind).updated == BlogPage.objects.get().last_published_at


@every_kind
def test_credit_of_one_use_goes_before_that_of_the_picture(client, blog, kind):
    image, other = ImageFactory(credit="Maud Ferris"), ImageFactory(credit="Callum Reid")
    PostFactory(body=[picture(image, credit="Ines Halloran after Maud Ferris"), picture(image), picture(other)])
    entry = only_entry(client, kind)
    assert entry.credits == ["Ines Halloran after Maud Ferris", "Callum Reid"]
    captions = [caption.get_text(" ", strip=True) for caption in read_html(entry).select("figcaption")]
    assert captions == ["Ines Halloran after Maud Ferris", "Photo: Maud Ferris", "Photo: Callum Reid"]


@every_kind
@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_leave_the_feed_well_formed(client, blog, kind, words):
    short = words[:80]
    image = ImageFactory(title=words, credit=short, credit_url="https://example.org/\x07", caption=words)
    author, topic = AuthorFactory(name=f"A {short}", slug="a"), TopicFactory(name=f"T {short}", slug="t")
    PostFactory(
        title=words,
        slug="post",
        introduction=words,
        question=words[:160],
        authors=[author],
        topics=[topic],
        tags=[short],
        lead_picture=image,
        body=[("pull_quote", words), picture(image, caption=words)],
    )
    blog.introduction = words
    blog.save()
    plain = re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", words)
    entry = only_entry(client, kind)
    assert entry.title == plain
    assert entry.authors == [f"A {plain[: len(entry.authors[0]) - 2]}"]
    assert plain in read_html(entry).get_text()
    assert not read_html(entry).find("script")
    assert feed(client, kind, "topic/t/").entries == feed(client, kind, "author/a/").entries == [entry]


# How a text is told where our style isn't


def read_html(entry):
    return BeautifulSoup(entry.html, "html.parser")


@pytest.fixture
def everything(home, blog):
    image = ImageFactory(credit="Maud Ferris", caption="Ten places.")
    DocumentFactory()
    return PostFactory(body=one_of_every_block(), lead_picture=image, question="Who has the key?")


@every_kind
def test_text_is_whole_and_needs_nothing_of_ours(client, everything, kind):
    html = read_html(only_entry(client, kind))
    assert not html.select("[class], [id], [style], script, iframe, object, embed, svg, source, picture")
    assert not [name for element in html.find_all() for name in element.attrs if name.startswith("on")]
    for element in html.find_all():
        for attribute in ("href", "src", "cite", "srcset", "poster"):
            assert re.match("https?://|mailto:|$", element.get(attribute, "")), element
    text = html.get_text()
    for words in ("on purpose", "Agnes Pirie", "On the latch:", "Bring your own cup", "Before anybody arrives", "20p"):
        assert words in text
    assert "A question for you: Who has the key?" in text
    assert html.find("a", string=re.compile("The list"))["href"].startswith("http://localhost/media/documents/")


@every_kind
def test_film_is_a_link_and_a_lost_picture_keeps_its_words(client, everything, kind):
    html = read_html(only_entry(client, kind))
    film = html.find("a", href="https://video.example.org/watch/choir-practice")
    assert "Choir practice, the last four minutes" in film.get_text()
    lost = next(figure for figure in html.select("figure") if "is lost" in figure.get_text())
    assert "The hall with its chairs out" in lost.get_text()
    assert lost.figcaption.get_text(" ", strip=True) == "The hall. Callum Reid"


@every_kind
def test_links_lead_to_where_they_lead_from_the_page(client, blog, kind):
    other = PostFactory(title="Other", slug="other", live=False)
    body = (
        '<p><a href="#key">a</a> <a href="/about/">b</a> <a href="?page=2">c</a> <a href="mailto:i@example.org">d</a>'
        f' <a linktype="page" id="{blog.pk}">e</a> <a linktype="page" id="{other.pk}">f</a></p>'
    )
    old = '<p><a href="//[">g</a> <a href="javascript:alert(1)">h</a> <a href="//example.org/x">i</a></p>'
    PostFactory(slug="post", body=[("text", body), ("archived_html", {"html": old})])
    found = {link.get_text(): link.get("href") for link in read_html(only_entry(client, kind)).select("a")}
    assert found == {
        "a": "http://localhost/blog/post/#key",
        "b": "http://localhost/about/",
        "c": "http://localhost/blog/post/?page=2",
        "d": "mailto:i@example.org",
        "e": "http://localhost/blog/",
        "f": None,
        "g": None,
        "h": None,
        "i": "http://example.org/x",
    }


@every_kind
def test_verse_keeps_its_lines(client, blog, kind):
    PostFactory(body=[("code", {"code": "Door on the latch,\n  kettle on.", "language": "verse"})])
    assert "<pre>Door on the latch,\n  kettle on.</pre>" in only_entry(client, kind).html


# For whom


@every_kind
def test_post_that_is_not_for_everybody_is_in_no_feed(client, archive, kind):
    secret = TopicFactory(name="Hushed")
    private = PostFactory(title="Whisper", topics=[secret])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.PASSWORD, password="x")
    PostFactory(title="Whisper draft", live=False, topics=[secret])
    for part in LISTS:
        assert "Whisper" not in client.get(address(kind, part)).content.decode()
    assert client.get(address(kind, "topic/hushed/")).status_code == 404


@every_kind
@pytest.mark.parametrize("part", ["", "topic/welcoming/"])
def test_feed_of_a_private_blog_is_for_those_who_know_its_password(client, blog, archive, kind, part):
    restriction = PageViewRestriction.objects.create(
        page=blog, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )
    answer = client.get(address(kind, part))
    assert answer["Content-Type"].startswith("text/html")
    assert "Two cups" not in answer.content.decode()
    assert "public" not in answer["Cache-Control"]
    client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{blog.pk}/",
        {"password": "open sesame", "return_url": address(kind, part)},
    )
    answer = client.get(address(kind, part))
    assert "Two cups" in [entry.title for entry in read_feed(answer).entries]
    assert "private" in answer["Cache-Control"]
