"""A blog moves in: what its owner and its readers find here afterwards."""

import datetime

import pytest
from bs4 import BeautifulSoup
from taggit.models import Tag
from wagtail.models import Page

from blog.models import Author, BlogPage, Reply, Topic
from blog.text import words_of
from home.models import StandardPage
from images.models import CreditSuggestion, CustomImage
from search.models import IndexEntry
from tests.wordpress_dump import dump
from tests.wordpress_exports import EMAIL, HOME, IP, author, comment, item, term
from tests.wordpress_runs import UPLOADS, bring, old_blog, pictures, written
from wordpress.importing.kept_raw import unpacked
from wordpress.importing.progress import Progress
from wordpress.importing.undoing import undo
from wordpress.models import ImportedBlog, ImportedItem

pytestmark = pytest.mark.django_db


def post(slug):
    return BlogPage.objects.get(slug=slug)


def links_of(page):
    """The keys of the pages that it links to, in the order of its text."""
    found = BeautifulSoup("".join(str(block.value.source) for block in page.body), "html.parser")
    return [int(link["id"]) for link in found.find_all("a", linktype="page")]


def test_posts_come_with_their_words_names_and_day(tmp_path, blog, client):
    bring(old_blog(tmp_path))
    third = post("third")
    assert (third.date, third.time) == (datetime.date(2010, 3, 5), datetime.time(10, 0))
    assert third.first_published_at == datetime.datetime(2010, 3, 5, 9, 0, tzinfo=datetime.UTC)
    assert [str(topic) for topic in third.topics.all()] == ["Tea"]
    assert [tag.name for tag in third.tags.all()] == ["Loose leaf"]
    assert [entry.author.name for entry in third.post_authors.all()] == ["Ann Teller"]
    shown = client.get(third.url).text
    assert "the first" in shown
    assert "So it was." in shown


def test_pages_stand_below_the_pages_that_they_stood_below(tmp_path, home):
    bring(old_blog(tmp_path))
    people = StandardPage.objects.get(slug="people")
    assert people.url_path == f"{home.url_path}about/people/"
    assert not any(Page.find_problems())


def test_topics_keep_their_order_and_their_names_apart(tmp_path):
    bring(old_blog(tmp_path))
    black = Topic.objects.get(slug="black-tea")
    assert (black.name, black.parent.slug) == ("Tea (Tea)", "tea")


def test_links_between_posts_lead_to_pages_whichever_comes_first(tmp_path):
    bring(old_blog(tmp_path))
    third = post("third")
    assert links_of(post("first")) == [third.pk]
    assert links_of(third) == [post("first").pk, StandardPage.objects.get(slug="about").pk]
    assert not ImportedItem.objects.filter(waits_for_others=True).exists()


def test_what_was_written_is_its_only_version_with_its_links(tmp_path):
    bring(old_blog(tmp_path))
    first = post("first")
    assert first.revisions.count() == 1
    assert first.live_revision == first.latest_revision
    assert first.latest_revision.as_object().body.raw_data[0] == first.body.raw_data[0]
    assert not first.has_unpublished_changes


def test_picture_comes_with_the_credit_that_stood_under_it(tmp_path):
    bring(old_blog(tmp_path), media_dir=str(pictures(tmp_path)))
    harbour = CustomImage.objects.get(credit="Ines Harbour")
    second = post("second")
    assert second.body[0].value["image"].pk == harbour.pk
    assert "Photo" not in str(second.body.raw_data)
    assert second.pk in IndexEntry.objects.filter(credits__contains="Ines").values_list("pk", flat=True)


def test_missing_picture_leaves_its_place_and_comes_later(tmp_path):
    report = bring(old_blog(tmp_path)).report
    assert post("second").body[0].block_type == "missing_image"
    assert report["missing_pictures"] == [f"{UPLOADS}/2010/01/harbour.jpg"]
    bring(old_blog(tmp_path), media_dir=str(pictures(tmp_path)))
    assert post("second").body[0].block_type == "image"


def test_picture_that_only_a_text_speaks_of_comes_too(tmp_path):
    shown = f'<p><img src="{UPLOADS}/2010/01/kettle-300x200.jpg" alt="A kettle"></p>'
    path = written(tmp_path, item(content=shown), item("page", 2, content=shown))
    run = bring(path, media_dir=str(pictures(tmp_path)))
    kettle = CustomImage.objects.get()
    assert {page.body[0].value["image"].pk for page in (post("post-1"), StandardPage.objects.get())} == {kettle.pk}
    assert (run.report["items"], run.report["found_in_texts"]) == (2, 1)
    undo(run, Progress())
    assert not CustomImage.objects.exists()


def test_numbers_of_the_report_add_up(tmp_path):
    report = bring(old_blog(tmp_path)).report
    assert report["items"] == 9
    assert report["created"] == 6
    assert report["skipped"] == {"its file is missing": 2, "not a post, page or file": 1}
    assert report["created"] + report["updated"] + report["unchanged"] + sum(report["skipped"].values()) == 9
    assert report["replies"] == {"public": 8}
    assert report["missing_words"] == 0
    assert report["summary"][0] == "4 posts, 2 pages and 0 files came over."


