"""A picture that readers may see no more: past its last day, or taken down at once."""

import datetime

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from wagtail.models import ModelLogEntry

from home.schedule import publish_due
from images.models import CustomImage
from images.tasks import make_renditions
from tests.factories import AuthorFactory, ImageFactory, PostFactory, UserFactory
from tests.reading import read, words

FRAME = "/static/img/ended.png"
TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture
def picture(db):
    return ImageFactory(title="Harbour", description="A harbour", credit="Maud Ferris", caption="At low tide")


@pytest.fixture
def post(blog, picture, at_commit):
    value = {"image": {"image": picture, "alt_text": "", "decorative": False}}
    with at_commit():
        return PostFactory(
            slug="tide",
            lead_picture=picture,
            body=[("image", value), ("gallery", {"pictures": [value, value]})],
            authors=[AuthorFactory(name="Ines", portrait=picture)],
        )


def addresses(post):
    return ("/", "/blog/", post.url, "/blog/author/ines/", "/blog/feed/", "/blog/feed/rss/", "/blog/feed/json/")


def names_of(picture):
    return list(picture.renditions.values_list("file", flat=True))


def end(picture, **fields):
    for name, value in fields.items():
        setattr(picture, name, value)
    picture.save()


def test_picture_is_shown_on_its_last_day_and_an_empty_frame_from_the_next(client, post, picture, at_commit):
    with at_commit():
        end(picture, use_until=TODAY)
    assert FRAME not in client.get(post.url).text
    with at_commit():
        end(picture, use_until=YESTERDAY)
    page = read(client.get(post.url))
    assert {image["src"] for image in page.select(".prose img")} == {FRAME}
    assert {image["alt"] for image in page.select(".prose img")} == {"A picture that may no longer be shown"}
    caption = words(page.select_one(".prose figcaption"))
    assert caption == "This picture may no longer be shown. Photo: Maud Ferris"


def test_no_page_and_no_feed_shows_it_and_all_still_say_whose_it_is(client, post, picture, at_commit):
    make_renditions.enqueue(picture.pk, ["wide", "lead", "thumbnail", "face", "portrait", "sharing"])
    names = names_of(picture)
    end(picture, taken_down_at=timezone.now())
    shown = {address: client.get(address).text for address in addresses(post)}
    assert [address for address, text in shown.items() if any(name in text for name in names)] == []
    assert [address for address, text in shown.items() if "ended.png" not in text] == []
    assert [address for address in (post.url, "/blog/feed/") if "Maud Ferris" not in shown[address]] == []


def test_portrait_that_ended_is_told_of_on_its_authors_page_and_no_empty_circle_is_left(
    client, home, post, picture, at_commit
):
    home.greeting, home.author = "Hello, I’m Ines.", post.shown_authors[0]
    home.save()
    end(picture, taken_down_at=timezone.now())
    author = read(client.get("/blog/author/ines/"))
    assert words(author.select_one(".profile figcaption")) == "This picture may no longer be shown. Photo: Maud Ferris"
    assert not [page for page in ("/", post.url) if read(client.get(page)).select(".face")]


def test_other_sites_get_a_card_and_no_word_of_it(client, post, picture):
    end(picture, taken_down_at=timezone.now())
    page = read(client.get(post.url))
    assert "/media/cards/" in page.select_one("meta[property='og:image']")["content"]
    assert "ImageObject" not in page.select_one("script[type='application/ld+json']").text
    assert client.get(page.select_one("meta[property='og:image']")["content"]).status_code == 200


def test_its_files_are_gone_and_whatever_is_made_of_it_is_an_empty_frame(client, owner, post, picture, at_commit):
    make_renditions.enqueue(picture.pk, ["normal"])
    names = names_of(picture)
    with at_commit():
        owner.post(f"/admin/images/{picture.pk}/take-down/", {"reason": "The museum asked us to."})
    assert [name for name in names if storages["renditions"].exists(name)] == []
    picture.refresh_from_db()
    with at_commit():
        make_renditions.enqueue(picture.pk, ["normal"])
    assert names_of(picture) == []
    thumbnail = picture.get_rendition("max-165x165")  # what its editors meet
    assert (thumbnail.width, thumbnail.height) == (165, 103)


def test_taking_down_is_told_of_in_the_history_and_can_be_undone(client, owner, post, picture, at_commit):
    with at_commit():
        owner.post(f"/admin/images/{picture.pk}/take-down/", {"reason": "The museum asked us to."})
    assert "Readers have seen an empty frame since" in owner.get(f"/admin/images/{picture.pk}/").text
    with at_commit():
        owner.post(f"/admin/images/{picture.pk}/put-back/")
    assert FRAME not in client.get(post.url).text
    said = [entry.formatter.format_message(entry) for entry in ModelLogEntry.objects.order_by("pk")]
    assert [str(message) for message in said] == ["Taken down: The museum asked us to.", "Put back for readers"]


