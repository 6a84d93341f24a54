"""What every page tells search engines, feed readers, and whoever shows a link to it."""

import datetime
import re

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from blog.lists.by_date import YearList
from blog.models import Author, BlogPage, Topic
from home.models import SiteSettings
from tests.factories import ImageFactory, PostFactory, StandardPageFactory, TopicFactory, picture_file
from tests.feed_reading import LISTS, write_archive
from tests.reading import all_words, read, words

pytestmark = pytest.mark.any_database

ROOT = "http://localhost"
PAGES = ["/", "/about/", "/blog/two-cups/", "/blog/archive/", *(f"/blog/{part}" for part in LISTS)]
LONG = ["/blog/", "/blog/topic/long/", "/blog/tag/long/", "/blog/2008/"]

every_page = pytest.mark.parametrize("address", PAGES)


@pytest.fixture
def archive(home, blog):
    StandardPageFactory(title="About us", slug="about", introduction="Who we are.")
    write_archive(blog)


@pytest.fixture
def long_archive(blog, monkeypatch):
    """Lists of several pages."""
    topic = TopicFactory(name="Long")
    for _ in range(21):
        PostFactory(date=datetime.date(2008, 5, 6), topics=[topic], tags=["Long"])
    monkeypatch.setattr(YearList, "posts_a_page", 10)


def large(**fields):
    return ImageFactory(file=picture_file("large.jpg", (1600, 1200)), **fields)


def said(page):
    """What the ``<meta>`` elements say, by their names; each is there once."""
    found = {}
    for meta in page.select("meta[name], meta[property]"):
        key = meta.get("property") or meta["name"]
        if key not in ("author", "article:section", "theme-color"):
            assert key not in found, key
        found[key] = meta["content"]
    return found


def link(page, relation):
    return [element["href"] for element in page.select(f"link[rel={relation}]")]


@every_page
def test_every_page_says_its_one_address_and_what_it_is_called(client, archive, address):
    page = read(client.get(address))
    head = said(page)
    assert link(page, "canonical") == [head["og:url"]] == [ROOT + address]
    assert head["og:site_name"] == "Goodwill"
    assert head["og:type"] == ("article" if address == "/blog/two-cups/" else "website")
    assert words(page.title) == (f"{head['og:title']} | Goodwill" if address != "/" else "Goodwill")
    assert head["twitter:card"] in ("summary", "summary_large_image")
    assert head.get("description") == head.get("og:description") != ""
    assert not link(page, "prev") + link(page, "next")


@every_page
def test_address_with_more_behind_it_is_the_same_page(client, archive, address):
    assert link(read(client.get(f"{address}?utm_source=elsewhere&page=1")), "canonical") == [ROOT + address]


@every_page
def test_every_page_announces_a_feed_by_its_name(client, archive, address):
    feeds = read(client.get(address)).select("link[rel=alternate]")
    assert {feed["type"] for feed in feeds} == {"application/atom+xml"}
    first = feeds[0]
    part = address.removeprefix("/blog/")
    own = part if part in LISTS and address.startswith("/blog/") else ""
    assert first["title"] == f"Goodwill: {LISTS[own]}"
    assert first["href"].removeprefix(ROOT) == f"/blog/{own}feed/"
    assert len({feed["href"].removeprefix(ROOT) for feed in feeds}) == len(feeds)
    assert all(client.get(feed["href"]).status_code == 200 for feed in feeds)


@pytest.mark.parametrize("address", LONG)
def test_every_page_of_a_long_list_has_its_own_address_and_knows_its_neighbours(client, long_archive, address):
    numbers = {}
    for number in (1, 2, 3):
        page = read(client.get(address, {"page": number}))
        assert said(page)["og:url"] == link(page, "canonical")[0]
        numbers[number] = link(page, "canonical"), link(page, "prev"), link(page, "next")
    first, second = ROOT + address, f"{ROOT}{address}?page=2"
    third = f"{ROOT}{address}?page=3"
    assert numbers == {1: ([first], [], [second]), 2: ([second], [first], [third]), 3: ([third], [second], [])}


@pytest.mark.parametrize("address", LONG)
def test_title_tells_the_pages_of_a_long_list_apart(client, long_archive, address):
    titles = [words(read(client.get(address, {"page": number})).title) for number in (1, 2)]
    assert titles[1] == titles[0].replace(" | ", ", page 2 | ")


# How a link to a page looks elsewhere


def shared_picture(client, address):
    head = said(read(client.get(address)))
    size = head.get("og:image:width"), head.get("og:image:height")
    return head.get("og:image"), size, head.get("og:image:alt"), head["twitter:card"]


def test_post_is_shared_with_its_lead_picture(client, blog):
    post = PostFactory(lead_picture=large(description="An open door"))
    url, size, alt, card = shared_picture(client, post.url)
    assert (size, alt, card) == (("1200", "630"), "An open door", "summary_large_image")
    picture = client.get(url, follow=True)
    assert picture.status_code == 200
    assert picture["Content-Type"] == "image/jpeg"


def test_sharing_picture_goes_before_the_lead_picture(client, blog):
    post = PostFactory(lead_picture=large(), sharing_picture=large(description="For others"))
    url, size, alt, _ = shared_picture(client, post.url)
    assert (size, alt) == (("1200", "630"), "For others")
    assert url != shared_picture(client, PostFactory(lead_picture=post.lead_picture).url)[0]


def test_post_without_a_picture_is_shared_with_its_card(client, blog):
    url, size, alt, card = shared_picture(client, PostFactory().url)
    assert url.startswith(f"{ROOT}/media/cards/")
    assert (size, alt, card) == (("1200", "630"), None, "summary_large_image")
    assert client.get(url)["Content-Type"] == "image/png"


