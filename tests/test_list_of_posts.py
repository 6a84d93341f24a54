"""*Posts* in the admin: one list of the posts of all blogs, and what can be looked for in it."""

import pytest
from wagtail.models import Site

from images.models import PictureSettings
from tests.factories import ImageFactory, PostFactory
from tests.reading import read, words

POSTS = "/admin/posts/"


def in_body(picture, **fields):
    return ("image", {"image": {"image": picture, "alt_text": "", "decorative": False}, "caption": ""} | fields)


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
    PostFactory(title="Two", lead_picture=bare, body=[in_body(other), ("gallery", {"pictures": [in_body(bare)[1]]})])
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
