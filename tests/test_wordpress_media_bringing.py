import datetime
import hashlib
from pathlib import PurePosixPath

import pytest
from wagtail.documents.models import Document

from images.models import CustomImage, CustomRendition
from tests.factories import ImageFactory
from tests.picture_bytes import bomb, gif, heic, iptc, jpeg, noise, png, saved, webp, zipped
from tests.wordpress_old_server import OldServer, status, whole
from wordpress.media.attachment import Attachment, attachment_of
from wordpress.media.bringing import Media
from wordpress.media.folder import MediaFolder
from wordpress.wxr.facts import Item

pytestmark = pytest.mark.django_db

ADDRESS = "http://old.example/wp-content/uploads/2012/05/{}"


@pytest.fixture
def uploads(tmp_path):
    """``uploads({"a.jpg": b"…"})`` is a copy of the old blog's, with these of May 2012."""

    def made(files, fetcher=None):
        for name, content in files.items():
            path = tmp_path / "uploads/2012/05" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return Media(MediaFolder(tmp_path / "uploads"), fetcher)

    return made


@pytest.fixture
def old_server():
    with OldServer() as server:
        yield server


def attachment(name="a.jpg", *, upload="", **fields):
    """As an export has it. ``upload`` is the name of the file as it came."""
    meta = [("_wp_attached_file", f"2012/05/{name}")]
    meta += (
        [("_wp_attachment_metadata", f'a:1:{{s:14:"original_image";s:{len(upload)}:"{upload}";}}')] if upload else []
    )
    meta += [("_wp_attachment_image_alt", fields.pop("alt"))] if "alt" in fields else []
    item = Item(1, "attachment", 7, attachment_url=ADDRESS.format(name), meta=tuple(meta), **fields)
    return attachment_of(item)


def in_text(name):
    return Attachment(address=ADDRESS.format(name))


def is_missing(brought, words):
    assert (brought.image, brought.document, brought.is_new) == (None, None, False)
    assert words in brought.reason
    assert not CustomImage.objects.exists()
    assert not Document.objects.exists()


def digest(content):
    return hashlib.sha1(content).hexdigest()


def test_a_picture_comes_with_what_was_said_of_it(uploads):
    brought = uploads({"a.jpg": jpeg()}).bring(
        attachment(
            title="The harbour &amp; <em>the boats</em>",
            alt="Three boats\n at a quay",
            excerpt='Boats. <a href="https://example.org">Photo</a>',
            date="2012-05-01 14:00:00",
            date_gmt="2012-05-01 12:00:00",
        )
    )
    image = CustomImage.objects.get()
    assert brought.is_new
    assert brought.image == image
    assert image.title == "The harbour & the boats"
    assert image.description == "Three boats at a quay"
    assert image.caption == "Boats. Photo"
    assert image.created_at == datetime.datetime(2012, 5, 1, 12, tzinfo=datetime.UTC)
    assert PurePosixPath(image.file.name).name.startswith("a")
    assert image.collection.is_root()
    with brought.image.file.open() as file:
        assert file.read() == jpeg()
    assert not CustomRendition.objects.exists()


def test_what_a_file_says_of_itself_is_read(uploads):
    uploads({"a.jpg": jpeg(iptc((80, b"Maud Ferris")))}).bring(attachment(title="Harbour"))
    image = CustomImage.objects.get()
    assert image.credit == "Maud Ferris"
    assert image.from_file == ["credit"]


def test_a_picture_that_nobody_described_has_the_name_of_its_file(uploads):
    uploads({"the-pier.jpg": jpeg()}).bring(attachment("the-pier.jpg", title=" <b></b> "))
    image = CustomImage.objects.get()
    assert (image.title, image.description, image.caption) == ("the-pier", "", "")


