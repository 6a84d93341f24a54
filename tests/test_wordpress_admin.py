"""An owner without a shell moves a blog in: rehearses, starts, watches, reads the report, takes it back."""

import datetime
import os
import zipfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from blog.models import BlogPage
from home.models import Heartbeat
from images.models import CustomImage
from tests.factories import UserFactory
from tests.reading import all_words, read, words
from tests.wordpress_exports import export, item
from tests.wordpress_runs import old_blog, pictures
from wordpress.admin.storing import EXPORTS, KINDS
from wordpress.importing.holding import ToBeStopped
from wordpress.importing.options import Options
from wordpress.importing.progress import Progress
from wordpress.importing.run import run_import
from wordpress.importing.starting import run_for
from wordpress.models import ImportRun, RunState
from wordpress.report_pages import as_html
from wordpress.tasks import Watched, work_on

PAGE = "/admin/move-in/"
FOLDER = "0123456789abcdef" * 2
CHOSEN = {"folder": FOLDER, "credits": "lift", "private": "draft"}
READ_ONLY = ["", "{run}/", "{run}/progress/", "{run}/report.json", "{run}/report.html", "{run}/undo/"]
CHANGING = ["send/exports/"] + [
    "{run}/" + action + "/" for action in "start try-again go-on stop undo/now delete-files remove".split()
]
TAGGED = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    (settings.DATA_DIR / "imports").mkdir(parents=True)
    return settings.DATA_DIR


@pytest.fixture
def laid(data_dir):
    return data_dir / "imports"


def sent(path: Path, name: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name or path.name, path.read_bytes())


def rehearse(client, *files, **chosen):
    return client.post(PAGE, CHOSEN | {"exports": list(files)} | chosen)


def rehearsed(client, *files, **chosen) -> ImportRun:
    answer = rehearse(client, *files, **chosen)
    assert answer.status_code == 302, errors(answer)
    return ImportRun.objects.first()


def started(client, rehearsal) -> ImportRun:
    client.post(f"{PAGE}{rehearsal.pk}/start/")
    return ImportRun.objects.first()


def moved_in(client, folder, *more, **changed) -> ImportRun:
    return started(client, rehearsed(client, sent(old_blog(folder, *more, **changed))))


def errors(answer) -> str:
    return " ".join(part.get_text(" ", strip=True) for part in read(answer).select(".error-message"))


def page_of(client, run):
    return read(client.get(f"{PAGE}{run.pk}/"))


def uploads(folder: Path) -> Path:
    path = folder / "uploads.zip"
    root = pictures(folder)
    with zipfile.ZipFile(path, "w") as archive:
        for file in root.rglob("*.jpg"):
            archive.write(file, f"wp-content/uploads/{file.relative_to(root)}")
    return path


def addresses(run) -> list[str]:
    return [PAGE + address.format(run=run.pk) for address in READ_ONLY + CHANGING]


# The way through


def test_owner_finds_it_in_the_settings(owner):
    assert "Move in from WordPress" in owner.get("/admin/").text


def test_rehearsal_says_what_would_become_of_what_and_writes_nothing(owner, tmp_path):
    page = page_of(owner, rehearsed(owner, sent(old_blog(tmp_path))))
    assert "“An old blog” has 4 posts, 2 pages and 2 files." in words(page)
    assert "4 (4 published) → posts of this blog" in words(page)
    assert "From nowhere: you gave no copy of your uploads." in words(page)
    assert "It will take less than a minute." in words(page)
    assert not BlogPage.objects.exists()


def test_owner_starts_what_was_rehearsed_and_reads_the_report(owner, tmp_path):
    run = moved_in(owner, tmp_path)
    page = page_of(owner, run)
    assert "4 posts, 2 pages and 0 files came over." in words(page)
    assert run.started_by is not None
    assert BlogPage.objects.count() == 4


