"""The page of a search as readers use it; what it finds is another file's."""

from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction, Site
from wagtail.search.backends import get_search_backend

from blog.models import BlogIndexPageAuthor, BlogPage
from images.models import CustomImage
from tests.factories import AuthorFactory, BlogFactory, ImageFactory, PostFactory, TopicFactory
from tests.reading import all_words, programs, read, words

MOST_QUERIES = 24
ATOM = "{http://www.w3.org/2005/Atom}"
OPEN_SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture
def archive(blog):
    """Three posts with a kettle in them, of two years and topics, and one without."""
    tea, repairs = TopicFactory(name="Tea"), TopicFactory(name="Repairs")
    ines = AuthorFactory(name="Inès Halloran")
    boils = [("text", "<p>The kettle boils.</p>")]
    PostFactory(title="Kettles, mended", date="2019-03-01", body=boils, topics=[repairs], tags=["copper"])
    PostFactory(title="A vote", date="2020-03-01", body=boils, topics=[tea], authors=[ines])
    PostFactory(title="The rota", date="2020-05-01", body=boils, topics=[tea])
    PostFactory(title="A ladder", date="2020-06-01", body=[("text", "<p>It leans.</p>")], topics=[repairs])


def titles(page):
    return all_words(page, ".entries h3")


def bars(page):
    """The years, and the posts of each, as a screen reader says them."""
    return all_words(page, ".strip .vh")


def test_reader_sees_how_many_posts_say_it_and_where(client, archive):
    page = read(client.get("/search/", {"q": "kettle"}))
    assert words(page.title) == "Results for “kettle” | Goodwill"
    assert words(page.select_one(".found [role=status]")) == "3 posts mention “kettle”"
    assert sorted(titles(page)) == ["A vote", "Kettles, mended", "The rota"]
    assert "kettle" in [mark.get_text().lower() for mark in page.select(".gist mark")]
    assert page.select_one("main input[name=q]")["value"] == "kettle"
    assert all(link.has_attr("data-found") for link in page.select(".entries h3 a"))
    assert bars(page) == ["2019: 1 post", "2020: 2 posts"]


def test_reader_narrows_by_a_box_and_takes_the_filter_away(client, archive):
    form = read(client.get("/search/", {"q": "kettle"})).select_one("form.facets")
    assert "Tea 2 posts" in all_words(form, "label")
    sent = {field["name"]: field["value"] for field in form.select("input[type=hidden]")} | {"topic": "tea"}
    page = read(client.get(form["action"], sent))
    assert sorted(titles(page)) == ["A vote", "The rota"]
    assert page.select_one("input[value=tea]").has_attr("checked")
    chip = page.select_one(".chips a")
    assert words(chip) == "Remove the filter Tea"
    assert len(titles(read(client.get(chip["href"])))) == 3


def test_reader_follows_a_bar_to_its_year_and_back(client, archive):
    page = read(client.get("/search/", {"q": "kettle"}))
    page = read(client.get(page.select_one(".strip a")["href"]))
    assert titles(page) == ["Kettles, mended"]
    assert words(page.select_one(".strip [aria-current] .vh")) == "2019: 1 post"
    assert len(titles(read(client.get(page.select_one(".strip [aria-current]")["href"])))) == 3


def test_reader_sorts_by_day(client, archive):
    page = read(client.get("/search/", {"q": "kettle"}))
    assert all_words(page, ".sort a") == ["Best match", "Newest", "Oldest"]
    oldest = read(client.get(page.select(".sort a")[2]["href"]))
    assert titles(oldest) == ["Kettles, mended", "A vote", "The rota"]
    assert words(oldest.select_one(".sort [aria-current]")) == "Oldest"


def test_reader_browses_without_words(client, archive):
    page = read(client.get("/search/"))
    assert titles(page) == ["A ladder", "The rota", "A vote", "Kettles, mended"]
    assert all_words(page, ".sort a") == ["Newest", "Oldest"]
    assert words(page.select_one(".found [role=status]")) == "4 posts"


def test_reader_who_finds_nothing_is_shown_the_topics_and_the_years(client, archive):
    page = read(client.get("/search/", {"q": "xylophone"}))
    assert words(page.title) == "Nothing for “xylophone” | Goodwill"
    assert words(page.select_one("#results")) == "No post says “xylophone”."
    assert [link["href"] for link in page.select(".tags a")] == ["/blog/topic/repairs/", "/blog/topic/tea/"]
    assert [link["href"] for link in page.select(".skyline a")] == ["/blog/2019/", "/blog/2020/"]


def test_pages_of_results_keep_what_is_wanted(client, blog):
    for _ in range(11):
        PostFactory(topics=[TopicFactory()])
    page = read(client.get("/search/", {"q": "cups", "sort": "oldest"}))
    more = page.select_one(".pages [rel=next]")["href"]
    page = read(client.get(f"/search/{more}"))
    assert titles(page) == ["Post 10"]
    assert words(page.title) == "Results for “cups”, page 2 | Goodwill"
    assert page.select_one(".pages [rel=prev]")["href"] == more.removesuffix("&page=2")


