"""Feeds as other programs read them: feedparser, the rules of the formats, a walk from the first page to the last."""

import datetime
import email.utils
import json
import re
from collections import Counter
from io import StringIO
from xml.etree import ElementTree

import fastjsonschema
import feedparser
import pytest
from django.core.cache import cache
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from blog.models import BlogPage
from images.models import CustomImage
from tests.factories import DocumentFactory, ImageFactory, PostFactory, one_of_every_block
from tests.feed_reading import KINDS, LISTS, NAMES, name, write_archive
from tests.reading import all_words, read, words

pytestmark = pytest.mark.any_database

ZONES = ["UTC", "Pacific/Auckland"]
XML_KINDS = ["atom", "rss"]
POSTS = 33
RFC_3339 = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$"
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
ADDRESS = {"type": "string", "pattern": "^https?://[^ ]+$"}
WORDS = {"type": "string", "minLength": 1}
MOMENT = {"type": "string", "pattern": RFC_3339}
AUTHORS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"name": WORDS, "url": ADDRESS, "avatar": ADDRESS},
        "anyOf": [{"required": ["name"]}, {"required": ["url"]}, {"required": ["avatar"]}],
        "additionalProperties": False,
    },
}
EXTENSIONS = {"^_[a-zA-Z]": {"type": "object"}}
# Of what https://jsonfeed.org/version/1.1 names, all that this site writes, and nothing else.
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": WORDS,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "description": WORDS,
        "language": WORDS,
        "next_url": ADDRESS,
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "properties": {
                    "id": WORDS,
                    "url": ADDRESS,
                    "title": WORDS,
                    "summary": WORDS,
                    "content_html": {"type": "string"},
                    "image": ADDRESS,
                    "date_published": MOMENT,
                    "date_modified": MOMENT,
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": WORDS, "uniqueItems": True},
                },
                "patternProperties": EXTENSIONS,
                "additionalProperties": False,
            },
        },
    },
    "patternProperties": EXTENSIONS,
    "additionalProperties": False,
}
check_json_feed = fastjsonschema.compile(JSON_FEED)


@pytest.fixture
def archive(blog):
    """As many posts as take three pages of a feed, some with pictures, authors, topics; and one that is private."""
    call_command("create_archive", posts=POSTS, stdout=StringIO())
    image = ImageFactory(credit="Callum Reid", kind="illustration", licence="cc0-1.0")
    PostFactory(title="AT&T <b> “quoted”", lead_picture=image, date=datetime.date(2012, 2, 29))
    private = PostFactory(title="Whisper")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)


def pages_of(client, address):
    """What feedparser makes of every page of a feed, following ``next``."""
    found = []
    while address:
        answer = client.get(address)
        parsed = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
        assert not parsed.bozo, parsed.bozo_exception
        found.append(parsed)
        address = next((link.href for link in parsed.feed.links if link.rel == "next"), None)
    return found


def day_of(moment):
    if re.match(RFC_3339, moment):
        return datetime.datetime.fromisoformat(moment).date()
    return email.utils.parsedate_to_datetime(moment).date()


@pytest.mark.parametrize("kind", XML_KINDS)
def test_feedparser_reads_the_same_posts_days_authors_and_credits_as_people_do(client, archive, settings, kind):
    for zone in ZONES:
        settings.TIME_ZONE = zone
        cache.clear()
        reads_the_same_as_people_do(client, kind)


def reads_the_same_as_people_do(client, kind):
    parsed = pages_of(client, f"/blog/feed/{KINDS[kind]}")
    entries = [entry for page in parsed for entry in page.entries]
    assert len(parsed) == 3
    assert [entry.link for entry in entries] == [post.full_url for post in BlogPage.objects.listed()]
    assert len({entry.id for entry in entries}) == len(entries) == POSTS + 1
    assert {page.version for page in parsed} == {{"atom": "atom10", "rss": "rss20"}[kind]}
    for entry in entries:
        page = read(client.get(entry.link))
        assert entry.title == words(page.h1) or "<b>" in words(page.h1)
        assert day_of(entry.published).isoformat() == page.select_one("time.dt-published")["datetime"]
        assert [author.name for author in entry.get("authors", []) if author] == all_words(page, ".h-entry .p-author")
        assert set(credits_of(entry)) == credits_beside_pictures(page)


def credits_of(entry):
    return [credit["content"] for credit in entry.get("media_credit", [])]


def credits_beside_pictures(page):
    """Who made the pictures, as the credit lines beside them say: ``Photo: Maud Ferris, CC BY 4.0``."""
    lines = all_words(page, "article figcaption .credit")
    names = set(CustomImage.objects.exclude(credit="").values_list("credit", flat=True))
    return {name for name in names for line in lines if re.search(f"(^|: ){re.escape(name)}(,|$)", line)}


