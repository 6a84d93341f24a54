"""The picture desk: what pictures lack, worst first, mended row by row."""

import csv
import datetime
import io
import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, PageViewRestriction

from blog.models import BlogPage
from images.models import CustomImage, CustomRendition
from tests.factories import ImageFactory, PostFactory, UserFactory
from tests.reading import read, words

DESK = "/admin/picture-desk/"
CSV = f"{DESK}pictures.csv"
BY_SCRIPT = {"X-Requested-With": "XMLHttpRequest"}
VIEWS = [DESK, f"{DESK}suggestions/", CSV]
TAGGED = "<script>alert(1)</script>"


def titles(page):
    return [heading.get_text(strip=True) for heading in page.select(".desk-row h2")]


def listed(client, **asked):
    return titles(read(client.get(DESK, asked)))


def show_in_posts(picture, *, posts=1, **fields):
    return [PostFactory(lead_picture=picture, **fields) for _ in range(posts)]


def row_of(client, picture):
    return read(client.get(DESK, {"show": "all"})).select_one(f'[data-row="{picture.pk}"]')


def as_shown(picture, **typed):
    """What a browser sends: what the row showed, and what was typed into it."""
    shown = {name: getattr(picture, name) for name in ("credit", "credit_url", "licence", "description")}
    prefixed = {f"initial-{name}": value for name, value in shown.items()}
    return {"picture": picture.pk, **prefixed, **shown, **typed}


def save(client, picture, *, by_script=False, query="", **typed):
    return client.post(f"{DESK}{query}", as_shown(picture, **typed), headers=BY_SCRIPT if by_script else None)


@pytest.fixture
def chapel(db):
    """A collection that one person alone may add to and change."""
    return Collection.get_first_root_node().add_child(name="Chapel")


@pytest.fixture
def writer(db):
    client = Client()
    client.user = UserFactory(groups=["Writers"])
    client.force_login(client.user)
    return client


def test_desk_lists_worst_pictures_first(editor):
    ImageFactory(title="Whole", credit="Maud Ferris", licence="cc-by-4.0")
    ImageFactory(title="Older")
    twice = ImageFactory(title="In two posts", description="")
    ImageFactory(title="Newer")
    once = ImageFactory(title="In one post")
    show_in_posts(once)
    show_in_posts(twice, posts=2)
    show_in_posts(ImageFactory(title="In drafts"), posts=3, live=False)
    assert listed(editor) == ["In two posts", "In one post", "In drafts", "Newer", "Older"]


def test_desk_says_what_is_missing_and_where_it_is_shown(editor):
    picture = ImageFactory(description="")
    show_in_posts(picture, title="Second", date=datetime.date(2024, 6, 16))
    show_in_posts(picture, title="First", date=datetime.date(2024, 6, 17))
    show_in_posts(picture, title="Third", date=datetime.date(2024, 6, 15))
    show_in_posts(picture, title="Long ago", date=datetime.date(2009, 12, 4))
    PostFactory(sharing_picture=picture, title="Only passed on")
    row = row_of(editor, picture)
    chips = [chip.get_text() for chip in row.select(".desk-chips span")]
    assert chips == ["Needs a credit", "Needs a licence", "Needs alt text"]
    used = row.select_one(".desk-used")
    assert [post.get_text() for post in used.select("a")] == ["First", "Second", "Third"]
    assert "and 1 more" in used.get_text()


def test_editor_narrows_the_list_in_every_way(editor):
    today = timezone.localdate()
    whole = {"credit": "Maud Ferris", "licence": "cc-by-4.0"}
    ImageFactory(title="No credit", licence="permission")
    ImageFactory(title="No licence", credit="Tom Adeyemi")
    ImageFactory(title="No words", **whole, description="")
    ImageFactory(title="Last days", **whole, use_until=today + datetime.timedelta(days=30))
    ImageFactory(title="Long yet", **whole, use_until=today + datetime.timedelta(days=31))
    ImageFactory(title="Yesterday", **whole, use_until=today - datetime.timedelta(days=1))
    show_in_posts(ImageFactory(title="Down", **whole, taken_down_at=timezone.now(), use_until=today))
    assert listed(editor, show="credit") == ["No credit"]
    assert listed(editor, show="licence") == ["No licence"]
    assert listed(editor, show="alt") == ["No words"]
    assert listed(editor, show="soon") == ["Last days"]
    assert listed(editor, show="ended") == ["Down", "Yesterday"]
    assert listed(editor, show="all", published="on") == ["Down"]
    assert listed(editor, show="all", q="adeyemi licence") == ["No licence"]
    assert len(listed(editor, show="all")) == 7


