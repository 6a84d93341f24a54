"""Where files live, and what they are called."""

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage

from config.storage import HashedFiles, HashedObjects, name_with_hash, storages_for


@pytest.fixture
def folder(tmp_path):
    return HashedFiles("renditions", location=tmp_path, base_url="/media/")


def file(content, name="harbour.jpg"):
    return ContentFile(content, name=name)


def test_name_carries_the_hash_of_the_content():
    assert name_with_hash("images/harbour.jpg", file(b"x")) == "images/harbour.2d711642.jpg"


def test_content_is_whole_after_its_hash_was_taken(folder):
    content = file(b"x" * 200_000)
    content.read(5)
    assert folder.open(folder.save("a.bin", content)).read() == b"x" * 200_000


def test_changed_content_has_another_address(folder):
    first, second = folder.save("a.jpg", file(b"one")), folder.save("a.jpg", file(b"two"))
    assert folder.url(first) != folder.url(second)
    assert folder.url(first).startswith("/media/a.")


def test_same_content_twice_is_two_files(folder):
    first, second = folder.save("a.jpg", file(b"one")), folder.save("a.jpg", file(b"one"))
    assert first != second
    folder.delete(first)
    assert folder.exists(second)


@pytest.mark.parametrize("name", ["a", "a.b.c", ".hidden", "größe.jpg", "a b.jpg", "x" * 300 + ".jpg"])
def test_file_of_any_name_can_be_kept(folder, name):
    saved = folder.save(name, file(b"one"), max_length=100)
    assert len(saved) <= 100
    assert folder.open(saved).read() == b"one"


@pytest.mark.parametrize("name", ["../a.jpg", "/etc/a.jpg", "a/../../b.jpg"])
def test_file_is_not_kept_outside_the_folder(folder, name):
    with pytest.raises(Exception, match=r"Detected path traversal|outside of the base path"):
        folder.save(name, file(b"one"))


def test_file_whose_name_is_known_before_is_found_under_it(folder):
    for content in (b"one", b"two"):
        folder.save_as("cards/1/a.png", content)
        assert folder.open("cards/1/a.png").read() == content
    assert folder.listdir("cards/1") == ([], ["a.png"])
    assert folder.listdir("") == (["cards"], [])


@pytest.mark.parametrize("name", ["../a.png", "/etc/a.png"])
def test_file_whose_name_is_known_before_is_not_kept_outside_the_folder(folder, name):
    with pytest.raises(SuspiciousFileOperation):
        folder.save_as(name, b"one")


def test_object_whose_name_is_known_before_is_kept_under_it(tmp_path, monkeypatch):
    kept = {}
    monkeypatch.setattr(S3Storage, "_save", lambda self, name, content: kept.update({name: content.read()}))
    HashedObjects("renditions", "/media/", bucket_name="bucket").save_as("cards/1/a.png", b"one")
    assert kept == {"cards/1/a.png": b"one"}


def test_originals_have_no_address(tmp_path):
    options = storages_for("", tmp_path, "/media/")
    assert options["default"]["OPTIONS"]["base_url"] is None
    assert options["renditions"]["OPTIONS"]["base_url"] == "/media/"
    with pytest.raises(ValueError, match="not accessible"):
        HashedFiles(**options["default"]["OPTIONS"]).url("a.jpg")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "s3://key:se%2Fcret@store.example.org:9000/bucket?region=eu",
            {
                "access_key": "key", "secret_key": "se/cret", "region_name": "eu", "bucket_name": "bucket",
                "endpoint_url": "https://store.example.org:9000",
            },
        ),
        ("s3://k:s@127.0.0.1:9000/bucket?insecure=1", {"endpoint_url": "http://127.0.0.1:9000", "region_name": None}),
        ("s3://store.example.org/bucket/", {"access_key": None, "secret_key": None, "bucket_name": "bucket"}),
        ("s3:///bucket", {"bucket_name": "bucket"}),
    ],
)  # fmt: skip
def test_address_of_an_object_store_is_understood(tmp_path, address, expected):
    storages = storages_for(address, tmp_path, "/media/")
    for name in ("default", "renditions"):
        options = storages[name]["OPTIONS"]
        assert {key: options[key] for key in expected} == expected
    assert "endpoint_url" not in storages["default"]["OPTIONS"] or "///" not in address
    assert storages["default"]["OPTIONS"]["location"] != storages["renditions"]["OPTIONS"]["location"]


@pytest.mark.parametrize(
    "address", ["http://host/bucket", "s3://host", "s3://host/", "bucket", "s3://k:s@host:x/bucket"]
)
def test_address_that_is_no_object_store_is_refused_with_a_sentence(tmp_path, address):
    with pytest.raises(SystemExit, match="^MEDIA_STORAGE_URL: use s3://"):
        storages_for(address, tmp_path, "/media/")


def test_objects_are_read_back_through_the_site(tmp_path):
    storages = storages_for("s3://k:s@store.example.org/bucket", tmp_path, "/media/")
    renditions = HashedObjects(**storages["renditions"]["OPTIONS"])
    assert renditions.url("images/größe.webp") == "/media/images/gr%C3%B6%C3%9Fe.webp"
    with pytest.raises(ValueError, match="not accessible"):
        HashedObjects(**storages["default"]["OPTIONS"]).url("a.jpg")
