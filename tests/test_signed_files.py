"""What readers' files say of themselves: read back by a program that is not ours."""

import html
import json
import re
import subprocess
from io import BytesIO, StringIO
from unittest import mock
from zlib import crc32

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from PIL import Image
from PIL.ImageCms import ImageCmsProfile, createProfile

from images.models import CustomImage, CustomRendition, ReplacedFile
from images.signing import MalformedPicture
from images.tasks import credits_changed, make_renditions, sign_renditions, waiting_to_be_signed
from tests.factories import AuthorFactory, ImageFactory, PostFactory, TopicFactory, picture_file

pytestmark = pytest.mark.any_database

SIZE = (96, 64)
ADDRESS = re.compile(r"/media/[^\s\"'<>&,)\\]+")
# Names of what exiftool knows of a place, a camera, or a picture as it was before it was cropped.
TELLTALE = re.compile("gps|serial|thumbnail|preview|makernote|latitude|longitude|cameramodel|location", re.I)
SECRETS = {
    "GPSLatitude": "51.5007",
    "GPSLatitudeRef": "N",
    "GPSLongitude": "0.1246",
    "GPSLongitudeRef": "W",
    "EXIF:SerialNumber": "04291",
    "XMP-aux:SerialNumber": "04291",
    "XMP-exif:GPSLatitude": "51.5007",
    "Model": "Camera of Maud",
    "Artist": "Somebody Else",
}


@pytest.fixture
def database_tasks(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def photographs(folder, *names):
    """A file of each name with place, camera, maker and a thumbnail of more than the picture shows; by name."""
    thumbnail = folder / "uncropped.jpg"
    thumbnail.write_bytes(picture_file(size=(32, 32), colour="red").read())
    for name in names:
        (folder / name).write_bytes(drawn(name))
    tags = [f"-{name}={value}" for name, value in SECRETS.items()]
    files = [str(folder / name) for name in names]
    exiftool("-q", "-m", "-overwrite_original", *tags, f"-ThumbnailImage<={thumbnail}", *files)
    return {name: (folder / name).read_bytes() for name in names}


def drawn(name):
    """Of another look for each name, so that no two have a file in common."""
    return picture_file(name, SIZE, colour=f"#{crc32(name.encode()) & 0xFFFFFF:06x}").read()


def exiftool(*arguments):
    return subprocess.run(["exiftool", *arguments], check=True, capture_output=True).stdout


def said_by(folder, contents):
    """What exiftool reads in each of the files, in one call."""
    for number, content in enumerate(contents):
        (folder / f"read-{number}").write_bytes(content)
    files = [str(folder / f"read-{number}") for number in range(len(contents))]
    return json.loads(exiftool("-json", "-G1", "-a", *files))


def upload(client, name, content, **fields):
    form = {"title": name, "file": SimpleUploadedFile(name, content), "description": "A harbour", **fields}
    client.post("/admin/images/add/", form)
    return CustomImage.objects.get(title=name)


def use_of(image):
    return ("image", {"image": {"image": image, "alt_text": "", "decorative": False}, "caption": ""})


def publish(page, at_commit):
    with at_commit():
        page.save_revision().publish()


def fetched(client, address):
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.getvalue()


def addresses_in(client, *pages):
    """Of every picture that stands anywhere in these answers: in elements, heads, facts for programs, feeds."""
    texts = [html.unescape(fetched(client, page).decode()).replace("\\/", "/") for page in pages]
    return {page: set(ADDRESS.findall(text)) for page, text in zip(pages, texts, strict=True)}


def made(*places, **fields):
    image = ImageFactory(file=picture_file(size=SIZE), **fields)
    make_renditions.call(image.pk, list(places))
    return image


def files_of(image):
    return set(image.renditions.values_list("file", flat=True))


def url_of(name):
    return storages["renditions"].url(name)


def makers_in(client, image):
    """The names in all public files of a picture."""
    found = [Image.open(BytesIO(fetched(client, url_of(name)))).info for name in files_of(image)]
    packets = [info.get("xmp") or info.get("XML:com.adobe.xmp", "").encode() for info in found]
    return {name for packet in packets for name in re.findall('Credit="([^"]*)', packet.decode()) or [""]}


def work():
    """As the worker does it, the most urgent first."""
    while task := DBTaskResult.objects.ready().first():
        task.task.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])
        task.delete()


