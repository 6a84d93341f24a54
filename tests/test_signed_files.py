"""What readers' files say of themselves: read back by a program that is not ours."""

import json
import re
import subprocess
from io import BytesIO
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.ImageCms import ImageCmsProfile, createProfile

from images.models import CustomImage, CustomRendition
from images.signing import MalformedPicture
from images.tasks import make_renditions, waiting_to_be_signed
from tests.factories import AuthorFactory, ImageFactory, PostFactory, TopicFactory, picture_file
from tests.public_files import SIZE, addresses_in, fetched, files_of, made, makers_in, url_of

pytestmark = pytest.mark.any_database

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
    found = addresses_in(owner, post.url, "/", *lists, *feeds)
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


def test_file_that_nobody_is_named_in_says_nothing(client, db):
    image = made("face", licence="own")
    assert makers_in(client, image) == {""}
    assert waiting_to_be_signed() == 0


def test_thumbnails_in_the_admin_are_signed_as_well(client, db):
    image = ImageFactory(file=picture_file("a.gif", size=SIZE), credit="Maud Ferris")
    image.get_renditions("max-165x165", "width-20|format-webp")
    assert waiting_to_be_signed() == 0
    assert makers_in(client, image) == {"Maud Ferris"}


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