def test_numbers_of_the_report_add_up(owner, tmp_path):
    page = page_of(owner, moved_in(owner, tmp_path))
    rows = [[int(cell.get_text()) for cell in row.select("td")] for row in page.select("tbody tr, tfoot tr")]
    assert all(sum(row[:-1]) == row[-1] for row in rows)
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]
    assert rows[-1][-1] == 9


def test_pictures_come_out_of_a_zip_of_uploads(owner, tmp_path):
    started(owner, rehearsed(owner, sent(old_blog(tmp_path)), pictures=sent(uploads(tmp_path))))
    assert CustomImage.objects.count() == 2


def test_report_leads_to_what_needs_eyes_and_says_where_it_was(owner, tmp_path):
    page = page_of(owner, moved_in(owner, tmp_path))
    entry = page.select_one(".move-entries li")
    post = BlogPage.objects.get(slug="second")
    assert entry.h3.a["href"] == f"/admin/pages/{post.pk}/edit/"
    assert "A picture is missing." in entry.get_text()
    assert entry.select_one(".move-there a")["href"] == "https://old.example/2010/02/second"


def test_missing_pictures_are_looked_for_once_more(owner, tmp_path, laid):
    pictures(laid)
    folder = laid / "uploads"
    folder.rename(laid / "elsewhere")
    folder.mkdir()
    (folder / "readme.txt").touch()
    run = started(owner, rehearsed(owner, sent(old_blog(tmp_path)), laid_pictures="uploads"))
    assert "1 picture is missing" in words(page_of(owner, run))
    folder.rename(laid / "empty")
    (laid / "elsewhere").rename(folder)
    owner.post(f"{PAGE}{run.pk}/try-again/")
    assert CustomImage.objects.count() == 2
    assert "is missing" not in words(page_of(owner, ImportRun.objects.first()))


def test_report_can_be_kept_as_a_page_and_for_programs(owner, tmp_path):
    run = moved_in(owner, tmp_path)
    page = owner.get(f"{PAGE}{run.pk}/report.html")
    assert "attachment" in page["Content-Disposition"]
    assert "4 posts, 2 pages and 0 files came over." in page.text
    assert owner.get(f"{PAGE}{run.pk}/report.json").json()["created"] == 6


def test_kept_report_needs_no_other_file(owner, tmp_path):
    run = moved_in(owner, tmp_path)
    page = read(owner.get(f"{PAGE}{run.pk}/report.html"))
    assert not page.select("link, script, img, form")
    assert all(link["href"].startswith("http") for link in page.select("a"))


def test_owner_is_told_what_goes_before_it_goes(owner, tmp_path):
    run = moved_in(owner, tmp_path)
    post = BlogPage.objects.get(slug="first")
    post.title = "Mine now"
    post.save_revision(user=UserFactory()).publish()
    page = words(read(owner.get(f"{PAGE}{run.pk}/undo/")))
    assert "6 posts and pages that this move brought" in page
    assert "1 post or page that somebody has changed since" in page
    assert BlogPage.objects.count() == 4


def test_owner_takes_it_back_and_reads_what_stayed_and_why(owner, tmp_path):
    run = moved_in(owner, tmp_path)
    post = BlogPage.objects.get(slug="first")
    post.title = "Mine now"
    post.save_revision(user=UserFactory()).publish()
    owner.post(f"{PAGE}{run.pk}/undo/now/")
    page = words(page_of(owner, run))
    assert "“Mine now” stays: somebody has changed it since." in page
    assert "Gone: 2 pages, 3 posts, 1 topic." in page
    assert [post.title for post in BlogPage.objects.all()] == ["Mine now"]


# While it is at work


@pytest.fixture
def later(monkeypatch):
    """No worker takes up what is asked for."""
    monkeypatch.setattr("wordpress.admin.views.work_on", _NoWorker())
    monkeypatch.setattr("wordpress.admin.actions.work_on", _NoWorker())


class _NoWorker:
    def enqueue(self, key):
        pass


