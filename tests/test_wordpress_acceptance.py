"""An old blog with one of everything that blogs of ten years have: all of it is here afterwards, and once."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page, PageViewRestriction

from blog.models import Author, BlogPage, Reply, Topic
from home.models import StandardPage
from tests.wordpress_dump import dump
from tests.wordpress_exports import HOME, attachment, author, category, comment, item, tag, term
from tests.wordpress_runs import UPLOADS, bring, pictures, written

pytestmark = pytest.mark.django_db

EXACT = r"It isn\'t \"lukewarm\" and C:\tea\new. An export says <![CDATA[ so ]]> of itself."
HARBOUR, KETTLE = (f"{UPLOADS}/2010/01/{name}.jpg" for name in ("harbour", "kettle"))
SEA = "%ce%b7-%ce%b8%ce%ac%ce%bb%ce%b1%cf%83%cf%83%ce%b1"

LEAVES = item(
    id=1,
    slug="leaves",
    title="<em>Leaves</em> &amp; water",
    creator=">ann",
    sticky=True,
    content="What it is about.\n\n<!--more-->\n\nAnd all the rest of it.",
    terms=[term("gyokuro", "Gyokuro"), term("cups", r"Cups of \"worth\""), term("its", r"it\'s", "post_tag")],
    comments=[
        comment(1, "Which leaf?"),
        comment(2, "The smallest one.", parent=1),
        comment(3, r"Then \o/ it is!", parent=2),
        comment(4, "Not yet looked at", approved="0"),
        comment(5, "", kind="trackback", author="Another blog", url="https://other.example/"),
    ],
)
SHARED = item(id=2, slug="shared", title="A post", creator="ben", content=EXACT)
WITH_PICTURES = [
    item(
        id=3,
        slug=SEA,
        title="Η θάλασσα",
        meta={"_thumbnail_id": "11"},
        content=f'<img class="wp-image-11" src="{HARBOUR}">\n\nThe words between.\n\n'
        f'[caption id="a" width="300"]<img class="wp-image-12" src="{KETTLE}"> It sings at noon.[/caption]\n\n'
        '[gallery ids="11,12"]',
    ),
    attachment(11, HARBOUR, parent=3, alt="Boats at their moorings"),
    attachment(12, KETTLE, parent=3),
]
NAMELESS = item(id=4, slug="", title="", content="Nobody had named this one.")
HIDDEN = [
    item(id=5, slug="drafted", status="draft", content="Half of it."),
    item(id=6, slug="private", status="private", content="For one pair of eyes."),
    item(id=7, slug="coming", status="future", date="2090-01-01 10:00:00"),
]
LOCKED = item(
    id=8,
    slug="locked",
    title="Behind a door",
    password="enter",
    content="Treasure lies here.",
    terms=[term("tea", "Tea")],
)
PAGES = [
    item("page", 21, slug="oldest", title="Grandchild", parent=22, link=f"{HOME}/shared/middle/oldest/"),
    item("page", 22, slug="middle", title="Child", parent=23, link=f"{HOME}/shared/middle/"),
    item("page", 23, slug="shared", title="A page", link=f"{HOME}/shared/"),
]
TERMS = [
    category("green", "Green", parent="tea"),
    category("gyokuro", "Gyokuro", parent="green"),
    category("tea", "Tea"),
    category("cups", r"Cups of \"worth\""),
    tag("its", r"it\'s"),
]


@pytest.fixture
def bring_only(tmp_path, blog):
    """``bring_only(*items)``, with the blog's people and terms."""
    return lambda *items, **options: bring(
        written(tmp_path, *items, authors=[author("ann", "Ann Teller")], terms=TERMS), **options
    )


def post(slug):
    return BlogPage.objects.get(slug=slug)


def seen(client, page):
    return BeautifulSoup(client.get(page.url).text, "html.parser").main


def test_topics_stand_in_their_tree_and_names_keep_every_sign(bring_only):
    bring_only(LEAVES)
    parents = dict(Topic.objects.values_list("slug", "parent__slug"))
    assert parents == {"tea": None, "green": "tea", "gyokuro": "green", "cups": None}
    assert {topic.name for topic in post("leaves").topics.all()} == {"Gyokuro", r"Cups of \"worth\""}
    assert [tag.name for tag in post("leaves").tags.all()] == [r"it\'s"]


