"""What every answer says about itself, and what a reader's page never does."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site_settings
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from home import errors, frame, routing
from tests.factories import (
    AuthorFactory,
    DocumentFactory,
    ImageFactory,
    NoticeFactory,
    PostFactory,
    StandardPageFactory,
    TopicFactory,
    one_of_every_block,
)
from tests.reading import ADDRESS_IN_CSS, loaded_addresses, programs, read

pytestmark = pytest.mark.any_database

ON_EVERY_ANSWER = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
STATIC = "/static/css/site.css"


@pytest.fixture
def rich_post(blog):
    """With every block in it, each as its preview shows it."""
    picture = ImageFactory(credit="Maud Ferris", credit_url="https://maud.example.org/")
    author = AuthorFactory(portrait=ImageFactory(), reach=[("email", "ines@example.org")])
    DocumentFactory()
    sidebar = [("notice", {"notice": NoticeFactory()}), ("author", {"author": author}), ("topics", {"title": "Topics"})]
    fields = {"authors": [author], "topics": [TopicFactory()], "lead_picture": picture, "question": "Who?"}
    return PostFactory(body=one_of_every_block(), sidebar=sidebar, **fields)


@pytest.fixture
def pages(rich_post, blog):
    """A page of every kind."""
    return ["/", blog.url, rich_post.url, StandardPageFactory().url]


@pytest.fixture
def broken(monkeypatch):
    """An address that fails."""

    def fail(request):
        raise RuntimeError("It broke.")

    for module in (errors, frame, routing):
        monkeypatch.setattr(module, "site_for", fail)
    return Client(raise_request_exception=False)


def directives(answer):
    policy = answer["Content-Security-Policy"]
    return {name: rest.split() for name, _, rest in (part.strip().partition(" ") for part in policy.split(";")) if name}


def assert_guarded(answer, status):
    assert answer.status_code == status
    for name, value in ON_EVERY_ANSWER.items():
        assert answer[name] == value, name
    assert "camera=()" in answer["Permissions-Policy"]
    assert directives(answer)["default-src"]
    assert directives(answer).get("frame-ancestors") or "sandbox" in directives(answer)


def test_every_page_is_guarded(client, pages):
    for address in pages:
        answer = client.get(address)
        assert_guarded(answer, 200)
        assert directives(answer)["default-src"] == ["'none'"]
        assert directives(answer)["frame-ancestors"] == ["'none'"]
        assert answer["X-Frame-Options"] == "DENY"
        assert "unsafe" not in answer["Content-Security-Policy"]


def test_answers_that_are_no_page_are_guarded(client, rich_post, blog):
    Redirect.objects.create(old_path="/old", redirect_link="/blog/")
    etag = client.get(blog.url)["ETag"]
    rendition = rich_post.lead_picture.get_rendition("width-20|format-webp")
    assert_guarded(client.get("/blog"), 301)
    assert_guarded(client.get("/old/"), 301)
    assert_guarded(client.get(blog.url, headers={"if-none-match": etag}), 304)
    assert_guarded(client.get("/nowhere/"), 404)
    assert_guarded(client.get("/", {"a": "\0"}), 400)
    assert_guarded(client.get("/", headers={"host": "evil.example.org"}), 400)
    assert_guarded(client.generic("POST", "/", b"a", content_type="text/plain; charset=utf-7"), 400)
    assert_guarded(client.post("/admin/login/", {"a": "x" * 70_000}), 413)
    assert_guarded(client.post(rendition.url), 405)
    assert_guarded(client.get(STATIC), 200)
    assert_guarded(client.get(rendition.url), 200)
    assert_guarded(client.get("/media/nothing.webp"), 404)
    assert_guarded(client.get(DocumentFactory().url), 200)
    assert_guarded(client.get("/healthz"), 200)
    assert_guarded(client.get("/readyz"), 503)


def test_forgery_is_guarded(home):
    assert_guarded(Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"}), 403)


def test_error_of_ours_is_guarded_and_says_nothing_of_itself(home, broken):
    answer = broken.get("/")
    assert_guarded(answer, 500)
    assert answer["Cache-Control"] == "no-store"
    page = answer.content.decode()
    assert "Something broke on our side" in page
    assert "RuntimeError" not in page
    assert "It broke." not in page
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_admin_is_guarded(home):
    stranger, owner = Client(), Client()
    sign_in = stranger.get("/admin/login/")
    assert_guarded(sign_in, 200)
    assert directives(sign_in)["frame-ancestors"] in (["'self'"], ["'none'"])
    assert_guarded(stranger.get("/admin/"), 302)
    assert_guarded(owner.get("/admin/password_reset/"), 200)


def test_editors_screens_are_guarded(editor, home, blog):
    for address in ("/admin/", f"/admin/pages/{blog.pk}/edit/", "/admin/images/", "/admin/nowhere/"):
        answer = editor.get(address)
        assert_guarded(answer, 404 if "nowhere" in address else 200)
        policy = directives(answer)
        assert policy["default-src"] == ["'none'"]
        assert policy["frame-ancestors"] == ["'self'"]
        assert "'unsafe-eval'" not in policy["script-src"]


def test_secure_answers_promise_to_stay_secure(client, pages, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = 31_536_000, True
    secure = {"secure": True}
    for address in [*pages, "/nowhere/", STATIC, "/media/nothing.webp", "/admin/login/", "/healthz"]:
        assert client.get(address, **secure)["Strict-Transport-Security"] == "max-age=31536000"
    insecure = client.get("/blog/")
    assert (insecure.status_code, insecure["Location"]) == (301, "https://testserver/blog/")


def test_readers_page_can_be_kept_by_anybody_and_checked_again(client, pages):
    for address in pages:
        answer = client.get(address, headers={"cookie": "_ga=1; theme=dark"})
        assert answer["Cache-Control"] == "public, no-cache"
        assert "Set-Cookie" not in answer.headers
        assert not client.cookies
        assert "cookie" not in answer.get("Vary", "").lower()
        assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_etag_changes_with_the_page(client, blog, at_commit):
    before = client.get(blog.url)["ETag"]
    with at_commit():
        PostFactory()
    assert client.get(blog.url, headers={"if-none-match": before}).status_code == 200


def test_page_that_was_not_found_sets_no_cookie(client, home):
    answer = client.get("/nowhere/")
    assert not answer.cookies
    assert "cookie" not in answer.get("Vary", "").lower()


def test_nothing_in_a_page_asks_another_host(client, pages):
    for address in pages:
        page = read(client.get(address))
        loaded = [*loaded_addresses(page)]
        assert len(loaded) >= 5
        assert [url for url in loaded if urlsplit(url).netloc] == []
        assert not page.select("iframe, object, embed, link[rel=dns-prefetch], link[rel=preconnect]")


def test_nothing_in_a_style_sheet_asks_another_host():
    for path in (site_settings.BASE_DIR / "static").rglob("*.css"):
        assert [url for url in ADDRESS_IN_CSS.findall(path.read_text()) if urlsplit(url).netloc] == []
        assert "@import" not in path.read_text()


def test_everything_that_a_page_loads_is_there(client, pages):
    for address in pages:
        for url in loaded_addresses(read(client.get(address))):
            assert client.get(url, follow=True).status_code == 200, url


def test_every_link_of_a_page_leads_somewhere(client, pages):
    for address in pages:
        for link in read(client.get(address)).select("a[href^='/'], a[href^='?']"):
            url = link["href"] if link["href"].startswith("/") else f"{address}{link['href']}"
            assert client.get(url).status_code == 200, url


def test_page_works_without_script_and_style_of_its_own(client, pages):
    for address in pages:
        page = read(client.get(address))
        assert not programs(page)
        assert not page.select("style")
        assert not [tag for tag in page.find_all(True) if tag.has_attr("style")]


def test_signed_in_editor_has_a_private_page_with_the_userbar(editor, pages):
    for address in pages:
        answer = editor.get(address)
        assert "wagtail-userbar" in answer.content.decode()
        assert "private" in answer["Cache-Control"]
        assert "Cookie" in answer["Vary"]
        assert directives(answer)["frame-ancestors"] == ["'self'"]


def test_stranger_with_a_made_up_session_sees_the_readers_page(client, blog):
    client.cookies["sessionid"] = "made-up"
    answer = client.get("/")
    assert "wagtail-userbar" not in answer.content.decode()
    assert "public" not in answer["Cache-Control"]


def test_health_is_asked_without_the_database(client, home, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok\n"


@pytest.mark.parametrize("page", ["404.html", "500.html", "503.html"])
def test_error_pages_ask_no_other_host(page):
    source = (site_settings.BASE_DIR / "templates" / page).read_text()
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", source)
