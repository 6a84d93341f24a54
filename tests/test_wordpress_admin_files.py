"""What an owner hands in for an import: whatever is wrong with it gets a sentence, and nothing is kept for longer."""

import os
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.reading import read, words
from tests.wordpress_exports import export, item
from tests.wordpress_owner import (
    FOLDER,
    PAGE,
    TAGGED,
    addresses,
    errors,
    moved_in,
    page_of,
    rehearse,
    rehearsed,
    sent,
    started,
)
from tests.wordpress_runs import old_blog, pictures
from wordpress.admin.storing import EXPORTS, KINDS
from wordpress.models import ImportRun

pytestmark = pytest.mark.usefixtures("data_dir")


def hostile() -> dict[str, SimpleUploadedFile]:
    zipped = b"PK\x05\x06" + bytes(18)
    return {
        "is empty": SimpleUploadedFile("empty.xml", b""),
        "is a web page, not an export": SimpleUploadedFile(
            "page.xml", b"<!doctype html><html><body>Hello</body></html>"
        ),
        "is not a WordPress export": SimpleUploadedFile("text.xml", b"Hello"),
        "is a feed": SimpleUploadedFile(
            "feed.xml", b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>'
        ),
        "An export ends in .xml, .xml.gz or .zip.": SimpleUploadedFile("picture.png", b"\x89PNG"),
        "There is no WordPress export (.xml) in": SimpleUploadedFile("nothing.zip", zipped),
        "can’t be unpacked": SimpleUploadedFile("broken.zip", b"PK\x03\x04 and no more"),
        "There is nothing in": SimpleUploadedFile("bare.xml", export()),
    }


@pytest.mark.parametrize("sentence", list(hostile()))
def test_what_is_no_export_gets_a_sentence_beside_its_field(owner, sentence):
    answer = rehearse(owner, hostile()[sentence])
    assert answer.status_code == 200
    assert sentence in errors(answer)
    assert not ImportRun.objects.exists()


def test_what_was_right_is_not_sent_twice_and_what_was_wrong_is_not_kept(owner, tmp_path, data_dir):
    wrong = SimpleUploadedFile("page.xml", b"<!doctype html><html>")
    page = read(rehearse(owner, sent(old_blog(tmp_path)), wrong))
    kept = page.select("[name=sent_exports]")
    assert [(box["value"], box.has_attr("checked")) for box in kept] == [("old-blog.xml", True)]
    assert [path.name for path in data_dir.rglob("*") if path.is_file()] == ["old-blog.xml"]
    assert rehearsed(owner, sent_exports="old-blog.xml").report["items"] == 9


def test_nothing_chosen_gets_a_sentence(owner):
    assert "Choose the file that WordPress gave you." in errors(rehearse(owner))


def test_pictures_that_are_no_archive_get_a_sentence(owner, tmp_path):
    export_file, broken = sent(old_blog(tmp_path)), SimpleUploadedFile("uploads.zip", b"PK\x03\x04 and no more")
    assert "“uploads.zip”: This archive is damaged" in errors(rehearse(owner, export_file, pictures=broken))


def test_two_files_of_one_name_are_not_taken_for_one(owner, tmp_path):
    one = old_blog(tmp_path)
    assert "have the same name" in errors(rehearse(owner, sent(one), sent(one)))


@pytest.mark.parametrize(
    "name", ["../../../evil.xml", "..\\..\\evil.xml", "/etc/evil.xml", f"{TAGGED}.xml", ".evil.xml", "a" * 300 + ".xml"]
)
def test_no_name_of_a_file_leads_out_of_its_folder(owner, tmp_path, data_dir, name):
    file = old_blog(tmp_path)
    piece = owner.post(
        f"{PAGE}send/exports/?folder={FOLDER}&at=0&name={quote(name)}", file.read_bytes(), "application/octet-stream"
    )
    assert piece.status_code == 200
    (stored,) = [path for path in data_dir.rglob("*") if path.is_file()]
    assert stored.parent == data_dir / "imports" / "uploaded" / FOLDER / "exports"
    assert stored.name.endswith(".xml")
    assert not set(stored.name) & set("<>/\\")


@pytest.mark.parametrize("folder", ["", "..", "../..", f"{FOLDER}/..", "/etc", FOLDER.upper(), FOLDER + "\n"])
def test_nobody_chooses_the_folder(owner, tmp_path, folder, data_dir):
    address = f"{PAGE}send/exports/?at=0&name=a.xml&folder={quote(folder)}"
    assert owner.post(address, b"<", "application/octet-stream").status_code == 422
    answer = rehearse(owner, sent(old_blog(tmp_path)), folder=folder)
    assert answer.status_code == 200
    assert not [path for path in data_dir.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["../secret-key", "/etc/passwd", "uploaded", "nobody.xml"])
