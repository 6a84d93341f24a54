"""Every address the old blog had leads to its place here, in one hop; of what is hidden, nothing is told."""

import datetime
import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.factories import (
    AuthorFactory,
    BlogFactory,
    DocumentFactory,
    ImageFactory,
    PostFactory,
    StandardPageFactory,
    TopicFactory,
)
from tests.random_addresses import random_addresses, wrong_with
from tests.wordpress_rows import moved, moved_person, moved_term, old_blog
from wordpress.addresses.lookups import items_at
from wordpress.models import ImportedBlog, ImportedItem

NONCE = re.compile(rb'nonce="[^"]*"')


@pytest.fixture
def archive(blog):
    """An old blog with a post, a page, a picture of the post, a category, a tag and an author."""
    old_blog()
    post = PostFactory(
        title="Kettle on",
        slug="kettle-on",
        date=datetime.date(2009, 4, 12),
        topics=[TopicFactory(name="Tea rooms", slug="tea-rooms")],
        tags=["green tea"],
        authors=[AuthorFactory(name="Jane Doe")],
    )
    moved(post, 7, "/2009/04/kettle-on/", also=["/2009/04/kettel-on/"])
    moved(StandardPageFactory(title="About", slug="about"), 8, "/who-we-are/", type="page")
    picture = ImageFactory()
    moved(picture, 9, "/2009/04/kettle-on/pot/", parent_id_there=7, also=["/wp-content/uploads/2009/04/Pot.jpg"])
    moved_term(post.topics.get(), "category", "tea-rooms", 3)
    moved_term(Tag.objects.get(), "tag", "green-tea", 4)
    moved_person(post.post_authors.get().author, "jane.doe", 2)
    return post


def leads_to(client, address, **headers):
    """Where an old address leads: by one lasting redirect, to a page that is there."""
    answer = client.get(address, **headers)
    assert answer.status_code == 301, (address, answer.status_code)
    there = client.get(answer["Location"], **headers)
    assert there.status_code == 200, (address, answer["Location"], there.status_code)
    return answer["Location"]


OF_THE_POST = """
/?p=7 /index.php?p=7 /?page_id=7 /?post_type=post&p=7 /?p=7&preview=true /?p=7&utm_source=feed /?utm_source=feed&p=7
/2009/04/kettle-on/ /2009/04/kettle-on /index.php/2009/04/kettle-on/ /2009//04//kettle-on/ /2009/04/Kettle-On/
/2009/04/kettle%2Don/ /2009/04/kettle%2don /2009/04/kettle-on/?utm_source=feed /2009/04/kettle-on/?replytocom=5
/2009/04/kettle-on/?share=twitter /2009/04/kettle-on/amp/ /2009/04/kettle-on/amp /2009/04/kettle-on/?amp=1
/2009/04/kettle-on/feed/ /2009/04/kettle-on/feed/atom/ /2009/04/kettle-on/comment-page-2/ /2009/04/kettle-on/2/
/2009/04/kettle-on/page/2/ /2009/04/kettle-on/trackback/ /2009/04/kettle-on/embed/ /2009/04/kettel-on/
/2009/04/kettle-on/comment-page-2/amp/ /2009/04/kettle-on/pot/ /?attachment_id=9
""".split()
OF_THE_REST = {
    "/?page_id=8": "/about/",
    "/who-we-are/": "/about/",
    "/who-we-are/feed/": "/about/",
    "/category/tea-rooms/": "/blog/topic/tea-rooms/",
    "/category/food/tea-rooms/page/3/": "/blog/topic/tea-rooms/",
    "/category/tea-rooms/feed/": "/blog/topic/tea-rooms/feed/rss/",
    "/?cat=3": "/blog/topic/tea-rooms/",
    "/?category_name=food/tea-rooms": "/blog/topic/tea-rooms/",
    "/?cat=3&feed=atom": "/blog/topic/tea-rooms/feed/",
    "/tag/green-tea/": "/blog/tag/green-tea/",
    "/tag/green-tea": "/blog/tag/green-tea/",
    "/?tag=green-tea": "/blog/tag/green-tea/",
    "/author/jane-doe/": "/blog/author/jane-doe/",
    "/author/jane.doe/": "/blog/author/jane-doe/",
    "/author/jane-doe/feed/rss2/": "/blog/author/jane-doe/feed/rss/",
    "/?author=2": "/blog/author/jane-doe/",
    "/2009/": "/blog/2009/",
    "/2009/04/": "/blog/2009/04/",
    "/2009/4": "/blog/2009/04/",
    "/2009/04/12/": "/blog/2009/04/",
    "/2009/04/page/2/": "/blog/2009/04/",
    "/?m=200904": "/blog/2009/04/",
    "/?m=2009": "/blog/2009/",
    "/?m=20090412": "/blog/2009/04/",
    "/feed/": "/blog/feed/rss/",
    "/feed/atom/": "/blog/feed/",
    "/?feed=rss2": "/blog/feed/rss/",
    "/wp-atom.php": "/blog/feed/",
    "/comments/feed/": "/blog/feed/rss/",
    "/page/2/": "/blog/",
    "/index.php": "/",
}