def test_archive_that_feedparser_reads_has_credits_and_authors_to_compare(client, archive):
    for kind in XML_KINDS:
        entries = [entry for page in pages_of(client, f"/blog/feed/{KINDS[kind]}") for entry in page.entries]
        assert len({credit for entry in entries for credit in credits_of(entry)}) > 1, kind
        assert any(entry.get("authors") for entry in entries), kind
        assert {"AT&T <b> “quoted”", "AT&T “quoted”"} & {entry.title for entry in entries}, kind


@pytest.mark.parametrize("part", LISTS)
@pytest.mark.parametrize("kind", XML_KINDS)
def test_feedparser_finds_nothing_amiss_in_any_list(client, blog, kind, part):
    write_archive(blog)
    (parsed,) = pages_of(client, f"/blog/{part}feed/{KINDS[kind]}")
    assert parsed.feed.title == f"Goodwill: {LISTS[part]}"
    assert parsed.feed.language == "en"
    assert {link.rel for link in parsed.feed.links} == {"alternate", "self"}
    assert all(entry.content[0].value and entry.id and entry.link for entry in parsed.entries)


# The rules of the formats


@pytest.fixture
def everything(home, blog):
    """Posts with everything, and with as little as can be."""
    write_archive(blog)
    DocumentFactory()
    PostFactory(title="Everything", body=one_of_every_block(), question="Who?", date=datetime.date(1850, 1, 1))
    PostFactory(title="Nothing", body=[("divider", None)])
    blog.blog_authors.all().delete()


def children(element):
    return Counter(child.tag for child in element)


def amounts(element, **limits):
    """Whether there are as many children of each name as the format says: ``(least, most)``."""
    found = children(element)
    return {
        short: found[name(short.replace("_", ":"))]
        for short, (least, most) in limits.items()
        if not least <= found[name(short.replace("_", ":"))] <= most
    }


MANY = 10_000
ATOM_FEED = {
    "atom_author": (0, MANY), "atom_category": (0, MANY), "atom_generator": (0, 1), "atom_icon": (0, 1),
    "atom_id": (1, 1), "atom_link": (1, MANY), "atom_logo": (0, 1), "atom_rights": (0, 1), "atom_subtitle": (0, 1),
    "atom_title": (1, 1), "atom_updated": (1, 1), "atom_entry": (0, MANY),
}  # fmt: skip
ATOM_ENTRY = {
    "atom_author": (0, MANY), "atom_category": (0, MANY), "atom_content": (0, 1), "atom_id": (1, 1),
    "atom_link": (1, MANY), "atom_published": (0, 1), "atom_rights": (0, 1), "atom_summary": (0, 1),
    "atom_title": (1, 1), "atom_updated": (1, 1), "media_content": (0, MANY),
}  # fmt: skip
RSS_CHANNEL = {
    "title": (1, 1), "link": (1, 1), "description": (1, 1), "language": (0, 1), "lastBuildDate": (0, 1),
    "atom_link": (1, MANY), "item": (0, MANY),
}  # fmt: skip
RSS_ITEM = {
    "title": (1, 1), "link": (1, 1), "description": (0, 1), "pubDate": (1, 1), "guid": (1, 1), "category": (0, MANY),
    "dc_creator": (0, MANY), "content_encoded": (0, 1), "media_content": (0, MANY),
}  # fmt: skip


def unknown(element, limits):
    return set(children(element)) - {name(short.replace("_", ":")) for short in limits}


@pytest.mark.parametrize("part", LISTS)
def test_atom_keeps_the_rules_of_rfc_4287(client, everything, part):
    feed = ElementTree.fromstring(client.get(f"/blog/{part}feed/").content)
    assert feed.tag == name("atom:feed")
    assert (amounts(feed, **ATOM_FEED), unknown(feed, ATOM_FEED)) == ({}, set())
    entries = feed.findall(name("atom:entry"))
    for entry in entries:
        assert (amounts(entry, **ATOM_ENTRY), unknown(entry, ATOM_ENTRY)) == ({}, set())
        assert any(element.find(name("atom:author")) is not None for element in (entry, feed))
        moments = [entry.findtext(name(f"atom:{which}")) for which in ("published", "updated")]
        assert moments == sorted(moments)
        assert (entry.find(name("atom:content")).attrib, entry.find(name("atom:title")).attrib) == (
            {"type": "html"},
            {},
        )
    for element in [feed, *entries]:
        relations = [link.get("rel") for link in element.findall(name("atom:link"))]
        assert relations.count("alternate") == 1
        assert len(set(relations)) == len(relations)
        assert element.findtext(name("atom:title")).strip()
    keys = [element.text for element in feed.iter(name("atom:id"))]
    assert len(set(keys)) == len(keys)
    assert all(key.startswith("urn:uuid:") for key in keys)
    for which in ("updated", "published"):
        assert all(re.match(RFC_3339, moment.text) for moment in feed.iter(name(f"atom:{which}")))
    assert all(person.findtext(name("atom:name")).strip() for person in feed.iter(name("atom:author")))
    assert all(category.get("term") for category in feed.iter(name("atom:category")))