@pytest.mark.parametrize("asked", [{"show": "no-such-list"}, {"q": "a" * 201}])
def test_desk_answers_a_wrong_address_with_the_list_and_a_sentence(editor, asked):
    ImageFactory(title="Harbour")
    page = read(editor.get(DESK, {**asked, "p": "9" * 30}))
    assert titles(page) == ["Harbour"]
    assert page.select_one(".desk-filters .errorlist").get_text(strip=True)


def test_saved_row_without_script_leaves_the_list(editor):
    picture = ImageFactory(title="Harbour")
    ImageFactory()
    address = f"{DESK}?show=credit"
    answer = save(editor, picture, query="?show=credit", credit="Maud Ferris", licence="cc-by-4.0")
    assert answer["Location"] == address
    page = read(editor.get(address))
    assert "“Harbour” saved. 1 to go." in page.get_text()
    assert "Harbour" not in titles(page)
    picture.refresh_from_db()
    assert (picture.credit, picture.licence, picture.credit_slug) == ("Maud Ferris", "cc-by-4.0", "maud-ferris")


def test_saved_row_by_script_is_dropped_or_comes_back_with_fewer_chips(editor):
    picture = ImageFactory(title="Boats", description="")
    answer = save(editor, picture, by_script=True, credit="Maud Ferris", licence="cc-by-4.0").json()
    way_back = f'<a href="/admin/images/{picture.pk}/">Boats</a>'
    assert answer["said"] == f"“{way_back}” saved. It still lacks: alt text. 1 to go."
    assert "Needs alt text" in answer["row"]
    assert "Needs a credit" not in answer["row"]
    picture.refresh_from_db()
    answer = save(editor, picture, by_script=True, description="A harbour").json()
    assert answer["said"] == f"“{way_back}” saved. Nothing is left to do here."
    assert answer["row"] == ""


@pytest.mark.parametrize(
    ("name", "wrong", "sentence"),
    [
        ("credit", "M" * 201, "at most 200 characters"),
        ("credit_url", "javascript:alert(1)", "Give a full web address"),
        ("credit_url", "https://example.org/" + "a" * 500, "at most 500 characters"),
        ("licence", "none-of-them", "Choose one of the licences."),
        ("description", "d" * 256, "at most 255 characters"),
        ("credit", "Maud\x00Ferris", "Null characters"),
    ],
)
def test_wrong_row_says_why_and_has_the_focus(editor, name, wrong, sentence):
    picture = ImageFactory(title="Harbour")
    page = read(save(editor, picture, **{name: wrong}))
    field = page.select_one(f'[data-row="{picture.pk}"] .desk-field--{name}')
    assert sentence in field.select_one(".errorlist").get_text()
    assert field.select_one("[aria-invalid=true]").has_attr("autofocus")
    answer = save(editor, picture, by_script=True, **{name: wrong})
    assert (answer.status_code, sentence in answer.json()["row"]) == (422, True)
    assert CustomImage.objects.get().credit == ""


def test_row_leaves_alone_what_somebody_else_wrote_meanwhile(editor):
    shown = ImageFactory(description="")
    CustomImage.objects.update(credit="Maud Ferris")
    save(editor, shown, description="A harbour")
    picture = CustomImage.objects.get()
    assert (picture.credit, picture.description) == ("Maud Ferris", "A harbour")


def test_row_leaves_two_lines_of_words_as_they_are_though_it_shows_them_as_one(editor):
    picture = ImageFactory(description="A harbour\nat dawn")
    save(editor, picture, credit="Maud Ferris", description="A harbourat dawn")
    picture.refresh_from_db()
    assert (picture.credit, picture.description) == ("Maud Ferris", "A harbour\nat dawn")


