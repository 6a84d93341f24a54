"""Feeds as the simplest strict program reads them: the same facts out of Atom, RSS and JSON Feed."""

import datetime
import email.utils
import json
from dataclasses import dataclass, field
from xml.etree import ElementTree

from blog.models import BlogIndexPageAuthor
from tests.factories import AuthorFactory, ImageFactory, PostFactory, TopicFactory

KINDS = {"atom": "", "rss": "rss/", "json": "json/"}
TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
# What a feed's title says after the name of the site, by the part of its list's address behind the blog's.
LISTS = {
    "": "Blog",
    "topic/welcoming/": "Posts on Welcoming",
    "tag/tea/": "Posts tagged “Tea”",
    "author/ines-halloran/": "Posts by Ines Halloran",
    "2009/": "Posts of 2009",
    "2009/12/": "Posts of December 2009",
}
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}


@dataclass
class Entry:
    """``credits`` has who made each picture, "" for one without a credit."""

    id: str
    url: str
    title: str
    html: str
    published: datetime.datetime
    updated: datetime.datetime | None
    authors: list[str]
    categories: list[str]
    credits: list[str]


@dataclass
class Feed:
    title: str
    url: str
    feed_url: str
    entries: list[Entry]
    pages: dict[str, str] = field(default_factory=dict)


def write_archive(blog):
    """Something in every list of ``LISTS``: three posts of December 2009 and one of the spring before."""
    ines, tom = AuthorFactory(name="Ines Halloran"), AuthorFactory(name="Tom Baird")
    BlogIndexPageAuthor.objects.create(page=blog, author=ines)
    welcoming = TopicFactory(name="Welcoming")
    lead = ImageFactory(title="The latch", credit="Maud Ferris", credit_url="https://example.org/", licence="cc-by-4.0")
    common = {"topics": [welcoming], "tags": ["Tea"]}
    PostFactory(title="Spring", date=datetime.date(2009, 3, 1), time=datetime.time(23, 30))
    PostFactory(title="Two cups", date=datetime.date(2009, 12, 4), authors=[tom, ines], lead_picture=lead, **common)
    PostFactory(title="On the latch", date=datetime.date(2009, 12, 5), time=datetime.time(0, 10), **common)
    PostFactory(title="Last", date=datetime.date(2009, 12, 31), authors=[ines], lead_picture=ImageFactory(), **common)


def read_feed(answer):
    """Raises on anything that isn't well-formed."""
    assert answer.status_code == 200, answer.status_code
    kind = next(kind for kind, content_type in TYPES.items() if answer["Content-Type"].startswith(content_type))
    return {"atom": _atom, "rss": _rss, "json": _json}[kind](answer.content)


def walk(client, address):
    """Every page of a feed (RFC 5005), the first first."""
    feeds = [read_feed(client.get(address))]
    while following := feeds[-1].pages.get("next"):
        feeds.append(read_feed(client.get(following)))
    return feeds


def name(short):
    """``media:credit`` as ElementTree writes it."""
    prefix, _, local = short.rpartition(":")
    return f"{{{NAMES[prefix]}}}{local}" if prefix else local


def texts(element, short):
    return [found.text or "" for found in element.findall(name(short))]


def _atom(content):
    root = ElementTree.fromstring(content)
    links = {link.get("rel"): link.get("href") for link in root.findall(name("atom:link"))}
    entries = [_atom_entry(entry) for entry in root.findall(name("atom:entry"))]
    return Feed(*texts(root, "atom:title"), links.pop("alternate"), links.pop("self"), entries, links)


def _atom_entry(entry):
    def only(short):
        (text,) = texts(entry, f"atom:{short}")
        return text

    return Entry(
        id=only("id"),
        url=entry.find(f"{name('atom:link')}[@rel='alternate']").get("href"),
        title=only("title"),
        html=only("content"),
        published=datetime.datetime.fromisoformat(only("published")),
        updated=datetime.datetime.fromisoformat(only("updated")),
        authors=[only for author in entry.findall(name("atom:author")) for only in texts(author, "atom:name")],
        categories=[category.get("term") for category in entry.findall(name("atom:category"))],
        credits=_credits(entry),
    )


def _rss(content):
    channel = ElementTree.fromstring(content).find("channel")
    links = {link.get("rel"): link.get("href") for link in channel.findall(name("atom:link"))}
    entries = [_rss_item(item) for item in channel.findall("item")]
    return Feed(*texts(channel, "title"), *texts(channel, "link"), links.pop("self"), entries, links)


def _rss_item(item):
    return Entry(
        id=item.findtext("guid"),
        url=item.findtext("link"),
        title=item.findtext("title"),
        html=item.findtext(name("content:encoded")),
        published=email.utils.parsedate_to_datetime(item.findtext("pubDate")),
        updated=None,
        authors=texts(item, "dc:creator"),
        categories=texts(item, "category"),
        credits=_credits(item),
    )


def _credits(element):
    return [picture.findtext(name("media:credit"), "") for picture in element.findall(name("media:content"))]


def _json(content):
    data = json.loads(content)
    pages = {"next": data["next_url"]} if "next_url" in data else {}
    return Feed(data["title"], data["home_page_url"], data["feed_url"], [_json_item(i) for i in data["items"]], pages)


def _json_item(item):
    return Entry(
        id=item["id"],
        url=item["url"],
        title=item["title"],
        html=item["content_html"],
        published=datetime.datetime.fromisoformat(item["date_published"]),
        updated=datetime.datetime.fromisoformat(item["date_modified"]),
        authors=[author["name"] for author in item.get("authors", [])],
        categories=item.get("tags", []),
        credits=[picture.get("credit", "") for picture in item.get("_goodwill", {}).get("pictures", [])],
    )
