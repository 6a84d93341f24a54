"""What a topic, a tag and an author say of themselves, and which posts are theirs."""

import pytest

from blog.models import BlogIndexPageAuthor, BlogPage, Topic
from tests.factories import AuthorFactory, BlogFactory, ImageFactory, PostFactory, TopicFactory
from tests.lists import author, tag, tally, titles
from tests.reading import all_words, facts, read, words


def own_author(blog, **fields):
    """One of the authors of the blog itself."""
    author = AuthorFactory(**fields)
    BlogIndexPageAuthor.objects.create(page=blog, author=author)
    return author


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
