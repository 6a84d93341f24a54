"""How a reader goes through a blog by time: the skyline, the archive, a year, a month."""

import datetime

import pytest

from blog.lists.by_date import Archive
from blog.models import BlogPage
from tests.factories import BlogFactory, PostFactory, TopicFactory
from tests.reading import all_words, empty_elements, read, words

ARCHIVE = "/blog/archive/"


def post_of(day, **fields):
    return PostFactory(date=datetime.date.fromisoformat(day), **fields)


def posts_of(*days):
    return [post_of(day) for day in days]


def bars(page):
    """Year or month and number of posts of each bar, in words, with the address it leads to."""
    return {words(link.select_one(".vh")): link["href"] for link in page.select(".skyline a")}


def heights(page):
    return [bar["class"][0] for bar in page.select(".skyline i")]


def roll(page):
    return [words(title) for title in page.select(".roll b")]


def years(page):
    return [(words(year.h2), words(year.header.p)) for year in page.select("section.year")]


@pytest.fixture
def few(blog):
    posts_of("2019-05-01", "2021-02-03", "2021-02-28", "2021-11-30")


def test_archive_says_how_many_posts_there_are_and_since_when(client, few):
    page = read(client.get(ARCHIVE))
    assert words(page.h1) == "Archive"
    assert words(page.select_one(".lede")) == "4 posts since May 2019."


def test_archive_of_one_post_counts_one(client, blog):
    post_of("2019-05-01")
    page = read(client.get(ARCHIVE))
    assert words(page.select_one(".lede")) == "1 post since May 2019."
    assert years(page) == [("2019", "1 post")]


def test_archive_shows_every_post_by_year_newest_first(client, blog):
    topic = TopicFactory(name="Hosting")
    post_of("2019-05-01", title="Old")
    post_of("2021-02-03", title="Evening", time=datetime.time(20), topics=[topic])
    post_of("2021-02-03", title="Morning", time=datetime.time(8))
    page = read(client.get(ARCHIVE))
    assert years(page) == [("2021", "2 posts"), ("2019", "1 post")]
    assert roll(page) == ["Evening", "Morning", "Old"]
    assert all_words(page, ".roll time") == ["Feb 3", "Feb 3", "May 1"]
    assert all_words(page, ".roll i") == ["Hosting"]
    assert not page.select(".rest")


def test_line_of_the_archive_leads_to_its_post(client, blog):
    post = post_of("2019-05-01", title="Сосед", slug="сосед")
    link = read(client.get(ARCHIVE)).select_one(".roll a")
    assert link["href"] == post.url
    assert words(read(client.get(link["href"])).h1) == "Сосед"


def test_line_of_the_archive_never_names_a_topic_that_is_a_draft(client, blog):
    post_of("2019-05-01", topics=[TopicFactory(name="Again"), TopicFactory(name="A draft", live=False)])
    assert all_words(read(client.get(ARCHIVE)), ".roll i") == ["Again"]


def test_skyline_has_a_linked_bar_a_year_and_leaves_a_gap_for_an_empty_one(client, few):
    page = read(client.get(ARCHIVE))
    assert bars(page) == {"2019: 1 post": "/blog/2019/", "2021: 3 posts": "/blog/2021/"}
    assert all_words(page, ".skyline .yr") == ["’19", "’20", "’21"]
    assert [bool(year.a) for year in page.select(".skyline li")] == [True, False, True]
    assert heights(page) == ["h7", "h20"]


def test_every_bar_leads_to_a_page(client, few):
    for address in bars(read(client.get(ARCHIVE))).values():
        assert client.get(address).status_code == 200


def test_year_with_one_post_of_many_has_a_bar_that_can_be_seen(client, blog):
    posts_of("2019-05-01", *["2021-01-01"] * 30)
    assert heights(read(client.get(ARCHIVE))) == ["h1", "h20"]


def test_years_of_two_and_of_three_posts_have_bars_that_can_be_told_apart(client, blog):
    posts_of(*["2019-05-01"] * 2, *["2020-05-01"] * 3, *["2021-01-01"] * 11)
    two, three, _ = heights(read(client.get(ARCHIVE)))
    assert int(two[1:]) < int(three[1:])


def test_skyline_stands_on_the_home_page_too(client, few):
    page = read(client.get("/"))
    assert words(page.select_one("#years")) == "4 posts, year by year"
    assert page.select_one("#years a")["href"] == ARCHIVE
    assert bars(page) == {"2019: 1 post": "/blog/2019/", "2021: 3 posts": "/blog/2021/"}


@pytest.mark.parametrize(("last", "shown"), [("2020-01-01", 60), ("2021-01-01", 2)])
def test_skyline_leaves_out_empty_years_only_when_there_are_very_many(client, blog, last, shown):
    posts_of("1961-01-01", last)
    assert len(read(client.get(ARCHIVE)).select(".skyline li")) == shown


