"""Whoever moved in can ask whether every old address answers, and is told in words which don't."""

import datetime
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from tests.factories import AuthorFactory, DocumentFactory, ImageFactory, PostFactory, StandardPageFactory, TopicFactory
from tests.wordpress_rows import moved, moved_person, moved_term, old_blog
from wordpress.addresses.asking import Answer, asking_at
from wordpress.models import ImportedBlog, ImportedItem, ImportRun


@pytest.fixture
def archive(blog):
    imported = old_blog()
    post = PostFactory(
        title="Don’t let the kettle “boil”",
        slug="kettle",
        date=datetime.date(2009, 4, 12),
        topics=[TopicFactory(name="Tea")],
        tags=["green"],
        authors=[AuthorFactory(name="Jane Doe")],
    )
    moved(post, 7, "/2009/04/чайник/", also=["/2009/04/kettel/"])
    moved(StandardPageFactory(title="About", slug="about"), 8, "/about/", type="page")
    moved(ImageFactory(), 9, "/2009/04/pot/", parent_id_there=7, also=["/wp-content/uploads/2009/04/pot.jpg"])
    moved(DocumentFactory(), 10, "/list/", also=["/wp-content/uploads/list.txt"])
    moved(PostFactory(title="Nobody’s draft", slug="draft", live=False), 11, "/2009/04/draft/")
    moved(None, 12, "/2009/04/left-out/", type="post")
    moved_term(post.topics.get(), "category", "tea", 3)
    moved_term(Tag.objects.get(), "tag", "green")
    moved_person(post.post_authors.get().author, "jane.doe", 2)
    return imported


@pytest.fixture
def post(blog):
    """All that moved: one post."""
    old_blog(permalinks="")
    post = PostFactory(title="Kettle", slug="kettle", body=[("text", "<p>Boiled.</p>")])
    moved(post, 7, "/чайник/")
    return post


def verified(**options):
    """What the command says, and whether it ends well."""
    out = StringIO()
    try:
        call_command("verify_import", stdout=out, **options)
    except CommandError as error:
        return f"{out.getvalue()}{error}", False
    return out.getvalue(), True


def test_archive_that_moved_well_answers_everywhere(archive):
    told, well = verified()
    assert well, told
    total, led, here, nothing, wrong = (int(word) for word in told.replace(":", " ").split() if word.isdigit())
    assert wrong == 0
    assert total == led + here + nothing
    assert led > 80
    assert here == 6  # the page whose address is the same, with and without what was added to it
    assert nothing == 30


def test_words_of_lists_in_lists_and_with_raised_letters_are_found(post):
    post.body = [("text", "<ul><li>Oolong<ul><li>roasted</li></ul></li></ul><p>Unbeliev<sup>ably</sup> strong.</p>")]
    post.save()
    told, well = verified()
    assert well, told


def test_address_that_leads_nowhere_is_named(post):
    ImportedItem.objects.update(path_digest="")
    told, well = verified()
    assert not well
    assert "“Kettle”, /%D1%87%D0%B0%D0%B9%D0%BD%D0%B8%D0%BA/: answers 404." in told


def test_address_that_leads_to_something_else_is_named(post):
    Redirect.objects.create(old_path="/чайник", redirect_link="/blog/")
    Redirect.objects.create(old_path="/чайник/feed", redirect_link="/чайник/amp/")
    Redirect.objects.create(old_path="/чайник/amp", redirect_link="/blog/kettle/", is_permanent=False)
    told, well = verified()
    assert not well
    assert "/feed/: leads on more than once: to http://localhost/%D1%87" in told
    assert "/amp/: is led on for the time being only (302)." in told
    Redirect.objects.filter(old_path="/чайник").update(redirect_link="/credits/")
    assert "/: leads to http://localhost/credits/, where the words “boiled”, “kettle” are missing." in verified()[0]


def test_page_that_took_an_old_address_is_named(post):
    StandardPageFactory(title="Another", slug="чайник")
    told, _well = verified()
    assert "/: another page lives here now: the words “boiled”, “kettle” are not on it." in told


def test_hidden_post_that_is_given_away_is_named(post):
    Redirect.objects.create(old_path="/чайник", redirect_link="/blog/kettle/")
    PageViewRestriction.objects.create(page=post, restriction_type="login")
    told, well = verified()
    assert not well
    assert "/: leads to http://localhost/blog/kettle/, though readers may not see it." in told
    assert "?p=7" not in told


def test_one_run_is_asked_for_alone(post):
    run = ImportRun.objects.create(blog=ImportedBlog.objects.get())
    ImportedItem.objects.update(path_digest="")
    moved(PostFactory(title="Later"), 40, "/later/", run=run)
    assert verified(run=run.pk)[1]
    assert "There is no run number 99" in verified(run=99)[0]


def test_report_names_all_that_is_wrong(post, tmp_path):
    ImportedItem.objects.update(path_digest="")
    with patch("wordpress.management.commands.verify_import.FAULTS_SHOWN", 2):
        told, _well = verified(report=tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["addresses"]["wrong"] == len(report["wrong"]) > 2
    assert f"… and {len(report['wrong']) - 2} more" in told
    assert report["wrong"][0] in told
    assert report["wrong"][2] not in told


def test_nobody_who_answers_is_a_fault_and_no_traceback(post):
    told, well = verified(base_url="http://127.0.0.1:9")
    assert not well
    assert "nobody answers: " in told


class OneStep(BaseHTTPRequestHandler):
    """Leads ``/old/`` on to ``/new/``."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        there = self.path.startswith("/new/")
        content = b"<p>Two <b>cups</b> &amp; <script>no</script></p>" if there else b""
        self.send_response(200 if there else 301)
        self.send_header("Content-Length", str(len(content)))
        if not there:
            self.send_header("Location", "/new/")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


def test_site_that_runs_elsewhere_is_asked_over_http():
    with ThreadingHTTPServer(("127.0.0.1", 0), OneStep) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}"
        ask = asking_at(root)
        assert ask(f"{root}/old/?p=7") == Answer(301, f"{root}/new/")
        assert ask(f"{root}/new/?x=1") == Answer(200, "", frozenset({"two", "cups"}))
        server.shutdown()


@pytest.mark.parametrize("base_url", ["127.0.0.1:8000", "ftp://127.0.0.1", "http://"])
def test_wrong_base_url_is_said(post, base_url):
    assert "Give --base-url as a whole address" in verified(base_url=base_url)[0]


def test_site_whose_host_is_not_allowed_is_said(post, settings):
    Site.objects.update(hostname="blog.example.org")
    assert "none of ALLOWED_HOSTS" in verified()[0]


def test_site_that_nobody_moved_to_says_so(blog):
    assert "No old blog has moved in here" in verified()[0]
