"""Whatever somebody sends, the answer is a page of words and the right status, never an error of ours."""

from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import DocumentFactory, PostFactory

PLACES = ["/", "/blog/", "/nowhere/", "/admin/", "/admin/login/", "/admin/password_reset/", "/media/x.webp", "/healthz"]
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/",
        "/blog/nowhere/",
        "/blog/2009/13/",
        "/blog/a/b/c/d/",
        "/.env",
        "/wp-login.php",
        "/media/",
        "/media/nothing.webp",
        "/static/nothing.css",
        "/api/v2/pages/",
        "/api/v3/pages/",
        "/django-admin/",
        "/documents/1/list.txt",
        "/media/documents/999/list.txt",
        "/admin/pages/999999/edit/",
        "/blog/" + "a" * 3000 + "/",
        "/" + quote("блог") + "/",
        "/" + quote("\ud800", errors="surrogatepass") + "/",
    ],
)
def test_unknown_address_is_not_found(owner, home, address):
    assert owner.get(address).status_code == 404
    assert Client().get(address).status_code in (404, 302 if address.startswith("/admin/") else 404)


def test_page_of_an_unknown_address_helps_on(client, home):
    answer = client.get("/nowhere/")
    page = answer.content.decode()
    assert "Nobody lives at this address" in page
    assert '<a href="/blog/">Blog</a>' in page


@pytest.mark.parametrize("number", ["abc", "0", "-1", "99999", "1.5", "", "²", "1" * 5000, "last", "%00", "1e9", "1_0"])
def test_page_that_a_list_does_not_have_is_not_found(client, blog, number):
    PostFactory.create_batch(11)
    assert client.get(f"/blog/?page={number}").status_code in ((404, 400) if "%00" in number else (404,))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("charset", ["utf-7", "nonsense", "utf-16", "base64", "idna", "\\", "a" * 300, "punycode"])
def test_form_in_an_unknown_charset_is_refused(client, home, place, charset):
    answer = client.generic("POST", place, b"a=b", content_type=f"{FORM}; charset={charset}")
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/plain")


BROKEN = {
    "without a boundary": ("multipart/form-data", b"--x\r\n\r\n"),
    "with an empty boundary": ("multipart/form-data; boundary=", b"--\r\n\r\n"),
    "with a strange boundary": ("multipart/form-data; boundary=\u00e4", b"--x\r\n"),
    "with a long boundary": ("multipart/form-data; boundary=" + "x" * 500, b"--x\r\n"),
    "in base64 that is none": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\nabcde\r\n--x--\r\n",
    ),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", BROKEN)
def test_broken_form_is_refused(client, home, place, kind):
    content_type, body = BROKEN[kind]
    assert client.generic("POST", place, body, content_type=content_type).status_code == 400


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf'),
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b"\x00\xff" * 100),
        (FORM, b"%ff%00=%"),
        (FORM, b"\xff\xfe\x00"),
        ("", b"x"),
        ("application/json", b"{"),
        ("text/plain; charset=latin-1", "ä".encode("latin-1")),
    ],
)
def test_strange_form_is_no_error_of_ours(client, home, place, content_type, body):
    assert client.generic("POST", place, body, content_type=content_type).status_code < 500


@pytest.mark.parametrize("place", PLACES)
def test_form_of_too_many_fields_is_refused(client, home, place):
    body = b"&".join(b"a=1" for _ in range(20_002))
    assert client.generic("POST", place, body[: 64 * 1024], content_type=FORM).status_code < 500
    client.cookies["sessionid"] = "stranger"
    assert client.generic("POST", place, body, content_type=FORM).status_code in (400, 413)


@pytest.mark.parametrize("place", ["/", "/blog/", "/admin/", "/admin/login/", "/media/", "/static/css/"])
@pytest.mark.parametrize(
    "tail", ["%00", "a%00b/", "%ff", "%c3%28/", "%ed%a0%80/", "%2e%2e/%2e%2e/", "..%5c..%5c", "//x/", "%0a/", "\u2028/"]
)
def test_strange_path_is_refused_or_not_found(owner, home, place, tail):
    assert owner.get(place + tail, follow=True).status_code in (400, 404)


