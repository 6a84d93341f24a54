"""What a reader sees of a post, and of the list it stands in."""

import datetime

import pytest
from django.utils import timezone

from blog.models import BlogIndexPageAuthor, BlogPage
from tests.factories import AuthorFactory, ImageFactory, PostFactory, TopicFactory
from tests.reading import all_words, empty_elements, read, words

DAY = datetime.timedelta(days=1)


def byline(page):
    return next((text for text in all_words(page, ".posthead .meta > span") if text.startswith("By")), None)


def titles(page):
    return all_words(page, ".entries a")


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (["Ines"], "By Ines"),
        (["Ines", "Tom"], "By Ines and Tom"),
        (["Tom", "Ines"], "By Tom and Ines"),
        (["Tom", "Ines", "Rukhsana"], "By Tom, Ines and Rukhsana"),
    ],
)
def test_post_names_its_authors_in_order(client, blog, names, line):
    post = PostFactory(authors=[AuthorFactory(name=name) for name in names])
    page = read(client.get(post.url))
    assert byline(page) == line
    assert all_words(page, ".side .who h2") == names


def test_post_without_authors_names_those_of_its_blog(client, blog):
    for order, name in enumerate(["Ines", "Tom"]):
        BlogIndexPageAuthor.objects.create(page=blog, author=AuthorFactory(name=name), sort_order=order)
    post = PostFactory()
    assert byline(read(client.get(post.url))) == "By Ines and Tom"
    assert all_words(read(client.get(blog.url)), ".side .who h2") == ["Ines", "Tom"]


def test_post_says_nothing_of_authors_when_nobody_is_named(client, blog):
    page = read(client.get(PostFactory().url))
    assert byline(page) is None
    assert not page.select(".who")


WAYS = {
    "email": ("email", "ines@example.org"),
    "profile": ("profile", {"label": "Mastodon", "text": "@ines", "url": "https://social.example.org/@ines"}),
    "other": ("other", {"label": "By post", "text": "12 Shed Lane"}),
}


def asking(*ways, **fields):
    author = AuthorFactory(name="Ines Pirie", reach=[WAYS[way] for way in ways])
    return PostFactory(title="Tea & cake", question="Who has the keys?", authors=[author], **fields)


def test_question_ends_a_post_and_can_be_answered_by_email(client, blog):
    page = read(client.get(asking("email").url))
    assert words(page.select_one(".ask h2")) == "Who has the keys?"
    link = page.select_one(".ask a")
    assert words(link) == "Answer by email"
    assert link["href"] == "mailto:ines@example.org?subject=Tea%20%26%20cake"


def test_question_is_answered_by_email_even_where_another_way_is_the_best(client, blog):
    assert read(client.get(asking("profile", "email").url)).select_one(".ask a")["href"].startswith("mailto:")


def test_question_is_answered_where_the_author_is_when_there_is_no_email(client, blog):
    link = read(client.get(asking("other", "profile").url)).select_one(".ask a")
    assert (words(link), link["href"]) == ("Answer by Mastodon", "https://social.example.org/@ines")


@pytest.mark.parametrize("ways", [(), ("other",)])
def test_question_has_no_link_when_there_is_no_way_to_follow(client, blog, ways):
    page = read(client.get(asking(*ways).url))
    assert page.select(".ask")
    assert not page.select(".ask a")


def test_question_is_answered_to_the_first_author_who_has_a_way(client, blog):
    silent, known = AuthorFactory(name="Silent"), AuthorFactory(name="Tom", reach=[("email", "tom@example.org")])
    page = read(client.get(PostFactory(question="Who?", authors=[silent, known]).url))
    assert page.select_one(".ask a")["href"].startswith("mailto:tom@example.org")