@pytest.mark.parametrize("view", ["take-down", "put-back"])
def test_only_who_may_change_a_picture_may_end_it(client, picture, view):
    picture.uploaded_by_user = UserFactory()
    picture.save()
    client.force_login(UserFactory(groups=["Writers"]))
    answer = client.post(f"/admin/images/{picture.pk}/{view}/", {"reason": ""})
    assert answer.status_code in (302, 403)
    assert CustomImage.objects.get().taken_down_at is None
    assert not ModelLogEntry.objects.exists()


def test_worker_ends_pictures_whose_last_day_is_over(post, picture, at_commit):
    make_renditions.enqueue(picture.pk, ["normal"])
    end(picture, use_until=YESTERDAY)
    with at_commit():
        publish_due()
        publish_due()
    assert names_of(picture) == []
    entry = ModelLogEntry.objects.get()
    assert entry.formatter.format_message(entry) == "Ended: its last day is over"


def form_of(picture, **changes):
    names = ("title", "description", "kind", "credit", "credit_url", "licence", "permission_note", "caption")
    values = {name: getattr(picture, name) for name in names}
    return values | {"collection": picture.collection_id, "use_until": "", "tags": ""} | changes


@pytest.mark.parametrize("day", ["", TODAY + datetime.timedelta(days=90)])
def test_picture_that_ended_by_itself_is_back_when_it_is_given_more_time(client, owner, post, picture, at_commit, day):
    end(picture, use_until=YESTERDAY)
    publish_due()
    with at_commit():
        owner.post(f"/admin/images/{picture.pk}/", form_of(picture, use_until=day))
    assert FRAME not in client.get(post.url).text


def test_picture_that_somebody_took_down_is_not_back_by_more_time(owner, picture):
    end(picture, use_until=TODAY, taken_down_at=timezone.now())
    owner.post(f"/admin/images/{picture.pk}/", form_of(picture, use_until=""))
    picture.refresh_from_db()
    assert (picture.use_until, picture.is_ended) == (None, True)


def test_day_that_is_over_is_refused_with_a_sentence(owner, picture):
    answer = owner.post(f"/admin/images/{picture.pk}/", form_of(picture, use_until=YESTERDAY))
    assert "This day is over." in answer.text


@pytest.mark.parametrize(
    ("days", "warned"), [(0, "Today is the last day"), (1, "one day more"), (30, "30 days more"), (31, "")]
)
def test_editors_are_warned_thirty_days_before(owner, picture, days, warned):
    end(picture, use_until=TODAY + datetime.timedelta(days=days))
    page = owner.get(f"/admin/images/{picture.pk}/").text
    assert ("Ends soon" in page) == bool(warned)
    assert warned in page


def test_writer_puts_nothing_back_that_an_editor_took_down(client, picture):
    writer = UserFactory(groups=["Writers"])
    end(picture, uploaded_by_user=writer, taken_down_at=timezone.now())
    client.force_login(writer)
    client.post(f"/admin/images/{picture.pk}/put-back/")
    picture.refresh_from_db()
    assert picture.is_ended


def test_file_that_was_being_made_when_its_picture_was_taken_down_is_gone(post, picture, at_commit):
    read_before = CustomImage.objects.get(pk=picture.pk)
    with at_commit():
        end(picture, taken_down_at=timezone.now())
    with at_commit():
        made = read_before.get_rendition("width-400|format-jpeg")
    assert names_of(picture) == []
    assert not storages["renditions"].exists(made.file.name)


def test_its_old_addresses_lead_to_the_empty_frame_before_any_worker_comes(client, owner, post, picture, at_commit):
    make_renditions.enqueue(picture.pk, ["normal"])
    name = names_of(picture)[0]
    with at_commit():
        owner.post(f"/admin/images/{picture.pk}/take-down/", {"reason": ""})
    assert client.get(f"/media/{name}")["Location"] == FRAME


def test_ending_that_fails_is_done_the_next_time(post, picture, at_commit, monkeypatch):
    make_renditions.enqueue(picture.pk, ["normal"])
    end(picture, use_until=YESTERDAY)
    with monkeypatch.context() as broken:
        broken.setattr("images.ending.log", None)
        publish_due()
    assert names_of(picture)
    with at_commit():
        publish_due()
    assert names_of(picture) == []