@pytest.mark.parametrize(
    "place", ["/", "/blog/", "/nowhere/", "/admin/", "/admin/login/", "/admin/pages/", "/admin/images/"]
)
@pytest.mark.parametrize(
    "query", ["%00", "a=%00", "page=%ff", "q=%ff%fe", "page[]=1", "=&&=", "q=" + "%20" * 500, "p=\ud800", "%", "q=%00"]
)
def test_strange_query_is_no_error_of_ours(owner, home, place, query):
    answer = owner.get(f"{place}?{query}".encode("utf-8", "surrogatepass").decode("latin-1"))
    assert answer.status_code < 500
    if "%00" in query:
        assert answer.status_code == 400


@pytest.mark.parametrize(
    "host", ["evil.example.org", "localhost@evil.example.org", "a b", "localhost:x", "<script>", ""]
)
@pytest.mark.parametrize("place", PLACES[:-1])
def test_forged_host_is_refused(client, home, host, place):
    answer = (
        client.get(place, headers={"host": host})
        if host
        else client.get(place, HTTP_HOST="", SERVER_NAME="evil.example.org")
    )
    assert answer.status_code == 400
    assert b"evil" not in answer.content


def test_forwarded_host_is_not_believed(client, blog):
    answer = client.get("/blog", headers={"x-forwarded-host": "evil.example.org"})
    assert "evil" not in answer["Location"]


@pytest.mark.parametrize("place", PLACES)
def test_stranger_sends_no_more_than_a_password(client, home, place):
    big = SimpleUploadedFile("big.bin", b"x" * 70_000)
    answer = client.post(place, {"file": big})
    assert answer.status_code == 413
    assert "more than somebody who has not signed in can send" in answer.content.decode()


@pytest.mark.parametrize("length", ["abc", "-5", "", "1e9"])
def test_wrong_length_is_no_error_of_ours(client, home, length):
    assert client.generic("POST", "/", b"a=b", content_type=FORM, CONTENT_LENGTH=length).status_code < 500


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "HEAD", "BREW"])
@pytest.mark.parametrize("place", PLACES)
def test_strange_method_is_no_error_of_ours(client, home, place, method):
    assert client.generic(method, place, b"").status_code < 500


@pytest.mark.parametrize("place", ["/", "/blog/", "/admin/", "/admin/login/"])
@pytest.mark.parametrize(
    "cookie",
    [
        "sessionid=x",
        "sessionid=" + "x" * 5000,
        "sessionid=\x00",
        "sessionid",
        "csrftoken=<script>",
        ";;;=;",
        "sessionid=é",
    ],
)
def test_strange_cookie_is_no_error_of_ours(client, home, place, cookie):
    assert client.get(place, HTTP_COOKIE=cookie).status_code < 500


@pytest.mark.parametrize("language", ["x" * 5000, "de-" * 300, "*", ";q=", "\x00"])
def test_strange_language_is_no_error_of_ours(client, home, language):
    assert client.get("/", headers={"accept-language": language}).status_code == 200


def test_broken_session_cookie_is_refused_with_a_sentence(db):
    client = Client(headers={"cookie": 'sessionid="\\000aaaaaaaaaaaa"'})
    assert client.get("/").status_code == 400


def test_made_up_session_does_not_let_a_stranger_send_more(db):
    client = Client(headers={"cookie": "sessionid=made-up"})
    assert client.post("/", {"words": "x" * 70_000}).status_code == 413


def test_document_asked_for_in_other_digits_is_the_same_document(client, db):
    document = DocumentFactory()
    other_digits = str(document.pk).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert client.get(document.url.replace(f"/{document.pk}/", f"/{other_digits}/")).status_code == 200


@pytest.mark.parametrize("address", ["/", "/blog/", "/admin/login/"])
def test_form_without_its_token_gets_a_page_that_says_what_to_do(home, address):
    answer = Client(enforce_csrf_checks=True).post(address, {"a": "b"})
    assert answer.status_code == 403
    assert "load the page anew and send it once more" in answer.text
