"""Text is sent compressed to whoever can read it so, and everything else as it is."""

import gzip

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import RequestFactory

from home.compression import CompressText
from tests.factories import DocumentFactory, ImageFactory, PostFactory

pytestmark = pytest.mark.any_database

READS_GZIP = {"accept-encoding": "gzip, deflate, br"}
WORDS = "Two cups, no agenda. " * 100


@pytest.fixture
def sent():
    """What becomes of an answer on its way to a browser."""

    def send(content=WORDS, accepts="gzip", **options):
        request = RequestFactory().get("/", headers={"accept-encoding": accepts})
        return CompressText(lambda request: HttpResponse(content, **options))(request)

    return send


def varies_by(answer):
    return [name.strip() for name in answer.get("Vary", "").split(",") if name]


@pytest.mark.parametrize("address", ["/", "/blog/", "/nowhere/", "/admin/login/"])
def test_page_is_sent_compressed_to_a_browser_that_asks_for_it(client, blog, address):
    plain, packed = client.get(address), client.get(address, headers=READS_GZIP)
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    if "admin" not in address:
        assert gzip.decompress(packed.content) == plain.content
        assert varies_by(plain) == varies_by(packed) == ["Accept-Encoding"]


def test_kept_page_is_known_again_however_it_is_asked_for(client, blog):
    post = PostFactory()
    plain, packed = client.get(post.url), client.get(post.url, headers=READS_GZIP)
    assert plain["ETag"] == packed["ETag"]
    assert packed["ETag"].startswith('W/"')
    for headers in ({}, READS_GZIP):
        again = client.get(post.url, headers={**headers, "if-none-match": packed["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == packed["ETag"]
        assert varies_by(again) == ["Accept-Encoding"]
        assert again["Cache-Control"] == packed["Cache-Control"]
        assert "Content-Encoding" not in again.headers


def test_head_says_of_a_page_what_get_says(client, blog):
    get, head = client.get("/blog/", headers=READS_GZIP), client.head("/blog/", headers=READS_GZIP)
    assert head.content == b""
    for name in ("Cache-Control", "Content-Encoding", "Content-Type", "Vary"):
        assert head[name] == get[name]


def test_length_of_a_page_does_not_tell_what_stands_in_it(client, blog):
    assert len({client.get("/blog/", headers=READS_GZIP)["Content-Length"] for _ in range(20)}) > 1


@pytest.mark.parametrize("accepts", ["", "br", "identity", "deflate", "gzip;q=0", "gzip; q=0.000, br", "br, gzip;q=0"])
def test_browser_that_reads_no_gzip_gets_none(sent, accepts):
    answer = sent(accepts=accepts)
    assert "Content-Encoding" not in answer.headers
    assert answer.content.decode() == WORDS
    assert varies_by(answer) == ["Accept-Encoding"]


@pytest.mark.parametrize("accepts", ["gzip", "gzip;q=0.5", "br;q=0, gzip", "deflate, gzip;q=1.0, *;q=0.5"])
def test_browser_that_reads_gzip_gets_it(sent, accepts):
    assert gzip.decompress(sent(accepts=accepts).content).decode() == WORDS


@pytest.mark.parametrize(
    "content_type",
    [
        "text/html; charset=utf-8",
        "text/plain",
        "text/css",
        "text/xml",
        "text/javascript",
        "application/javascript",
        "application/json",
        "application/feed+json",
        "application/atom+xml; charset=utf-8",
        "application/rss+xml",
        "application/xml",
        "image/svg+xml",
        "APPLICATION/JSON",
    ],
)
def test_every_kind_of_text_is_compressed(sent, content_type):
    assert sent(content_type=content_type)["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "content_type",
    ["image/webp", "image/jpeg", "application/pdf", "application/zip", "font/woff2", "application/jsonx", ""],
)
def test_what_is_no_text_stays_as_it_is(sent, content_type):
    answer = sent(content_type=content_type)
    assert "Content-Encoding" not in answer.headers
    assert "Vary" not in answer.headers


def test_a_few_words_stay_as_they_are(sent):
    assert {"Content-Encoding", "Vary"}.isdisjoint(sent("ok\n").headers)


def test_answer_that_leads_elsewhere_varies_by_nothing(client, blog):
    answer = client.get("/blog", headers=READS_GZIP)
    assert (answer.status_code, varies_by(answer)) == (301, [])


def test_what_is_compressed_already_is_not_compressed_again(sent):
    answer = sent(gzip.compress(WORDS.encode()), headers={"Content-Encoding": "gzip"})
    assert gzip.decompress(answer.content).decode() == WORDS


@pytest.mark.parametrize("name", ["list.txt", "list.csv"])
def test_file_keeps_its_length_and_its_parts(client, db, name):
    document = DocumentFactory(file=ContentFile(WORDS.encode(), name=name))
    whole = client.get(document.url, headers=READS_GZIP)
    assert int(whole["Content-Length"]) == len(WORDS)
    assert "Content-Encoding" not in whole.headers
    assert "Vary" not in whole.headers
    assert b"".join(whole.streaming_content).decode() == WORDS
    part = client.get(document.url, headers={**READS_GZIP, "range": "bytes=4-7"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"cups")
    assert part["Content-Range"] == f"bytes 4-7/{len(WORDS)}"


def test_picture_keeps_its_length_and_its_etag(client, db):
    rendition = ImageFactory().get_rendition("width-20|format-webp")
    answer = client.get(rendition.url, headers=READS_GZIP)
    assert int(answer["Content-Length"]) == rendition.file.size
    assert answer["ETag"].startswith('"')
    assert client.get(rendition.url, headers={"if-none-match": answer["ETag"]}).status_code == 304
