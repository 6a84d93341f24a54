"""How a reader goes through a blog by what posts are about and who wrote them: topics, tags, authors."""

from urllib.parse import quote

import pytest

from blog.models import Author, BlogIndexPageAuthor, BlogPage, Topic
from tests.factories import AuthorFactory, BlogFactory, ImageFactory, PostFactory, TopicFactory
from tests.reading import all_words, empty_elements, facts, read, words


def titles(page):
    return all_words(page, ".entries :is(h2, h3)")


def tally(page):
    """How many posts the list says it has, and where its feed is, if it says so on this page."""
    count, feed = page.select_one(".tally span, h2#posts"), page.select_one(".tally a, .profile a[type]")
    return " ".join(words(count).split()[:2]), feed and feed["href"]


def own_author(blog, **fields):
    """One of the authors of the blog itself."""
    author = AuthorFactory(**fields)
    BlogIndexPageAuthor.objects.create(page=blog, author=author)
    return author


def topic(**options):
    subject = TopicFactory(name="Hosting", slug="hosting")
    PostFactory.create_batch(options.get("posts", 1), topics=[subject])
    return "/blog/topic/hosting/"


def tag(**options):
    PostFactory.create_batch(options.get("posts", 1), tags=["kettle"])
    return "/blog/tag/kettle/"


def author(**options):
    PostFactory.create_batch(options.get("posts", 1), authors=[AuthorFactory(name="Ines Pirie")])
    return "/blog/author/ines-pirie/"


LISTS = [topic, tag, author]


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


# Topics


def test_topic_has_its_words_and_says_what_it_is(client, blog):
    PostFactory(topics=[TopicFactory(name="Hosting", description="<p>Open <b>doors</b>.</p>")])
    page = read(client.get("/blog/topic/hosting/"))
    assert words(page.h1) == "Hosting"
    assert words(page.select_one(".pagehead .kicker")) == "Topic"
    assert page.select_one(".pagehead .lede b").get_text() == "doors"
    assert page.select_one("meta[name=description]")["content"] == "Open doors."
    assert page.title.get_text().startswith("Posts on Hosting")


@pytest.fixture
def family(blog):
    """Hosting has the parts Tea (with the part Kettles) and Cake; nothing is written about Bread."""
    hosting = TopicFactory(name="Hosting")
    tea, cake = (TopicFactory(name=name, parent=hosting) for name in ("Tea", "Cake"))
    TopicFactory(name="Bread", parent=hosting)
    kettles = TopicFactory(name="Kettles", parent=tea)
    PostFactory(title="Three cakes", topics=[cake])
    PostFactory(title="A kettle", topics=[kettles])
    PostFactory(title="A host, with tea and cake", topics=[hosting, tea, cake])
    PostFactory(title="Of something else", topics=[TopicFactory(name="Ferries")])


def test_topic_has_the_posts_of_all_its_parts_each_once(client, family):
    page = read(client.get("/blog/topic/hosting/"))
    assert titles(page) == ["A host, with tea and cake", "A kettle", "Three cakes"]
    assert tally(page)[0] == "3 posts"
    assert titles(read(client.get("/blog/topic/tea/"))) == ["A host, with tea and cake", "A kettle"]
    feed = client.get("/blog/topic/hosting/feed/json/").json()
    assert [item["title"] for item in feed["items"]] == titles(page)


def test_topic_leads_to_its_parts_that_have_posts_and_to_what_it_is_part_of(client, family):
    page = read(client.get("/blog/topic/hosting/"))
    assert all_words(page, ".pagehead .tags a") == ["Cake", "Tea"]
    assert all(client.get(link["href"]).status_code == 200 for link in page.select(".pagehead .tags a"))
    part = read(client.get("/blog/topic/kettles/"))
    assert part.select_one(".pagehead .kicker a")["href"] == "/blog/topic/tea/"
    assert not part.select(".pagehead .tags")
    assert [step["name"] for step in facts(part)["BreadcrumbList"]["itemListElement"]][1:] == ["Blog", "Tea", "Kettles"]


def test_topic_whose_parts_alone_have_posts_has_a_page(client, family):
    BlogPage.objects.get(title="A host, with tea and cake").delete()
    assert titles(read(client.get("/blog/topic/tea/"))) == ["A kettle"]


def test_topic_that_nothing_is_written_about_is_not_found(client, family):
    assert client.get("/blog/topic/bread/").status_code == 404


def test_topic_that_is_a_draft_has_no_page_and_is_no_part(client, family):
    Topic.objects.filter(name__in=["Tea", "Cake"]).update(live=False)
    assert client.get("/blog/topic/tea/").status_code == 404
    page = read(client.get("/blog/topic/hosting/"))
    assert titles(page) == ["A host, with tea and cake"]
    assert "Cake" not in words(page.main).replace("Cakes", "")
    part = read(client.get("/blog/topic/kettles/"))
    assert words(part.select_one(".pagehead .kicker")) == "Topic"


@pytest.mark.parametrize("length", [1, 2, 3])
def test_topics_that_are_parts_of_each_other_are_shown_all_the_same(client, blog, length):
    topics = [TopicFactory(name=f"Ring {number}") for number in range(length)]
    for number, one in enumerate(topics):
        Topic.objects.filter(pk=one.pk).update(parent=topics[number - 1])
        PostFactory(topics=[one])
    for one in topics:
        page = read(client.get(f"/blog/topic/{one.slug}/"))
        assert len(titles(page)) == length
        assert one.name not in all_words(page, ".pagehead .tags a")
    assert client.get("/sitemap.xml").status_code == 200


