"""What a file says about itself stands in the form already, until somebody has looked at it."""

import subprocess

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import UploadedFile

from images.metadata import read
from images.models import CustomImage
from tests.factories import ImageFactory
from tests.picture_bytes import heic, iptc, jpeg, saved
from tests.torture import TORTURE

pytestmark = pytest.mark.any_database

ADD, ADD_SEVERAL, CHOOSE = "/admin/images/add/", "/admin/images/multiple/add/", "/admin/images/chooser/create/"
SPEAKING = TORTURE["XMP"].content
FILLED = {**TORTURE["XMP"].fields}
OTHER_MAKER = jpeg(iptc((80, b"Jo Harrow"), (120, b"Another harbour")))
NOT_FOUND_OUT = {"licence": "unknown", "kind": "photo"}


def upload(client, content=SPEAKING, **fields):
    client.post(ADD, {"title": "Harbour", "file": SimpleUploadedFile("harbour.jpg", content), **fields})
    return CustomImage.objects.get()


def edit(client, image, **fields):
    client.post(f"/admin/images/{image.pk}/", {"title": image.title, **NOT_FOUND_OUT, **fields})
    return CustomImage.objects.get(pk=image.pk)


def said(image):
    return {name: getattr(image, name) for name in FILLED}


def test_uploaded_picture_says_what_its_file_says(owner):
    image = upload(owner, credit="", caption="", licence="unknown")
    assert said(image) == FILLED
    assert sorted(image.from_file) == sorted(FILLED)


def test_typed_words_are_never_overwritten(owner):
    image = upload(owner, credit="Jo Harrow", licence="own", caption="Mine")
    assert (image.credit, image.licence, image.caption) == ("Jo Harrow", "own", "Mine")
    assert sorted(image.from_file) == ["credit_url", "description"]


def test_pictures_uploaded_together_say_what_their_files_say_until_they_are_saved(owner):
    answer = owner.post(ADD_SEVERAL, {"title": "Harbour", "files[]": SimpleUploadedFile("harbour.jpg", SPEAKING)})
    image = CustomImage.objects.get()
    assert said(image) == FILLED
    assert sorted(image.from_file) == sorted(FILLED)
    assert 'value="Maud Ferris"' in answer.json()["form"]
    form = {f"image-{image.pk}-{name}": value for name, value in {"title": "Harbour", **FILLED}.items()}
    assert owner.post(f"/admin/images/multiple/{image.pk}/", form).json()["success"]
    assert CustomImage.objects.get().from_file == []


def test_picture_whose_title_had_to_be_mended_says_what_its_file_says(owner):
    """Its file is stored already when it becomes a picture."""
    file = SimpleUploadedFile("harbour.jpg", jpeg(iptc((80, b"Maud Ferris")), size=(3000, 90)))
    owner.post(ADD_SEVERAL, {"title": "Harbour " * 50, "files[]": file})
    waiting = UploadedFile.objects.get()
    form = {f"uploaded-image-{waiting.pk}-title": "Harbour"}
    assert owner.post(f"/admin/images/multiple/create_from_uploaded_image/{waiting.pk}/", form).json()["success"]
    image = CustomImage.objects.get()
    assert (image.credit, image.from_file, image.width) == ("Maud Ferris", ["credit"], 2560)
    assert image.original.read()[:2] == image.file.read()[:2] == b"\xff\xd8"
    assert image.original.name != image.file.name


def test_picture_uploaded_in_a_chooser_says_what_its_file_says(owner):
    form = {"image-chooser-upload-title": "Harbour", "image-chooser-upload-credit": ""}
    owner.post(CHOOSE, {**form, "image-chooser-upload-file": SimpleUploadedFile("harbour.jpg", SPEAKING)})
    image = CustomImage.objects.get()
    assert said(image) == FILLED
    assert sorted(image.from_file) == sorted(FILLED)


