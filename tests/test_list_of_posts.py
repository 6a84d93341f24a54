"""*Posts* in the admin: one list of the posts of all blogs, and what can be looked for in it."""

import pytest
from wagtail.models import Site

from images.models import PictureSettings
from tests.at_the_gate import in_body
from tests.factories import AuthorFactory, BlogFactory, ImageFactory, PostFactory, UserFactory
from tests.reading import all_words, read, words

POSTS = "/admin/posts/"


@pytest.mark.parametrize("group", ["Writers", "Editors", "Owners"])
def test_everybody_who_writes_reaches_the_list_of_posts_and_a_new_draft(client, blog, new, group):
    client.force_login(UserFactory(groups=[group]))
    PostFactory(title="On the list")
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/posts/").status_code == 200
    assert client.get("/admin/posts/create/")["Location"].startswith(new)


def test_list_of_posts_shows_those_of_all_blogs_and_can_be_searched(editor, blog, new, at_commit):
    with at_commit():
        PostFactory(title="From the hall")
        PostFactory(title="From the shed", parent=BlogFactory())
    every = editor.get("/admin/posts/").content.decode()
    assert "From the hall" in every
    assert "From the shed" in every
    some = editor.get("/admin/posts/", {"q": "shed"}).content.decode()
    assert "From the hall" not in some
    assert "From the shed" in some


@pytest.mark.parametrize(
    "address", ["/admin/posts/", "/admin/images/", "/admin/pages/search/", "/admin/snippets/blog/author/"]
)
@pytest.mark.parametrize(
    "query",
    [
        '"',
        " ",
        "\t",
        "a\u2028b",
        "%",
        "100% C++ O'Reilly AND NEAR( -",
        "😀",
        "a " * 1500,
        '"a" ' * 700,
        'title:"x',
        "\x01",
        '"a" "',
    ],
)
def test_strange_search_is_no_error_of_ours(editor, blog, at_commit, address, query):
    with at_commit():
        PostFactory(), ImageFactory(), AuthorFactory()
    assert editor.get(address, {"q": query}, follow=True).status_code == 200


def test_list_of_posts_can_be_narrowed_to_open_questions(editor, blog):
    PostFactory(title="Open", question="Who has the keys?")
    PostFactory(title="Shut", question="Who had the keys?", question_closed=True)
    page = read(editor.get("/admin/posts/", {"question": "open"})).main
    assert "Open" in all_words(page, "td a")
    assert "Shut" not in words(page)


def uncredited(client, **asked):
    """What the list says of the pictures of each post that it says something of."""
    rows = read(client.get(POSTS, asked)).select("tbody tr")
    said = {words(row.select_one(".title-wrapper")): words(row.select_one(".field-credits")) for row in rows}
    return {title: sentence for title, sentence in said.items() if sentence or asked}


@pytest.fixture
def posts_with_pictures(blog):
    """Some whose pictures all need no credit (any more), and some with one or two that do."""
    bare, other, whole = ImageFactory(), ImageFactory(), ImageFactory(credit="Maud Ferris")
    PostFactory(title="Whole", lead_picture=whole, body=[in_body(whole)])
    PostFactory(title="Own lines", body=[in_body(bare, credit="Tom"), in_body(other, credit="Maud")])
    PostFactory(title="One own line", body=[in_body(bare, credit="Tom"), in_body(other, credit=" ")])
    PostFactory(title="Passed on", sharing_picture=bare)
    PostFactory(title="Two", lead_picture=bare, body=[in_body(other), in_body(bare, "gallery")])
    PostFactory(title="Imported", imported=True, lead_picture=bare)
    for title, before, after in (("Draft", "", "Tom"), ("Draft without", "Tom", "")):
        draft = PostFactory(title=title, live=False, body=[in_body(bare, credit=before)])
        draft.body = [in_body(bare, credit=after)]
        draft.save_revision()


def test_list_says_which_posts_need_credits_as_the_gate_does_and_is_narrowed_to_them(owner, posts_with_pictures):
    one, two = "1 picture needs a credit", "2 pictures need a credit"
    needing = {"One own line": one, "Passed on": one, "Two": two, "Imported": one, "Draft without": one}
    assert uncredited(owner) == needing
    assert uncredited(owner, pictures="uncredited") == needing
    PictureSettings.objects.create(site=Site.objects.get(), credits_of_imported="off", credits_of_new="warn")
    del needing["Imported"]
    assert uncredited(owner) == needing
    assert uncredited(owner, pictures="uncredited") == needing
    assert uncredited(owner, pictures="uncredited", state="published").keys() == needing.keys() - {"Draft without"}
