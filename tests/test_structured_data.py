"""What pages are in the words of schema.org: one graph a page, whole, true, and of nothing that isn't public."""

import datetime
import json

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from blog.models import Author, BlogPage, Topic
from home.models import SiteSettings
from images.credits import plain_name
from tests.factories import ImageFactory, PostFactory, StandardPageFactory, TopicFactory
from tests.feed_reading import LISTS, write_archive
from tests.reading import read

pytestmark = pytest.mark.any_database

ROOT = "http://localhost"
PAGES = ["/", "/about/", "/blog/two-cups/", "/blog/last/", "/blog/archive/", *(f"/blog/{part}" for part in LISTS)]

every_page = pytest.mark.parametrize("address", PAGES)


@pytest.fixture
def archive(home, blog):
    StandardPageFactory(title="About us", slug="about", introduction="Who we are.")
    write_archive(blog)


def graph(client, address):
    (script,) = read(client.get(address)).select("script[type='application/ld+json']")
    data = json.loads(script.string)
    assert set(data) == {"@context", "@graph"}
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def nodes(client, address, kind):
    return [node for node in graph(client, address) if node["@type"] == kind]


def node(client, address, kind):
    (found,) = nodes(client, address, kind)
    return found


def references(value):
    """Every ``{"@id": …}`` that points to another node."""
    if isinstance(value, list):
        return [found for part in value for found in references(part)]
    if not isinstance(value, dict):
        return []
    if set(value) == {"@id"}:
        return [value["@id"]]
    return [found for part in value.values() for found in references(part)]


def picture(image, **use):
    return ("image", {"image": {"image": image, "alt_text": "", "decorative": False}, "caption": "", **use})


@every_page
def test_every_page_has_one_graph_that_holds_all_it_speaks_of(client, archive, address):
    found = graph(client, address)
    keys = [one["@id"] for one in found if "@id" in one]
    assert len(set(keys)) == len(keys)
    assert set(references(found)) <= set(keys)
    website, publisher = (node(client, address, kind) for kind in ("WebSite", "Organization"))
    assert website == {
        "@type": "WebSite",
        "@id": f"{ROOT}/#website",
        "url": f"{ROOT}/",
        "name": "Goodwill",
        "publisher": {"@id": publisher["@id"]},
    }
    assert (publisher["name"], publisher["url"]) == ("Goodwill", f"{ROOT}/")


@every_page
def test_nothing_is_said_without_a_value_and_every_address_is_whole(client, archive, address):
    def check(value):
        assert value not in ("", None, [], {})
        if isinstance(value, dict):
            for key, inner in value.items():
                check(inner)
                if key in ("@id", "url", "item", "contentUrl", "license", "acquireLicensePage", "mainEntityOfPage"):
                    assert inner.startswith(("http://", "https://"))
        elif isinstance(value, list):
            for inner in value:
                check(inner)

    check(graph(client, address))


def test_post_is_told_whole(client, archive):
    post = node(client, "/blog/two-cups/", "BlogPosting")
    url = f"{ROOT}/blog/two-cups/"
    assert (post["@id"], post["url"], post["headline"]) == (f"{url}#post", url, "Two cups")
    assert (post["articleSection"], post["keywords"]) == (["Welcoming"], ["Tea"])
    assert post["datePublished"].startswith("2009-12-04T")
    assert post["dateModified"] >= post["datePublished"]
    assert post["wordCount"] == 4
    assert post["isPartOf"] == {"@id": node(client, "/blog/two-cups/", "Blog")["@id"]}
    people = nodes(client, "/blog/two-cups/", "Person")
    assert [(one["name"], one["url"]) for one in people] == [
        ("Tom Baird", f"{ROOT}/blog/author/tom-baird/"),
        ("Ines Halloran", f"{ROOT}/blog/author/ines-halloran/"),
    ]
    assert post["author"] == [{"@id": one["@id"]} for one in people]


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/New_York"])
def test_time_of_an_old_post_is_one_that_programs_can_read(client, blog, settings, zone):
    settings.TIME_ZONE = zone
    url = PostFactory(date=datetime.date(1880, 1, 2), time=datetime.time(23, 59)).url
    published = node(client, url, "BlogPosting")["datePublished"]
    assert published.startswith("1880-01-02T23:59:00")
    assert len(published) == len("1880-01-02T23:59:00+00:20")


