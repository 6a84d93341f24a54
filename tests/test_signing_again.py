"""What becomes of readers' files, and of their addresses, when a picture's credit or file changes."""

import re
from io import BytesIO, StringIO
from unittest import mock

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from PIL import Image

from images.models import CustomImage, CustomRendition, ReplacedFile
from images.tasks import credits_changed, sign_renditions, waiting_to_be_signed
from tests.factories import AuthorFactory, ImageFactory, PostFactory, picture_file
from tests.public_files import SIZE, addresses_in, fetched, files_of, made, makers_in, url_of

pytestmark = pytest.mark.any_database


@pytest.fixture
def database_tasks(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work():
    """As the worker does it, the most urgent first."""
    while task := DBTaskResult.objects.ready().first():
        task.task.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])
        task.delete()


def test_new_credit_is_on_every_page_at_once_and_in_every_file_once_the_worker_has_run(
    owner, home, blog, at_commit, database_tasks
):
    image = made("lead", "wide", "thumbnail", "sharing", credit="Maud Ferris")
    post = PostFactory(lead_picture=image)
    pages = [post.url, blog.url, f"{blog.url}feed/"]
    old = {page: set(found) for page, found in addresses_in(owner, *pages).items()}
    assert makers_in(owner, image) == {"Maud Ferris"}
    old_files = files_of(image)
    form = {"title": image.title, "kind": image.kind, "licence": image.licence, "credit": "Tom Baird"}
    with at_commit():
        owner.post(f"/admin/images/{image.pk}/", form)
    page = fetched(owner, post.url).decode()
    assert "Tom Baird" in page
    assert "Maud Ferris" not in page
    assert waiting_to_be_signed() == 1
    with at_commit():
        work()
    assert waiting_to_be_signed() == 0
    assert makers_in(owner, image) == {"Tom Baird"}
    assert not files_of(image) & old_files
    for page, found in addresses_in(owner, *pages).items():
        assert found
        assert not found & old[page]
    for name in old_files:
        answer = owner.get(url_of(name))
        assert (answer.status_code, answer["Cache-Control"]) == (302, "no-cache")
        assert fetched(owner, answer["Location"])
        assert not storages["renditions"].exists(name)


@pytest.mark.parametrize("change", [{"credit_url": "https://tom.example.org/"}, {"licence": "cc-by-4.0"}])
def test_source_and_licence_are_brought_up_to_date_when_a_picture_is_saved(client, db, at_commit, change):
    image = made("face", credit="Maud Ferris")
    before = files_of(image)
    with at_commit():
        for name, value in change.items():
            setattr(image, name, value)
        image.save()
    assert not files_of(image) & before
    content = fetched(client, url_of(files_of(image).pop()))
    assert re.search(b"tom.example.org|CC BY 4.0", content)


def test_other_words_of_a_picture_leave_its_files_alone(db, at_commit):
    image = made("face", credit="Maud Ferris")
    before = files_of(image)
    with at_commit():
        image.title, image.caption, image.kind = "Pier", "By night", "graphic"
        image.save()
    assert files_of(image) == before
    assert not ReplacedFile.objects.exists()


def test_credits_changed_all_at_once_are_followed_when_somebody_says_so(client, db, at_commit):
    pictures = [made("face"), made("face")]
    with at_commit():
        CustomImage.objects.update(credit="Tom Baird")
        credits_changed(image.pk for image in pictures)
    assert [makers_in(client, image) for image in pictures] == [{"Tom Baird"}, {"Tom Baird"}]


def test_pages_show_the_new_addresses_at_once(client, home, blog, at_commit, database_tasks):
    """Also those that keep for a while what they show."""
    portrait = made("face", "portrait", credit="Maud Ferris")
    home.greeting, home.author = "Hello, I write here.", AuthorFactory(portrait=portrait)
    home.save()
    before = addresses_in(client, "/", blog.url)
    assert before["/"]
    with at_commit():
        portrait.credit = "Tom Baird"
        portrait.save()
    addresses_in(client, "/", blog.url)
    with at_commit():
        work()
    for page, found in addresses_in(client, "/", blog.url).items():
        assert not found & before[page]


def test_credit_that_comes_back_brings_back_its_addresses(client, db, at_commit):
    image = made("face", credit="Maud Ferris")
    first = files_of(image)
    for name in ("Tom Baird", "Maud Ferris"):
        with at_commit():
            image.credit = name
            image.save()
    assert files_of(image) == first
    assert all(client.get(url_of(name)).status_code == 200 for name in first)
    assert len(ReplacedFile.objects.all()) == len(first)
    for replaced in ReplacedFile.objects.all():
        assert client.get(url_of(replaced.name))["Location"] in map(url_of, first)


