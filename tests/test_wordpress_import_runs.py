"""A run that is interrupted, repeated, refused or taken back."""

import datetime
import json
import random

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from taggit.models import Tag

from blog.models import Author, BlogPage, Topic
from home.models import StandardPage
from images.models import CustomImage
from tests.factories import BlogFactory, PostFactory
from tests.wordpress_dump import dump
from tests.wordpress_exports import item
from tests.wordpress_runs import bring, old_blog, pictures, written
from wordpress.importing.holding import AnotherRun, ToBeStopped
from wordpress.importing.progress import Progress
from wordpress.importing.undoing import undo
from wordpress.models import ImportedBlog, ImportedItem, ImportRun, RunState

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Nothing gets ready for it."""


class Deadly(Progress):
    """Ends everything at the so-manyth item, in the middle of a transaction."""

    def __init__(self, at):
        self.left = at

    def advance(self, title="", by=1):
        self.left -= 1
        if self.left == 0:
            raise Killed


class Stopping(Progress):
    def advance(self, title="", by=1):
        self.is_to_stop = True


@pytest.fixture
def clean(tmp_path):
    """What one import that nobody disturbs leaves; everything is as before afterwards."""
    run = bring(old_blog(tmp_path), media_dir=str(pictures(tmp_path)))
    left = dump()
    undo(run, Progress())
    ImportRun.objects.all().delete()
    return left


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_run_comes_to_the_same_end(tmp_path, clean, seed):
    moments = random.Random(seed)
    for _kill in range(2):
        with pytest.raises(Killed):
            bring(old_blog(tmp_path), Deadly(moments.randint(1, 9)), media_dir=str(tmp_path / "uploads"))
    run = bring(old_blog(tmp_path), media_dir=str(tmp_path / "uploads"))
    assert dump() == clean
    assert ImportRun.objects.count() == 1
    assert (run.report["items"], run.report["created"]) == (9, 8)


def test_run_that_is_asked_to_stop_goes_on_later(tmp_path):
    with pytest.raises(ToBeStopped):
        bring(old_blog(tmp_path), Stopping())
    run = ImportRun.objects.get()
    assert run.state == RunState.INTERRUPTED
    bring(old_blog(tmp_path))
    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert BlogPage.objects.count() == 4


def test_second_run_at_the_same_time_is_refused(tmp_path):
    ImportRun.objects.create(state=RunState.RUNNING, heard_at=timezone.now(), holder="elsewhere 1", step="posts")
    with pytest.raises(AnotherRun, match="Another import is at work"):
        bring(old_blog(tmp_path))
    assert not BlogPage.objects.exists()


def test_run_that_nobody_has_heard_of_keeps_nobody_waiting(tmp_path):
    long_ago = timezone.now() - datetime.timedelta(minutes=3)
    ImportRun.objects.create(state=RunState.RUNNING, heard_at=long_ago, holder="elsewhere 1")
    assert bring(old_blog(tmp_path)).state == RunState.DONE


def test_undone_import_leaves_nothing_of_its_own(tmp_path):
    own = PostFactory(title="Ours")
    undone = undo(bring(old_blog(tmp_path), media_dir=str(pictures(tmp_path))), Progress())
    assert list(BlogPage.objects.all()) == [own]
    for model in (StandardPage, Topic, Tag, Author, CustomImage, ImportedItem, ImportedBlog):
        assert not model.objects.exists()
    assert undone.removed == {"post": 4, "page": 2, "topic": 2, "tag": 1, "author": 1, "picture": 2}
    assert undone.kept == []


def test_undoing_spares_what_somebody_has_edited_and_says_so(tmp_path, owner):
    run = bring(old_blog(tmp_path))
    first = BlogPage.objects.get(slug="first")
    first.title = "First, in our words"
    first.save_revision(log_action=True).publish()
    undone = undo(run, Progress())
    assert [post.title for post in BlogPage.objects.all()] == ["First, in our words"]
    assert Topic.objects.filter(slug="tea").exists()
    assert undone.kept[0] == "“First, in our words” stays: somebody has changed it since."
    bring(old_blog(tmp_path))
    assert BlogPage.objects.count() == 4


def test_rehearsal_writes_nothing_and_says_what_is_in_the_file(tmp_path, capsys):
    options = {"media_dir": str(pictures(tmp_path)), "report": str(tmp_path / "report")}
    call_command("import_wordpress", str(old_blog(tmp_path)), dry_run=True, **options)
    told = capsys.readouterr().out
    assert "4 posts, 2 pages and 2 files" in told
    assert "2 of its files are in the folder" in told
    assert not ImportRun.objects.exists()
    assert not ImportedBlog.objects.exists()
    report = json.loads((tmp_path / "report" / "report.json").read_text())
    assert report["types"]["post"] == {"publish": 4}
    assert report["permalinks"] == "/%year%/%monthnum%/%postname%/"
    assert report["zones"][0] == "Africa/Lagos"


def test_command_says_what_came_and_how_to_take_it_back(tmp_path, capsys):
    call_command("import_wordpress", str(written(tmp_path, item())))
    told = capsys.readouterr().out
    assert "1 post, 0 pages and 0 files came over." in told
    assert f"--undo {ImportRun.objects.get().pk}" in told


def test_command_ends_with_two_where_something_needs_eyes(tmp_path):
    with pytest.raises(SystemExit) as ended:
        call_command("import_wordpress", str(old_blog(tmp_path)))
    assert ended.value.code == 2


@pytest.mark.parametrize("content", [b"", b"<html><body>Not found</body></html>", b"\x00\x01\x02"])
def test_file_that_is_no_export_gets_a_sentence(tmp_path, content):
    path = tmp_path / "wrong.xml"
    path.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("import_wordpress", str(path))


def test_owner_of_several_blogs_says_which(tmp_path):
    BlogFactory(slug="notes")
    with pytest.raises(CommandError, match="There are several blogs here"):
        call_command("import_wordpress", str(written(tmp_path, item())))
    call_command("import_wordpress", str(written(tmp_path, item())), into="notes")
    assert BlogPage.objects.get().url_path.endswith("/notes/post-1/")


def test_only_what_is_asked_for_comes_and_the_rest_later(tmp_path):
    bring(old_blog(tmp_path), only=["pages"])
    assert (StandardPage.objects.count(), BlogPage.objects.count()) == (2, 0)
    bring(old_blog(tmp_path), limit=1)
    assert [post.slug for post in BlogPage.objects.all()] == ["first"]
    bring(old_blog(tmp_path), since="2010-04-01")
    assert sorted(post.slug for post in BlogPage.objects.all()) == ["first", "fourth"]
    bring(old_blog(tmp_path))
    assert BlogPage.objects.count() == 4