# Tags


def test_tag_says_what_it_is(client, blog):
    page = read(client.get(tag()))
    assert words(page.h1) == "Tagged “kettle”"
    assert page.title.get_text().startswith("Posts tagged “kettle”")
    assert words(page.select_one(".pagehead .kicker")) == "Tag"


def test_tag_that_only_pictures_have_is_not_found(client, blog):
    PostFactory()
    ImageFactory().tags.add("kettle")
    assert client.get("/blog/tag/kettle/").status_code == 404


def test_post_with_a_tag_and_a_topic_of_one_name_is_in_both(client, blog):
    post = PostFactory(topics=[TopicFactory(name="Tea")], tags=["tea"])
    assert titles(read(client.get("/blog/topic/tea/"))) == titles(read(client.get("/blog/tag/tea/"))) == [post.title]


def test_tag_without_a_letter_is_named_and_leads_nowhere(client, blog):
    """Its address would have nothing to say."""
    post = PostFactory(tags=["☕"])
    page = read(client.get(post.url))
    assert all_words(page, "article .tags li") == ["☕"]
    assert not page.select("article .tags a")
    assert "tag//" not in client.get("/sitemap.xml").content.decode()


# Authors


def test_author_is_introduced_with_portrait_credit_words_and_ways_to_reach(client, blog):
    portrait = ImageFactory(description="Ines at the door", credit="Maud Ferris")
    by = AuthorFactory(
        name="Ines Pirie",
        portrait=portrait,
        short_bio="In short.",
        bio="<p>At <i>length</i>.</p>",
        reach=[("email", "ines@example.org")],
    )
    PostFactory(authors=[by])
    page = read(client.get("/blog/author/ines-pirie/"))
    profile = page.select_one(".profile")
    assert words(page.h1) == "Ines Pirie"
    assert profile.img["alt"] == "Ines at the door"
    assert "Maud Ferris" in words(profile.figcaption)
    assert words(profile.select_one(".prose")) == "At length."
    assert profile.select_one(".reach a")["href"] == "mailto:ines@example.org"
    assert page.select_one("meta[name=description]")["content"] == "In short."
    assert page.title.get_text().startswith("Posts by Ines Pirie")


def test_author_without_anything_is_a_name_and_posts(client, blog):
    page = read(client.get(author()))
    assert not page.select(".profile :is(figure, img, .prose, .lede)")
    assert facts(page)["ProfilePage"]["mainEntity"]["@id"] == facts(page)["Person"]["@id"]
    assert facts(page)["Person"]["url"].endswith("/blog/author/ines-pirie/")


def test_author_has_the_posts_that_name_them_among_others(client, blog):
    ines, tom = AuthorFactory(name="Ines"), AuthorFactory(name="Tom")
    PostFactory(title="Both", authors=[ines, tom])
    PostFactory(title="Tom alone", authors=[tom])
    PostFactory(title="Nobody")
    assert titles(read(client.get("/blog/author/tom/"))) == ["Tom alone", "Both"]
    assert titles(read(client.get("/blog/author/ines/"))) == ["Both"]


def test_author_of_the_blog_has_the_posts_that_name_nobody_too(client, blog):
    own_author(blog, name="Ines")
    own_author(blog, name="Rukhsana")
    PostFactory(title="Nobody")
    PostFactory(title="Tom’s", authors=[AuthorFactory(name="Tom")])
    PostFactory(title="A draft’s", authors=[AuthorFactory(name="Early Bird", live=False)])
    for name in ("ines", "rukhsana"):
        page = read(client.get(f"/blog/author/{name}/"))
        assert titles(page) == ["A draft’s", "Nobody"]
        assert tally(page)[0] == "2 posts"
    assert titles(read(client.get("/blog/author/tom/"))) == ["Tom’s"]
    for post in BlogPage.objects.all():
        assert [link["href"] for link in read(client.get(post.url)).select(".posthead .p-author")] == (
            ["/blog/author/tom/"] if post.title == "Tom’s" else ["/blog/author/ines/", "/blog/author/rukhsana/"]
        )


def test_author_of_the_blog_has_a_page_before_the_first_post(client, blog):
    own_author(blog, name="Ines")
    page = read(client.get("/blog/author/ines/"))
    assert tally(page)[0] == "0 posts"
    assert client.get("/blog/author/ines/feed/").status_code == 200


def test_author_of_one_blog_has_no_page_in_another_without_posts_there(client, blog):
    own_author(blog, name="Ines")
    PostFactory(parent=BlogFactory(title="Shed news", slug="shed"))
    assert client.get("/shed/author/ines/").status_code == 404


def test_author_who_is_a_draft_has_no_page(client, blog):
    own_author(blog, name="Soon", live=False)
    PostFactory(authors=[AuthorFactory(name="Early Bird", live=False)])
    for slug in ("soon", "early-bird"):
        assert client.get(f"/blog/author/{slug}/").status_code == 404
        assert client.get(f"/blog/author/{slug}/feed/").status_code == 404


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
