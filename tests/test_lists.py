"""How a reader goes through a blog by what posts are about and who wrote them: topics, tags, authors."""

from urllib.parse import quote

import pytest

from blog.models import Author, BlogPage, Topic
from tests.factories import AuthorFactory, BlogFactory, ImageFactory, PostFactory, TopicFactory
from tests.lists import LISTS, tag, tally, titles, topic
from tests.reading import empty_elements, read, words

# What all of them promise


@pytest.mark.parametrize("make", LISTS)
def test_list_has_its_count_its_feed_and_its_posts_newest_first(client, blog, make):
    PostFactory(title="Of something else")
    address = make(posts=2)
    page = read(client.get(address))
    newest, older = BlogPage.objects.listed()[:2]
    assert titles(page) == [newest.title, older.title]
    assert tally(page) == ("2 posts", f"{address}feed/")
    assert client.get(f"{address}feed/").status_code == 200


@pytest.mark.parametrize("make", LISTS)
def test_list_of_one_post_counts_one(client, blog, make):
    assert tally(read(client.get(make())))[0] == "1 post"


@pytest.mark.parametrize("make", LISTS)
def test_list_has_ten_posts_a_page_and_counts_all_of_them(client, blog, make):
    address = make(posts=23)
    pages = [read(client.get(f"{address}?page={number}")) for number in (1, 2, 3)]
    assert [len(titles(page)) for page in pages] == [10, 10, 3]
    assert [tally(page)[0] for page in pages] == ["23 posts"] * 3
    assert [link["href"] for link in pages[1].select(".pages a[rel]")] == ["?", "?page=3"]
    assert pages[2].select_one("link[rel=canonical]")["href"].endswith(f"{address}?page=3")


def test_second_page_goes_on_without_saying_again_what_the_first_began_with(client, blog):
    blog.introduction = "Everything, newest first."
    blog.save()
    subject = TopicFactory(name="Hosting", description="<p>All about it.</p>")
    ines = AuthorFactory(name="Ines Pirie", bio="<p>Writes.</p>", portrait=ImageFactory())
    PostFactory.create_batch(11, topics=[subject], authors=[ines])
    for address, introduced in {
        "/blog/": ".pagehead .lede",
        "/blog/topic/hosting/": ".pagehead .lede",
        "/blog/author/ines-pirie/": ".profile .prose, .profile img",
    }.items():
        first, second = read(client.get(address)), read(client.get(f"{address}?page=2"))
        assert first.select(introduced)
        assert not second.select(introduced)
        assert words(second.h1) == f"{words(first.h1)}, page 2"


def test_link_to_a_feed_says_what_it_follows(client, blog):
    of_blog, *others = ("/blog/", topic(), tag())
    said = [words(read(client.get(address)).select_one(".tally a")) for address in (of_blog, *others)]
    assert said == ["Follow by RSS", "Follow this topic by RSS", "Follow this tag by RSS"]


@pytest.mark.parametrize("make", LISTS)
def test_first_page_has_one_address_whatever_it_was_asked_by(client, blog, make):
    address = make()
    page = read(client.get(f"{address}?page=1&utm_source=x"))
    assert page.select_one("link[rel=canonical]")["href"].endswith(address)


@pytest.mark.parametrize("number", ["0", "-1", "2", "99999", "abc", "", "1.5", "²", "9" * 5000, "1%20OR%201"])
@pytest.mark.parametrize("address", ["/blog/", "/blog/topic/hosting/", "/blog/topic/hosting/feed/"])
def test_page_that_is_not_there_is_not_found(client, blog, number, address):
    topic()
    assert client.get(f"{address}?page={number}").status_code == 404


@pytest.mark.parametrize("make", LISTS)
def test_list_without_its_last_slash_leads_on_at_once(client, blog, make):
    address = make()
    answer = client.get(address.rstrip("/"))
    assert (answer.status_code, answer["Location"]) == (301, address)


@pytest.mark.parametrize("make", LISTS)
def test_list_answers_to_programs_that_only_ask(client, blog, make):
    answer = client.head(make())
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("kind", ["topic", "tag", "author"])
@pytest.mark.parametrize("slug", ["nobody", "%27%22%3E%3Cb%3E", "a%2Fb", "%00", "%20", "%E2%80%8B", "x" * 300, "-"])
def test_list_of_what_does_not_exist_is_not_found(client, blog, kind, slug):
    PostFactory()
    assert client.get(f"/blog/{kind}/{slug}/").status_code in (400, 404)
    assert client.get(f"/blog/{kind}/{slug}/feed/").status_code in (400, 404)


