"""This week, years ago: what was written around today's date in earlier years."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.factories import BlogFactory, PostFactory
from tests.reading import read, words

HEADING = "This week, years ago"
TODAY = datetime.date(2026, 6, 15)


@pytest.fixture
def on(monkeypatch, client, blog):
    """``on("2026-06-15")``: the days that the home page shows on that day."""

    def visit(today=TODAY, address="/"):
        day = datetime.date.fromisoformat(today) if isinstance(today, str) else today
        monkeypatch.setattr(timezone, "localdate", lambda *args, **kwargs: day)
        cache.clear()  # what was kept is of the day before
        page = read(client.get(address))
        return [time["datetime"] for time in page.select(f"section[aria-label='{HEADING}'] time")]

    return visit


def write(*days, **fields):
    return [PostFactory(date=datetime.date.fromisoformat(day), **fields) for day in days]


def test_posts_of_the_seven_days_around_today_are_shown_newest_first(on):
    write("2023-06-12", "2024-06-18", "2025-06-15", "2022-06-11", "2022-06-19")
    assert on() == ["2025-06-15", "2024-06-18", "2023-06-12"]


@pytest.mark.parametrize(("number", "shown"), [(2, 0), (3, 3), (5, 5), (8, 5)])
def test_part_is_hidden_under_three_posts_and_shows_five_at_most(on, number, shown):
    write(*(f"{year}-06-15" for year in range(2025, 2025 - number, -1)))
    assert len(on()) == shown


def test_each_year_has_its_newest_first_before_any_has_a_second(on):
    write(
        "2025-06-13", "2025-06-14", "2025-06-15", "2025-06-16", "2025-06-17", "2021-06-14", "2021-06-15", "2009-06-15"
    )
    assert on() == ["2025-06-17", "2025-06-16", "2021-06-15", "2021-06-14", "2009-06-15"]


def test_this_year_is_not_in_it(on):
    write("2026-06-13", "2026-06-14", "2026-06-15", "2026-06-16", "2025-06-15", "2024-06-15")
    assert on() == []


def test_years_to_come_are_not_in_it(on):
    write("2027-06-15", "2028-06-15", "9999-06-15")
    assert on() == []


def test_week_goes_over_the_end_of_the_month(on):
    write("2025-02-27", "2025-03-04", "2024-02-28", "2024-02-27")
    assert on("2026-03-02") == ["2025-03-04", "2025-02-27", "2024-02-28"]


def test_29_february_has_a_week_in_every_year(on):
    write("2024-02-29", "2025-02-25", "2026-02-28", "2027-03-03", "2027-03-04", "2023-02-24")
    assert on("2028-02-29") == ["2027-03-03", "2026-02-28", "2025-02-25", "2024-02-29"]


def test_post_of_29_february_comes_back_in_years_without_one(on):
    write("2024-02-29", "2020-02-29", "2016-02-29")
    assert on("2026-02-28") == on("2026-03-01") == ["2024-02-29", "2020-02-29", "2016-02-29"]


def test_first_days_of_january_reach_back_into_the_year_before(on):
    write("2024-12-29", "2025-01-04", "2023-12-30", "2022-12-28", "2025-12-30")
    assert on("2026-01-01") == ["2025-01-04", "2024-12-29", "2023-12-30"]


def test_week_around_new_year_counts_as_one_though_it_is_of_two_years(on):
    write("2025-01-03", "2025-01-02", "2024-12-30", "2024-12-29", "2024-01-01", "2023-01-01")
    assert on("2026-01-01") == ["2025-01-03", "2025-01-02", "2024-12-30", "2024-01-01", "2023-01-01"]


def test_last_days_of_december_reach_on_into_the_year_after(on):
    write("2025-12-28", "2026-01-03", "2024-12-31", "2026-01-04", "2026-12-30")
    assert on("2026-12-31") == ["2026-01-03", "2025-12-28", "2024-12-31"]


def test_first_post_of_the_blog_is_found_over_the_new_year(on):
    """Its week is that of the year after it, where nothing was written."""
    write("2019-12-30", "2025-01-01", "2024-01-01")
    assert on("2026-01-01") == ["2025-01-01", "2024-01-01", "2019-12-30"]


def test_part_bears_a_first_post_of_the_year_1(on):
    write("0001-01-01", "2025-06-15", "2024-06-15", "2023-06-15")
    assert len(on()) == 3
    assert len(on("2026-01-01")) == 0


@pytest.mark.parametrize("today", ["2026-01-01", "2026-12-31", "2028-02-29", "0001-01-02", "9999-12-31"])
def test_home_page_is_there_on_any_day(on, today):
    write("0001-01-01", "2024-02-29", "9999-12-31")
    assert isinstance(on(today), list)


def test_part_stands_beside_the_posts_of_a_blog_that_wants_it_and_is_of_that_blog(on, client, blog):
    blog.sidebar = [("this_week", {"title": HEADING})]
    blog.save()
    other = BlogFactory()
    post, *_ = write("2025-06-15", "2024-06-15", "2023-06-15")
    write("2025-06-14", "2022-06-15", parent=other)
    ours = ["2025-06-15", "2024-06-15", "2023-06-15"]
    assert on(address=blog.url) == on(address=post.url) == ours


def test_home_page_shows_it_by_itself_under_the_title_that_the_sidebar_gives_it(client, blog, home, on):
    home.sidebar = [("this_week", {"title": "Do you remember?"})]
    home.save()
    write("2025-06-15", "2024-06-15", "2023-06-15")
    assert on() == []
    assert words(read(client.get("/")).select_one("section[aria-label='Do you remember?'] h2")) == "Do you remember?"


def test_drafts_and_private_posts_make_no_third(on):
    write("2025-06-15", "2024-06-15")
    write("2023-06-15", live=False)
    assert on() == []