def test_author_is_reached_in_her_order_and_the_first_way_is_the_best(client, blog):
    ways = read(client.get(asking("other", "profile", "email").url)).select(".who .reach li")
    assert [
        words(way).startswith(label) for way, label in zip(ways, ("By post", "Mastodon", "Email"), strict=True)
    ] == [True] * 3
    assert ["The best way to reach me" in words(way) for way in ways] == [True, False, False]


def test_half_filled_way_to_reach_an_author_is_left_out(client, blog):
    author = AuthorFactory(
        reach=[("profile", {"label": "Mastodon", "text": "", "url": ""}), ("email", "a@example.org")]
    )
    page = read(client.get(PostFactory(authors=[author]).url))
    assert len(page.select(".who .reach li")) == 1


def test_reader_is_told_of_an_update_only_when_an_editor_says_so(client, blog):
    now = timezone.now()
    fields = {"first_published_at": now - 3 * DAY, "last_published_at": now, "updated_note": "The prices."}
    quiet, told = PostFactory(**fields), PostFactory(tell_readers_updated=True, **fields)
    assert "Updated" not in words(read(client.get(quiet.url)))
    assert "The prices." in words(read(client.get(told.url)).select_one(".posthead .meta"))
    assert "Updated" in words(read(client.get(told.url)).select_one(".posthead .meta"))


def test_reader_is_told_of_no_update_on_the_day_of_publishing(client, blog):
    now = timezone.now()
    post = PostFactory(tell_readers_updated=True, first_published_at=now - DAY / 2, last_published_at=now)
    assert "Updated" not in words(read(client.get(post.url)))


def test_featured_post_leads_the_home_page_up_to_its_last_day(client, blog):
    featured = PostFactory(title="The one", featured_until=timezone.localdate())
    PostFactory(title="Newer")
    page = read(client.get("/"))
    assert words(page.select_one(".leadpost h2")) == "The one"
    assert words(page.select_one(".leadpost .kicker")) == "Featured"
    featured.featured_until -= DAY
    featured.save()
    client.get("/")
    assert BlogPage.objects.get(pk=featured.pk).is_featured is False


def test_newest_post_leads_the_home_page_when_none_is_featured(client, blog):
    PostFactory(title="Old", featured_until=timezone.localdate() - DAY)
    PostFactory(title="New")
    page = read(client.get("/"))
    assert words(page.select_one(".leadpost h2")) == "New"
    assert words(page.select_one(".leadpost .kicker")) == "Latest"
    assert titles(page) == ["Old"]


def test_home_page_shows_no_post_twice_and_five_recent_ones(client, blog):
    PostFactory(title="The one", featured_until=timezone.localdate())
    for number in range(7):
        PostFactory(title=f"Recent {number}")
    page = read(client.get("/"))
    assert titles(page) == ["Recent 6", "Recent 5", "Recent 4", "Recent 3", "Recent 2"]


def test_list_shows_the_introduction_and_else_the_first_words(client, blog):
    long = " ".join(f"word{number}" for number in range(50))
    PostFactory(introduction="In short.", body=[("text", f"<p>{long}</p>")])
    PostFactory(body=[("heading", {"text": "Before", "level": "2"}), ("text", f"<p>{long} &amp; more</p>")])
    excerpt, introduction = all_words(read(client.get(blog.url)), ".entry .gist")
    assert introduction == "In short."
    assert excerpt == " ".join(f"word{number}" for number in range(30)) + "…"


def test_search_engines_are_told_the_introduction_and_else_the_first_words(client, blog):
    def description(**fields):
        return read(client.get(PostFactory(**fields).url)).select_one('meta[name="description"]')["content"]

    assert description() == "Two cups, no agenda."
    assert description(introduction="In short.") == "In short."
    assert description(introduction="In short.", search_description="For engines.") == "For engines."


def test_sparse_post_has_no_empty_element(client, blog):
    post = PostFactory(title="Hello", body=[("text", "<p>One.</p><p>Two.</p>")])
    page = read(client.get(post.url))
    assert all_words(page, ".prose p") == ["One.", "Two."]
    assert empty_elements(page.select_one("article")) == []
    assert not page.select("article figure, article aside, article ul:not(.share), article .lede, article .kicker")