@pytest.mark.any_database
def test_search_is_for_readers_and_for_no_search_engine(client, archive):
    for address in ("/search/", "/search/?q=kettle", "/search/?q=kettle&show=pictures", "/search/feed/?q=kettle"):
        answer = client.get(address)
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert answer["Cache-Control"] == "public, no-cache"
        if "feed" in address:
            assert answer["X-Robots-Tag"] == "noindex"
        else:
            page = read(answer)
            assert page.select_one("meta[name=robots]")["content"] == "noindex, nofollow"
            assert not programs(page)
            assert not page.select("link[rel=canonical]")


@pytest.mark.parametrize(
    "query",
    ["<script>alert(1)</script>", '"NEAR( title:*', "\t\n", "\u202eevil " + "x" * 9_999],
)
def test_strange_words_are_a_page_like_any_other(client, archive, query):
    for more in ({}, {"show": "pictures"}):
        answer = client.get("/search/", {"q": query, "page": "99999", "year": "-1", "sort": "<b>", **more})
        assert "<script>alert" not in answer.content.decode()
        assert len(read(answer).select("h1")) == 1
    assert client.get("/search/suggest/", {"q": query}).status_code == 200
    assert client.get("/search/feed/", {"q": query}).status_code == 200


def queries(client, address):
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_search_asks_little_and_no_more_often_the_more_it_finds(client, archive):
    PostFactory(title="A kettle shown", lead_picture=ImageFactory(title="A kettle"))
    found = ["q=kettle&topic=tea&sort=best", "q=kettle", "", "q=xylophone", "q=kettle&show=pictures"]
    addresses = [f"/search/?{query}" for query in found]
    few = [queries(client, address) for address in addresses]
    for number in range(9):
        picture = ImageFactory(title=f"Kettle {number}")
        PostFactory(title=f"Kettle {number}", lead_picture=picture, topics=[TopicFactory()], tags=[f"t{number}"])
    assert [queries(client, address) for address in addresses] == few
    assert max(few) <= MOST_QUERIES


# Pictures


def use_of(picture):
    return ("image", {"image": {"image": picture, "alt_text": "", "decorative": False}, "caption": ""})


def test_reader_finds_pictures_of_posts_by_words_and_by_maker(client, blog):
    shed = ImageFactory(description="The shed", credit="Maud Ferris", kind="illustration")
    PostFactory(title="A key", lead_picture=shed)
    PostFactory(title="Another key", body=[use_of(shed), use_of(ImageFactory(caption="Beside the shed"))])
    PostFactory(title="A draft", lead_picture=ImageFactory(description="A shed of a draft"), live=False)
    PostFactory(lead_picture=ImageFactory(description="A shed of long ago", use_until="2001-01-01"))
    ImageFactory(description="A shed of no post")
    page = read(client.get("/search/", {"q": "shed", "show": "pictures"}))
    assert words(page.title) == "Pictures for “shed” | Goodwill"
    assert words(page.select_one("[role=status]")) == "2 pictures for “shed”"
    first = page.select_one(".made li:has(a[href='/credits/maud-ferris/'])")
    assert words(first.select_one(".meta")) == "Illustration: Maud Ferris"
    assert [link["href"] for link in first.select(".lines a")] == ["/blog/another-key/", "/blog/a-key/"]
    none = read(client.get("/search/", {"q": "nothing", "show": "pictures"}))
    assert [words(tab) for tab in none.select("main .kinds [aria-current=true]")] == ["Pictures"]
    by_maker = read(client.get("/search/", {"credit": "maud ferris", "show": "pictures"}))
    assert words(by_maker.select_one("[role=status]")) == "1 picture"


def test_pictures_are_not_found_by_what_only_editors_read(client, blog):
    picture = ImageFactory(title="IMG Łoś", description="A moose", caption="By the lake", credit="Łukasz")
    picture.tags.add("unpaid", "Żółw")
    picture.save()
    PostFactory(lead_picture=picture)

    def is_found(typed):
        return bool(read(client.get("/search/", {"q": typed, "show": "pictures"})).select(".made li"))

    assert [typed for typed in ("moose", "lake", "łukasz", "lukasz moose") if not is_found(typed)] == []
    assert [typed for typed in ("img", "unpaid", "łoś", "los", "zolw") if is_found(typed)] == []


def test_pictures_of_drafts_leave_room_for_those_that_readers_see(client, blog):
    seen = ImageFactory(description="The shed")
    PostFactory(lead_picture=seen)
    CustomImage.objects.bulk_create(
        CustomImage(title="", description="A shed, a shed", file=seen.file.name, width=1, height=1) for _ in range(500)
    )
    get_search_backend().add_bulk(CustomImage, list(CustomImage.objects.all()))
    page = read(client.get("/search/", {"q": "shed", "show": "pictures"}))
    assert words(page.select_one("[role=status]")) == "1 picture for “shed”"