def test_editor_is_asked_before_replacing_what_somebody_else_wrote_meanwhile(editor):
    shown = ImageFactory()
    CustomImage.objects.update(credit="Maud Ferris")
    page = read(save(editor, shown, credit="Tom Adeyemi"))
    assert "Somebody else has written “Maud Ferris” here meanwhile" in page.get_text()
    assert CustomImage.objects.get().credit == "Maud Ferris"
    form = page.select_one(f'[data-row="{shown.pk}"] form')
    again = {field["name"]: field.get("value", "") for field in form.select("input")} | {"licence": "unknown"}
    editor.post(DESK, again)
    assert CustomImage.objects.get().credit == "Tom Adeyemi"


def test_words_from_the_file_are_marked_until_their_row_is_saved(editor):
    picture = ImageFactory(credit="Maud Ferris", from_file=["credit", "caption"])
    assert "from the file, please check" in row_of(editor, picture).select_one(".desk-field--credit").get_text()
    save(editor, picture)
    assert CustomImage.objects.get().from_file == ["caption"]


def test_desk_says_how_much_of_the_published_is_credited(editor):
    for credit in ("Maud Ferris", "Tom Adeyemi", ""):
        show_in_posts(ImageFactory(credit=credit))
    ImageFactory()
    assert "66 % of the pictures in published posts are credited" in read(editor.get(DESK)).get_text()


def test_hostile_words_are_shown_as_words(editor):
    picture = ImageFactory(title=TAGGED, credit=TAGGED, description="")
    show_in_posts(picture, title=TAGGED)
    source = editor.get(DESK).text
    assert TAGGED not in source
    assert source.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


@pytest.mark.parametrize("key", ["", "abc", "-1", "9" * 19, "9" * 5000, "999999"])
def test_row_of_no_picture_is_not_found(editor, key):
    assert editor.post(DESK, {"picture": key}).status_code == 404


def test_list_asks_the_database_the_same_number_of_questions_for_many_pictures(editor):
    show_in_posts(ImageFactory())
    few = questions(editor)
    for _ in range(12):
        show_in_posts(ImageFactory(file=ImageFactory().file.name), posts=2)
    assert questions(editor) == few <= 24


def questions(client):
    client.get(DESK)  # what was put off until somebody looks into the index is done now
    with CaptureQueriesContext(connection) as queries:
        client.get(DESK)
    return len(queries)


def test_no_thumbnail_is_made_before_a_browser_asks_for_it(editor):
    picture = ImageFactory()
    address = row_of(editor, picture).img["src"]
    assert not CustomRendition.objects.exists()
    made = editor.get(address)["Location"]
    assert editor.get(made)["Content-Type"] == "image/jpeg"
    assert row_of(editor, picture).img["src"] == made


def test_picture_that_cannot_be_read_has_no_thumbnail(editor):
    picture = ImageFactory()
    CustomImage.objects.update(file=picture.file.storage.save("broken.jpg", ContentFile(b"no picture")))
    assert editor.get(f"{DESK}thumbnails/{picture.pk}/").status_code == 404


def test_csv_holds_the_narrowed_list_and_runs_no_formula(editor):
    ImageFactory(title="Whole", credit="Maud Ferris", licence="cc-by-4.0")
    wanted = ImageFactory(title="=1+1", credit="@SUM(A1)", description="\tTab", licence="unknown")
    posts = show_in_posts(wanted, posts=4)
    answer = editor.get(CSV, {"show": "licence"})
    assert answer.streaming
    assert "attachment" in answer["Content-Disposition"]
    (line,) = csv.DictReader(answer.getvalue().decode().splitlines())
    assert list(line) == ["id", "title", "missing", "credit", "source", "licence", "alt", "posts"]
    assert (line["title"], line["credit"], line["alt"]) == ("'=1+1", "'@SUM(A1)", "'\tTab")
    assert (line["missing"], line["licence"]) == ("licence", "I don’t know yet")
    assert line["posts"].split() == [post.full_url for post in reversed(posts)]


