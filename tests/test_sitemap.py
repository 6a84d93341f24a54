"""What search engines are told: every address that anybody may read, and when it last changed."""

import datetime
import xml.etree.ElementTree as ET
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from blog.models import BlogIndexPageAuthor, BlogPage, Topic
from tests.factories import AuthorFactory, BlogFactory, HomeFactory, PostFactory, StandardPageFactory, TopicFactory

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ROOT = "http://localhost"
NOON = datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def sitemap(client, blog):
    """The addresses that it names, each with the moment that its last change is given as."""

    def visit(query="", host="localhost"):
        cache.clear()
        answer = client.get(f"/sitemap.xml{query}", headers={"host": host})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
        root = ET.fromstring(answer.content)
        assert root.tag == f"{SPACE}urlset"
        found = [(url.findtext(f"{SPACE}loc"), url.findtext(f"{SPACE}lastmod")) for url in root]
        assert len(dict(found)) == len(found), "An address stands twice."
        return {address: datetime.datetime.fromisoformat(said) if said else None for address, said in found}

    return visit


@pytest.fixture(autouse=True)
def root_of_site(db):
    Site.objects.update(hostname="localhost", port=80)


def parts(found, blog="/blog/"):
    """Those below the blog, as they stand behind its own address."""
    start = f"{ROOT}{blog}"
    return {address.removeprefix(start): said for address, said in found.items() if address.startswith(start)}


def published(at, **fields):
    """A post last published at that moment."""
    post = PostFactory(**fields)
    Page.objects.filter(pk=post.pk).update(last_published_at=at)
    return post


def test_sitemap_names_every_kind_of_address_and_each_answers(client, blog, sitemap):
    parent = TopicFactory(name="Hosting")
    StandardPageFactory(slug="about")
    published(
        NOON,
        slug="tea",
        date=datetime.date(2009, 12, 4),
        topics=[TopicFactory(name="Tea", parent=parent)],
        tags=["kettle"],
        authors=[AuthorFactory(name="Ines")],
    )
    found = sitemap()
    below = {
        "", "archive/", "tea/", "2009/", "2009/12/", "topic/tea/", "topic/hosting/", "tag/kettle/", "author/ines/",
    }  # fmt: skip
    assert set(found) == {f"{ROOT}/", f"{ROOT}/about/", *(f"{ROOT}/blog/{part}" for part in below)}
    for address in found:
        assert client.get(address.removeprefix(ROOT), headers={"host": "localhost"}).status_code == 200


def test_empty_site_has_a_home_page_and_a_blog(sitemap):
    assert set(sitemap()) == {f"{ROOT}/", f"{ROOT}/blog/"}


def test_post_changed_when_it_was_last_published(sitemap):
    published(NOON, slug="tea", date=datetime.date(2009, 12, 4))
    assert parts(sitemap())["tea/"] == NOON


def test_list_changed_when_the_last_of_its_posts_did(sitemap):
    tea, ines = TopicFactory(name="Tea"), AuthorFactory(name="Ines")
    early = {"date": datetime.date(2009, 12, 4), "topics": [tea], "tags": ["kettle"], "authors": [ines]}
    published(NOON + DAY, slug="first", **early)
    published(NOON, slug="second", **early | {"date": datetime.date(2009, 11, 1)})
    published(NOON + 2 * DAY, slug="other", date=datetime.date(2010, 1, 1))
    found = parts(sitemap())
    for part in ("2009/", "2009/12/", "topic/tea/", "tag/kettle/", "author/ines/", "first/"):
        assert found[part] == NOON + DAY, part
    assert found["2009/11/"] == NOON
    assert found[""] == found["archive/"] == found["2010/"] == NOON + 2 * DAY


def test_topic_changed_when_a_post_of_one_of_its_parts_did(sitemap):
    hosting = TopicFactory(name="Hosting")
    tea = TopicFactory(name="Tea", parent=TopicFactory(name="Drinks", parent=hosting))
    published(NOON, topics=[hosting])
    published(NOON + DAY, topics=[tea])
    found = parts(sitemap())
    assert found["topic/hosting/"] == found["topic/drinks/"] == found["topic/tea/"] == NOON + DAY


