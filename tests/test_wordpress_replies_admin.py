"""Editors make imported replies public, hide and delete them; nobody rewrites them, and nothing in them runs."""

from itertools import product

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from blog.models import Reply
from tests.factories import PostFactory, ReplyFactory, UserFactory
from tests.reading import all_words, programs, read, words
from tests.test_safe_text import SCRIPT
from tests.test_wordpress_reply_text import ZOO

REPLIES = "/admin/snippets/blog/reply/"
BULK = "/admin/bulk/blog/reply/"
VIEWS = ["", "results/", "edit/{}/", "delete/{}/", "history/{}/", "usage/{}/"]


@pytest.fixture
def post(blog):
    return PostFactory(title="Night bus")


@pytest.fixture
def waiting(post):
    return ReplyFactory(page=post, name="Agnes", text="<p>Cheap watches</p>", state=Reply.State.PENDING)


def listed(client, **asked):
    return all_words(read(client.get(REPLIES, asked)), "main tbody .title-wrapper")


def state_of(reply):
    return Reply.objects.get(pk=reply.pk).state


@pytest.mark.parametrize("view", VIEWS)
def test_replies_are_for_editors_not_for_writers_or_strangers(editor, waiting, view):
    address = REPLIES + view.format(waiting.pk)
    assert editor.get(address).status_code == 200
    writer = Client()
    writer.force_login(UserFactory(groups=["Writers"]))
    assert writer.get(address).status_code == 302
    assert "Cheap" not in writer.get(address, follow=True).content.decode()
    assert Client().get(address)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("action", ["make_public", "hide", "delete"])
def test_writers_and_strangers_change_no_replies_together(waiting, action):
    shown = ReplyFactory(page=waiting.page)
    writer = Client()
    writer.force_login(UserFactory(groups=["Writers"]))
    for client in (writer, Client()):
        for reply in (waiting, shown):
            address = f"{BULK}{action}/?id={reply.pk}"
            client.post(address)
            assert "Agnes" not in client.get(address, follow=True).content.decode()
    assert [state_of(waiting), state_of(shown)] == [Reply.State.PENDING, Reply.State.APPROVED]


@pytest.mark.parametrize("address", ["add/", "copy/{}/"])
def test_nobody_writes_a_reply_not_even_an_administrator(owner, waiting, address):
    sent = {"name": "Me", "text": "Mine", "state": "approved"}
    assert owner.post(REPLIES + address.format(waiting.pk), sent).status_code in (302, 404)
    assert Reply.objects.get() == waiting
    assert "add/" not in str(read(owner.get(REPLIES)).main)


def test_there_is_no_chooser_in_which_writers_would_read_them(owner, waiting):
    assert owner.get("/admin/snippets/choose/blog/reply/").status_code == 404


def test_menu_has_replies_beside_posts(editor, blog):
    assert REPLIES in editor.get("/admin/").content.decode()


def test_list_is_narrowed_to_state_kind_and_words(editor, post, waiting):
    ReplyFactory(page=post, name="Pieter", text="<p>The kettle</p>")
    ReplyFactory(page=post, name="Tea blog", kind=Reply.Kind.PINGBACK)
    assert [name.partition(":")[0] for name in listed(editor)] == ["Tea blog", "Pieter", "Agnes"]
    assert listed(editor, state="pending") == ["Agnes: Cheap watches"]
    assert listed(editor, kind="pingback") == ["Tea blog: Same here."]
    assert listed(editor, q="kettle") == ["Pieter: The kettle"]
    for probe in ({"page__owner__password__startswith": "x"}, {"state": "x"}, {"p": "99"}, {"ordering": "page__owner"}):
        assert editor.get(REPLIES, probe).status_code in (200, 404)


def test_list_asks_no_more_often_the_more_there_are(editor, post, django_assert_max_num_queries):
    for _ in range(50):
        ReplyFactory(page=post)
    editor.get(REPLIES)
    with django_assert_max_num_queries(20):
        assert len(listed(editor)) == 50