def test_picture_of_a_post_says_who_made_it_and_what_may_be_done_with_it(client, archive):
    image = node(client, "/blog/two-cups/", "ImageObject")
    assert node(client, "/blog/two-cups/", "BlogPosting")["image"] == [{"@id": image["@id"]}]
    assert image["creditText"] == "Photo: Maud Ferris, CC BY 4.0"
    assert image["creator"] == {"@type": "Person", "name": "Maud Ferris", "url": "https://example.org/"}
    assert image["copyrightNotice"] == "© Maud Ferris"
    assert image["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert image["acquireLicensePage"] == "https://example.org/"
    assert (image["width"], image["height"], image["encodingFormat"]) == (64, 40, "image/jpeg")
    assert client.get(image["contentUrl"], follow=True)["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("licence", "notice"),
    [
        ("permission", "© Maud Ferris"),
        ("own", "© Maud Ferris"),
        ("cc-by-nc-nd-1.0", "© Maud Ferris"),
        ("unknown", "© Maud Ferris"),
        ("cc0-1.0", None),
        ("pdm-1.0", None),
    ],
)
def test_notice_of_copyright_stands_for_what_somebody_has_rights_in(client, blog, licence, notice):
    post = PostFactory(lead_picture=ImageFactory(credit="Maud Ferris", licence=licence))
    image = node(client, post.url, "ImageObject")
    assert image.get("copyrightNotice") == notice
    assert image["creator"]["name"] == "Maud Ferris"


def test_picture_without_a_credit_claims_nothing(client, archive):
    image = node(client, "/blog/last/", "ImageObject")
    assert not {"creditText", "creator", "copyrightNotice", "license", "acquireLicensePage"} & set(image)


def test_picture_is_told_once_with_the_credit_of_its_first_use(client, blog):
    image = ImageFactory(credit="Maud Ferris", licence="cc0-1.0", credit_url="https://example.org/")
    post = PostFactory(body=[picture(image, credit="Ines Halloran"), picture(image)])
    found = node(client, post.url, "ImageObject")
    assert (found["creditText"], found["copyrightNotice"]) == ("Ines Halloran", "© Ines Halloran")
    assert "license" not in found


def trail(client, address):
    steps = node(client, address, "BreadcrumbList")["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    return [(step["name"], step["item"].removeprefix(ROOT)) for step in steps]


def test_way_to_every_page_is_told(client, archive):
    above = [("Goodwill", "/"), ("Blog", "/blog/")]
    welcoming = ("Welcoming", "/blog/topic/welcoming/")
    assert trail(client, "/blog/") == above
    assert trail(client, "/blog/two-cups/") == [*above, welcoming, ("Two cups", "/blog/two-cups/")]
    assert trail(client, "/blog/topic/welcoming/") == [*above, welcoming]
    assert trail(client, "/blog/author/tom-baird/") == [*above, ("Tom Baird", "/blog/author/tom-baird/")]
    assert trail(client, "/about/") == [("Goodwill", "/"), ("About us", "/about/")]
    assert nodes(client, "/", "BreadcrumbList") == []


def test_part_of_a_topic_is_below_it(client, archive):
    parent = Topic.objects.get()
    PostFactory(topics=[TopicFactory(name="Doors", parent=parent)])
    assert [name for name, _ in trail(client, "/blog/topic/doors/")] == ["Goodwill", "Blog", "Welcoming", "Doors"]


@pytest.mark.parametrize("part", ["topic/welcoming/", "tag/tea/", "2009/", "2009/12/", "archive/"])
def test_list_is_a_collection_in_its_blog(client, archive, part):
    found = node(client, f"/blog/{part}", "CollectionPage")
    assert found["url"] == f"{ROOT}/blog/{part}"
    assert found["isPartOf"] == {"@id": node(client, f"/blog/{part}", "Blog")["@id"]}


def test_author_has_a_profile(client, archive):
    author = Author.objects.get(slug="ines-halloran")
    author.bio = "<p>Opens doors &amp; kettles.</p><p>Since 2008.</p>"
    author.portrait = ImageFactory(credit="Callum Reid", licence="own")
    author.reach = [
        ("email", "ines@example.org"),
        ("profile", {"label": "Mastodon", "text": "@ines", "url": "https://social.example.org/@ines"}),
    ]
    author.save()
    cache.clear()
    address = "/blog/author/ines-halloran/"
    person, portrait = node(client, address, "Person"), node(client, address, "ImageObject")
    assert node(client, address, "ProfilePage")["mainEntity"] == {"@id": person["@id"]}
    assert person["description"] == "Opens doors & kettles. Since 2008."
    assert person["sameAs"] == ["https://social.example.org/@ines"]
    assert person["image"] == {"@id": portrait["@id"]}
    assert portrait["copyrightNotice"] == "© Callum Reid"
    assert node(client, "/blog/last/", "Person")["@id"] == person["@id"]


def test_publisher_is_whose_words_these_are(client, archive):
    SiteSettings.objects.update(copyright_holder="The Teahouse Trust")
    cache.clear()
    assert node(client, "/blog/two-cups/", "Organization")["name"] == "The Teahouse Trust"


@pytest.mark.parametrize(
    "words", ["</script><script>alert(1)</script>", "<!-- <script>", "& &amp; \u2028 \x07 🎉", '"\\']
)
def test_no_words_end_the_element_they_stand_in(client, blog, words):
    image = ImageFactory(credit=words, caption=words, description=words)
    post = PostFactory(
        title=words,
        slug="post",
        introduction=words,
        authors=[Author.objects.create(name=f"A {words}", slug="a")],
        topics=[Topic.objects.create(name=f"T {words}", slug="t")],
        lead_picture=image,
    )
    found = node(client, post.url, "BlogPosting")
    assert (found["headline"], found["articleSection"]) == (words, [f"T {words}"])
    assert node(client, post.url, "ImageObject")["creator"]["name"] == plain_name(words)
    assert node(client, "/blog/author/a/", "Person")["name"] == f"A {words}"
    assert b"<script>alert" not in client.get(post.url).content


def test_what_is_not_public_is_in_no_graph(client, archive):
    author = Author.objects.create(name="Hidden Author", slug="hidden", live=False)
    topic = TopicFactory(name="Hushed", live=False)
    post = BlogPage.objects.get(slug="two-cups")
    post.topics.add(topic)
    post.save()
    PostFactory(title="Whisper draft", live=False)
    private = PostFactory(title="Whisper")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    PostFactory(title="Open", slug="open", authors=[author])
    for address in [*PAGES, "/blog/open/"]:
        said = json.dumps(graph(client, address))
        assert not [word for word in ("Whisper", "Hushed", "Hidden") if word in said], address


def test_page_that_asks_for_a_password_has_no_graph(client, blog, archive):
    PageViewRestriction.objects.create(page=blog, restriction_type=PageViewRestriction.PASSWORD, password="x")
    for address in ("/blog/", "/blog/two-cups/", "/blog/author/tom-baird/"):
        assert b"ld+json" not in client.get(address).content
