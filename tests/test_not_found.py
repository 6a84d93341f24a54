"""Who follows a link that leads nowhere is shown the way on."""

import datetime
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from wagtail.models import PageViewRestriction, Site

from home.errors import page_not_found
from home.nearest import words_of_address
from tests.factories import AuthorFactory, BlogFactory, HomeFactory, PostFactory, StandardPageFactory
from tests.reading import all_words, words

AMBASSADOR = "An ambassador is a neighbour with a title"


@pytest.fixture
def posts(blog):
    for title in ("Forty strangers and a borrowed church hall", AMBASSADOR, "The kettle goes on first"):
        PostFactory(title=title)


@pytest.fixture
def lost(client):
    """The page that stands at an address where nobody lives."""

    def visit(address, method="GET"):
        answer = client.generic(method, quote(address, safe="/%"))
        if answer.status_code == 301:
            answer = client.get(answer["Location"])
        assert answer.status_code == 404
        return BeautifulSoup(answer.content, "html.parser")

    return visit


def posts_on(page):
    return [link["href"] for link in page.select("main .lines a") if link.time]


def nearest(page):
    """The posts that the page says are near: those it shows for want of any are not."""
    return posts_on(page) if "nearest to" in words(page.select_one(".lede")) else []


@pytest.mark.parametrize(
    "address",
    [
        "/2009/12/embassador",
        "/2009/12/04/an-ambassador-is-a-neighbor-with-a-title/",
        "/blog/an-ambassador-is-a-neighbour",
        "/blog/ambasador/",
        "/ambassadors.html",
        "/AMBASSADOR.HTM",
        "/ambassador%20is%20a%20neighbour",
        "/old_site/ambassador_neighbour.aspx",
        "/blog/2009/12/nieghbour/feed.xml",
    ],
)
def test_reader_of_a_mistyped_address_is_shown_the_nearest_post(lost, posts, address):
    assert nearest(lost(address)) == ["/blog/an-ambassador-is-a-neighbour-with-a-title/"]


def test_page_says_what_was_looked_for_and_when_the_post_is_of(lost, posts):
    page = lost("/2009/12/embassador")
    assert words(page.h1) == "Nobody lives at this address"
    assert "the nearest to “embassador”" in words(page.select_one(".lede"))
    assert words(page.select_one(".lines a")).startswith(AMBASSADOR)
    assert page.title.get_text().startswith("Page not found")


def test_best_match_comes_first_and_no_more_than_five_are_shown(lost, blog):
    for number in range(7):
        PostFactory(title=f"A lantern of the harbour, part {number}")
    both = PostFactory(title="A lantern for the ferry")
    found = nearest(lost("/lantern-for-the-fery/"))
    assert found[0] == both.url
    assert len(found) == 5


def test_post_in_another_script_is_found(lost, blog):
    post = PostFactory(title="Сосед приходит в гости", slug="сосед-приходит-в-гости")
    PostFactory(title="訪問", slug="訪問")
    assert nearest(lost("/2009/сосед-преходит/")) == [post.url]
    assert nearest(lost("/old/訪問/")) == [quote("/blog/訪問/")]


def test_post_whose_address_says_nothing_is_found_by_its_title(lost, blog):
    PostFactory(title="The Ferryman’s almanac", slug="post-17")
    assert nearest(lost("/ferryman-almanac/")) == ["/blog/post-17/"]


