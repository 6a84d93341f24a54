"""Links within old posts lead where they led, and follow what they lead to."""

import pytest
from taggit.models import Tag

from tests.factories import AuthorFactory, DocumentFactory, ImageFactory, PostFactory, StandardPageFactory, TopicFactory
from tests.wordpress_rows import moved, moved_person, moved_term, old_blog
from wordpress.addresses.links import Links
from wordpress.addresses.meaning import PostId
from wordpress.models import ImportedBlog

HERE = "https://www.example.org/2009/04/here/"


@pytest.fixture
def post(blog):
    old_blog(other_addresses=["files.example.net"])
    post = PostFactory(slug="kettle-on", topics=[TopicFactory(name="Tea", slug="tea")], tags=["green"])
    moved(post, 7, "/2009/04/kettle/", also=["/2009/04/kettel/"])
    return post


@pytest.fixture
def links(post):

    return Links(ImportedBlog.objects.get())


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/2009/04/kettle/",
        "http://www.example.org/2009/04/kettle",
        "HTTP://EXAMPLE.ORG:80/2009/04/Kettle/",
        "//example.org/2009/04/kettle/?utm_source=feed",
        "/2009/04/kettle/",
        " /2009/04/kettle/ ",
        "../kettle/",
        "/?p=7",
        "http://example.org/?page_id=7",
        "http://example.org/index.php/2009/04/kettle/amp/",
        "/2009/04/kettel/",
        "/2009/04/kettle/#more-7",
        "/2009/04/kettle/#respond",
        "/2009/04/kettle/comment-page-2/",
    ],
)
def test_link_to_an_old_post_is_a_link_to_its_page(links, post, href):
    assert links.link(href, HERE) == {"linktype": "page", "id": str(post.pk)}
    assert not links.waiting


def test_link_to_a_place_in_a_post_keeps_the_place(links, post):
    assert links.link("/2009/04/kettle/#comment-7", HERE) == {"href": "/blog/kettle-on/#comment-7"}
    assert links.link("/2009/04/kettle/comment-page-2/#comment-7", HERE) == {"href": "/blog/kettle-on/#comment-7"}
    assert links.link('/2009/04/kettle/#a"b c', HERE) == {"href": "/blog/kettle-on/#a%22b%20c"}
    assert links.link("#note", HERE) == {"href": "#note"}
    assert links.link("#", HERE) == {}


def test_link_to_a_place_in_a_draft_says_no_address(links):
    draft = PostFactory(live=False)
    moved(draft, 8, "/2009/04/draft/")
    assert links.link("/2009/04/draft/#comment-7", HERE) == {"linktype": "page", "id": str(draft.pk)}


@pytest.mark.parametrize(
    "href",
    [
        "https://elsewhere.example/2009/04/kettle/",
        "https://example.org.evil.example/?p=7",
        "https://example.org@elsewhere.example/?p=7",
        "mailto:ines@example.org",
        "tel:+4412345",
    ],
)
def test_what_was_never_ours_stays_as_it_is(links, href):
    assert links.link(href, HERE) == {"href": href}
    assert links.address(href, HERE) == href
    assert not links.waiting


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://[::1",
        "ftp://example.org/x",
        "",
        f"/{'x' * 9_000}",
        "x:y",
    ],
)
def test_what_cannot_be_followed_is_no_link(links, href):
    assert links.link(href, HERE) == {}
    assert links.address(href, HERE) == ""


def test_files_are_linked_as_files_and_pictures_are_left_to_the_post(links):
    file = DocumentFactory()
    moved(file, 20, "/list/", also=["/wp-content/uploads/2009/list.pdf"])
    moved(ImageFactory(), 21, "/2009/04/kettle/pot/", parent_id_there=7, also=["/2009/04/pot.jpg"])
    moved(ImageFactory(), 22, "/alone/", also=["/wp-content/uploads/alone.jpg"])
    document = {"linktype": "document", "id": str(file.pk)}
    assert links.link("/wp-content/uploads/2009/list.pdf", HERE) == links.link("/?attachment_id=20", HERE) == document
    assert links.link("/wp-content/uploads/alone-300x200.jpg", HERE) == {}
    assert links.address("/wp-content/uploads/2009/list.pdf", HERE) == f"http://localhost{file.url}"


def test_page_of_a_picture_is_the_post_that_it_was_uploaded_to(links, post):
    moved(ImageFactory(), 21, "/2009/04/kettle/pot/", parent_id_there=7)
    assert links.link("/2009/04/kettle/pot/", HERE) == {"linktype": "page", "id": str(post.pk)}


def test_lists_and_feeds_are_linked_where_they_are(links, post, blog, home):
    moved_term(post.topics.get(), "category", "tea", 3)
    moved_term(Tag.objects.get(), "tag", "green", 4)
    wanted = {
        "/category/food/tea/": {"href": "/blog/topic/tea/"},
        "/?cat=3": {"href": "/blog/topic/tea/"},
        "/category/tea/feed/": {"href": "/blog/topic/tea/feed/rss/"},
        "/tag/green": {"href": "/blog/tag/green/"},
        "/2009/04/": {"href": "/blog/2009/04/"},
        "/feed/": {"href": "/blog/feed/rss/"},
        "/": {"linktype": "page", "id": str(home.pk)},
        "http://www.example.org": {"linktype": "page", "id": str(home.pk)},
        "/page/2/": {"linktype": "page", "id": str(blog.pk)},
    }
    assert {href: links.link(href, HERE) for href in wanted} == wanted


def test_address_is_whole(links, post):
    assert links.address("/2009/04/kettle/", HERE) == "http://localhost/blog/kettle-on/"
    assert links.address("/2009/04/kettle/#comment-7", HERE) == "http://localhost/blog/kettle-on/#comment-7"
    assert links.address("#note", HERE) == ""


def test_post_that_comes_later_is_waited_for(links):
    assert links.link("/2009/05/later/", HERE) == {"href": "https://www.example.org/2009/05/later/"}
    assert links.waiting == {"https://www.example.org/2009/05/later/"}
    links.waiting.clear()
    page = StandardPageFactory()
    moved(page, 30, "/2009/05/later/")
    assert links.link("/2009/05/later/", HERE) == {"linktype": "page", "id": str(page.pk)}
    assert not links.waiting


def test_what_the_export_has_not_is_told_and_not_waited_for(links):
    links.expected = lambda meanings: PostId(99) in meanings
    links.link("/?p=98", HERE)
    links.link("/?p=99", HERE)
    assert links.dead == {"https://www.example.org/?p=98"}
    assert links.waiting == {"https://www.example.org/?p=99"}


def test_what_stood_beside_the_blog_at_the_same_host_is_no_link_of_it(blog):
    imported = old_blog("example.org/journal")
    links = Links(imported)
    assert links.link("/shop/?p=7", "https://example.org/journal/a/") == {"href": "https://example.org/shop/?p=7"}
    assert not links.waiting
    assert not links.dead


def test_person_that_wrote_nothing_yet_is_linked(links, post):

    moved_person(AuthorFactory(name="Jane Doe"), "jane.doe", 2)
    assert links.link("/author/jane-doe/", HERE) == {"href": "/blog/author/jane-doe/"}
