"""Pictures on their way in: what is taken, what is refused in words, and where the files are kept."""

import struct
import zlib
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from images.models import CustomImage
from images.working_copy import LONG_SIDE
from tests.factories import ImageFactory, picture_file
from tests.picture_bytes import bomb
from tests.reading import words

pytestmark = pytest.mark.any_database

ADD, ADD_SEVERAL, CHOOSE = "/admin/images/add/", "/admin/images/multiple/add/", "/admin/images/chooser/create/"
WIDTH_64_MEGAPIXELS, HEIGHT_64_MEGAPIXELS = 9248, 6936


def upload(client, content, name="harbour.jpg", **fields):
    form = {"title": "Harbour", "file": SimpleUploadedFile(name, content), **fields}
    return client.post(ADD, form, follow=True)


def errors(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return [words(error) for error in page.select(".error-message, .w-field__errors p")]


def picture(name="harbour.jpg", size=(64, 40), **options):
    return picture_file(name, size, **options).read()


def png_that_says_it_is(width, height):
    """A PNG of a few bytes with any size in its header."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    )


def on_its_side():
    """A picture 60 wide and 40 high, kept as a camera held upright keeps it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return picture(size=(40, 60), exif=exif)


def stored(storage_name="default"):
    return storages[storage_name]


BAD_FILES = {
    "cut off": (picture(size=(800, 600))[:-2000], "harbour.jpg"),
    "cut off PNG": (picture("a.png", size=(800, 600))[:-40], "a.png"),
    "cut off WebP": (picture("a.webp", size=(800, 600))[:-40], "a.webp"),
    "a text that calls itself a picture": (b"Dear sir or madam", "harbour.jpg"),
    "a PNG that calls itself a JPEG": (picture("a.png"), "harbour.jpg"),
    "empty": (b"", "harbour.jpg"),
    "only the first bytes": (picture()[:20], "harbour.jpg"),
    "a PNG of 10,000 megapixels": (png_that_says_it_is(100_000, 100_000), "bomb.png"),
    "a PNG of 128 megapixels": (png_that_says_it_is(16_000, 8_000), "big.png"),
    "a PNG with nothing in it": (png_that_says_it_is(600, 400), "hollow.png"),
    "an SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "a.svg"),
}


@pytest.mark.parametrize("bad", BAD_FILES)
def test_bad_picture_is_refused_with_a_sentence(owner, bad):
    content, name = BAD_FILES[bad]
    answer = upload(owner, content, name)
    assert answer.status_code == 200
    assert errors(answer), words(BeautifulSoup(answer.content, "html.parser"))
    assert not CustomImage.objects.exists()


@pytest.mark.parametrize("bad", BAD_FILES)
def test_bad_picture_among_several_is_refused_with_a_sentence(owner, bad):
    content, name = BAD_FILES[bad]
    answer = owner.post(ADD_SEVERAL, {"title": "Harbour", "files[]": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    assert answer.json()["success"] is False
    assert answer.json()["error_message"]


@pytest.mark.parametrize("bad", BAD_FILES)
def test_bad_picture_in_a_chooser_is_refused_with_a_sentence(owner, bad):
    content, name = BAD_FILES[bad]
    form = {"image-chooser-upload-title": "Harbour", "image-chooser-upload-file": SimpleUploadedFile(name, content)}
    answer = owner.post(CHOOSE, form)
    assert answer.status_code == 200
    assert answer.json()["step"] == "reshow_creation_form"
    assert not CustomImage.objects.exists()


SMALLER = "Upload a smaller copy of it."
PLAINLY = "Save it again with “progressive” switched off, or upload a smaller copy of it."
AS_JPEG = "Upload a smaller copy of it, or save it as a JPEG: those may have 64 million."
TOO_LARGE = {
    "JPEG": ("a.jpg", bomb(9_500, 7_100, "jpeg"), "64 million pixels, the most that can be taken", SMALLER),
    "progressive JPEG": (
        "a.jpg",
        bomb(6_600, 4_800, "jpeg", progressive=True),
        "24 million pixels, the most that can be taken of a progressive JPEG",
        PLAINLY,
    ),
    "progressive JPEG in four inks": (
        "a.jpg",
        bomb(3_800, 2_900, "jpeg", progressive=True, mode="CMYK"),
        "10 million pixels, the most that can be taken of a progressive JPEG",
        PLAINLY,
    ),
    "PNG": ("a.png", bomb(4_900, 3_900), "16 million pixels, the most that can be taken of its kind", AS_JPEG),
    "PNG larger than any JPEG": ("a.png", bomb(9_500, 7_100), "64 million pixels, the most that can be taken", SMALLER),
}


@pytest.mark.parametrize("kind", TOO_LARGE)
def test_picture_that_is_too_large_is_refused_with_advice_that_helps(owner, kind):
    name, content, limit, advice = TOO_LARGE[kind]
    assert errors(upload(owner, content, name)) == [f"This picture has more than {limit}. {advice}"]


def test_photograph_with_previews_behind_it_is_a_jpeg_like_any_other(owner):
    """As cameras write it, for their own screens."""
    out = BytesIO()
    photograph, preview = Image.new("RGB", (5_000, 4_000), "teal"), Image.new("RGB", (1_600, 1_280), "maroon")
    photograph.save(out, "MPO", save_all=True, append_images=[preview])
    assert not errors(upload(owner, out.getvalue()))
    image = CustomImage.objects.get()
    assert (image.width, image.height) == (LONG_SIDE, LONG_SIDE * 4 // 5)
    with Image.open(image.file.open()) as working_copy:
        assert working_copy.getpixel((5, 5)) == pytest.approx((0, 128, 128), abs=5)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.avif"])
def test_good_picture_is_taken(owner, name):
    answer = upload(owner, picture(name), name)
    assert not errors(answer)
    image = CustomImage.objects.get()
    assert (image.width, image.height) == (64, 40)
    assert not image.original


def test_picture_is_uploaded_with_its_credit(owner):
    fields = {"credit": "Maud Ferris", "credit_url": "https://maud.example.org/", "licence": "cc-by-4.0"}
    upload(owner, picture(), kind="illustration", **fields)
    assert str(CustomImage.objects.get().credit_line) == "Illustration: Maud Ferris, CC BY 4.0"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/a", "data:text/html,x"])
def test_address_that_is_no_web_page_is_refused_as_the_source_of_a_picture(owner, address):
    assert errors(upload(owner, picture(), credit_url=address))
    assert not CustomImage.objects.exists()


def test_64_megapixels_are_taken_and_made_small_enough_to_work_with(owner):
    content = picture(size=(WIDTH_64_MEGAPIXELS, HEIGHT_64_MEGAPIXELS), quality=30)
    assert not errors(upload(owner, content))
    image = CustomImage.objects.get()
    assert (image.width, image.height) == (LONG_SIDE, LONG_SIDE * 3 // 4)
    assert image.original.read() == content
    with Image.open(image.file.open()) as working_copy:
        assert working_copy.size == (LONG_SIDE, LONG_SIDE * 3 // 4)


@pytest.mark.parametrize("name", ["a.png", "a.webp"])
def test_large_picture_of_any_kind_gets_a_working_copy(owner, name):
    upload(owner, picture(name, size=(3000, 200)), name)
    image = CustomImage.objects.get()
    assert image.width == LONG_SIDE
    assert Image.open(image.original.open()).size == (3000, 200)


def test_large_see_through_picture_stays_see_through(owner):
    out = BytesIO()
    Image.new("RGBA", (3000, 100), (0, 0, 0, 0)).save(out, "PNG")
    upload(owner, out.getvalue(), "a.png")
    with Image.open(CustomImage.objects.get().file.open()) as working_copy:
        assert working_copy.getpixel((5, 5))[3] == 0


def test_greys_of_16_bits_stay_greys(owner):
    out = BytesIO()
    Image.new("I;16", (64, 40), 0x8000).save(out, "PNG")
    upload(owner, out.getvalue(), "a.png")
    rendition = CustomImage.objects.get().get_rendition("width-20|format-jpeg")
    with Image.open(rendition.file.open()) as picture:
        assert picture.convert("L").getpixel((5, 5)) == pytest.approx(128, abs=2)


def test_picture_taken_with_the_camera_upright_is_shown_upright(owner):
    upload(owner, on_its_side())
    image = CustomImage.objects.get()
    rendition = image.get_rendition("max-1000x1000|format-webp")
    assert (rendition.width, rendition.height) == (image.width, image.height) == (60, 40)


def test_large_picture_taken_with_the_camera_upright_is_shown_upright(owner):
    exif = Image.Exif()
    exif[0x0112] = 6
    upload(owner, picture(size=(100, 3000), exif=exif))
    image = CustomImage.objects.get()
    assert (image.width, image.height) == (LONG_SIDE, 85)
    rendition = image.get_rendition("max-1000x1000|format-webp")
    assert rendition.width > rendition.height


def test_neither_original_nor_working_copy_has_an_address(owner):
    upload(owner, picture(size=(3000, 100)))
    image = CustomImage.objects.get()
    for file in (image.file, image.original):
        assert stored().exists(file.name)
        for prefix in ("", "originals/", "../originals/", "%2e%2e/originals/"):
            assert owner.get(f"/media/{prefix}{file.name}").status_code == 404
        with pytest.raises(ValueError, match="not accessible"):
            assert file.url


def test_rendition_has_an_address(owner):
    upload(owner, picture())
    assert owner.get(CustomImage.objects.get().get_rendition("width-20|format-webp").url).status_code == 200


def test_deleted_picture_takes_its_files_along(owner, at_commit):
    upload(owner, picture(size=(3000, 100)))
    image = CustomImage.objects.get()
    rendition = image.get_rendition("width-20|format-webp")
    with at_commit():
        image.delete()
    assert not stored().exists(image.file.name)
    assert not stored().exists(image.original.name)
    assert not stored("renditions").exists(rendition.file.name)


def edit(client, image, **fields):
    form = {"title": image.title, "licence": image.licence, "kind": image.kind, **fields}
    return client.post(f"/admin/images/{image.pk}/", form, follow=True)


def test_replaced_file_gets_new_addresses_and_leaves_no_file_behind(owner, at_commit):
    with at_commit():
        upload(owner, picture(size=(3000, 100)))
    image = CustomImage.objects.get()
    old_files = [image.file.name, image.original.name]
    old_address = image.get_rendition("width-20|format-webp").url
    with at_commit():
        answer = edit(owner, image, file=SimpleUploadedFile("harbour.jpg", picture(colour="navy", size=(400, 300))))
    assert not errors(answer)
    image = CustomImage.objects.get()
    assert (image.width, image.height) == (400, 300)
    assert not image.original
    assert image.get_rendition("width-20|format-webp").url != old_address
    assert [name for name in old_files if stored().exists(name)] == []


def test_edited_words_leave_the_files_alone(owner, at_commit):
    with at_commit():
        upload(owner, picture(size=(3000, 100)))
    before = CustomImage.objects.get()
    with at_commit():
        edit(owner, before, credit="Maud Ferris")
    image = CustomImage.objects.get()
    assert image.credit == "Maud Ferris"
    assert (image.file.name, image.original.name) == (before.file.name, before.original.name)
    assert stored().exists(image.file.name)


def test_broken_replacement_is_refused_and_the_old_file_stays(owner):
    image = ImageFactory()
    answer = edit(owner, image, file=SimpleUploadedFile("harbour.jpg", picture(size=(800, 600))[:-2000]))
    assert errors(answer)
    assert CustomImage.objects.get().file.name == image.file.name
    assert stored().exists(image.file.name)


def test_colour_profile_that_would_weigh_on_every_file_is_left_out(owner):
    upload(owner, picture(icc_profile=b"p" * 2_000_000))
    image = CustomImage.objects.get()
    assert image.file.size < 1_000_000
    assert image.original.size > 2_000_000