def test_address_leads_on_when_another_file_is_uploaded(owner, at_commit):
    image = made("face", "wide")
    before = files_of(image)
    new = SimpleUploadedFile("harbour.jpg", picture_file(size=(80, 80), colour="navy").read())
    form = {"title": image.title, "kind": image.kind, "licence": image.licence, "file": new}
    with at_commit():
        owner.post(f"/admin/images/{image.pk}/", form)
    assert not files_of(image) & before
    for name in before:
        assert fetched(owner, owner.get(url_of(name))["Location"])


def test_address_of_a_size_that_is_made_no_more_leads_to_the_picture(client, db):
    image = made("normal")
    rendition = image.get_rendition("width-10|format-webp")
    address = rendition.url
    CustomRendition.objects.filter(pk=rendition.pk).delete()
    storages["renditions"].delete(rendition.file.name)
    (fallback,) = image.renditions.filter(filter_spec="width-960|format-jpeg")
    assert client.get(address)["Location"] == fallback.url


def test_addresses_of_a_deleted_picture_are_gone(client, db, at_commit):
    image = made("face", credit="Maud Ferris")
    image.credit = "Tom Baird"
    with at_commit():
        image.save()
    names = [*files_of(image), *ReplacedFile.objects.values_list("name", flat=True)]
    with at_commit():
        image.delete()
    assert {client.get(url_of(name)).status_code for name in names} == {404}
    assert not ReplacedFile.objects.exists()


@pytest.mark.parametrize("moment", ["before the new file", "after the new file", "after the change"])
def test_worker_that_is_killed_half_way_goes_on_where_it_was(client, db, at_commit, monkeypatch, moment):
    image = made("face", credit="Maud Ferris")
    old = files_of(image)
    CustomImage.objects.update(credit="Tom Baird")
    where = {
        "before the new file": "images.signing_again.replace_file",
        "after the new file": "images.replacing.remember_address",
        "after the change": "images.replacing.forget_in_cache",
    }
    with monkeypatch.context() as killed:
        killed.setattr(where[moment], mock.Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            sign_renditions.call(image.pk)
    with at_commit():
        sign_renditions.call(image.pk)
    assert makers_in(client, image) == {"Tom Baird"}
    for name in old:
        assert fetched(client, client.get(url_of(name))["Location"])
        assert not storages["renditions"].exists(name)


def test_credit_that_changes_while_its_files_are_made_is_in_them_too(client, db, at_commit):
    stale = ImageFactory(file=picture_file(size=SIZE), credit="Maud Ferris")
    CustomImage.objects.update(credit="Tom Baird")
    with at_commit():
        stale.get_rendition("width-20|format-webp")
    assert makers_in(client, stale) == {"Tom Baird"}


def from_before(image):
    """As files were when nothing was written into them."""
    for rendition in image.renditions.all():
        with Image.open(rendition.file.storage.open(rendition.file.name)) as file:
            out = BytesIO()
            exif = Image.Exif()
            exif[0x010F] = "Camera of Maud"
            file.save(out, file.format, exif=exif)
        with rendition.file.storage.open(rendition.file.name, "wb") as file:
            file.write(out.getvalue())
    image.renditions.update(signature="")


def sign_pictures():
    out = StringIO()
    call_command("sign_pictures", stdout=out)
    return out.getvalue()


def test_library_from_before_is_signed_by_one_command(client, db, at_commit):
    pictures = [made("face", credit="Maud Ferris"), made("wide", credit="Tom Baird")]
    for image in pictures:
        from_before(image)
    files = [len(files_of(image)) for image in pictures]
    assert waiting_to_be_signed() == 2
    with at_commit():
        assert f"{sum(files)} files of 2 pictures were signed; 0 had been" in sign_pictures()
    assert [makers_in(client, image) for image in pictures] == [{"Maud Ferris"}, {"Tom Baird"}]
    assert waiting_to_be_signed() == 0
    assert "0 files of 2 pictures were signed" in sign_pictures()


def test_lost_and_damaged_files_are_made_again_when_they_are_signed(client, db, at_commit):
    image = made("face", credit="Maud Ferris")
    lost, damaged, *_ = sorted(files_of(image))
    storages["renditions"].delete(lost)
    with storages["renditions"].open(damaged, "wb") as file:
        file.write(b"\xff\xd8\xff")
    image.renditions.update(signature="")
    with at_commit():
        assert "2 files were lost or damaged, and have been made again." in sign_pictures()
    assert makers_in(client, image) == {"Maud Ferris"}


def test_file_that_cannot_be_made_again_is_given_up(client, db, at_commit):
    image = made("face")
    image.renditions.update(signature="")
    for name in files_of(image):
        storages["renditions"].delete(name)
    image.file.storage.delete(image.file.name)
    with at_commit():
        assert "3 files were lost or out of date" in sign_pictures()
    assert waiting_to_be_signed() == 0
