"""An owner without a shell moves a blog in: rehearses, starts, reads the report, takes it back."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from blog.models import BlogPage
from images.models import CustomImage
from tests.factories import UserFactory
from tests.reading import all_words, read, words
from tests.wordpress_exports import export, item
from tests.wordpress_owner import PAGE, moved_in, page_of, rehearsed, sent, started, uploads
from tests.wordpress_runs import old_blog, pictures
from wordpress.importing.options import Options
from wordpress.importing.progress import Progress
from wordpress.importing.run import run_import
from wordpress.importing.starting import run_for
from wordpress.models import ImportRun
from wordpress.report_pages import as_html

pytestmark = pytest.mark.usefixtures("data_dir")


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