def test_post_is_found_at_every_address_it_had(client, archive):
    led = {address: leads_to(client, address) for address in OF_THE_POST}
    assert led == dict.fromkeys(OF_THE_POST, "/blog/kettle-on/")


def test_everything_else_is_found_where_it_is_now(client, archive):
    assert {address: leads_to(client, address) for address in OF_THE_REST} == OF_THE_REST


def test_page_that_lives_here_is_shown(client, archive):
    for address in ("/", "/?utm_source=feed", "/?p=", "/?p=x", "/?p=-7", "/?s=kettle", "/blog/?p=7"):
        assert client.get(address).status_code == 200, address


def test_only_the_front_page_is_asked_by_numbers(client, archive):
    assert client.get("/about/?p=7").status_code == 200
    assert client.get("/search/?tag=green-tea&author=2").status_code == 200
    assert client.get("/nowhere/?p=7").status_code == 404


@pytest.mark.parametrize(
    "address", ["/wp-content/uploads/2009/04/Pot.jpg", "/wp-content/uploads/2009/04/Pot-300x200.jpg"]
)
def test_picture_is_found_at_its_old_address_as_large_as_it_is_public(client, archive, address):
    answer = client.get(address)
    assert answer.status_code == 301
    there = client.get(answer["Location"])
    assert (there.status_code, there["Content-Type"]) == (200, "image/jpeg")
    assert "width-960" in answer["Location"]


def test_picture_and_file_that_belong_to_no_post_are_found_themselves(client, archive):
    moved(ImageFactory(), 20, "/pot-alone/")
    file = DocumentFactory()
    moved(file, 21, "/list/", also=["/wp-content/uploads/list.txt"])
    assert leads_to(client, "/?attachment_id=20").startswith("/media/")
    assert leads_to(client, "/pot-alone/").startswith("/media/")
    assert leads_to(client, "/?attachment_id=21") == leads_to(client, "/wp-content/uploads/list.txt") == file.url