# Posts that an editor puts first


def pin(words, post):
    SearchPromotion.objects.create(query=Query.get(words), page=post, sort_order=0)


def test_pinned_post_is_counted_shown_and_followed(client, archive):
    pin("kettle", BlogPage.objects.get(title="The rota"))
    page = read(client.get("/search/", {"q": "kettle"}))
    assert words(page.select_one(".found [role=status]")) == "3 posts mention “kettle”"
    assert titles(page)[0] == "The rota"
    assert len(titles(page)) == 3
    assert followed(client, page) == ["The rota", "A vote", "Kettles, mended"]


def test_pinned_post_that_is_all_there_is_is_no_empty_page(client, archive):
    pin("samovar", BlogPage.objects.get(title="The rota"))
    page = read(client.get("/search/", {"q": "samovar"}))
    assert words(page.title) == "Results for “samovar” | Goodwill"
    assert words(page.select_one("[role=status]")) == "1 post"
    assert titles(page) == ["The rota"]
    assert not page.select(".skyline")


# The feed


def followed(client, page):
    """The titles in the feed that a page leads to."""
    feed = client.get(page.select_one("link[type='application/atom+xml']")["href"])
    assert feed.status_code == 200
    return [title.text for title in ElementTree.fromstring(feed.content).findall(f"{ATOM}entry/{ATOM}title")]


def test_site_that_is_a_blog_itself_is_followed(client, archive, blog):
    Site.objects.update(root_page=blog)
    Site.clear_site_root_paths_cache()
    assert len(followed(client, read(client.get("/search/?q=kettle")))) == 3


def test_search_is_followed_newest_first_by_whole_posts(client, archive):
    feed = read(client.get("/search/", {"q": "kettle", "topic": "tea"})).select_one("link[type='application/atom+xml']")
    atom = ElementTree.fromstring(client.get(feed["href"]).content)
    assert [title.text for title in atom.findall(f"{ATOM}entry/{ATOM}title")] == ["The rota", "A vote"]
    assert "The kettle boils." in atom.find(f"{ATOM}entry/{ATOM}content").text
    assert atom.find(f"{ATOM}title").text == "Goodwill: Posts found by “kettle”, Tea"
    link = atom.find(f"{ATOM}link[@rel='self']").get("href")
    assert client.get(link).content == client.get(feed["href"]).content


def test_posts_of_several_blogs_keep_their_authors_in_a_feed(client, archive, blog):
    other = BlogFactory(title="Workshop")
    for where, name in ((blog, "Ines"), (other, "Tom")):
        BlogIndexPageAuthor.objects.create(page=where, author=AuthorFactory(name=name))
    PostFactory(parent=other, title="Descaling a kettle", date="2021-01-01")
    atom = ElementTree.fromstring(client.get("/search/feed/?q=kettle").content)
    authors = [author.text for author in atom.findall(f"{ATOM}entry/{ATOM}author/{ATOM}name")]
    assert authors == ["Tom", "Ines", "Inès Halloran", "Ines"]


# Suggestions and OpenSearch


def suggested(client, typed):
    found = client.get("/search/suggest/", {"q": typed}).json()["suggestions"]
    return [(one["kind"], one["label"], one["url"]) for one in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ket", [("Post", "Kettles, mended", "/blog/kettles-mended/")]),
        ("REPA", [("Topic", "Repairs", "/blog/topic/repairs/")]),
        ("ines h", [("Author", "Inès Halloran", "/blog/author/in%C3%A8s-halloran/")]),
        ("maud", [("Picture credit", "Maud Ferris", "/credits/maud-ferris/")]),
        ("ke", []),
        ("xyz", []),
    ],
)
def test_reader_who_types_is_shown_how_it_may_go_on(client, archive, typed, expected):
    PostFactory(title="With a picture", lead_picture=ImageFactory(credit="Maud Ferris"))
    assert suggested(client, typed) == expected


def test_nothing_is_suggested_that_readers_may_not_read(client, archive):
    hidden = [
        PostFactory(title=f"Secret kettle {live}", topics=[TopicFactory(name=f"Secrets {live}")], live=live)
        for live in (False, True)
    ]
    PageViewRestriction.objects.create(page=hidden[1], restriction_type=PageViewRestriction.LOGIN)
    cache.clear()
    assert suggested(client, "secret") == []


@pytest.mark.any_database
def test_browser_learns_how_to_search_here(client, home):
    link = read(client.get("/")).select_one("link[rel=search]")
    answer = client.get(link["href"])
    assert answer["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    described = ElementTree.fromstring(answer.content)
    assert described.find(f"{OPEN_SEARCH}ShortName").text == "Goodwill"
    template = described.find(f"{OPEN_SEARCH}Url[@type='text/html']").get("template")
    assert template.endswith("/search/?q={searchTerms}")