def at_work(**fields) -> ImportRun:
    now = {"heard_at": timezone.now(), "holder": "elsewhere 1"}
    return ImportRun.objects.create(**{"state": RunState.RUNNING} | now | fields)


def test_page_says_how_far_it_is(owner):
    began = (timezone.now() - datetime.timedelta(seconds=10)).isoformat()
    run = at_work(step="posts", done=100, total=1300, report={"began": began})
    said = owner.get(f"{PAGE}{run.pk}/progress/").json()
    assert said["moving"]
    assert "Posts 100 of 1300" in words(BeautifulSoup(said["html"], "html.parser"))
    assert "10 a second, about 2 minutes left in this step" in words(BeautifulSoup(said["html"], "html.parser"))
    assert page_of(owner, run).select_one("noscript meta[http-equiv=refresh]")


def test_page_says_that_the_worker_is_missing_and_what_to_do(owner, tmp_path, later):
    run = rehearsed(owner, sent(old_blog(tmp_path)))
    assert "The background worker isn’t running" in words(page_of(owner, run))
    Heartbeat.beat("worker")
    assert "isn’t running" not in words(page_of(owner, run))


def test_second_one_is_refused_while_one_is_at_work(owner, tmp_path):
    run = at_work()
    answer = rehearse(owner, sent(old_blog(tmp_path)))
    assert answer.url == f"{PAGE}{run.pk}/"
    assert "Another move is at work." in words(page_of(owner, run))
    assert ImportRun.objects.count() == 1


def test_killed_one_says_so_and_goes_on_to_the_same_end(owner, tmp_path):
    rehearsal = rehearsed(owner, sent(old_blog(tmp_path)))
    killed = ImportRun.objects.create(files=rehearsal.files, options=rehearsal.options)
    with pytest.raises(ToBeStopped):
        run_import(killed, _Stopping(killed))
    ImportRun.objects.filter(pk=killed.pk).update(state=RunState.RUNNING, heard_at=timezone.now() - DAY)
    assert "It was interrupted" in words(page_of(owner, killed))
    owner.post(f"{PAGE}{killed.pk}/go-on/")
    assert "4 posts, 2 pages and 0 files came over." in words(page_of(owner, killed))


def test_one_that_is_stopped_finishes_what_it_is_at_and_can_go_on(owner, tmp_path, later, monkeypatch):
    run = ImportRun.objects.create(files=[str(old_blog(tmp_path))], options=Options().as_json())
    monkeypatch.setattr("wordpress.tasks.Watched", _stopped_meanwhile(owner))
    work_on.func(run.pk)
    assert "It was interrupted" in words(page_of(owner, run))
    assert not BlogPage.objects.exists()
    monkeypatch.undo()
    owner.post(f"{PAGE}{run.pk}/go-on/")
    assert "4 posts, 2 pages and 0 files came over." in words(page_of(owner, run))


def _stopped_meanwhile(owner):
    class Stopped(Watched):
        def begin(self, step, total):
            owner.post(f"{PAGE}{self.run.pk}/stop/")
            assert "It stops as soon as it has finished" in words(page_of(owner, self.run))
            super().begin(step, total)

    return Stopped


def test_one_that_was_killed_before_it_could_stop_is_not_taken_up(owner, tmp_path, later):
    run = ImportRun.objects.create(files=[str(old_blog(tmp_path))], options=Options().as_json())
    dead = {"state": RunState.RUNNING, "heard_at": timezone.now() - DAY, "report": {"stopping": True}}
    ImportRun.objects.filter(pk=run.pk).update(**dead)
    work_on.func(run.pk)
    assert not BlogPage.objects.exists()
    assert "It was interrupted" in words(page_of(owner, run))


def test_one_that_is_stopped_before_its_turn_does_not_begin(owner, tmp_path, later):
    run = rehearsed(owner, sent(old_blog(tmp_path)))
    owner.post(f"{PAGE}{run.pk}/stop/")
    work_on.func(run.pk)
    assert ImportRun.objects.get().report == {}