def test_creator_with_a_stray_sign_is_the_one_meant_and_an_undeclared_one_is_made(bring_only):
    bring_only(LEAVES, SHARED)
    assert sorted(Author.objects.values_list("name", flat=True)) == ["Ann Teller", "ben"]
    assert post("leaves").post_authors.get().author.name == "Ann Teller"


def test_pages_stand_in_their_tree_and_share_a_slug_with_a_post(bring_only, client, home):
    bring_only(SHARED, *PAGES)
    tree = StandardPage.objects.order_by("depth").values_list("url_path", flat=True)
    below = [path.removeprefix(home.url_path) for path in tree]
    assert below == ["shared/", "shared/middle/", "shared/middle/oldest/"]
    assert seen(client, StandardPage.objects.get(slug="shared")).h1.text.strip() == "A page"
    assert seen(client, post("shared")).h1.text.strip() == "A post"
    assert not any(Page.find_problems())


def test_post_is_seen_by_who_saw_it_there(bring_only, client):
    bring_only(LEAVES, *HIDDEN)
    assert client.get(post("leaves").url).status_code == 200
    assert [client.get(post(slug).url).status_code for slug in ("drafted", "private", "coming")] == [404] * 3
    assert post("coming").go_live_at.year == 2090
    assert [each.slug for each in BlogPage.objects.exclude(featured_until=None)] == ["leaves"]


def test_post_with_a_password_is_in_no_list_and_opens_with_it(bring_only, client, blog):
    bring_only(LOCKED)
    for address in (blog.url, f"{blog.url}feed/", "/search/?q=treasure", "/sitemap.xml", "/"):
        shown = client.get(address).text
        assert "Treasure" not in shown
        assert "Behind a door" not in shown
        assert "/locked/" not in shown
    locked = post("locked")
    assert "Treasure" not in client.get(locked.url).text
    door = f"/_util/authenticate_with_password/{PageViewRestriction.objects.get().pk}/{locked.pk}/"
    client.post(door, {"password": "enter", "return_url": locked.url})
    assert "Treasure lies here." in client.get(locked.url).text


def test_replies_answer_each_other_three_deep_and_mentions_stand_apart(bring_only, client):
    bring_only(LEAVES)
    above = dict(Reply.objects.values_list("old_id", "parent__old_id"))
    assert above == {1: None, 2: 1, 3: 2, 4: None, 5: None}
    shown = seen(client, post("leaves")).text
    assert "3 replies" in shown
    assert r"Then \o/ it is!" in shown
    assert "Not yet looked at" not in shown
    assert shown.index("1 mention elsewhere") < shown.index("Another blog")


def test_pictures_stand_where_they_stood_and_the_featured_one_is_shown_once(bring_only, tmp_path, client):
    bring_only(*WITH_PICTURES, media_dir=str(pictures(tmp_path)))
    sea = post("η-θάλασσα")
    words, kettle, gallery = sea.body
    assert sea.lead_picture.description == "Boats at their moorings"
    assert BeautifulSoup(words.value.source, "html.parser").get_text() == "The words between."
    assert (kettle.value["image"].title, kettle.value["caption"]) == ("kettle.jpg", "It sings at noon.")
    shown = [picture["image"].pk for picture in gallery.value["pictures"]]
    assert shown == [sea.lead_picture_id, kettle.value["image"].pk]
    assert seen(client, sea).h1.text.strip() == "Η θάλασσα"


def test_words_are_exact_and_there_once(bring_only, client):
    bring_only(LEAVES, SHARED)
    shown = seen(client, post("leaves"))
    assert shown.h1.text.strip() == "Leaves & water"
    assert shown.text.count("What it is about.") == shown.text.count("And all the rest of it.") == 1
    assert EXACT in seen(client, post("shared")).text


def test_post_without_title_and_slug_is_named_by_its_words(bring_only, client):
    bring_only(NAMELESS)
    assert seen(client, BlogPage.objects.get()).h1.text.strip() == "Nobody had named this one."


def test_no_word_is_missing_and_twice_is_as_once(bring_only, tmp_path):
    items, uploads = [LEAVES, SHARED, NAMELESS, LOCKED, *HIDDEN, *PAGES, *WITH_PICTURES], str(pictures(tmp_path))
    first = bring_only(*items, media_dir=uploads).report
    assert (first["created"], first["missing_words"]) == (13, 0)
    before = dump()
    second = bring_only(*items, media_dir=uploads).report
    assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, 13)
    assert dump() == before