def test_answer_is_like_every_other_lasting_redirect_of_the_site(client, archive):
    for address in ("/?p=7", "/2009/04/kettle-on/"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "public, no-cache"
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies
        head = client.head(address)
        assert (head.status_code, head["Location"], head.content) == (301, "/blog/kettle-on/", b"")
        assert client.post(address).status_code != 301


def test_path_with_two_slashes_first_names_no_host(client, archive):
    answer = client.get("/", PATH_INFO="//2009/04/kettle-on/")
    assert (answer.status_code, answer["Location"]) == (301, "/blog/kettle-on/")


def test_blog_that_stood_in_a_folder_is_found_there(client, blog):
    old_blog("example.org/journal", "/archives/%post_id%")
    moved(PostFactory(slug="kettle", date=datetime.date(2009, 4, 12)), 7, "/journal/archives/7")
    for address in ("/journal/archives/7", "/journal/?p=7", "/journal/index.php?p=7", "/journal/archives/7/feed/"):
        assert leads_to(client, address) == "/blog/kettle/"
    assert leads_to(client, "/journal/archives/date/2009/04/") == "/blog/2009/04/"
    assert leads_to(client, "/journal/feed/") == "/blog/feed/rss/"
    assert client.get("/archives/7/").status_code == 404
    assert client.get("/?p=7").status_code == 200


def test_blog_that_stood_where_the_new_one_stands_keeps_what_lives_there(client, blog):
    old_blog("example.org/blog", "/%postname%/")
    moved(PostFactory(slug="kettle"), 7, "/blog/kettle/")
    moved(PostFactory(slug="cup"), 8, "/blog/teacup/")
    PostFactory(slug="teapot")
    moved(PostFactory(slug="pot"), 9, "/blog/teapot/")
    assert leads_to(client, "/blog/?p=7") == "/blog/kettle/"
    assert leads_to(client, "/blog/teacup") == "/blog/cup/"
    assert leads_to(client, "/blog/kettle") == "/blog/kettle/"
    assert client.get("/blog/teapot/").status_code == 200
    assert leads_to(client, "/blog/teapot") == "/blog/teapot/"


def test_slash_is_added_where_only_that_is_missing_from_an_address_of_the_site(client, archive):
    moved(PostFactory(slug="search-2"), 30, "/search/")
    assert leads_to(client, "/search") == "/search/"


def test_editors_own_redirect_goes_first(client, archive):
    Redirect.objects.create(old_path="/2009/04/kettle-on", redirect_link="/about/")
    assert leads_to(client, "/2009/04/kettle-on/") == "/about/"


def test_post_written_later_takes_an_old_address(client, archive):
    StandardPageFactory(title="Who we are", slug="who-we-are")
    assert client.get("/who-we-are/").status_code == 200


def test_renamed_post_is_one_hop_away(client, archive, at_commit):
    archive.slug = "kettle-off"
    with at_commit():
        archive.save_revision().publish()
    for address in ("/?p=7", "/2009/04/kettle-on/", "/2009/04/kettel-on/"):
        assert leads_to(client, address) == "/blog/kettle-off/"


def test_address_in_any_script_and_of_any_length_is_found(client, archive):
    path = f"/2009/04/{'чайник-' * 60}/"
    assert len(path) > 255
    moved(PostFactory(slug="long"), 40, quote(path))
    moved(PostFactory(slug="latin"), 41, "/2009/04/caf%E9/")
    assert leads_to(client, quote(path).lower()) == leads_to(client, quote(path)[:-1]) == "/blog/long/"
    assert leads_to(client, "/2009/04/caf%E9/") == leads_to(client, "/2009/04/caf%C3%A9/") == "/blog/latin/"
    moved(PostFactory(slug="percent"), 42, "/2009/04/100%25-tea/")
    assert leads_to(client, "/2009/04/100%25-tea/") == "/blog/percent/"


def test_of_two_old_blogs_the_one_at_the_host_that_was_asked_goes_first(client, archive, settings):
    settings.ALLOWED_HOSTS = ["*"]
    second = old_blog("second.example.org", blog=BlogFactory(title="Second", slug="second"))
    other = PostFactory(slug="other", parent=second.blog)
    moved(other, 7, "/2009/04/kettle-on/", blog=second)
    for address in ("/?p=7", "/2009/04/kettle-on/"):
        assert leads_to(client, address, HTTP_HOST="www.second.example.org") == "/second/other/"
        assert leads_to(client, address, HTTP_HOST="example.org") == "/blog/kettle-on/"
        assert leads_to(client, address) == "/blog/kettle-on/"


def test_of_equal_ids_the_one_that_readers_may_see_is_found(client, archive):
    moved(None, 7, type="nav_menu_item")
    moved(PostFactory(live=False), 50)
    moved(PostFactory(slug="second"), 50)
    assert leads_to(client, "/?p=7") == "/blog/kettle-on/"
    assert leads_to(client, "/?p=50") == "/blog/second/"


HIDDEN = ["draft", "password", "gone", "in a private blog"]


def hide(how):
    blog = BlogFactory(title="Private") if how == "in a private blog" else None
    post = PostFactory(slug="secret", live=how != "draft", **({"parent": blog} if blog else {}))
    if how in ("password", "in a private blog"):
        PageViewRestriction.objects.create(page=blog or post, restriction_type="password", password="open sesame")
    moved(None if how == "gone" else post, 61, "/2009/04/secret-61/", also=["/2009/04/secret-62/"], type="post")
    moved(ImageFactory(), 63, "/2009/04/secret-61/pic", parent_id_there=61, also=["/wp-content/uploads/secret-63.jpg"])
    moved(DocumentFactory(), 64, parent_id_there=61, also=["/wp-content/uploads/secret-64.txt"])
    if how == "gone":
        post.delete()


@pytest.mark.parametrize("how", HIDDEN)
def test_what_is_hidden_is_answered_like_what_never_was(client, archive, how):
    hide(how)
    hidden = ["/?p=61", "/index.php?p=61", "/2009/04/secret-61/", "/2009/04/secret-61/feed/", "/2009/04/secret-62"]
    files = ["/?attachment_id=63", "/wp-content/uploads/secret-63.jpg", "/wp-content/uploads/secret-64.txt"]
    for address in hidden + files:
        answers = [client.get(where) for where in (address, re.sub(r"6([1-4])", r"9\1", address))]
        shown, unknown = ((answer.status_code, NONCE.sub(b"", answer.content)) for answer in answers)
        assert shown[0] == unknown[0]
        assert shown[0] in (200, 301, 404)
        assert shown[1].replace(b"secret-6", b"secret-9").replace(b"=6", b"=9") == unknown[1], address
        assert {**answers[0].headers, "ETag": "", "Location": ""} == {**answers[1].headers, "ETag": "", "Location": ""}
        assert not answers[0].has_header("Location") or answers[0]["Location"].startswith("/2009/04/secret-62/")


def test_picture_of_a_draft_is_found_where_readers_see_it_elsewhere(client, archive, indexes):
    picture = ImageFactory()
    moved(PostFactory(live=False), 70)
    moved(picture, 71, parent_id_there=70, also=["/wp-content/uploads/shared.jpg"])
    assert client.get("/wp-content/uploads/shared.jpg").status_code == 404
    PostFactory(body=[("image", {"image": {"image": picture, "alt_text": "", "decorative": True}, "caption": ""})])
    assert client.get("/wp-content/uploads/shared.jpg").status_code == 301


def test_lists_of_nothing_are_not_there(client, archive):
    moved_term(TopicFactory(name="Empty"), "category", "empty", 5)
    moved_person(AuthorFactory(name="Nobody"), "nobody", 6)
    for address in ("/category/empty/", "/category/unknown/", "/author/nobody/", "/2010/", "/2009/05/", "/tag/none/"):
        assert client.get(address).status_code == 404, address
    for address in ("/?cat=5", "/?author=6", "/?m=2010", "/?tag=none"):
        assert client.get(address).status_code == 200, address


def test_nothing_leads_into_a_blog_that_is_not_published(client, archive, blog, at_commit):
    with at_commit():
        blog.unpublish()
    for address in ("/?p=7", "/feed/", "/2009/", "/category/tea-rooms/"):
        assert client.get(address).status_code in (200, 404)


def asked(client, address):
    client.get(address)  # what is kept is looked up once
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [query["sql"] for query in queries if "wordpress_" in query["sql"]], len(queries)


def test_page_that_lives_here_costs_nothing_more(client, archive):
    for address in ("/", "/blog/", "/blog/kettle-on/", "/?utm_source=p", "/about/"):
        assert asked(client, address)[0] == []


def test_front_page_asked_for_a_number_takes_three_queries_at_most(client, archive):
    for address in ("/?p=7", "/?page_id=8", "/?cat=3", "/?author=2", "/?m=200904"):
        assert asked(client, address)[1] in (1, 2, 3), address
    assert asked(client, "/?p=61")[1] - asked(client, "/?x=1")[1] in (1, 2, 3)


@pytest.mark.parametrize("address", ["/2009/04/kettle-on/", "/2009/04/kettel-on/feed/", "/who-we-are/amp/"])
def test_old_path_takes_a_query_for_itself_and_one_for_its_page(client, archive, address):
    own, all_of_them = asked(client, address)
    ImportedItem.objects.update(page=None)
    assert len(own) == 1
    assert all_of_them - asked(client, address)[1] == 1


def test_old_paths_are_found_by_their_index(archive):
    key = ImportedBlog.objects.get().pk
    with CaptureQueriesContext(connection) as queries:
        assert len(items_at(key, ["2009/04/kettel-on", "2009/04/kettle-on"])) == 2
    assert len(queries) == 1
    if connection.vendor == "sqlite":
        plan = connection.cursor().execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}").fetchall()
        assert not [step for step in plan if "wordpress_items_by_id" in step[3] or "SCAN" in step[3]]