def test_post_that_was_never_published_by_hand_changed_on_its_day(sitemap, settings):
    settings.TIME_ZONE = "Pacific/Kiritimati"
    published(None, slug="tea", date=datetime.date(2009, 12, 4))
    said = parts(sitemap())["tea/"]
    assert (said.date(), said.utcoffset()) == (datetime.date(2009, 12, 4), datetime.timedelta(hours=14))


def test_page_that_is_no_post_changed_when_it_was_last_published(sitemap):
    page = StandardPageFactory(slug="about")
    Page.objects.filter(pk=page.pk).update(last_published_at=NOON)
    assert sitemap()[f"{ROOT}/about/"] == NOON


def test_posts_that_name_nobody_are_those_of_the_authors_of_the_blog(blog, sitemap):
    BlogIndexPageAuthor.objects.create(page=blog, author=AuthorFactory(name="Ines"))
    published(NOON, authors=[AuthorFactory(name="Tom")])
    assert {part for part in parts(sitemap()) if part.startswith("author/")} == {"author/tom/"}
    published(NOON + DAY, authors=[AuthorFactory(name="Early Bird", live=False)])
    found = parts(sitemap())
    assert found["author/ines/"] == NOON + DAY
    assert "author/early-bird/" not in found


def test_addresses_in_other_scripts_are_written_as_machines_read_them(client, sitemap):
    PostFactory(slug="чай", topics=[TopicFactory(name="Соседи")], tags=["訪問"], authors=[AuthorFactory(name="Ñandú")])
    StandardPageFactory(slug="über-uns")
    found = sitemap()
    for part in ("чай/", "topic/соседи/", "tag/訪問/", "author/ñandú/"):
        assert f"{ROOT}/blog/{quote(part)}" in found
    assert f"{ROOT}/{quote('über-uns')}/" in found
    assert all(address.isascii() for address in found)
    assert all(
        client.get(address.removeprefix(ROOT), headers={"host": "localhost"}).status_code == 200 for address in found
    )


@pytest.mark.parametrize("year", [1, 999, 9999])
def test_years_of_any_length_are_named_as_their_pages_are(client, sitemap, year):
    published(None, slug="tea", date=datetime.date(year, 12, 31))
    found = parts(sitemap())
    assert {f"{year:04}/", f"{year:04}/12/"} <= set(found)
    assert all(client.get(f"/blog/{part}").status_code == 200 for part in found)


# What is not in it


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_private_pages_and_all_below_them_are_not_in_it(blog, sitemap, kind):
    members = StandardPageFactory(slug="members")
    StandardPageFactory(slug="minutes", parent=members)
    private = BlogFactory(slug="private")
    PostFactory(parent=private)
    for page in (members, private):
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
    assert set(sitemap()) == {f"{ROOT}/", f"{ROOT}/blog/"}


def test_private_home_page_leaves_nothing(home, sitemap):
    PostFactory()
    PageViewRestriction.objects.create(page=home, restriction_type=PageViewRestriction.LOGIN)
    assert sitemap() == {}


def test_drafts_of_every_kind_are_not_in_it(blog, sitemap):
    topic, author = TopicFactory(name="Soon", live=False), AuthorFactory(name="Early Bird", live=False)
    PostFactory(slug="seen", topics=[topic], authors=[author], date=datetime.date(2009, 1, 1))
    PostFactory(slug="unseen", live=False, tags=["kettle"], topics=[TopicFactory(name="Tea")])
    StandardPageFactory(slug="about", live=False)
    assert set(parts(sitemap())) == {"", "archive/", "seen/", "2009/", "2009/01/"}
    assert BlogPage.objects.count() == 2


def test_topic_above_a_draft_has_none_of_its_posts(sitemap):
    hosting = TopicFactory(name="Hosting")
    PostFactory(topics=[TopicFactory(name="Tea", parent=hosting, live=False)])
    assert not [part for part in parts(sitemap()) if part.startswith("topic/")]


