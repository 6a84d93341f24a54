"""What readers looked for is counted by day; that a post was opened from it, too."""

import datetime

import pytest
from django.db import DatabaseError, connection
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from home.worker import tidy
from search import log as module
from search.log import log
from search.models import LoggedSearch, SearchSettings
from search.wanted import Wanted
from tests.factories import BlogFactory, HomeFactory, PostFactory, TopicFactory
from tests.reading import read

OPENED = "/search/opened/"


@pytest.fixture
def site(home):
    return Site.objects.get()


@pytest.fixture
def search(site):
    """``search("night bus", results=3)``: as a reader who typed this into the field."""

    def searched(typed, results=1, **chosen):
        asked = QueryDict(mutable=True)
        asked.update({"q": typed, **chosen})
        log(Wanted.of(asked, site), results)

    return searched


@pytest.fixture
def open_post(client):
    return lambda post, words, **headers: client.post(
        OPENED, f"words={words}&post={post}", "application/x-www-form-urlencoded", headers=headers
    )


def rows():
    return list(LoggedSearch.objects.order_by("words").values_list("words", "times", "results", "clicks"))


def test_same_words_count_once_more_however_they_are_typed(search):
    search("Night  BUS", results=0)
    search(" night bus\n", results=2)
    search("Café")
    assert rows() == [("café", 1, 1, 0), ("night bus", 2, 2, 0)]


@pytest.mark.parametrize("typed", ["", " \t\n", "\x00", "\ud800"])
def test_nothing_but_blanks_is_no_search(search, typed):
    search(typed)
    assert rows() == []


def test_search_within_a_list_or_one_of_several_blogs_is_counted(client, blog):
    BlogFactory()
    PostFactory(topics=[TopicFactory(name="Buses")], date="2020-01-01")
    for address in ("/blog/topic/buses/", "/blog/2020/"):
        form = read(client.get(address)).select_one("form.find:has([type=hidden])")
        client.get(form["action"], {field["name"]: field["value"] for field in form.select("input")} | {"q": "night"})
    assert rows() == [("night", 2, 0, 0)]


def test_pages_orders_and_facets_of_a_search_are_not_counted(client, blog):
    for _ in range(11):
        PostFactory(topics=[TopicFactory()])
    page = read(client.get("/search/?q=cups"))
    facets = page.select_one("form.facets")
    sent = {field["name"]: field["value"] for field in facets.select("input[type=hidden]")} | {"year": "2020"}
    client.get(facets["action"], sent)
    client.get(f"/search/{page.select_one('.pages [rel=next]')['href']}")
    client.get(page.select(".sort a")[1]["href"])
    assert rows() == [("cups", 1, 11, 0)]


def test_long_search_is_kept_as_its_first_200_characters(search):
    search("x" * 199 + "İİİ" + "y" * 500)
    assert [len(words) for words, *_ in rows()] == [200]


def test_flood_of_different_searches_is_not_kept(search, monkeypatch):
    monkeypatch.setattr(module, "MOST_A_DAY", 2)
    for typed in ("one", "two", "three", "one"):
        search(typed)
    assert [(words, times) for words, times, *_ in rows()] == [("one", 2), ("two", 1)]


def test_each_day_is_counted_apart(search, site, monkeypatch):
    search("night bus")
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)
    search("night bus")
    assert LoggedSearch.objects.filter(words="night bus", times=1).count() == 2


def test_busy_database_loses_the_search_not_the_page(search, monkeypatch, caplog):
    def locked(*args):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(module, "_count", locked)
    search("night bus")
    assert "database is locked" in caplog.text
    assert rows() == []


@pytest.mark.any_database  # only SQLite lets one write at a time
def test_database_waits_as_long_as_ever_for_others(search):
    search("night bus")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)


def test_opened_post_is_counted_without_a_cookie(search, open_post):
    search("night bus")
    answer = open_post(PostFactory().pk, "Night+Bus")
    assert answer.status_code == 204
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert rows() == [("night bus", 1, 1, 1)]


def test_opening_needs_no_token(search, client):
    search("night bus")
    form = {"words": "night bus", "post": PostFactory().pk}
    answer = Client(enforce_csrf_checks=True).post(
        OPENED, "&".join(f"{name}={value}" for name, value in form.items()), "application/x-www-form-urlencoded"
    )
    assert answer.status_code == 204
    assert rows() == [("night bus", 1, 1, 1)]


def test_only_listed_posts_of_the_site_count_as_opened(search, open_post, root, home):
    search("night bus")
    draft, elsewhere = PostFactory(live=False), HomeFactory(parent=root)
    foreign = PostFactory(parent=BlogFactory(parent=elsewhere))
    for key in (draft.pk, foreign.pk, home.pk, Page.objects.last().pk + 1):
        assert open_post(key, "night+bus").status_code == 204
    assert rows() == [("night bus", 1, 1, 0)]


def test_only_what_was_looked_for_today_is_counted_as_opened(search, open_post, site):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    LoggedSearch.objects.create(site=site, day=yesterday, words="night bus", times=1)
    open_post(PostFactory().pk, "night+bus")
    open_post(PostFactory().pk, "never+looked+for")
    assert rows() == [("night bus", 1, 0, 0)]


def test_one_search_is_not_believed_to_open_everything(search, open_post, monkeypatch):
    monkeypatch.setattr(module, "MOST_OPENED", 2)
    search("night bus")
    post = PostFactory().pk
    for _ in range(4):
        open_post(post, "night+bus")
    assert rows() == [("night bus", 1, 1, 2)]


@pytest.mark.parametrize("key", ["", "-1", "1e3", "9" * 18, "9" * 19, "٣", "1;2"])
def test_wrong_keys_are_answered_like_any_other(search, open_post, key):
    search("night bus")
    assert open_post(key, "night+bus").status_code == 204
    assert rows() == [("night bus", 1, 1, 0)]


def test_what_other_sites_or_programs_send_is_not_counted(search, open_post, client):
    search("night bus")
    post = PostFactory().pk
    assert open_post(post, "night+bus", **{"Sec-Fetch-Site": "cross-site"}).status_code == 204
    assert client.post(OPENED, {"words": "night bus", "post": post}).status_code == 204
    assert open_post(post, f"night+bus&more={'x' * 5_000}").status_code == 204
    assert client.get(OPENED).status_code == 405
    assert rows() == [("night bus", 1, 1, 0)]


def test_searches_are_forgotten_when_their_days_are_over(site, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # the worker's
    SearchSettings.objects.create(site=site, days_kept=7)
    for days in (7, 8):
        day = timezone.localdate() - datetime.timedelta(days=days)
        LoggedSearch.objects.create(site=site, day=day, words=f"{days} days ago")
    tidy()
    assert [words for words, *_ in rows()] == ["7 days ago"]