@pytest.mark.parametrize("address", ["/blog/topic/", "/blog/tag/", "/blog/author/", "/blog/topic/hosting/x/"])
def test_there_is_nothing_between_the_lists(client, blog, address):
    topic()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("make", LISTS)
def test_list_says_nothing_twice_and_shows_nothing_empty(client, blog, make):
    page = read(client.get(make()))
    assert len(page.select("h1")) == 1
    page.select_one(".side").decompose()
    assert empty_elements(page.select_one("main")) == []


@pytest.mark.parametrize("make", LISTS)
def test_list_of_one_blog_has_no_post_of_another(client, blog, make, at_commit):
    address = make()
    shed = BlogFactory(title="Shed news", slug="shed")
    assert client.get(address.replace("/blog/", "/shed/")).status_code == 404
    with at_commit():
        everybody = Author.objects.all()
        PostFactory(parent=shed, title="From the shed", topics=Topic.objects.all(), tags=["kettle"], authors=everybody)
    here, there = read(client.get(address)), read(client.get(address.replace("/blog/", "/shed/")))
    assert titles(there) == ["From the shed"]
    assert "From the shed" not in words(here)
    assert tally(here)[0] == tally(there)[0] == "1 post"


def test_post_leads_to_its_lists_and_they_lead_back(client, blog):
    subject, by = TopicFactory(name="Hosting"), AuthorFactory(name="Ines Pirie")
    post = PostFactory(topics=[subject], tags=["tea & cake"], authors=[by])
    page = read(client.get(post.url))
    links = {link["href"] for link in page.select("article .tags a, .posthead .p-author, .who h2 a")}
    assert links == {"/blog/topic/hosting/", "/blog/tag/tea-cake/", "/blog/author/ines-pirie/"}
    for address in links:
        assert titles(read(client.get(address))) == [post.title]


# Slugs that aren't plain


@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_lists_with_names_in_another_script_are_found_in_either_way_of_writing(client, blog, case):
    subject, by = TopicFactory(name="Соседи"), AuthorFactory(name="訪問 太郎")
    post = PostFactory(topics=[subject], tags=["чай ☕ и торт"], authors=[by])
    slugs = {"topic": "соседи", "author": "訪問-太郎", "tag": "чай-и-торт"}
    for kind, slug in slugs.items():
        address = f"/blog/{kind}/{quote(slug)}/"
        assert titles(read(client.get(f"/blog/{kind}/{case(quote(slug))}/"))) == [post.title]
        page = read(client.get(address))
        assert page.select_one("link[rel=canonical]")["href"].endswith(address)
        assert tally(page)[1] == f"{address}feed/"
        assert address in {link["href"] for link in read(client.get(post.url)).select("article a")}
        assert client.get(f"{address}feed/json/").json()["feed_url"].endswith(f"{address}feed/json/")


@pytest.mark.parametrize("name", ['the "best" <b>tea</b>', "tea/coffee", "it’s & it's", "100%", "a,b", "x" * 100])
def test_tag_may_have_any_name(client, blog, name):
    post = PostFactory(tags=[name])
    links = read(client.get(post.url)).select("article .tags a")
    assert [words(link) for link in links] == [name]
    there = read(client.get(links[0]["href"]))
    assert words(there.h1) == f"Tagged “{name}”"
    assert titles(there) == [post.title]


# A blog as a whole


@pytest.mark.parametrize("part", ["", "feed/", "feed/rss/", "feed/json/", "archive/"])
def test_blog_without_posts_answers_everywhere(client, blog, part):
    assert client.get(f"/blog/{part}").status_code == 200


def test_blog_says_how_many_posts_it_has(client, blog):
    PostFactory.create_batch(2)
    page = read(client.get("/blog/"))
    assert tally(page) == ("2 posts", "/blog/feed/")


def test_list_follows_what_is_published(client, blog, at_commit):
    address = topic()
    assert tally(read(client.get(address)))[0] == "1 post"
    with at_commit():
        PostFactory(topics=Topic.objects.all())
    assert tally(read(client.get(address)))[0] == "2 posts"
    with at_commit():
        for post in BlogPage.objects.all():
            post.unpublish()
    assert client.get(address).status_code == 404