def test_words_that_are_too_long_are_cut(uploads):
    uploads({"a.jpg": jpeg()}).bring(attachment(title="t" * 999, alt="a" * 999, excerpt="c" * 999))
    image = CustomImage.objects.get()
    image.clean_fields(exclude=["file"])
    assert (len(image.title), len(image.description), len(image.caption)) == (255, 255, 300)
    assert image.title.endswith("t…")


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("Tea &amp; cake<br/>at noon", "Tea & cake at noon"),
        ("a < b, b > a", "a < b, b > a"),
        ("&lt;b&gt; is a tag", "<b> is a tag"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("<a " * 5000, "<a " * 84 + "<a…"),
        ("<" * 300, "<" * 254 + "…"),
        ("👩‍🚀 נמל", "👩‍🚀 נמל"),
    ],
)
def test_words_are_those_that_a_reader_was_shown(uploads, there, here):
    uploads({"a.jpg": jpeg()}).bring(attachment(title=there))
    assert CustomImage.objects.get().title == here


@pytest.mark.parametrize("name", ["x" * 240, "...", "نمل", "👩‍🚀", "a\\b", "-", "a b%20c#d?e"])
@pytest.mark.parametrize(("ending", "content"), [("png", png(size=(3000, 9))), ("pdf", b"%PDF")])
def test_a_file_may_have_any_name(uploads, name, ending, content):
    brought = uploads({f"{name}.{ending}": content}).bring(attachment(f"{name}.{ending}"))
    assert brought.is_new
    assert (brought.image or brought.document).title == name


def test_a_disk_that_is_full_is_said_to_be(uploads, monkeypatch):
    def save(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", save)
    is_missing(uploads({"a.jpg": jpeg()}).bring(attachment()), "disk full")


@pytest.mark.parametrize("date", ["0000-00-00 00:00:00", "", "1901-01-01 00:00:00", "2999-01-01 00:00:00", "soon"])
def test_a_date_that_cannot_be_is_that_of_the_import(uploads, date):
    uploads({"a.jpg": jpeg()}).bring(attachment(date=date, date_gmt=date))
    age = datetime.datetime.now(datetime.UTC) - CustomImage.objects.get().created_at
    assert age < datetime.timedelta(days=1)


def test_a_picture_that_is_in_the_library_is_not_brought_again(uploads):
    media = uploads({"a.jpg": noise("JPEG"), "b.jpg": noise("JPEG")})
    first, second = media.bring(attachment("a.jpg", title="One")), media.bring(attachment("b.jpg", title="Two"))
    assert (first.is_new, second.is_new) == (True, False)
    assert second.image == first.image
    assert CustomImage.objects.get().title == "One"


def test_a_picture_that_somebody_uploaded_here_is_used(uploads):
    image = ImageFactory(title="Ours")
    with image.file.open() as file:
        content = file.read()
    brought = uploads({"a.jpg": content}).bring(attachment(title="Theirs", date="2012-05-01 12:00:00"))
    assert brought.image == image
    image.refresh_from_db()
    assert image.title == "Ours"
    assert image.created_at.year != 2012


@pytest.mark.parametrize(
    ("name", "content", "ending"),
    [
        ("a.jpg", jpeg(), ".jpg"),
        ("a.JPEG", jpeg(), ".jpg"),
        ("a.png", png(), ".png"),
        ("a.gif", gif(frames=3), ".gif"),
        ("a.webp", webp(), ".webp"),
        ("a.avif", saved("AVIF"), ".avif"),
        ("a.heic", heic(), ".jpg"),
        # Named as what they are not.
        ("a.jpg", png(), ".png"),
        ("a.pdf", jpeg(), ".jpg"),
        ("a", gif(), ".gif"),
        ("a.php", jpeg(), ".jpg"),
    ],
)
def test_a_picture_is_known_by_its_bytes(uploads, name, content, ending):
    brought = uploads({name: content}).bring(attachment(name))
    assert PurePosixPath(brought.image.file.name).suffix == ending


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("song.mp3", b"ID3\3\0"),
        ("film.mov", b"\0\0\0\x14ftypqt  \0\0\0\0"),
        ("film.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0isommp42"),
        ("paper.PDF", b"%PDF-1.4 <html>"),
        ("route.gpx", b'<?xml version="1.0"?><gpx/>'),
        ("all.zip", zipped()),
        ("notes.txt", b"a < b"),
    ],
)
def test_a_document_is_known_by_its_ending(uploads, name, content):
    brought = uploads({name: content}).bring(attachment(name, title="A file", date="2012-05-01 12:00:00"))
    document = Document.objects.get()
    assert brought.is_new
    assert brought.document == document
    assert (document.title, document.file_size, document.file_hash) == ("A file", len(content), digest(content))
    assert document.created_at.year == 2012
    document.clean()
    assert not uploads({}).bring(attachment(name)).is_new


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.jpg", b"", "empty"),
        ("a.svg", b"<svg onload='alert(1)'/>", "may hold a program"),
        ("a.php", b"<?php system('id');", "may hold a program"),
        ("a.html", b"<p>Hello</p>", "may hold a program"),
        ("a.js", b"alert(1)", "may hold a program"),
        ("a.jpg", b"<!DOCTYPE html><title>Not found</title>", "a web page"),
        ("a.jpg", b"\xef\xbb\xbf\n <?xml version='1.0'?><!-- x --><svg/>", "a web page"),
        ("a.pdf", b"<html><body>Not found", "a web page"),
        ("a.txt", b"<?php system('id');", "a web page"),
        ("a.mp3", b"\n<?= 1 ?>", "a web page"),
        ("a.jpg", b"nothing of the kind", "no picture"),
        ("a.tif", saved("TIFF"), "not taken: .tif"),
        ("a.bmp", saved("BMP"), "not taken: .bmp"),
        ("a.psd", b"8BPS", "not taken: .psd"),
        ("a", b"words", "not taken"),
        ("a.xyzxyzxyzxyzxyzxyzxyzxyz", b"words", "not taken"),
        ("a.jpg", noise("JPEG")[:20_000], "damaged or not complete"),
        ("a.png", noise("PNG")[:20_000], "damaged or not complete"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "damaged or not complete"),
        ("a.heic", heic()[:40], "damaged or not complete"),
        ("a.png", bomb(60_000, 60_000), "million pixels"),
        ("a.jpg", bomb(9_000, 9_000, "jpeg"), "million pixels"),
    ],
)
def test_what_is_not_taken_is_missing_with_a_sentence(uploads, name, content, words):
    is_missing(uploads({name: content}).bring(attachment(name)), words)