@pytest.mark.parametrize("part", LISTS)
def test_rss_has_what_version_2_asks_for(client, everything, part):
    rss = ElementTree.fromstring(client.get(f"/blog/{part}feed/rss/").content)
    (channel,) = rss
    assert (rss.tag, rss.attrib) == ("rss", {"version": "2.0"})
    assert (amounts(channel, **RSS_CHANNEL), unknown(channel, RSS_CHANNEL)) == ({}, set())
    assert all(channel.findtext(which).strip() for which in ("title", "link", "description"))
    relations = [link.get("rel") for link in channel.findall(name("atom:link"))]
    assert relations.count("self") == 1
    keys = []
    for item in channel.findall("item"):
        assert (amounts(item, **RSS_ITEM), unknown(item, RSS_ITEM)) == ({}, set())
        assert item.findtext("link").startswith("http://localhost/blog/")
        assert item.find("guid").attrib == {"isPermaLink": "false"}
        keys.append(item.findtext("guid"))
        assert RFC_822.fullmatch(item.findtext("pubDate"))
    assert len(set(keys)) == len(keys) > 0
    assert RFC_822.fullmatch(channel.findtext("lastBuildDate"))


@pytest.mark.parametrize("kind", XML_KINDS)
def test_pictures_are_told_in_the_words_of_media_rss(client, everything, kind):
    root = ElementTree.fromstring(client.get(f"/blog/feed/{KINDS[kind]}").content)
    pictures = list(root.iter(name("media:content")))
    assert pictures
    for picture in pictures:
        assert set(picture.attrib) == {"url", "medium", "type", "width", "height"}
        assert picture.get("url").startswith("http://localhost/media/")
        assert picture.findtext(name("media:title"))
    (credited,) = [picture for picture in pictures if picture.findtext(name("media:title")) == "The latch"]
    assert credited.findtext(name("media:credit")) == "Maud Ferris"
    assert credited.findtext(name("media:copyright")) == "Photo: Maud Ferris, CC BY 4.0"
    assert credited.find(name("media:copyright")).get("url") == "https://example.org/"
    assert credited.find(name("media:license")).get("href") == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize("part", LISTS)
def test_json_feed_keeps_its_schema(client, everything, part):
    answer = client.get(f"/blog/{part}feed/json/")
    check_json_feed(json.loads(answer.content))


def test_json_feed_without_posts_keeps_its_schema(client, blog):
    feed = json.loads(client.get("/blog/feed/json/").content)
    check_json_feed(feed)
    assert feed["items"] == []


def test_walk_through_json_keeps_its_schema_and_misses_no_post(client, archive):
    address, urls = "/blog/feed/json/", []
    while address:
        feed = json.loads(client.get(address).content)
        check_json_feed(feed)
        urls += [item["url"] for item in feed["items"]]
        address = feed.get("next_url")
    assert urls == [post.full_url for post in BlogPage.objects.listed()]


@pytest.mark.parametrize("kind", KINDS)
def test_post_that_names_nobody_in_a_blog_without_authors_is_by_the_site(client, blog, kind):
    PostFactory(title="By nobody")
    answer = client.get(f"/blog/feed/{KINDS[kind]}")
    if kind == "json":
        feed = json.loads(answer.content)
        assert feed["authors"] == [{"name": "Goodwill", "url": "http://localhost/"}]
        assert "authors" not in feed["items"][0]
    elif kind == "atom":
        feed = ElementTree.fromstring(answer.content)
        assert feed.findtext(f"{name('atom:author')}/{name('atom:name')}") == "Goodwill"
        assert feed.find(f"{name('atom:entry')}/{name('atom:author')}") is None
    else:
        assert NAMES["dc"] in answer.content.decode()
        assert ElementTree.fromstring(answer.content).find(f".//{name('dc:creator')}") is None


@pytest.mark.parametrize("kind", XML_KINDS)
def test_summary_with_signs_of_markup_is_read_as_it_was_written(client, blog, kind):
    PostFactory(introduction="if a < b & c > d: <blink>no</blink>")
    (entry,) = pages_of(client, f"/blog/feed/{KINDS[kind]}")[0].entries
    assert entry.summary == "if a &lt; b &amp; c &gt; d: &lt;blink&gt;no&lt;/blink&gt;"