def test_second_time_nothing_changes(tmp_path):
    files = str(pictures(tmp_path))
    bring(old_blog(tmp_path), media_dir=files)
    before = dump()
    report = bring(old_blog(tmp_path), media_dir=files).report
    assert (report["created"], report["updated"], report["unchanged"]) == (0, 0, 8)
    assert dump() == before


def test_order_of_the_file_does_not_matter(tmp_path):
    ann, one, two, three = (
        [author("ann", "Ann")],
        item(id=1, slug="tea", date="2010-01-01 10:00:00", content=f'<p><a href="{HOME}/?p=2">two</a></p>'),
        item(id=2, slug="tea", date="2010-01-02 10:00:00", terms=[term("b", "News"), term("a", "News")]),
        item("page", 3, slug="tea", parent=4),
    )
    four = item("page", 4, slug="tea", content=f'<p><a href="{HOME}/?page_id=3">below</a></p>')
    bring(written(tmp_path, one, two, three, four, authors=ann))
    there = dump()
    for model in (ImportedBlog, BlogPage, StandardPage, Topic, Tag, Author):
        model.objects.all().delete()
    bring(written(tmp_path, four, three, two, one, authors=ann, name="other.xml"))
    assert dump() == there


def test_what_was_changed_there_is_brought_up_to_date(tmp_path):
    bring(old_blog(tmp_path))
    report = bring(old_blog(tmp_path, fourth="<p>Three.</p>")).report
    assert (report["updated"], report["created"], report["unchanged"]) == (1, 0, 5)
    assert words_of(post("fourth").body) == "Three."
    assert post("fourth").revisions.count() == 2


def test_what_was_edited_here_stays(tmp_path):
    bring(old_blog(tmp_path))
    fourth = post("fourth")
    fourth.title = "Fourth, in our words"
    fourth.save_revision().publish()
    report = bring(old_blog(tmp_path, fourth="<p>Three.</p>")).report
    assert report["skipped"]["edited here since"] == 1
    assert post("fourth").title == "Fourth, in our words"
    bring(old_blog(tmp_path, fourth="<p>Three.</p>"), on_edited="overwrite")
    assert post("fourth").title == "Fourth"


def test_what_was_deleted_here_stays_deleted_unless_asked_for(tmp_path):
    bring(old_blog(tmp_path))
    post("fourth").delete()
    assert bring(old_blog(tmp_path)).report["skipped"]["deleted here since"] == 1
    assert not BlogPage.objects.filter(slug="fourth").exists()
    assert bring(old_blog(tmp_path), recreate=True).report["created"] == 1
    assert post("fourth").live


def test_replies_answer_each_other_and_only_public_ones_are_read(tmp_path, client):
    replies = [
        comment(1, "First!", approved="1"),
        comment(2, "Waiting here", approved="0"),
        comment(3, "Buy this", approved="spam"),
        comment(4, "<b>Indeed</b><script>alert(1)</script>", parent=1),
        comment(5, "Lost its parent", parent=3),
        comment(6, "", kind="pingback", author="Another blog", url="https://other.example/"),
    ]
    report = bring(written(tmp_path, item(comments=replies))).report
    assert report["replies"] == {"public": 4, "waiting": 1, "spam": 1}
    assert Reply.objects.get(old_id=4).parent.old_id == 1
    assert Reply.objects.get(old_id=5).parent is None
    shown = client.get(post("post-1").url).text
    assert "Indeed" in shown
    assert "Waiting here" not in shown
    assert "alert(1)" not in shown


def test_who_commented_is_not_kept_with_email_or_address(tmp_path):
    secret = item(id=2, password="open sesame", comments=[comment(1)])
    run = bring(written(tmp_path, secret, authors=[author("ann")]))
    raw = b"".join(unpacked(row.raw) for row in ImportedItem.objects.all())
    for private in (EMAIL, IP, "open sesame"):
        assert private.encode() not in raw
        assert private not in str(run.report)
    assert b"Well said." in raw


def test_undeclared_and_damaged_names_are_somebody(tmp_path):
    items = [item(id=1, creator="Ann"), item(id=2, creator=">ann"), item(id=3, creator="bob")]
    bring(written(tmp_path, *items, authors=[author("ann", "Ann Teller")]))
    assert sorted(Author.objects.values_list("name", flat=True)) == ["Ann Teller", "bob"]
    assert post("post-2").post_authors.get().author.name == "Ann Teller"


def test_author_who_writes_here_already_is_not_made_again(tmp_path):
    Author.objects.create(name="Ann Teller")
    bring(written(tmp_path, item(), authors=[author("ann", "ann teller")]))
    assert Author.objects.count() == 1


def test_likely_credit_is_suggested_at_the_picture_desk(tmp_path):
    text = f'<p><img src="{UPLOADS}/2010/01/harbour.jpg"></p><p>Photo: Ines Harbour</p>'
    bring(old_blog(tmp_path, second=text), media_dir=str(pictures(tmp_path)), credits="suggest")
    suggestion = CreditSuggestion.objects.get()
    assert (suggestion.credit, suggestion.page_id) == ("Ines Harbour", post("second").pk)
    assert "Photo: Ines Harbour" in str(post("second").body.raw_data)