def test_post_with_an_empty_body_is_a_page_all_the_same(client, blog):
    assert client.get(PostFactory(body=[]).url).status_code == 200


def test_picked_posts_are_shown_beside_a_post_in_the_picked_order(client, blog):
    first, second = PostFactory(title="First"), PostFactory(title="Second")
    page = read(client.get(PostFactory(related=[second, first]).url))
    assert [next(link.stripped_strings) for link in page.select(".side .lines a")] == ["Second", "First"]


def test_post_shows_its_topics_and_tags(client, blog):
    page = read(client.get(PostFactory(topics=[TopicFactory(name="Hosting")], tags=["kettle", "tea"]).url))
    assert sorted(all_words(page, "article .tags li")) == ["Hosting", "kettle", "tea"]


def test_lists_order_by_date_then_time_newest_first(client, blog):
    day = datetime.date(2012, 2, 29)
    morning = {"date": day, "time": datetime.time(8)}
    PostFactory(title="Morning", **morning)
    PostFactory(title="Day before", date=day - DAY, time=datetime.time(23))
    PostFactory(title="Evening", date=day, time=datetime.time(20))
    PostFactory(title="Written later", **morning)
    assert titles(read(client.get(blog.url))) == ["Evening", "Written later", "Morning", "Day before"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London"])
def test_date_of_a_post_is_the_same_in_every_time_zone(client, blog, settings, zone):
    post = PostFactory(date=datetime.date(2009, 12, 4), time=datetime.time(23, 59))
    settings.TIME_ZONE = zone
    times = read(client.get(post.url)).select(".posthead time")
    assert [(time["datetime"], words(time)) for time in times] == [("2009-12-04", "Dec 4, 2009")]


def test_blog_has_ten_posts_a_page(client, blog):
    PostFactory.create_batch(23)
    assert [len(titles(read(client.get(f"{blog.url}?page={number}")))) for number in (1, 2, 3)] == [10, 10, 3]
    last = read(client.get(f"{blog.url}?page=3"))
    assert words(last.select_one("[aria-current=page]:not(.nav a)")) == "Page 3"
    assert words(last.select_one("title")).startswith("Blog, page 3")
    assert words(last.h1) == "Blog, page 3"


def test_short_blog_has_no_numbers_of_pages(client, blog):
    PostFactory.create_batch(3)
    assert not read(client.get(blog.url)).select("nav.pages")


def test_minutes_to_read_are_counted_and_at_least_one(client, blog):
    short, long = PostFactory(body=[("text", "<p>One.</p>")]), PostFactory(body=[("text", f"<p>{'word ' * 660}</p>")])
    assert "1 min read" in words(read(client.get(short.url)).select_one(".posthead"))
    assert "3 min read" in words(read(client.get(long.url)).select_one(".posthead"))


def test_greeting_carries_the_face_of_its_author_in_front_of_her_name(client, home):
    home.greeting = "Hello, I am Ines and I write here."
    home.author = AuthorFactory(name="Ines Pirie", portrait=ImageFactory())
    home.save()
    heading = read(client.get("/")).select_one("h1")
    assert words(heading) == "Hello, I am Ines and I write here."
    assert heading.find("picture").next_sibling.strip().startswith("Ines")


def test_sidebar_of_a_post_takes_the_place_of_its_blogs(client, blog):
    blog.sidebar = [("author", {"author": AuthorFactory(name="Everywhere")})]
    blog.save()
    own = PostFactory(sidebar=[("author", {"author": AuthorFactory(name="Only Here")})])
    other = PostFactory()
    assert all_words(read(client.get(other.url)), ".side .who h2") == ["Everywhere"]
    assert all_words(read(client.get(own.url)), ".side .who h2") == ["Only Here"]
