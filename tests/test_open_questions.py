"""Questions that posts end in and that nobody has closed yet."""

import pytest

from blog.models import BlogPage
from tests.factories import AuthorFactory, BlogFactory, PostFactory, TopicFactory
from tests.reading import all_words, read, words

PART = ("open_questions", {"title": "Still open"})


def questions(page):
    return [next(link.stripped_strings) for link in page.select("section.open a")]


@pytest.fixture
def beside_posts(blog):
    blog.sidebar = [PART]
    blog.save()
    return blog


@pytest.fixture
def asked(beside_posts):
    """Four open questions, the newest last."""
    return [PostFactory(title=f"Post {number}", question=f"Who has key {number}?") for number in range(4)]


@pytest.mark.parametrize("where", ["home", "blog", "post"])
def test_newest_three_open_questions_are_shown(client, asked, where):
    address = {"home": "/", "blog": "/blog/", "post": asked[0].url}[where]
    page = read(client.get(address))
    assert questions(page) == ["Who has key 3?", "Who has key 2?", "Who has key 1?"]
    assert "Still open" in all_words(page, ".side h2")


def test_post_that_asks_does_not_list_its_own_question_beside_it(client, asked):
    beside = [questions(read(client.get(post.url))) for post in (asked[3], asked[2], PostFactory(question=""))]
    assert [found[0] for found in beside] == ["Who has key 2?", "Who has key 3?", "Who has key 3?"]


def test_question_leads_to_where_it_stands_in_its_post(client, asked):
    link = read(client.get("/")).select_one("section.open a")
    assert link["href"] == f"{asked[3].url}#question"
    assert words(read(client.get(link["href"])).select_one("#question h2")) == "Who has key 3?"
    assert link.time["datetime"] == asked[3].date.isoformat()


def test_question_that_its_editor_closes_makes_way_for_the_next(client, asked, at_commit):
    client.get("/")
    with at_commit():
        asked[3].question_closed = True
        asked[3].save_revision().publish()
    assert questions(read(client.get("/"))) == ["Who has key 2?", "Who has key 1?", "Who has key 0?"]
    assert words(read(client.get(asked[3].url)).select_one("#question h2")) == "Who has key 3?"


def test_closed_question_says_so_and_asks_for_no_more_answers(client, blog):
    author = AuthorFactory(reach=[("email", "ines@example.org")])
    asked = {"question": "Who has the keys?", "authors": [author]}
    still_open, closed = PostFactory(**asked), PostFactory(question_closed=True, **asked)
    ask = read(client.get(still_open.url)).select_one(".ask")
    assert ask.select("a[href^='mailto:ines@example.org']")
    ask = read(client.get(closed.url)).select_one(".ask")
    assert "closed" in words(ask.select_one(".kicker"))
    assert not ask.select("a")


def test_draft_that_closes_a_question_closes_nothing_yet(client, asked, at_commit):
    with at_commit():
        asked[3].question_closed = True
        asked[3].save_revision()
    assert questions(read(client.get("/")))[0] == "Who has key 3?"


def test_posts_without_a_question_are_not_among_them(client, beside_posts):
    PostFactory(question="")
    page = read(client.get("/"))
    assert not page.select("section.open")
    assert "Still open" not in page.get_text()


def test_home_page_shows_them_without_being_told_to(client, blog):
    PostFactory(question="Who has the keys?")
    page = read(client.get("/"))
    assert questions(page) == ["Who has the keys?"]
    assert "Questions still open" in all_words(page, ".side h2")
    assert len(page.select("section.open")) == 1


def test_posts_show_them_only_where_the_sidebar_has_them(client, blog):
    post = PostFactory(question="Who has the keys?")
    assert not read(client.get(post.url)).select("section.open")


def test_question_of_another_blog_is_on_the_home_page_only(client, asked):
    other = PostFactory(parent=BlogFactory(slug="shed"), question="Who has the shed?")
    BlogPage.objects.filter(pk=other.pk).update(date="2030-01-01")
    assert questions(read(client.get("/blog/")))[0] == "Who has key 3?"
    assert questions(read(client.get("/")))[0] == "Who has the shed?"


def test_question_with_signs_of_html_is_shown_as_written(client, beside_posts):
    PostFactory(question='<b>Who</b> & "why"?')
    assert questions(read(client.get("/"))) == ['<b>Who</b> & "why"?']


def test_topics_beside_the_home_page_lead_where_there_are_posts(client, home, blog):
    second = BlogFactory(title="Second")
    PostFactory(parent=blog, topics=[TopicFactory(name="Here")])
    PostFactory(parent=second, topics=[TopicFactory(name="Only there")])
    home.sidebar = [("topics", {"title": "Topics"})]
    home.save()
    page = read(client.get("/"))
    links = [link["href"] for link in page.select(".side .tags a")]
    assert links == ["/blog/topic/here/"]
    assert client.get(links[0]).status_code == 200