@pytest.mark.django_db
def test_picture_made_in_code_says_what_its_file_says():
    image = ImageFactory(
        title="", description="Two boats", file=ContentFile(TORTURE["XMP before IPTC before EXIF"].content, "a.jpg")
    )
    assert (image.title, image.credit, image.description) == ("Harbour", "Maud Ferris", "Two boats")
    assert image.from_file == ["title", "credit", "caption"]


def test_only_what_somebody_has_seen_counts_as_looked_at(owner):
    image = upload(owner)
    image = edit(owner, image, credit="Maud Ferris", caption="")
    assert sorted(image.from_file) == ["credit_url", "description"]
    assert image.caption == ""


def test_replaced_file_fills_what_is_empty_again(owner):
    image = upload(owner, TORTURE["EXIF"].content)
    image = edit(owner, image, credit="Maud Ferris", caption="", file=SimpleUploadedFile("other.jpg", OTHER_MAKER))
    assert (image.credit, image.caption, image.from_file) == ("Maud Ferris", "Another harbour", ["caption"])


def test_edited_words_don_t_ask_the_file_again(owner):
    image = edit(owner, upload(owner), credit="", caption="")
    assert (image.credit, image.caption) == ("", "")


@pytest.mark.django_db
def test_address_that_no_form_would_take_is_not_filled_in():
    image = ImageFactory(file=ContentFile(jpeg(iptc((115, b"https://[::1"))), "a.jpg"))
    assert image.credit_url == ""


# What others write

WRITTEN = {
    "-XMP-dc:Creator": "Zoë Łuczak",
    "-XMP-dc:Description-x-default": "The harbour",
    "-XMP-iptcCore:AltTextAccessibility": "Boats at low tide",
    "-XMP-cc:License": "https://creativecommons.org/licenses/by/4.0/",
    "-XMP-plus:LicensorURL": "https://maud.example.org/",
}
KINDS = {
    "a.jpg": jpeg(),
    "a.png": saved("PNG"),
    "a.webp": saved("WEBP"),
    "a.gif": saved("GIF"),
    "a.tiff": saved("TIFF"),
    "a.avif": saved("AVIF"),
    "a.heic": heic(),
}


def exiftool(folder, tags, *names):
    options = [f"{tag}={value}" for tag, value in tags.items()]
    command = ["exiftool", "-q", "-overwrite_original", "-codedcharacterset=utf8", *options, *names]
    subprocess.run(command, cwd=folder, check=True)


def test_words_that_another_program_wrote_are_read(tmp_path):
    for name, content in KINDS.items():
        (tmp_path / name).write_bytes(content)
    exiftool(tmp_path, WRITTEN, *KINDS)
    for name in KINDS:
        with (tmp_path / name).open("rb") as file:
            facts = read(file)
        assert facts.maker == "Zoë Łuczak", name
        assert (facts.caption, facts.alt) == ("The harbour", "Boats at low tide"), name
        assert (facts.licence, facts.source_url) == ("cc-by-4.0", "https://maud.example.org/"), name


@pytest.mark.parametrize(
    "tags",
    [
        {"-IPTC:By-line": "Zoë Łuczak", "-IPTC:Caption-Abstract": "The harbour"},
        {"-EXIF:Artist": "Zoë Łuczak", "-EXIF:ImageDescription": "The harbour"},
        {"-EXIF:XPAuthor": "Zoë Łuczak", "-EXIF:XPComment": "The harbour"},
    ],
)
def test_older_words_that_another_program_wrote_are_read(tmp_path, tags):
    for name in ("a.jpg", "a.tiff"):
        (tmp_path / name).write_bytes(KINDS[name])
    exiftool(tmp_path, tags, "a.jpg", "a.tiff")
    for name in ("a.jpg", "a.tiff"):
        with (tmp_path / name).open("rb") as file:
            facts = read(file)
        assert (facts.maker, facts.caption) == ("Zoë Łuczak", "The harbour"), name