def test_site_that_nobody_moved_to_asks_once_for_what_is_not_there(client, blog):
    client.get("/nowhere/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/nowhere/")
    assert not [query for query in queries if "wordpress_" in query["sql"]]
    ImportedBlog.objects.all().delete()
    assert client.get("/?p=7").status_code == 200


STRANGE = [
    "//evil.example/2009/04/kettle-on/",
    "/\\evil.example/2009/04/kettle-on/",
    "/2009/04/kettle-on/?next=//evil.example",
    "/?p=7&redirect_to=https://evil.example/",
    "/?p=7%0d%0aSet-Cookie:%20a=b",
    "/2009/04/kettle-on/%0d%0aSet-Cookie:%20a=b",
    "/category/https:%2f%2fevil.example%2ftea-rooms/",
    "/?p=7%00",
    "/2009/04/%00kettle-on/",
    "/?tag=%2500",
    f"/?p=7&x={'y' * 100_000}",
    f"/?{'p=7&' * 5_000}",
    f"/{'x/' * 3_000}",
    "/?p=99999999999999999999999",
    "/?p=٧",
    "/?cat[]=3",
    "/?m=000000",
    "/0000/00/",
    "/2009/13/",
]


def test_strange_address_leads_to_no_other_host_and_breaks_nothing(client, archive):
    for address in STRANGE:
        answer = client.get(address)
        assert answer.status_code in (200, 301, 400, 404), address
        assert not answer.cookies, address
        if answer.status_code == 301:
            assert re.fullmatch(r"/[\w%-][\w%/.-]*(\?.*)?", answer["Location"]), answer["Location"]


def test_random_addresses_break_nothing(client, archive):
    for address in random_addresses(300, seed=7):
        answer = client.get(address)
        assert not wrong_with(answer), (address, answer)
