"""Files that people uploaded: who gets them, in what part, and what they may do."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories import DocumentFactory, ImageFactory, UserFactory

pytestmark = pytest.mark.any_database

FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def rendition(db):
    return ImageFactory().get_rendition("width-20|format-webp")


@pytest.fixture
def document(db):
    """Ten digits."""
    return DocumentFactory()


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def restricted(kind):
    collection = Collection.get_first_root_node().add_child(name="Private")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind, password="open sesame"
    )
    return restriction, DocumentFactory(collection=collection)


def test_rendition_has_its_type_and_is_kept_for_ever(client, rendition):
    answer = client.get(rendition.url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == FOR_EVER
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert body(answer) == rendition.file.read()
    assert not answer.cookies


@pytest.mark.parametrize(
    ("name", "content_type", "shown"),
    [
        ("a.txt", "text/plain", True),
        ("a.mp3", "audio/mpeg", True),
        ("a.webm", "video/webm", True),
        ("a.pdf", "application/pdf", False),
        ("a.zip", "application/zip", False),
        ("a.html", "text/html", False),
        ("a.js", "text/javascript", False),
        ("a.unknown", "application/octet-stream", False),
    ],
)
def test_document_is_shown_or_saved_by_its_type(client, db, name, content_type, shown):
    document = DocumentFactory(file=ContentFile(b"<script>alert(1)</script>", name=name))
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert answer["Content-Type"].partition(";")[0] == content_type
    assert answer.get("Content-Disposition", "").startswith("attachment") is not shown
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("asked", "status", "part", "content_range"),
    [
        ("bytes=2-5", 206, b"2345", "bytes 2-5/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=0-999", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=20-30", 416, b"", "bytes */10"),
        ("lines=1-2", 200, b"0123456789", None),
        ("bytes=x-y", 200, b"0123456789", None),
    ],
)
def test_part_of_a_file_can_be_asked_for(client, document, asked, status, part, content_range):
    answer = client.get(document.url, headers={"range": asked})
    assert answer.status_code == status
    assert body(answer) == part
    assert answer.get("Content-Range") == content_range


def test_head_says_what_get_would_send(client, document, rendition):
    for url, length in ((document.url, 10), (rendition.url, rendition.file.size)):
        answer = client.head(url)
        assert (answer.status_code, body(answer)) == (200, b"")
        assert int(answer["Content-Length"]) == length


def test_file_that_has_not_changed_is_not_sent_again(client, document, rendition):
    for url in (document.url, rendition.url):
        answer = client.get(url)
        again = client.get(url, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, body(again)) == (304, b"")
        since = client.get(url, headers={"if-modified-since": answer["Last-Modified"]})
        assert since.status_code == 304


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_file_can_only_be_read(client, rendition, method):
    assert client.generic(method, rendition.url).status_code in (403, 405)


@pytest.mark.parametrize(
    "name",
    [
        "../originals/original_images/",
        "..%2foriginals%2f",
        "%2e%2e/secret-key",
        "....//secret-key",
        "/etc/passwd",
        "//etc/passwd",
        "images/../../secret-key",
        "images",
        "images/",
        ".",
        "..",
        "a" * 5000,
        "a/" * 300,
        "\\..\\secret-key",
        "C:/windows",
    ],
)
def test_address_outside_the_folder_is_not_found(client, rendition, name):
    assert client.get(f"/media/{name}").status_code in (400, 404)


@pytest.mark.parametrize("address", ["1/", "99999999999999999999999/a.txt", "0/a.txt", "abc/a.txt", "1/other.txt", ""])
def test_document_that_is_not_there_is_not_found(client, document, address):
    assert client.get(f"/media/documents/{address}").status_code == 404


def test_public_document_is_kept_for_ever(client, document):
    answer = client.get(document.url)
    assert (answer.status_code, body(answer)) == (200, b"0123456789")
    assert answer["Cache-Control"] == FOR_EVER


def test_document_has_no_address_but_its_own(client, document):
    for address in (f"/media/{document.file.name}", f"/media/originals/{document.file.name}"):
        assert client.get(address).status_code == 404


def test_document_whose_file_is_missing_is_not_found(client, document):
    document.file.storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_private_document_leads_strangers_to_the_sign_in(client, db, kind):
    restriction, document = restricted(kind)
    answer = client.get(document.url)
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]
    user = UserFactory(groups=["Editors"])
    restriction.groups.set(user.groups.all())
    client.force_login(user)
    opened = client.get(document.url)
    assert (opened.status_code, body(opened)) == (200, b"0123456789")
    assert opened["Cache-Control"] == "private, no-store"


def test_private_document_asks_for_its_password(client, db):
    restriction, document = restricted("password")
    closed = client.get(document.url)
    assert b"0123456789" not in closed.content
    assert "no-store" in closed["Cache-Control"]
    address = f"/media/documents/authenticate_with_password/{restriction.pk}/"
    form = {"password": "open sesame", "return_url": document.url}
    assert body(client.post(address, form, follow=True)) == b"0123456789"


def test_deleted_document_takes_its_file_along(db, document, at_commit):
    with at_commit():
        document.delete()
    assert not document.file.storage.exists(document.file.name)