def test_every_file_readers_can_find_names_its_maker_and_not_the_place(owner, home, blog, at_commit, tmp_path):
    files = photographs(tmp_path, "body.jpg", "lead.jpg", "shared.jpg", "gallery.png", "gallery.webp", "portrait.avif")
    before = said_by(tmp_path, files.values())
    assert all(any(TELLTALE.search(name) for name in said) for said in before), "the photographs hold no secrets"
    assert any("ThumbnailImage" in name for said in before for name in said)
    pictures = {
        name: upload(owner, name, content, credit="Maud Ferris", licence="cc-by-4.0") for name, content in files.items()
    }
    author = AuthorFactory(name="Ines", portrait=pictures["portrait.avif"])
    publish(author, at_commit)
    gallery = ("gallery", {"pictures": [use_of(pictures[f"gallery.{kind}"])[1] for kind in ("png", "webp")]})
    post = PostFactory(
        lead_picture=pictures["lead.jpg"],
        sharing_picture=pictures["shared.jpg"],
        body=[use_of(pictures["body.jpg"]), gallery],
        authors=[author],
        topics=[TopicFactory(slug="water")],
    )
    publish(post, at_commit)
    with at_commit():
        home.greeting, home.author = "Hello, I write here.", author
        home.save()
    owner.logout()
    lists = [f"{blog.url}{part}" for part in ("", "author/ines/", "topic/water/", "archive/")]
    feeds = [f"{blog.url}feed/{kind}" for kind in ("", "rss/", "json/")]
    found = addresses_in(owner, post.url, "/", *lists, *feeds, "/sitemap.xml")
    for page in (post.url, "/", lists[0], lists[1], *feeds):
        assert found[page], f"{page} shows no picture"
    addresses = sorted(set().union(*found.values()))
    shown = {rendition.image_id for rendition in CustomRendition.objects.all() if rendition.url in addresses}
    assert shown == {picture.pk for picture in pictures.values()}
    after = said_by(tmp_path, [fetched(owner, address) for address in addresses])
    assert len(after) >= len(pictures) * 3
    for said in after:
        assert not [name for name in said if TELLTALE.search(name)]
        assert "Somebody Else" not in str(said)
        assert (said["XMP-dc:Creator"], said["XMP-dc:Rights"]) == ("Maud Ferris", "© Maud Ferris"), said
        assert said["XMP-photoshop:Credit"] == "Maud Ferris"
        assert said["XMP-cc:License"] == "https://creativecommons.org/licenses/by/4.0/"


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


def test_file_that_nobody_is_named_in_says_nothing(client, db):
    image = made("face", licence="own")
    assert makers_in(client, image) == {""}
    assert waiting_to_be_signed() == 0


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


def test_thumbnails_in_the_admin_are_signed_as_well(client, db):
    image = ImageFactory(file=picture_file("a.gif", size=SIZE), credit="Maud Ferris")
    image.get_renditions("max-165x165", "width-20|format-webp")
    assert waiting_to_be_signed() == 0
    assert makers_in(client, image) == {"Maud Ferris"}


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


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.avif"])
def test_colours_are_kept_in_every_file_made_of_a_picture(client, db, name):
    profile = ImageCmsProfile(createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[0x0112] = 6  # what was held upright is turned, and kept anew
    file = picture_file(name, SIZE, icc_profile=profile, exif=exif)
    image = ImageFactory(file=file)
    make_renditions.call(image.pk, ["small"])
    image.get_rendition("width-20|format-png")
    found = [Image.open(BytesIO(fetched(client, url_of(name)))) for name in files_of(image)]
    assert {picture.format for picture in found} == {"AVIF", "WEBP", "JPEG", "PNG"}
    assert all(picture.info["icc_profile"] == profile and not picture.getexif() for picture in found)
    assert all(picture.width < picture.height for picture in found)


def test_picture_whose_file_cannot_be_signed_is_not_shown(db, monkeypatch):
    """Better no picture than one that says where it was taken."""

    def refuse(*arguments):
        raise MalformedPicture

    monkeypatch.setattr("images.models.picture.sign", refuse)
    assert not made("face").renditions.exists()