@pytest.mark.any_database
def test_no_cell_is_a_formula_whatever_separates_cells_where_the_file_is_opened(editor):
    starts = ["=", "+", "-", "@", "＝", "\t=", "\r=", ' "=']
    for start in starts:
        credit = f'"a";"{start}2"\t{start}3'
        ImageFactory(title=f"{start}1", credit=credit, description=f"Harbour;{start}4\n{start}5")
    sent = editor.get(CSV).getvalue().decode()
    for separator in ",;\t":
        rows = csv.reader(io.StringIO(sent, newline=""), delimiter=separator)
        cells = [cell for row in rows for cell in row]
        assert len(cells) > 2 * len(starts)
        assert [cell for cell in cells if re.match(r'[\s"]*[-=+@＝]', cell)] == []


@pytest.mark.parametrize("address", VIEWS)
def test_desk_is_not_for_people_who_may_change_no_picture(client, db, address):
    assert client.get(address)["Location"].startswith("/admin/login/")
    group = Group.objects.create(name="Guests")
    group.permissions.set(Group.objects.get(name="Writers").permissions.all())
    client.force_login(UserFactory(groups=["Guests"]))
    assert client.get(address)["Location"] == "/admin/"
    assert client.post(address)["Location"] == "/admin/"
    first = read(client.get("/admin/"))
    assert "Picture desk" not in str(first)
    assert "Pictures that need a credit" not in first.get_text()


def test_writer_mends_own_uploads_only(writer):
    theirs, own = ImageFactory(title="Not theirs"), ImageFactory(title="Theirs", uploaded_by_user=writer.user)
    assert listed(writer) == ["Theirs"]
    assert save(writer, theirs, credit="Me").status_code == 404
    assert writer.get(f"{DESK}thumbnails/{theirs.pk}/").status_code == 404
    assert "Not theirs" not in writer.get(CSV).getvalue().decode()
    assert save(writer, own, credit="Me").status_code == 302
    assert list(CustomImage.objects.filter(credit="Me")) == [own]


def test_somebody_with_one_collection_sees_its_pictures_only(client, chapel):
    group = Group.objects.create(name="Of the chapel")
    group.permissions.set(Group.objects.get(name="Writers").permissions.all())
    for change in GroupCollectionPermission.objects.filter(group__name="Editors", permission__codename="change_image"):
        GroupCollectionPermission.objects.create(group=group, collection=chapel, permission=change.permission)
    client.force_login(UserFactory(groups=["Of the chapel"]))
    ImageFactory(title="Elsewhere")
    ImageFactory(title="Altar", collection=chapel)
    assert listed(client) == ["Altar"]


def test_first_screen_shows_published_pictures_without_a_credit_first(editor):
    for number in range(6):
        ImageFactory(title=f"Unused {number}")
    show_in_posts(ImageFactory(title="In a post"))
    ImageFactory(credit="Maud Ferris", use_until=timezone.localdate())
    panel = panel_of(editor)
    assert "1 picture in published posts needs a credit." in panel.get_text()
    assert panel.img["alt"] == "In a post"
    assert len(panel.select("img")) == 6
    assert "1 picture may be shown for at most 30 days more." in panel.get_text()


def test_first_screen_says_when_every_published_picture_is_credited(editor):
    show_in_posts(ImageFactory(credit="Maud Ferris"))
    panel = panel_of(editor)
    assert re.sub(r"\s+", " ", panel.select_one(".w-panel__content").get_text()).strip() == (
        "Every published picture is credited."
    )


def panel_of(client):
    return read(client.get("/admin/")).select_one("#pictures-that-need-a-credit-section")


def test_post_behind_a_password_is_counted_and_not_named(editor):
    picture = ImageFactory()
    show_in_posts(picture, posts=2)
    hidden = BlogPage.objects.order_by("pk").last()
    PageViewRestriction.objects.create(page=hidden, restriction_type="password", password="x")
    assert hidden.title not in editor.get(DESK).text
    BlogPage.objects.exclude(pk=hidden.pk).delete()
    assert words(row_of(editor, picture).select_one(".desk-used")) == "In 1 post that is not open to everybody"
