"""The picture that a post without one is shared with."""

import datetime
import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image, ImageFont
from wagtail.models import PageViewRestriction, Site

from blog.cards import HEIGHT, WIDTH, CannotDraw, Card, card_address, draw, lettering
from blog.cards.colours import ACCENTS, BRAND, INK
from blog.cards.drawing import TITLE
from blog.cards.lettering import DISPLAY, LITERATA, YOUNG_SERIF, drawable, fit
from home.models import Accent, SiteSettings
from tests.factories import AuthorFactory, BlogFactory, HomeFactory, ImageFactory, PostFactory
from tests.test_accents import contrast
from tests.test_media import FOR_EVER, body

pytestmark = pytest.mark.any_database

CSS = (Path(django_settings.BASE_DIR) / "static" / "css" / "site.css").read_text()
MOST_BYTES = 60_000
ENOUGH = 7.0


def card(title="Two cups, no agenda", byline="Ines Halloran · Dec 4, 2009", site_name="Goodwill", accent="marigold"):
    return Card(title, byline, site_name, accent)


def picture(png):
    return Image.open(BytesIO(png))


def address(post, name="Goodwill", accent="marigold"):
    return card_address(type(post).objects.get(pk=post.pk), name, accent)


def stored_cards(post):
    storage = storages["renditions"]
    return storage.listdir(f"cards/{post.pk}")[1] if storage.exists(f"cards/{post.pk}") else []


@pytest.fixture(autouse=True)
def no_cards():
    """Files stay when a test's rows go, and the next test's posts get the same keys."""
    shutil.rmtree(storages["renditions"].path("cards"), ignore_errors=True)


@pytest.fixture
def drawn(monkeypatch):
    """What is drawn while the test runs."""
    cards = []
    monkeypatch.setattr("home.cards.draw", lambda card: cards.append(card) or draw(card))
    return cards


@pytest.fixture
def post(blog):
    return PostFactory(
        title="Two cups, no agenda", date=datetime.date(2009, 12, 4), authors=[AuthorFactory(name="Ines Halloran")]
    )


# What is drawn


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize(
    "title",
    [
        "On time",
        "What a choir of forty strangers in a hall can teach you about moderating a very angry forum thread, and why",
        "Rechtsschutzversicherungsgesellschaften" * 6,
        "Crème brûlée: œuvre, Ærø, señor & Ångström",
        "“Nobody came,” she said — ‘well, half a dozen’",
        "🎉 Two cups 🫖",
        "Привет, мир",
        "",
    ],
)
def test_card_of_any_title_is_a_small_picture_of_the_size_that_networks_show(title, accent):
    png = draw(card(title, accent=accent))
    assert picture(png).format == "PNG"
    assert picture(png).size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(png) <= MOST_BYTES


@pytest.mark.parametrize("title", ["On time", "Forty strangers and a borrowed church hall", "word " * 60, "W" * 255])
@pytest.mark.parametrize(
    "name", ["Goodwill", "A very long name of a site that takes eighty characters or nearly as many"]
)
def test_words_stay_within_the_square_that_some_networks_cut_out(title, name):
    with_words = picture(draw(card(title, "Ines Halloran, Tom Baird and Rukhsana Malik · Dec 4, 2009", name)))
    left, right = (WIDTH - HEIGHT) // 2, (WIDTH + HEIGHT) // 2
    ink = [pixel == bytes.fromhex(INK[1:]) for pixel in pixels(with_words)]
    columns = {index % WIDTH for index, is_ink in enumerate(ink) if is_ink}
    assert columns
    assert min(columns) > left + 20
    assert max(columns) < right - 20


def pixels(image):
    data = image.convert("RGB").tobytes()
    return [data[start : start + 3] for start in range(0, len(data), 3)]


def test_title_is_as_large_as_it_can_be_on_lines_of_like_length():
    short, long = (fit(title, DISPLAY, TITLE) for title in ("On time", "Forty strangers and a borrowed church hall"))
    assert short.texts == ("On time",)
    assert short.font.size == max(TITLE.sizes)
    assert 2 <= len(long.texts) <= TITLE.most_lines
    assert " ".join(long.texts) == "Forty strangers and a borrowed church hall"
    assert long.font.size < short.font.size
    lengths = [long.font.getlength(text) for text in long.texts]
    assert max(lengths) <= TITLE.width
    assert min(lengths) > max(lengths) / 3


def test_title_that_is_too_long_is_cut_at_a_word():
    lines = fit("neighbour " * 60, DISPLAY, TITLE)
    said = " ".join(lines.texts)
    assert len(lines.texts) == TITLE.most_lines
    assert said.endswith("neighbour…")
    assert set(said.removesuffix("…").split()) == {"neighbour"}


