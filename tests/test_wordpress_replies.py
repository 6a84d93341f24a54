"""What readers of the old blog wrote under a post stands under it still: in order, harmless, and to be read alone."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from blog.models import Reply
from blog.post_page.replies import AT_ONCE
from tests.factories import PostFactory, ReplyFactory, StandardPageFactory
from tests.reading import all_words, facts, read, words
from tests.searching import ask, titles
from tests.test_visibility import HIDDEN


@pytest.fixture
def post(blog):
    return PostFactory(title="Night bus")


def texts(page):
    return all_words(page, ".talk .words")


def many(page, number, **fields):
    made = [ReplyFactory.build(page=page, text=f"<p>Reply {count}</p>", **fields) for count in range(1, number + 1)]
    return Reply.objects.bulk_create(made)


def test_post_without_replies_says_nothing_of_them(client, post):
    page = read(client.get(post.url))
    assert not page.select("#replies, .replies, link[href*='replies']")
    assert "commentCount" not in facts(page)["BlogPosting"]


def test_replies_stand_under_their_post_with_name_day_and_words(client, post):
    day = datetime.date(2009, 12, 4)
    ReplyFactory(page=post, name="Agnes", url="https://agnes.example.org/", date=day, text="<p>So <b>true</b>.</p>")
    ReplyFactory(page=post, name="", date=day, text="<p>No name given.</p>")
    page = read(client.get(post.url))
    assert words(page.select_one("#replies")) == "2 replies"
    assert words(page.select_one(".posthead a[href='#replies']")) == "2 replies"
    named, nameless = page.select(".talk > li")
    link = named.select_one("header b a")
    assert (words(link), link["href"], link["rel"]) == (
        "Agnes",
        "https://agnes.example.org/",
        ["nofollow", "ugc", "noopener"],
    )
    assert named.time["datetime"] == "2009-12-04"
    assert str(named.select_one(".words p")) == "<p>So <b>true</b>.</p>"
    assert words(nameless.select_one("header b")) == "Somebody"
    assert "The conversation has closed." in words(page.select_one(".replies"))
    assert facts(page)["BlogPosting"]["commentCount"] == 2


def test_replies_stand_under_a_page_too(client, home):
    page = StandardPageFactory()
    ReplyFactory(page=page, text="<p>Where are you?</p>")
    shown = read(client.get(page.url))
    assert texts(shown) == ["Where are you?"]
    assert shown.select_one("link[href*='replies']")


def test_answers_stand_below_what_they_answer_and_no_deeper_than_can_be_read(client, post):
    first = ReplyFactory(page=post, name="Agnes", text="first")
    ReplyFactory(page=post, text="second")
    parent = first
    for number in range(5):
        parent = ReplyFactory(page=post, parent=parent, text=f"answer {number}")
    ReplyFactory(page=post, parent=first, text="late answer")
    page = read(client.get(post.url))
    assert texts(page) == ["first", *(f"answer {number}" for number in range(5)), "late answer", "second"]
    assert [item["class"] for item in page.select(".talk > li")] == [
        [f"l{level}"] for level in (0, 1, 2, 3, 3, 3, 1, 0)
    ]
    to = page.select(".talk > li")[1].select_one("a.to")
    assert (words(to), to["href"]) == ("to Agnes", f"#{first.anchor}")


def test_answer_to_what_readers_do_not_see_stands_by_itself(client, post):
    hidden = ReplyFactory(page=post, text="hidden", state=Reply.State.PENDING)
    gone = ReplyFactory(page=post, text="gone")
    elsewhere = ReplyFactory(page=PostFactory(), text="elsewhere")
    for parent in (hidden, gone, elsewhere):
        ReplyFactory(page=post, parent=parent, text="answer")
    gone.delete()
    page = read(client.get(post.url))
    assert [item["class"] for item in page.select(".talk > li")] == [["l0"]] * 3
    assert texts(page) == ["answer"] * 3


def test_replies_that_answer_each_other_in_a_circle_are_all_shown(client, post):
    one, two = ReplyFactory(page=post, text="one"), ReplyFactory(page=post, text="two")
    Reply.objects.filter(pk=one.pk).update(parent=two)
    Reply.objects.filter(pk=two.pk).update(parent=one)
    assert texts(read(client.get(post.url))) == ["one", "two"]


def test_old_link_to_a_reply_lands_on_it(client, post):
    old, new = ReplyFactory(page=post, old_id=7), ReplyFactory(page=post)
    page = read(client.get(post.url))
    assert [item["id"] for item in page.select(".talk > li")] == ["comment-7", f"reply-{new.pk}"]
    assert old.anchor == "comment-7"


def test_mentions_elsewhere_stand_apart_and_folded(client, post):
    ReplyFactory(
        page=post, kind=Reply.Kind.PINGBACK, name="Another blog", url="http://b.example.org/1", text="<p>[…]</p>"
    )
    ReplyFactory(page=post, kind=Reply.Kind.TRACKBACK, name="A third")
    page = read(client.get(post.url))
    assert words(page.select_one(".replies summary")) == "2 mentions elsewhere"
    assert [words(item).partition(" Jan")[0] for item in page.select(".replies details li")] == [
        "Another blog",
        "A third",
    ]
    assert page.select_one(".replies details a")["rel"] == ["nofollow", "ugc", "noopener"]
    assert "[…]" not in words(page.main)
    assert not page.select("#replies, .talk")
    assert page.select_one(f"#{page.select_one('.replies')['aria-labelledby']}")


def test_very_many_replies_come_in_parts_that_need_no_script(client, post):
    many(post, AT_ONCE + 40)
    first = read(client.get(post.url))
    assert len(texts(first)) == AT_ONCE
    assert words(first.select_one("#replies")) == f"{AT_ONCE + 40} replies"
    further = first.select_one(".replies a[rel=next]")["href"]
    assert further == "?replies=2#replies"
    second = read(client.get(post.url + further.partition("#")[0]))
    assert texts(second)[0] == f"Reply {AT_ONCE + 1}"
    assert len(texts(second)) == 40
    assert second.select_one(".replies a[rel=prev]")["href"] == "?replies=1#replies"
    assert second.select_one("link[rel=canonical]")["href"] == f"http://localhost{post.url}"


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "", "²", "1e3", "9" * 4000])
def test_part_that_is_not_there_is_no_error(client, post, number):
    many(post, AT_ONCE + 1)
    assert texts(read(client.get(post.url, {"replies": number})))


def test_page_asks_no_more_often_for_five_thousand_replies_than_for_two(client, post):
    def queries():
        client.get(post.url)
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(post.url).status_code == 200
        return len(asked)

    none = queries()
    many(post, 2)
    few = queries()
    many(post, 5_000)
    many(post, 500, kind=Reply.Kind.PINGBACK)
    assert queries() == few == none + 1
    assert len(client.get(post.url).content) < 300_000


def test_replies_go_with_their_page_and_are_no_use_of_it(owner, post):
    reply = ReplyFactory(page=post)
    ReplyFactory(page=post, parent=reply)
    assert not ReferenceIndex.objects.filter(base_content_type=ContentType.objects.get_for_model(Reply)).exists()
    owner.post(f"/admin/pages/{post.pk}/delete/")
    assert not Reply.objects.exists()


def test_copy_of_a_post_has_none_of_its_replies(post):
    ReplyFactory(page=post)
    assert not post.copy(update_attrs={"slug": "copy"}).replies.exists()


def test_post_is_found_by_what_is_said_under_it(post, at_commit):
    with at_commit():
        ReplyFactory(page=post, name="Pieter", text="<p>The <em>kettle</em> sings &amp; whistles.</p>")
        ReplyFactory(page=post, text="<p>A samovar</p>", state=Reply.State.PENDING)
        ReplyFactory(page=post, name="Pinger", kind=Reply.Kind.PINGBACK, text="<p>percolator</p>")
    for said in ("kettle", "pieter", "pinger"):
        assert titles(said) == ["Night bus"], said
    assert "<mark>kettle</mark> sings &amp; whistles." in str(ask("kettle").hits[0].excerpt)
    assert [titles(said) for said in ("samovar", "percolator")] == [[], []]


def test_what_is_hidden_or_deleted_is_found_no_more_and_what_is_approved_is(post, at_commit):
    with at_commit():
        hidden, deleted = ReplyFactory(page=post, text="kettle"), ReplyFactory(page=post, text="samovar")
        waiting = ReplyFactory(page=post, text="percolator", state=Reply.State.PENDING)
    with at_commit():
        hidden.state, waiting.state = Reply.State.PENDING, Reply.State.APPROVED
        hidden.save()
        waiting.save()
        deleted.delete()
    assert [titles(said) for said in ("kettle", "samovar", "percolator")] == [[], [], ["Night bus"]]


@pytest.mark.parametrize("kind", Reply.Kind)
def test_reply_that_waits_is_shown_to_nobody(client, post, kind):
    ReplyFactory(page=post, name="Whisperer", text="whisper", state=Reply.State.PENDING, kind=kind)
    assert "whisper" not in Client().get(post.url).content.decode().lower()


@pytest.mark.parametrize("hide", HIDDEN)
def test_who_may_not_read_a_post_reads_nothing_that_was_said_under_it(client, blog, hide):
    post = hide(blog, title="The committee")
    ReplyFactory(page=post, name="Whisperer", text="whisper")
    assert "whisper" not in client.get(post.url, {"replies": 1}, follow=True).content.decode().lower()
    assert titles("whisper") == []