def test_skyline_bears_the_first_and_the_last_year_there_can_be(client, blog):
    posts_of("0001-01-01", "9999-12-31")
    page = read(client.get(ARCHIVE))
    assert bars(page) == {"0001: 1 post": "/blog/0001/", "9999: 1 post": "/blog/9999/"}
    assert words(page.select_one(".lede")) == "2 posts since January 0001."
    for address in ("/", "/blog/0001/", "/blog/0001/01/", "/blog/9999/", "/blog/9999/12/", "/blog/0001/feed/"):
        assert client.get(address).status_code == 200
    assert all(client.get(post.url).status_code == 200 for post in BlogPage.objects.all())


def test_post_dated_ahead_stands_under_its_date(client, blog):
    year = datetime.date.today().year + 3
    PostFactory(title="Ahead", date=datetime.date(year, 1, 1))
    assert roll(read(client.get(ARCHIVE))) == ["Ahead"]
    assert roll(read(client.get(f"/blog/{year}/"))) == ["Ahead"]
    assert client.get("/").status_code == 200


def test_blog_without_posts_has_an_archive_that_says_so(client, blog):
    page = read(client.get(ARCHIVE))
    assert words(page.select_one(".lede")) == "Nothing has been published here yet."
    assert not page.select(".skyline, section.year")
    assert not read(client.get("/")).select(".skyline")


def test_archive_of_more_than_300_posts_has_its_latest_two_years_open(client, blog, monkeypatch, at_commit):
    monkeypatch.setattr(Archive, "most_posts", 5)
    posts_of("2009-01-01", "2010-03-01", "2010-01-01", "2014-01-01", "2014-02-01")
    assert len(roll(read(client.get(ARCHIVE)))) == 5
    with at_commit():
        post_of("2009-02-01")
    page = read(client.get(ARCHIVE))
    assert years(page) == [("2014", "2 posts"), ("2010", "2 posts"), ("2009", "2 posts")]
    assert len(roll(page)) == 4
    assert [link["href"] for link in page.select(".rest a")] == ["/blog/2009/"]
    assert words(page.select_one(".rest")) == "Every post of 2009"
    assert [len(year.select(".roll li")) for year in page.select("section.year")] == [2, 2, 0]
    assert empty_elements(page.select_one(".band")) == page.select(".months, .months li")


def test_archive_keeps_all_years_open_up_to_300_posts():
    assert (Archive.most_posts, Archive.open_years) == (300, 2)


def test_archive_shades_the_months_of_a_year_by_their_posts(client, blog):
    posts_of("2021-01-01", *["2021-03-01"] * 3, *["2021-12-01"] * 6)
    months = read(client.get(ARCHIVE)).select(".months li")
    assert [month.get("class", [""])[0] for month in months] == ["m1", "", "m2", *[""] * 8, "m3"]


def test_archive_shades_months_of_as_many_posts_alike_in_every_year(client, blog):
    posts_of("2020-01-01", "2021-01-01", *["2021-12-01"] * 6)
    shaded = read(client.get(ARCHIVE)).select(".months li[class]")
    assert [month["class"] for month in shaded] == [["m1"], ["m3"], ["m1"]]


def test_year_shows_its_posts_by_month_newest_first(client, few):
    page = read(client.get("/blog/2021/"))
    assert words(page.h1) == "2021"
    assert all_words(page, ".month h2") == ["November", "February"]
    assert [len(month.select(".roll li")) for month in page.select(".month")] == [1, 2]
    assert words(page.select_one(".tally span")) == "3 posts"
    assert page.select_one(".tally a")["href"] == "/blog/2021/feed/"


def test_year_has_a_strip_of_twelve_months(client, few):
    page = read(client.get("/blog/2021/"))
    assert len(page.select(".strip li")) == 12
    assert bars(page) == {"February 2021: 2 posts": "/blog/2021/02/", "November 2021: 1 post": "/blog/2021/11/"}
    assert not page.select(".strip [aria-current]")


def test_month_shows_its_posts_and_where_it_stands_in_its_year(client, few):
    page = read(client.get("/blog/2021/02/"))
    assert words(page.h1) == "February 2021"
    assert all_words(page, ".roll time") == ["Feb 28", "Feb 3"]
    assert words(page.select_one(".tally span")) == "2 posts"
    assert [link["href"] for link in page.select(".strip [aria-current=page]")] == ["/blog/2021/02/"]
    assert page.select_one(".kicker a")["href"] == "/blog/2021/"
    assert not page.select(".month h2")


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/blog/", ("Blog", "page")),
        ("/blog/archive/", ("Archive", "page")),
        ("/blog/2021/", ("Archive", "true")),
        ("/blog/2021/02/", ("Archive", "true")),
    ],
)
def test_menu_says_where_a_list_by_date_belongs(client, few, address, current):
    links = read(client.get(address)).select(".nav [aria-current]")
    assert [(words(link), link["aria-current"]) for link in links] == [current]


