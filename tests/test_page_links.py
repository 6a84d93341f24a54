"""Links from the texts of a post to other pages of the site."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import DocumentFactory, PostFactory, StandardPageFactory
from tests.reading import read, words


def page_of(client, post):
    return read(client.get(post.url))


def link_to(page, text="there"):
    return f'<p>Look <a linktype="page" id="{page.pk}">{text}</a>.</p>'


def body_of(*html):
    return [("text", text) for text in html]


def links_in(page):
    return [link.get("href") for link in page.select(".prose a")]


def test_links_lead_to_published_pages_and_those_to_others_lead_nowhere(client, blog):
    about = StandardPageFactory(title="About", slug="about")
    draft, deleted = PostFactory(live=False), PostFactory()
    body = json.dumps(
        [
            {"type": "text", "value": link_to(about)},
            {"type": "note", "value": link_to(draft)},
            {"type": "details", "value": {"title": "More", "text": link_to(about) + link_to(deleted, "gone")}},
            {"type": "text", "value": '<p><a href="https://example.org/?a=1&amp;b=2">out</a></p>'},
        ]
    )
    post = PostFactory(body=body)
    deleted.delete()
    page = page_of(client, post)
    assert links_in(page) == ["/about/", None, "/about/", None, "https://example.org/?a=1&b=2"]
    assert draft.url not in client.get(post.url).content.decode()
    assert "gone" in words(page)


def test_links_lead_on_to_a_page_that_moved(client, blog, at_commit):
    about = StandardPageFactory(slug="about")
    post = PostFactory(body=body_of(link_to(about)))
    with at_commit():
        about.slug = "who-we-are"
        about.save_revision().publish()
    assert links_in(page_of(client, post)) == ["/who-we-are/"]


def test_links_of_a_page_that_is_no_post_lead_nowhere_unpublished_either(client, blog):
    about = StandardPageFactory(slug="about", body=body_of(link_to(PostFactory(live=False)), link_to(blog)))
    assert links_in(read(client.get("/about/"))) == [None, "/blog/"]
    assert about.live


def test_links_to_files_lead_to_them_as_long_as_they_are_there(client, blog):
    file = DocumentFactory()
    html = f'<p><a linktype="document" id="{file.pk}">the list</a></p>'
    post = PostFactory(body=body_of(html))
    assert links_in(page_of(client, post)) == [file.url]
    file.delete()
    assert links_in(page_of(client, post)) == [None]


def to_file(file):
    return f'<p><a linktype="document" id="{file.pk}">the list</a></p>'


@pytest.mark.parametrize(("factory", "link"), [(StandardPageFactory, link_to), (DocumentFactory, to_file)])
def test_all_links_of_a_post_or_a_feed_take_one_query(client, blog, factory, link):
    def queries(number):
        html = [link(target) for target in targets[:number]]
        post = PostFactory(body=body_of(*html))
        found = []
        for address in (post.url, "/blog/feed/"):
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            found.append(len(captured))
        assert len(links_in(page_of(client, post))) == number
        post.delete()
        return found

    targets = [factory() for _ in range(6)]
    none = queries(0)
    assert queries(6) == queries(1) == [count + 1 for count in none]