def test_word_that_is_too_long_is_cut_within():
    lines = fit("W" * 255, DISPLAY, TITLE)
    assert re.fullmatch("W+…", "".join(lines.texts))
    assert lines.width <= TITLE.width


def test_no_break_space_holds_its_words_together():
    lines = fit("Is it you\N{NARROW NO-BREAK SPACE}? " * 6, DISPLAY, TITLE)
    assert not [text for text in lines.texts if text.startswith("?")]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Plain", "Plain"),
        ("Cafe\N{COMBINING ACUTE ACCENT}", "Café"),
        ("🎉 Two cups 🫖", "Two cups"),
        ("Family \N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{VARIATION SELECTOR-16}!", None),
        ("Soft\N{SOFT HYPHEN}ly\N{RIGHT-TO-LEFT OVERRIDE}", "Softly"),
        ("  much \n\t space ", "much space"),
        ("I ❤ tea", None),
        ("Привет, мир", None),
        ("Tea in 東京", None),
        ("שלום", None),
        ("x\N{COMBINING CIRCUMFLEX ACCENT BELOW}", None),
        ("🎉🎉", None),
        ("\ud800", None),
        ("", None),
    ],
)
def test_title_is_drawn_as_it_was_written_or_not_at_all(title, expected):
    assert drawable(title, DISPLAY) == (expected and (YOUNG_SERIF, expected))


def test_second_typeface_helps_out_where_the_first_lacks_a_character():
    only_in_literata = next(
        char
        for char in map(chr, range(0x20, 0x3000))
        if not lettering._missing(char, LITERATA) and lettering._missing(char, YOUNG_SERIF) and char.isprintable()
    )
    assert drawable(f"Tea{only_in_literata}tea", DISPLAY) == (LITERATA, f"Tea{only_in_literata}tea")


def test_card_without_a_title_that_can_be_drawn_shows_the_name_alone():
    assert draw(card("Привет")) == draw(card("東京", byline="somebody else")) != draw(card("Hello"))
    assert draw(card("Привет", site_name="Доброта")) == draw(card("", site_name="善意")) != draw(card("Привет"))


def test_byline_that_cannot_be_drawn_is_left_out():
    assert draw(card(byline="Инес · 4 дек. 2009")) == draw(card(byline="")) != draw(card())


@pytest.mark.parametrize("accent", Accent.values)
def test_colours_of_a_card_are_those_of_the_site(accent):
    rules = CSS if accent == "marigold" else re.search(rf"\[data-accent={accent}\]{{(.*?)}}", CSS)[1]
    day = dict(re.findall(r"--([\w-]+):light-dark\((#\w{6})", rules.split("[data-accent", 1)[0]))
    colours = ACCENTS[accent]
    assert (colours.petal, colours.ground) == (day["petal"], day["sun-soft"])
    assert f"--ink:light-dark({INK}," in CSS
    assert f"--brand:light-dark({BRAND}," in CSS
    assert contrast(colours.ground, INK) >= ENOUGH