@pytest.mark.parametrize("field", ["laid_exports", "laid_pictures", "sent_exports"])
def test_only_what_was_laid_in_can_be_picked(owner, laid, tmp_path, field, name):
    old_blog(laid)
    pictures(laid)
    (laid.parent / "secret-key").write_text("secret")
    (laid / "uploaded" / FOLDER / "exports").mkdir(parents=True)
    (laid / "uploaded" / FOLDER / "exports" / "sent.xml").write_text("sent")
    answer = rehearse(owner, **{field: name})
    assert "not here any more" in errors(answer)
    assert not ImportRun.objects.exists()


def test_owner_picks_what_an_administrator_laid_in(owner, laid):
    old_blog(laid)
    assert rehearsed(owner, laid_exports="old-blog.xml").report["items"] == 9


def test_large_export_is_sent_in_pieces(owner, tmp_path):
    whole = old_blog(tmp_path).read_bytes()
    address, half = f"{PAGE}send/exports/?folder={FOLDER}&name=old.xml&at=", len(whole) // 2
    assert owner.post(f"{address}0", whole[:half], "application/octet-stream").json()["size"] == half
    again = owner.post(f"{address}0", whole[:half], "application/octet-stream")
    assert again.json()["size"] == half
    out_of_step = owner.post(f"{address}5", whole[half:], "application/octet-stream")
    assert (out_of_step.status_code, out_of_step.json()) == (409, {"size": half})
    owner.post(f"{address}{half}", whole[half:], "application/octet-stream")
    assert rehearsed(owner, sent_exports="old.xml").report["items"] == 9


@pytest.mark.parametrize("at", ["-1", "x", "", "9" * 40])
def test_broken_piece_is_refused_in_words(owner, at):
    answer = owner.post(f"{PAGE}send/exports/?folder={FOLDER}&name=a.xml&at={at}", b"<", "application/octet-stream")
    assert answer.status_code in (409, 422)


def test_more_than_may_be_uploaded_is_refused_and_not_kept(owner, monkeypatch, data_dir):
    monkeypatch.setitem(KINDS, "exports", replace(EXPORTS, most=10))
    answer = owner.post(f"{PAGE}send/exports/?folder={FOLDER}&name=a.xml&at=0", b"<" * 11, "application/octet-stream")
    assert answer.status_code == 422
    assert "This is more than" in answer.json()["said"]
    assert not [path for path in data_dir.rglob("*") if path.is_file()]


def test_uploaded_files_go_when_the_owner_says_so(owner, tmp_path, data_dir):
    run = moved_in(owner, tmp_path)
    owner.post(f"{PAGE}{run.pk}/delete-files/")
    assert not [path for path in data_dir.rglob("*") if path.is_file()]
    assert "4 posts" in words(page_of(owner, run))


def test_what_an_administrator_laid_in_stays_theirs(owner, laid):
    file = old_blog(laid)
    run = rehearsed(owner, laid_exports="old-blog.xml")
    owner.post(f"{PAGE}{run.pk}/delete-files/")
    owner.post(f"{PAGE}{run.pk}/remove/")
    assert file.exists()


def test_rehearsal_is_removed_with_its_files_unless_a_move_needs_them(owner, tmp_path, data_dir):
    run = moved_in(owner, tmp_path)
    rehearsal = ImportRun.objects.get(is_rehearsal=True)
    owner.post(f"{PAGE}{rehearsal.pk}/remove/")
    assert list(ImportRun.objects.all()) == [run]
    assert Path(run.files[0]).exists()
    owner.post(f"{PAGE}{run.pk}/remove/")
    assert ImportRun.objects.exists()
    owner.post(f"{PAGE}{run.pk}/undo/now/")
    owner.post(f"{PAGE}{run.pk}/remove/")
    assert not ImportRun.objects.exists()
    assert not [path for path in data_dir.rglob("*") if path.is_file()]


def test_what_was_uploaded_and_never_rehearsed_goes_after_a_day(owner, tmp_path, data_dir):
    left = data_dir / "imports" / "uploaded" / ("f" * 32)
    left.mkdir(parents=True)
    two_days_ago = timezone.now().timestamp() - 2 * 24 * 60 * 60
    os.utime(left, (two_days_ago, two_days_ago))
    rehearsed(owner, sent(old_blog(tmp_path)))
    assert not left.exists()


def test_mark_up_of_the_old_blog_runs_nowhere(owner, tmp_path):
    missing = f'<p>{TAGGED}</p><img src="https://old.example/wp-content/uploads/x.jpg?{TAGGED}">[{TAGGED}]'
    bad = item(
        id=77, title=TAGGED, slug="bad", status="draft", content=missing + "[strange-thing]words[/strange-thing]"
    )
    file = tmp_path / "bad.xml"
    file.write_bytes(export([bad, item(f"<b>{TAGGED}", 78)], title=TAGGED))
    rehearsal = rehearsed(owner, sent(file))
    run = started(owner, rehearsal)
    for address in [*addresses(rehearsal)[:6], *addresses(run)[:6]]:
        answer = owner.get(address)
        assert answer.status_code in (200, 404)
        assert "json" in answer["Content-Type"] or TAGGED not in answer.text