def test_post_that_readers_may_not_see_is_never_named(lost, blog):
    PostFactory(title="Almanac of drafts", live=False)
    behind_a_password = PostFactory(title="Almanac of secrets")
    PageViewRestriction.objects.create(
        page=behind_a_password, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    private_blog = BlogFactory(title="Diary")
    PageViewRestriction.objects.create(page=private_blog, restriction_type=PageViewRestriction.LOGIN)
    PostFactory(title="Almanac of days", parent=private_blog)
    page = lost("/almanac/")
    assert nearest(page) == []
    assert "Almanac" not in page.get_text()
    assert "Diary" not in page.get_text()


def test_reader_who_is_near_no_post_is_shown_the_newest_that_readers_may_see(lost, blog):
    posts = [PostFactory(title=f"Part {number}", date=datetime.date(2020, 1, number)) for number in range(1, 6)]
    PageViewRestriction.objects.create(page=posts[4], restriction_type=PageViewRestriction.LOGIN)
    page = lost("/almanac/")
    assert posts_on(page) == [posts[number].url for number in (3, 2, 1)]
    assert "The newest posts:" in page.main.get_text()


def test_page_that_was_not_found_belongs_nowhere_in_the_menu(lost, posts):
    page = lost("/blog/almanac/")
    assert page.select(".nav a")
    assert not page.select(".nav [aria-current]")


def test_post_of_another_site_is_never_named(lost, client, root, blog, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example.org"]
    other_home = HomeFactory(parent=root, slug="other")
    Site.objects.create(hostname="other.example.org", root_page=other_home)
    other = PostFactory(title="Almanac of the others", parent=BlogFactory(title="Notes", parent=other_home))
    assert nearest(lost("/almanac/")) == []
    answer = client.get("/almanac/", headers={"host": "other.example.org"})
    assert other.title in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/media/ambassador", "/static/ambassador", "/ambassador.php", "/wp-ambassador/", "/.ambassador", "/2009/12/"],
)
def test_nothing_is_looked_for_where_no_post_could_be(lost, posts, address):
    assert nearest(lost(address)) == []


def test_nothing_is_looked_for_at_an_address_that_only_lacks_its_slash(client, posts, django_assert_max_num_queries):
    client.get("/nowhere/")
    with django_assert_max_num_queries(5):
        assert client.get("/blog/embassador").status_code == 301


def test_nothing_is_looked_for_in_the_admin(editor, posts):
    assert AMBASSADOR not in editor.get("/admin/ambassador/").content.decode()


def test_nothing_is_looked_for_when_something_is_sent(lost, posts):
    assert nearest(lost("/embassador/", "OPTIONS")) == []


def test_head_is_told_the_length_of_the_page(client, posts):
    assert client.head("/embassador/")["Content-Length"] == client.get("/embassador/")["Content-Length"]


@pytest.mark.parametrize("address", ["/<script>almanac", "/'\"><b>almanac", "/{{almanac}}/{%x%}"])
def test_words_of_an_address_are_only_words(client, blog, address):
    PostFactory(title="Almanac of <b>days</b>")
    page = client.get(quote(address), follow=True).content.decode()
    assert "Almanac of &lt;b&gt;days&lt;/b&gt;" in page
    assert not BeautifulSoup(page, "html.parser").select("main script, main b")


@pytest.mark.parametrize(
    "address",
    [
        "/" + "a" * 5_000,
        "/" + "a-" * 2_500,
        "/" + "kettle-" * 700,
        "/" + "/" * 2_000 + "x",
        "/%%%___%_/",
        "/_kettle%_%/",
        "/'; drop table blog_blogpage; --",
        "/\\",
        "/\u202eelttek",
        "/🫖🫖🫖",
        "/ﬃﬃﬃﬃ",
        "/%ff%fe/%c3%28",
        "/%ed%a0%80-kettle",
    ],
)
def test_strangest_address_is_only_not_found(lost, posts, address):
    assert len(nearest(lost(address))) <= 5


@pytest.mark.parametrize("path", ["/\0kettle", "/\ud800kettle\udfff", "/\ud800" * 3_000, ""])
def test_broken_path_is_only_not_found(rf, posts, path):
    request = rf.get("/")
    request.path = request.path_info = path
    assert page_not_found(request, Exception()).status_code == 404


def test_wildcards_of_the_database_are_no_words():
    assert words_of_address("/%/_/100%_sure/") == ["100", "sure"]


def test_few_words_are_looked_for_however_many_there_are():
    found = words_of_address("/one-three-sixteen-seventeen-eighteen-nineteen-twenties/")
    assert found == ["sixteen", "seventeen", "eighteen", "nineteen", "twenties"]
    assert sum(map(len, words_of_address("/" + "-".join("abcdefg"[n] * 60 for n in range(7))))) == 100


def test_page_offers_the_archive_of_every_blog_and_the_menu(lost, home, blog):
    BlogFactory(title="Workshop")
    StandardPageFactory(title="About", show_in_menus=True)
    page = lost("/nowhere/")
    offered = [link["href"] for link in page.select("main .lines a")]
    assert offered == ["/workshop/archive/", "/blog/", "/blog/archive/", "/about/"]
    assert "Workshop, every post by year" in all_words(page, "main .lines a")


def test_reader_can_tell_who_greets_on_the_home_page(lost, home):
    home.author = AuthorFactory(name="Ines Halloran", reach=[("email", "ines@example.org")])
    home.save()
    cache.clear()
    link = lost("/a&b/ c").select_one("main a[href^=mailto]")
    assert words(link) == "please tell Ines"
    assert link["href"] == "mailto:ines@example.org?subject=A%20page%20that%20is%20not%20there%3A%20/a%26b/%20c"


def test_reader_is_told_of_another_way_where_there_is_no_email(lost, home):
    profile = {"label": "Mastodon", "text": "@ines", "url": "https://example.org/@ines"}
    home.author = AuthorFactory(reach=[("profile", profile)])
    home.save()
    cache.clear()
    assert lost("/nowhere/").select_one("main a[href='https://example.org/@ines']")


@pytest.mark.parametrize("fields", [{"reach": []}, {"reach": [("email", "ines@example.org")], "live": False}])
def test_nobody_is_named_who_cannot_be_told(lost, home, fields):
    home.author = AuthorFactory(name="Ines Halloran", **fields)
    home.save()
    cache.clear()
    assert "Ines" not in lost("/nowhere/").main.get_text()


def test_page_without_a_site_is_not_found_either(lost, home):
    Site.objects.all().delete()
    cache.clear()
    assert words(lost("/embassador").h1) == "Nobody lives at this address"