def test_one_whose_files_are_gone_says_so(owner, tmp_path, later):
    run = rehearsed(owner, sent(old_blog(tmp_path)))
    Path(run.files[0]).unlink()
    work_on.func(run.pk)
    assert "There is no file “old-blog.xml”." in words(page_of(owner, run))


def test_what_nobody_had_foreseen_is_a_sentence_and_not_a_traceback(owner, tmp_path, monkeypatch):
    def fail(*args):
        raise RuntimeError(TAGGED)

    monkeypatch.setattr("wordpress.tasks.run_import", fail)
    run = rehearsed(owner, sent(old_blog(tmp_path)))
    assert "Something happened that nobody had foreseen (RuntimeError)." in words(page_of(owner, run))


def test_taking_back_that_was_interrupted_goes_on_taking_back(owner, tmp_path):
    run = moved_in(owner, tmp_path)
    run.refresh_from_db()
    interrupted = {"state": RunState.INTERRUPTED, "report": run.report | {"undoing": True}}
    ImportRun.objects.filter(pk=run.pk).update(**interrupted)
    owner.post(f"{PAGE}{run.pk}/go-on/")
    assert "This move was taken back" in words(page_of(owner, run))
    assert not BlogPage.objects.exists()


# What is handed in


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


# Who may


@pytest.mark.parametrize("group", ["Writers", "Editors", None])
def test_nobody_but_owners_comes_near(group, tmp_path, db, data_dir):
    old_blog(data_dir / "imports")
    run = ImportRun.objects.create(is_rehearsal=True, state=RunState.DONE, files=[str(tmp_path)])
    client = Client()
    if group:
        client.force_login(UserFactory(groups=[group]))
    before = ImportRun.objects.values().get()
    for address in addresses(run):
        for answer in (client.get(address), client.post(address, CHOSEN | {"laid_exports": "old-blog.xml"})):
            assert answer.status_code == 302
            assert answer.url.startswith("/admin/" if group else "/admin/login/")
    assert ImportRun.objects.values().get() == before
    if group:
        assert "Move in from WordPress" not in client.get("/admin/").text


def test_owners_by_their_group_may(db, tmp_path):
    client = Client()
    client.force_login(UserFactory(groups=["Owners"]))
    assert moved_in(client, tmp_path).state == RunState.DONE


def test_nothing_changes_by_looking(owner, tmp_path):
    run = moved_in(owner, tmp_path)
    for address in CHANGING:
        assert owner.get(PAGE + address.format(run=run.pk)).status_code == 405
    assert BlogPage.objects.count() == 4


def test_nothing_changes_from_another_site(db, tmp_path):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(UserFactory(is_superuser=True, is_staff=True))
    run = ImportRun.objects.create(is_rehearsal=True, state=RunState.DONE)
    for address in ["", *CHANGING]:
        assert careful.post(PAGE + address.format(run=run.pk)).status_code == 403
    assert ImportRun.objects.count() == 1


# The report, whoever makes it


def test_command_writes_the_same_report_as_a_page(db, tmp_path):
    call_command("import_wordpress", str(old_blog(tmp_path)), dry_run=True, report=str(tmp_path / "report"))
    page = (tmp_path / "report" / "report.html").read_text()
    assert "“An old blog” has 4 posts, 2 pages and 2 files." in page


def test_types_an_administrator_renamed_are_counted_where_they_went(db, tmp_path):
    file = tmp_path / "old.xml"
    file.write_bytes(export([item("recipe", 5, title="Soup")]))
    run = run_for([str(file)], Options(types={"recipe": "post"}))
    run_import(run, Progress())
    assert all_words(BeautifulSoup(as_html(run.report, run), "html.parser"), "tbody tr:first-child > *") == [
        "Posts",
        "1",
        "0",
        "0",
        "0",
        "1",
    ]


DAY = datetime.timedelta(days=1)


class _Stopping(Watched):
    """Stops with the first thing that is done."""

    def advance(self, title="", by=1):
        self.is_to_stop = True