@pytest.mark.parametrize("address", ["/", "/blog/", "/blog/topic/welcoming/", "/blog/tag/tea/"])
def test_list_is_shared_with_the_first_picture_that_is_seen_in_it(client, home, blog, address):
    common = {"topics": [TopicFactory(name="Welcoming")], "tags": ["Tea"]}
    PostFactory(lead_picture=large(description="Older"), **common)
    PostFactory(lead_picture=large(description="Newer"), **common)
    PostFactory(**common)
    url, size, alt, card = shared_picture(client, address)
    assert (size, alt, card) == (("1200", "630"), "Newer", "summary_large_image")
    assert url.startswith(f"{ROOT}/media/")


def test_list_on_whose_pages_no_picture_is_seen_is_shared_without(client, archive):
    for address in ("/about/", "/blog/archive/", "/blog/2009/", "/blog/2009/12/"):
        assert shared_picture(client, address) == (None, (None, None), None, "summary")


def test_author_is_shared_with_their_portrait(client, archive):
    Author.objects.filter(slug="ines-halloran").update(portrait=large(description="Ines at the door"))
    cache.clear()
    _url, size, alt, card = shared_picture(client, "/blog/author/ines-halloran/")
    assert (size, alt, card) == (("576", "576"), "Ines at the door", "summary")


def test_post_says_when_it_was_published_by_whom_and_about_what(client, archive):
    page = read(client.get("/blog/two-cups/"))
    head = said(page)
    assert head["article:published_time"].startswith("2009-12-04T")
    assert head["article:modified_time"] >= head["article:published_time"]
    assert [meta["content"] for meta in page.select("meta[name=author]")] == ["Tom Baird", "Ines Halloran"]
    assert [meta["content"] for meta in page.select("meta[property='article:section']")] == ["Welcoming"]


def test_words_for_search_engines_go_before_those_of_the_page(client, blog):
    post = PostFactory(title="Two cups", introduction="No agenda.")
    assert said(read(client.get(post.url)))["description"] == "No agenda."
    post.seo_title, post.search_description = "Two cups of tea", "What to say when somebody comes."
    post.save_revision().publish()
    page = read(client.get(post.url))
    assert said(page)["og:title"] == "Two cups of tea"
    assert said(page)["og:description"] == "What to say when somebody comes."
    assert words(page.h1) == "Two cups"


def test_topic_is_described_in_plain_words(client, archive):
    Topic.objects.update(description="<p>Doors &amp; tea.</p><p>&lt;Cups&gt;</p>")
    cache.clear()
    assert said(read(client.get("/blog/topic/welcoming/")))["description"] == "Doors & tea. <Cups>"


def test_name_of_the_site_is_that_of_its_settings(client, archive):
    settings = SiteSettings.objects.get()
    settings.name = "Tea & <b>Company</b>"
    settings.save()
    cache.clear()
    page = read(client.get("/blog/two-cups/"))
    assert said(page)["og:site_name"] == "Tea & <b>Company</b>"
    assert page.select_one("link[rel=alternate]")["title"] == "Tea & <b>Company</b>: Blog"
    assert not page.select("head b")


# For whom


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")


@pytest.mark.parametrize("address", ["/blog/two-cups/", "/blog/", "/blog/topic/welcoming/", "/blog/archive/"])
def test_page_that_asks_for_a_password_tells_nothing(client, blog, archive, address):
    restrict(blog)
    answer = client.get(address)
    page = read(answer)
    assert not page.select(
        "link[rel=canonical], link[rel=alternate], script[type], meta[property], meta[name=description]"
    )
    assert said(page)["robots"] == "noindex"
    assert "public" not in answer["Cache-Control"]


def test_post_that_asks_for_a_password_tells_nothing(client, archive):
    restrict(BlogPage.objects.get(slug="two-cups"))
    head = read(client.get("/blog/two-cups/")).head
    assert not head.select("link[rel=canonical], script[type], meta[property], meta[name=author]")
    assert not [word for word in ("Two cups", "two-cups", "Tom Baird", "Welcoming") if word in str(head)]


def test_address_where_nobody_lives_claims_to_be_no_page(client, archive):
    answer = client.get("/blog/nowhere/")
    assert answer.status_code == 404
    assert b"canonical" not in answer.content
    assert b"og:" not in answer.content


# Microformats


def test_post_is_an_h_entry(client, archive):
    page = read(client.get("/blog/two-cups/"))
    (entry,) = page.select(".h-entry")
    assert all_words(entry, ".p-name") == ["Two cups"]
    assert entry.select_one("a.u-url")["href"] == f"{ROOT}/blog/two-cups/"
    assert entry.select_one("time.dt-published")["datetime"] == "2009-12-04"
    authors = entry.select("a.p-author.h-card")
    assert [(words(author), author["href"]) for author in authors] == [
        ("Tom Baird", "/blog/author/tom-baird/"),
        ("Ines Halloran", "/blog/author/ines-halloran/"),
    ]
    assert words(entry.select_one(".e-content")) == "Two cups, no agenda."
    assert all_words(entry, ".p-category") == ["Welcoming", "Tea"]


@pytest.mark.parametrize("part", LISTS)
def test_list_is_an_h_feed_of_h_entries(client, archive, part):
    (feed,) = read(client.get(f"/blog/{part}")).select(".h-feed")
    assert feed.select_one(".p-name").find_parent(class_="h-entry") is None
    entries = feed.select(".h-entry")
    assert len(entries) >= 3
    for entry in entries:
        assert len(entry.select(".p-name")) == 1
        assert re.fullmatch("/blog/[a-z-]+/", entry.select_one("a.u-url")["href"])
        assert entry.select_one("time.dt-published")["datetime"].startswith("2009-")