def test_each_site_has_its_own(root, blog, sitemap, settings):
    settings.ALLOWED_HOSTS = ["*"]
    there = HomeFactory(parent=root, slug="elsewhere")
    Site.objects.create(hostname="elsewhere.example.org", port=443, root_page=there)
    tea = TopicFactory(name="Tea")
    PostFactory(parent=BlogFactory(parent=there, slug="notes"), slug="theirs", topics=[tea], tags=["their-tag"])
    PostFactory(slug="ours", tags=["our-tag"])
    here, elsewhere = sitemap(), sitemap(host="elsewhere.example.org")
    assert all(address.startswith(f"{ROOT}/") for address in here)
    assert all(address.startswith("https://elsewhere.example.org/") for address in elsewhere)
    for part, ours in (("ours/", True), ("tag/our-tag/", True), ("tag/their-tag/", False), ("topic/tea/", False)):
        assert (f"{ROOT}/blog/{part}" in here) == ours
    assert "https://elsewhere.example.org/notes/topic/tea/" in elsewhere
    assert Topic.objects.count() == 1


def test_two_blogs_of_a_site_have_their_own_lists(sitemap):
    PostFactory(tags=["hall"], date=datetime.date(2009, 1, 1))
    PostFactory(parent=BlogFactory(slug="shed"), tags=["shed"], date=datetime.date(2010, 1, 1))
    found = sitemap()
    assert {"tag/hall/", "2009/"} <= set(parts(found))
    assert {"tag/shed/", "2010/"} <= set(parts(found, "/shed/"))
    assert not {"tag/shed/", "2010/"} & set(parts(found))
    assert not {"tag/hall/", "2009/"} & set(parts(found, "/shed/"))


# A long one


@pytest.fixture
def split(monkeypatch):
    monkeypatch.setattr("home.sitemap.MOST_ADDRESSES", 4)
    PostFactory.create_batch(3, date=datetime.date(2009, 1, 1))  # with home, blog, archive, year and month: 8


def index_of(client):
    root = ET.fromstring(client.get("/sitemap.xml", headers={"host": "localhost"}).content)
    assert root.tag == f"{SPACE}sitemapindex"
    return [part.findtext(f"{SPACE}loc") for part in root]


def test_long_sitemap_is_an_index_of_parts_that_hold_everything_once(client, sitemap, split, monkeypatch):
    addresses = index_of(client)
    assert addresses == [f"{ROOT}/sitemap.xml?page=1", f"{ROOT}/sitemap.xml?page=2"]
    found = [sitemap(f"?page={number}") for number in (1, 2)]
    assert [len(part) for part in found] == [4, 4]
    monkeypatch.setattr("home.sitemap.MOST_ADDRESSES", 8)
    assert {**found[0], **found[1]} == sitemap()


@pytest.mark.parametrize("number", ["0", "3", "-1", "abc", "99999", "9" * 5000])
def test_part_that_is_not_there_is_not_found(client, sitemap, split, number):
    assert client.get(f"/sitemap.xml?page={number}").status_code == 404


def test_short_sitemap_is_its_own_first_part(sitemap):
    assert sitemap("?page=1") == sitemap()


def test_sitemap_is_a_file_for_programs_that_ask_twice(client, sitemap):
    first = client.get("/sitemap.xml")
    assert client.head("/sitemap.xml").status_code == 200
    assert client.post("/sitemap.xml").status_code == 405
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")
    assert client.get("/sitemap.xml", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_robots_are_told_where_it_is(client, sitemap):
    assert f"Sitemap: {ROOT}/sitemap.xml" in client.get("/robots.txt", headers={"host": "localhost"}).content.decode()


def test_host_without_a_site_has_no_sitemap(client, blog):
    Site.objects.all().delete()
    cache.clear()
    assert client.get("/sitemap.xml").status_code == 404


def test_sitemap_follows_what_is_published(client, sitemap, at_commit):
    with at_commit():
        post = PostFactory(slug="tea", live=False)
    assert "tea/" not in parts(sitemap())
    with at_commit():
        post.save_revision().publish()
    assert timezone.now() - parts(sitemap())["tea/"] < datetime.timedelta(minutes=1)
