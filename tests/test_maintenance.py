"""While somebody looks after the site, readers are asked to come back, and nothing else is asked."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from home.maintenance import BACK_IN
from tests.factories import PostFactory

ADDRESSES = ["/", "/blog/", "/blog", "/nowhere/", "/admin/", "/admin/login/", "/media/x.webp", "/readyz", "/?a=%00"]


@pytest.fixture
def closed(tmp_path, settings):
    """The file that closes the site."""
    settings.DATA_DIR = tmp_path
    file = tmp_path / "maintenance"
    file.touch()
    return file


@pytest.mark.parametrize("address", ADDRESSES)
def test_reader_is_asked_to_come_back(client, closed, address):
    answer = client.get(address)
    assert answer.status_code == 503
    assert answer["Retry-After"] == str(BACK_IN)
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "Vary" not in answer.headers
    page = answer.content.decode()
    assert "Please come back in about five minutes" in page
    assert '<a href="/">the home page</a>' in page


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
def test_whatever_is_asked_for_the_answer_is_the_same(client, closed, method):
    assert client.generic(method, "/blog/", b"a=b").status_code == 503


def test_nothing_but_the_file_is_asked(closed, db, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(cache, "get", lambda *args: pytest.fail("The cache was asked."), raising=False)
    signed_in = Client(headers={"cookie": "sessionid=abcdefghijklmnop"})
    with django_assert_num_queries(0):
        for address in ADDRESSES:
            assert signed_in.get(address).status_code == 503


def test_page_of_the_closed_site_is_guarded(client, closed):
    answer = client.get("/blog/")
    assert answer["X-Content-Type-Options"] == "nosniff"
    policy = answer["Content-Security-Policy"]
    assert re.search(r"style-src 'sha256-[\w+/=]+'", policy)
    assert "unsafe" not in policy


def test_process_and_style_are_still_there(client, closed, settings):
    settings.STATIC_ROOT = settings.BASE_DIR / "static"  # as if its files had been collected
    assert client.get("/healthz").status_code == 200
    assert client.get("/static/css/site.css").status_code == 200


@pytest.mark.parametrize("path", ["/static/nope.css", "/static/../blog/", "/static/"])
def test_static_file_that_is_not_there_asks_no_database(client, closed, path):
    assert client.get(path).status_code == 503


def test_site_is_open_again_once_the_file_is_gone(client, blog, closed):
    post = PostFactory()
    assert client.get(post.url).status_code == 503
    closed.unlink()
    assert client.get(post.url).status_code == 200


def test_secure_site_stays_secure_while_it_is_closed(client, closed, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 31_536_000, True
    assert client.get("/", secure=True)["Strict-Transport-Security"] == "max-age=31536000"