def test_installation_that_cannot_draw_is_told_why(monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError("unknown file format")

    monkeypatch.setattr(ImageFont, "truetype", refuse)
    with pytest.raises(CannotDraw, match=r"young-serif.*\(unknown file format\).*FreeType with Brotli"):
        draw(card())


# Where it is found


def test_card_is_served_like_a_picture_that_never_changes(client, post):
    answer = client.get(address(post))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == FOR_EVER
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert not answer.has_header("Vary")
    assert body(answer) == draw(card())


def test_card_says_the_authors_of_the_post_and_its_day(client, post, drawn):
    client.get(address(post))
    assert [made.byline for made in drawn] == ["Ines Halloran · Dec 4, 2009"]


def test_card_is_drawn_once(client, post, drawn):
    for _ in range(3):
        assert client.get(address(post)).status_code == 200
    assert client.head(address(post)).status_code == 200
    assert len(drawn) == 1


def test_card_has_another_address_when_it_says_something_else(post):
    before = address(post)
    assert before != address(post, name="The hall")
    assert before != address(post, accent="poppy")
    post.title = "Three cups"
    post.save()
    assert re.fullmatch(rf"/media/cards/{post.pk}-[0-9a-f]{{16}}\.png", address(post))
    assert before != address(post)


def test_address_costs_a_page_nothing_once_its_authors_are_read(post, settings):
    assert post.shown_authors
    settings.STORAGES = {}
    with CaptureQueriesContext(connection) as captured:
        card_address(post, "Goodwill", "marigold")
    assert len(captured) == 0


def test_card_is_ready_when_its_post_is_published(client, post, drawn, at_commit):
    with at_commit():
        post.save_revision().publish()
    assert len(drawn) == 1
    assert client.get(address(post)).status_code == 200
    assert len(drawn) == 1


def test_older_card_goes_when_a_post_is_published_anew(client, post, at_commit):
    client.get(address(post))
    before, first = stored_cards(post), address(post)
    post.title = "Three cups"
    with at_commit():
        post.save_revision().publish()
    assert len(stored_cards(post)) == 1
    assert stored_cards(post) != before
    assert client.get(first).status_code == 404


@pytest.mark.parametrize("field", ["lead_picture", "sharing_picture"])
def test_post_with_a_picture_has_no_card(client, post, at_commit, drawn, field):
    setattr(post, field, ImageFactory(licence="own"))
    with at_commit():
        post.save_revision().publish()
    assert client.get(address(post)).status_code == 404
    assert drawn == []


def test_card_of_a_draft_is_not_there(client, blog, drawn):
    assert client.get(address(PostFactory(live=False))).status_code == 404
    assert drawn == []


def test_card_goes_with_its_post(client, post, at_commit):
    found = address(post)
    assert client.get(found).status_code == 200
    with at_commit():
        post.unpublish()
    assert client.get(found).status_code == 404
    assert stored_cards(post) == []
    with at_commit():
        post.save_revision().publish()
    assert client.get(found).status_code == 200
    pk = post.pk
    with at_commit():
        post.delete()
    assert client.get(found).status_code == 404
    assert storages["renditions"].listdir(f"cards/{pk}") == ([], [])


@pytest.mark.parametrize("private", ["post", "blog"])
def test_card_of_a_post_that_became_private_is_no_longer_served(client, post, blog, private, at_commit):
    found = address(post)
    assert client.get(found).status_code == 200
    page = {"post": post, "blog": blog}[private]
    with at_commit():
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(found).status_code == 404


@pytest.mark.parametrize(
    "detour",
    [
        "cards/{folder}/{file}",
        "./cards/{folder}/{file}",
        "images/../cards/{folder}/{file}",
        "/cards/{folder}/{file}",
        "cards//{folder}/{file}",
        "cards/{folder}/",
        "cards/",
    ],
)
def test_stored_card_has_no_address_but_its_own(client, post, detour):
    client.get(address(post))
    name = detour.format(folder=post.pk, file=stored_cards(post)[0])
    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "{pk}-0123456789abcdef.png",
        "{pk}-0123456789ABCDEF.png",
        "0{pk}-{digest}.png",
        "{pk}-{digest}.jpg",
        "{pk}-{digest}.png/",
        "{pk}-{digest}",
        "999999999-{digest}.png",
        "9999999999-{digest}.png",
        "99999999999999999999-{digest}.png",
        "٣-{digest}.png",
        "-{digest}.png",
        "../originals/x",
        "%0a",
    ],
)
def test_nothing_is_drawn_for_an_address_that_somebody_made_up(client, post, drawn, name):
    digest = re.search(r"-(\w+)\.png", address(post))[1]
    assert client.get(f"/media/cards/{name.format(pk=post.pk, digest=digest)}").status_code == 404
    assert drawn == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_card_can_only_be_read(client, post, method):
    assert client.generic(method, address(post)).status_code in (403, 405)


def test_each_site_has_its_own_name_and_colour_on_its_cards(client, post, root, settings, drawn, at_commit):
    settings.ALLOWED_HOSTS = ["*"]
    home = HomeFactory(parent=root, title="Elsewhere", slug="elsewhere")
    site = Site.objects.create(hostname="elsewhere.example.org", root_page=home)
    SiteSettings.objects.create(site=site, name="Elsewhere", accent="poppy")
    there = PostFactory(parent=BlogFactory(parent=home, slug="blog"))
    with at_commit():
        there.save_revision().publish()
    assert [(made.site_name, made.accent) for made in drawn] == [("Elsewhere", "poppy")]
    its_own = {"host": "elsewhere.example.org"}
    assert client.get(address(there, "Elsewhere", "poppy"), headers=its_own).status_code == 200
    assert client.get(address(there, "Elsewhere", "poppy")).status_code == 404
    assert client.get(address(post)).status_code == 200
    assert client.get(address(post), headers=its_own).status_code == 404


def test_card_that_cannot_be_drawn_is_not_found_and_the_log_says_why(client, post, monkeypatch, caplog):
    def refuse(card):
        raise CannotDraw("Sharing cards can't be drawn: no FreeType.")

    monkeypatch.setattr("home.cards.draw", refuse)
    assert client.get(address(post)).status_code == 404
    assert "no FreeType" in caplog.text


def test_stored_card_is_served_with_few_queries(client, post):
    found = address(post)
    client.get(found)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(found).status_code == 200
    assert len(captured) <= 2