def test_what_is_too_large_is_missing_with_a_sentence(uploads, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024**2
    media = uploads({"a.jpg": jpeg() + b"\0" * 1024**2, "a.mp3": b"ID3" + b"\0" * 1024**2})
    is_missing(media.bring(attachment("a.jpg")), "larger than 1 MB")
    is_missing(media.bring(attachment("a.mp3")), "larger than 1 MB")


@pytest.mark.parametrize("name", ["a.jpg", "A.JPG", "a-300x200.jpg", "a-300x200@2x.jpg", "a-e1371234567890.jpg"])
def test_a_picture_in_a_text_comes_as_its_original(uploads, name):
    original = noise("JPEG")
    media = uploads({"a.jpg": original, "a-300x200.jpg": jpeg(), "a-e1371234567890.jpg": png()})
    assert media.bring(in_text(f"{name}?w=300")).image.file_hash == digest(original)


def test_a_picture_in_a_text_comes_in_its_size_where_there_is_no_original(uploads):
    assert uploads({"a-300x200.jpg": jpeg()}).bring(in_text("a-300x200.jpg")).image.file_hash == digest(jpeg())


def test_an_attachment_comes_as_it_is_though_its_name_looks_like_a_size(uploads):
    media = uploads({"a.jpg": noise("JPEG"), "a-300x200.jpg": jpeg()})
    assert media.bring(attachment("a-300x200.jpg")).image.file_hash == digest(jpeg())


def test_another_that_its_name_could_be_a_size_of_is_not_taken_for_it(uploads):
    is_missing(uploads({"a.jpg": jpeg()}).bring(attachment("a-300x200.jpg")), "not in the folder")


def test_of_a_picture_that_was_shrunk_on_arrival_the_file_as_it_came_is_taken(uploads):
    media = uploads({"DSC 1.jpg": noise("JPEG"), "DSC-1-scaled.jpg": jpeg()})
    brought = media.bring(attachment("DSC-1-scaled.jpg", upload="DSC 1.jpg"))
    assert brought.image.file_hash == digest(noise("JPEG"))


def test_where_that_cannot_be_used_the_shrunk_one_is_taken(uploads):
    media = uploads({"a.jpg": bomb(9_000, 9_000, "jpeg"), "a-scaled.jpg": jpeg()})
    assert media.bring(attachment("a-scaled.jpg", upload="a.jpg")).image.file_hash == digest(jpeg())


def test_of_an_edited_picture_what_was_shown_is_taken_and_the_first_form_only_where_that_is_gone(uploads):
    media = uploads({"a.jpg": jpeg(), "a-e1371234567890.jpg": png()})
    assert media.bring(attachment("a-e1371234567890.jpg")).image.file_hash == digest(png())
    assert media.bring(attachment("a-e1371234567899.jpg")).image.file_hash == digest(jpeg())


def test_a_blog_among_several_finds_its_own_in_a_copy_of_all_and_in_its_own(tmp_path):
    there = Attachment(address="https://old.example/wp-content/uploads/sites/3/2012/05/a.jpg", is_declared=True)
    for path, content in (("sites/3/2012/05/a.jpg", jpeg()), ("2012/05/a.jpg", png())):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_bytes(content)
    assert Media(MediaFolder(tmp_path)).bring(there).image.file_hash == digest(jpeg())
    (tmp_path / "sites/3/2012/05/a.jpg").unlink()
    assert Media(MediaFolder(tmp_path)).bring(there).image.file_hash == digest(png())


def test_a_file_that_is_nowhere_is_missing_with_a_sentence(uploads, old_server):
    is_missing(Media().bring(attachment()), "Neither a folder")
    is_missing(uploads({"b.jpg": b""}).bring(attachment()), "not in the folder")
    is_missing(Media(fetcher=old_server.fetcher()).bring(attachment()), "not there any more")
    is_missing(Media(fetcher=old_server.fetcher()).bring(Attachment(address="")), "does not say where")


def test_what_is_in_the_folder_is_not_fetched(uploads, old_server):
    media = uploads({"a.jpg": jpeg()}, old_server.fetcher())
    assert media.bring(attachment()).is_new
    assert old_server.asked == []


def test_what_is_not_in_the_folder_is_fetched(uploads, old_server):
    old_server.answers["/wp-content/uploads/2012/05/caf%C3%A9.jpg"] = whole(jpeg())
    media = uploads({"b.jpg": jpeg()}, old_server.fetcher())
    brought = media.bring(attachment("café.jpg", title="Café"))
    assert brought.image.title == "Café"
    assert [path for _host, path, _headers in old_server.asked] == ["/wp-content/uploads/2012/05/caf%C3%A9.jpg"]


def test_what_is_fetched_may_have_any_name_too(old_server):
    for path in ("/%00.jpg", "/a%2F..%2F..%2Fb.jpg", "/picture.php?id=7", "/"):
        old_server.answers[path] = whole(noise("JPEG", size=(40 + len(path), 30)))
        address = Attachment(address=f"http://old.example{path}", is_declared=True)
        assert Media(fetcher=old_server.fetcher()).bring(address).is_new
    assert sorted(CustomImage.objects.values_list("title", flat=True)) == ["b", "file", "old", "picture"]


def test_of_a_picture_in_a_text_the_original_is_fetched_first(old_server):
    old_server.answers["/wp-content/uploads/2012/05/a.jpg"] = status(404)
    old_server.answers["/wp-content/uploads/2012/05/a-300x200.jpg"] = whole(jpeg())
    assert Media(fetcher=old_server.fetcher()).bring(in_text("a-300x200.jpg?w=300")).is_new
    assert [path.rpartition("/")[2] for _host, path, _headers in old_server.asked] == ["a.jpg", "a-300x200.jpg"]


def test_of_a_picture_that_was_shrunk_on_arrival_the_file_as_it_came_is_fetched_first(old_server):
    Media(fetcher=old_server.fetcher()).bring(attachment("DSC-1-scaled.jpg", upload="DSC 100%.jpg"))
    asked = [path.rpartition("/")[2] for _host, path, _headers in old_server.asked]
    assert asked == ["DSC%20100%25.jpg", "DSC-1-scaled.jpg", "DSC-1.jpg"]


def test_a_page_that_says_it_is_a_picture_is_not_believed(old_server):
    content = b"<html>Sorry, not found</html>"
    old_server.answers["/wp-content/uploads/2012/05/a.jpg"] = whole(content)
    is_missing(Media(fetcher=old_server.fetcher()).bring(attachment()), "a web page")