def test_editor_makes_one_public_and_changes_nothing_else(editor, waiting, client):
    page = read(editor.get(f"{REPLIES}edit/{waiting.pk}/"))
    assert "Cheap watches" in words(page.main)
    assert "Night bus" in words(page.main)
    editor.post(f"{REPLIES}edit/{waiting.pk}/", {"state": "approved", "text": "Rewritten", "name": "Other"})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.text, waiting.name) == (Reply.State.APPROVED, "<p>Cheap watches</p>", "Agnes")
    assert "Cheap watches" in Client().get(waiting.page.url).content.decode()


def test_editor_makes_several_public_and_hides_them_again(editor, post):
    replies = [ReplyFactory(page=post, name=f"R{n}", state=Reply.State.PENDING) for n in range(3)]
    chosen = f"?id={replies[0].pk}&id={replies[1].pk}"
    asked = read(editor.get(f"{BULK}make_public/{chosen}"))
    assert words(asked.h1).startswith("Make these replies public?")
    assert "R0: Same here." in words(asked.main)
    done = words(read(editor.post(f"{BULK}make_public/{chosen}&next={REPLIES}", follow=True)).body)
    assert "2 replies are public now." in done
    assert [state_of(reply) for reply in replies] == ["approved", "approved", "pending"]
    assert ModelLogEntry.objects.filter(action="wagtail.edit").count() == 2
    editor.post(f"{BULK}hide/?id={replies[0].pk}")
    assert [state_of(reply) for reply in replies] == ["pending", "approved", "pending"]


def test_several_are_deleted_together(editor, post):
    gone, gone_too, kept = (ReplyFactory(page=post) for _ in range(3))
    chosen = f"{BULK}delete/?id={gone.pk}&id={gone_too.pk}"
    assert "Delete these replies for good?" in words(read(editor.get(chosen)).body)
    assert "2 replies are deleted." in words(read(editor.post(f"{chosen}&next={REPLIES}", follow=True)).body)
    assert list(Reply.objects.all()) == [kept]


@pytest.mark.parametrize("action", ["make_public", "hide", "delete"])
def test_all_there_are_is_never_meant_by_a_list_that_is_narrowed(editor, post, action):
    replies = [ReplyFactory(page=post, state=state) for state in Reply.State]
    editor.post(f"{BULK}{action}/?id=all")
    assert [state_of(reply) for reply in replies] == list(Reply.State)
    assert not read(editor.get(REPLIES)).select("[data-bulk-action-num-objects-in-listing]")


def test_deleted_reply_leaves_its_answers(editor, post):
    spam = ReplyFactory(page=post)
    answer = ReplyFactory(page=post, parent=spam)
    editor.post(f"{REPLIES}delete/{spam.pk}/")
    answer.refresh_from_db()
    assert answer.parent is None
    assert list(Reply.objects.all()) == [answer]


def test_script_in_a_reply_runs_nowhere_whoever_stored_it(editor, post):
    """Also where it was not cleaned before it was stored. Under its post, every text stands once of each kind."""
    fields = {"name": SCRIPT, "state": Reply.State.APPROVED, "url": "javascript:alert(1)"}
    harmful: list[Reply] = []
    kinds = len(Reply.Kind)
    for text, kind in product(ZOO, Reply.Kind):
        parent = harmful[-kinds] if harmful[kinds - 1 :] else None  # one of the same kind
        harmful.append(ReplyFactory(page=post, text=text.replace("\0", ""), parent=parent, kind=kind, **fields))
    confirm = [f"{BULK}{action}/?id={harmful[0].pk}" for action in ("make_public", "hide", "delete")]
    edits = [f"{REPLIES}edit/{harmful[n * kinds + n % kinds].pk}/" for n in range(len(ZOO))]
    for address in [post.url, REPLIES, *confirm, *edits]:
        page = read(editor.get(address))
        assert not [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)], address
        assert not page.select("main [href^='javascript'], main iframe, main [style*=fixed], main [src='x']"), address
        assert not [script for script in programs(page) if "alert" in str(script)], address