def test_month_holds_its_first_day_and_its_last_and_no_other(client, blog):
    posts_of("2020-01-31", "2020-02-01", "2020-02-29", "2020-03-01")
    assert all_words(read(client.get("/blog/2020/02/")), ".roll time") == ["Feb 29", "Feb 1"]


def test_year_holds_its_first_day_and_its_last_and_no_other(client, blog):
    posts_of("2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01")
    assert all_words(read(client.get("/blog/2020/")), ".roll time") == ["Dec 31", "Jan 1"]


def ways(page):
    return [(link["rel"], words(link), link["href"]) for link in page.select(".turn a")]


def test_year_leads_to_the_nearest_years_that_have_posts(client, blog):
    posts_of("2009-01-01", "2012-01-01", "2020-01-01")
    earlier, later = (["prev"], "Earlier 2009", "/blog/2009/"), (["next"], "Later 2020", "/blog/2020/")
    assert ways(read(client.get("/blog/2012/"))) == [earlier, later]
    assert [text for _, text, _ in ways(read(client.get("/blog/2009/")))] == ["Later 2012"]
    assert [text for _, text, _ in ways(read(client.get("/blog/2020/")))] == ["Earlier 2012"]


def test_month_leads_to_the_nearest_months_over_the_end_of_the_year(client, blog):
    posts_of("2009-11-01", "2012-01-01", "2012-05-01")
    page = read(client.get("/blog/2012/01/"))
    assert [link["href"] for link in page.select(".turn a")] == ["/blog/2009/11/", "/blog/2012/05/"]
    assert [text for _, text, _ in ways(page)] == ["Earlier November 2009", "Later May 2012"]


def test_only_year_leads_nowhere_else(client, blog):
    post_of("2009-01-01")
    assert not read(client.get("/blog/2009/")).select(".turn")


@pytest.mark.parametrize(
    "part",
    [
        "2018/", "2020/", "0000/", "0001/", "9999/", "21/", "20210/", "-2021/", "２０２１/",
        "2021/03/", "2021/00/", "2021/13/", "2021/2/", "2021/002/", "0000/01/", "2021/02/03/", "2021/february/",
        "2018/feed/", "2021/13/feed/", "0000/feed/",
    ],
)  # fmt: skip
def test_year_or_month_without_posts_or_sense_is_not_found(client, few, part):
    assert client.get(f"/blog/{part}").status_code == 404


def test_long_year_has_pages(client, blog):
    PostFactory.create_batch(51, date=datetime.date(2021, 2, 3))
    first, second = (read(client.get(f"/blog/2021/?page={number}")) for number in (1, 2))
    assert [len(roll(page)) for page in (first, second)] == [50, 1]
    assert words(second.select_one(".tally span")) == "51 posts"
    assert client.get("/blog/2021/?page=3").status_code == 404


@pytest.mark.parametrize("address", ["/blog/archive", "/blog/2021", "/blog/2021/02", "/blog/2021/feed"])
def test_address_without_its_last_slash_leads_on_at_once(client, few, address):
    answer = client.get(f"{address}?page=1")
    assert (answer.status_code, answer["Location"]) == (301, f"{address}/?page=1")
    assert client.get(f"{address}/").status_code == 200


@pytest.mark.parametrize("address", [ARCHIVE, "/blog/2021/", "/blog/2021/02/"])
def test_lists_by_time_answer_to_programs_that_only_ask(client, few, address):
    answer = client.head(address)
    assert (answer.status_code, answer.content) == (200, b"")


def test_archives_of_two_blogs_do_not_mix(client, few):
    other = BlogFactory(title="Shed news", slug="shed")
    post_of("2021-02-03", parent=other)
    post_of("2008-02-03", parent=other)
    assert years(read(client.get("/shed/archive/"))) == [("2021", "1 post"), ("2008", "1 post")]
    assert bars(read(client.get("/shed/archive/"))) == {"2008: 1 post": "/shed/2008/", "2021: 1 post": "/shed/2021/"}
    assert client.get("/shed/2019/").status_code == 404
    assert client.get("/blog/2008/").status_code == 404
    assert bars(read(client.get("/blog/2021/")))["February 2021: 2 posts"] == "/blog/2021/02/"


def test_archive_follows_what_is_published_and_taken_down(client, few, at_commit):
    client.get(ARCHIVE)
    with at_commit():
        post = post_of("2008-01-01")
    assert "2008: 1 post" in bars(read(client.get(ARCHIVE)))
    with at_commit():
        post.unpublish()
    assert "2008: 1 post" not in bars(read(client.get(ARCHIVE)))
    assert client.get("/blog/2008/").status_code == 404


def test_post_that_moves_to_another_date_moves_in_the_archive(client, few, at_commit):
    client.get("/blog/2019/")
    with at_commit():
        post = BlogPage.objects.get(date="2019-05-01")
        post.date = datetime.date(2020, 6, 1)
        post.save_revision().publish()
    assert client.get("/blog/2019/").status_code == 404
    assert client.get("/blog/2020/06/").status_code == 200
