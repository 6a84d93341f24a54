"""How readers get a picture: formats, sizes, and who makes them when."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.signing import Signer
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from PIL import Image

from images.delivery import fallback, look_up_renditions
from images.models import CustomImage, CustomRendition
from images.sizes import SIZES
from images.tasks import make_renditions
from tests.factories import AuthorFactory, ImageFactory, PostFactory, StandardPageFactory, picture_file
from tests.reading import read

pytestmark = pytest.mark.any_database

LARGE = (1600, 1000)


def photo(name="harbour.jpg", size=LARGE, **fields):
    return ImageFactory(file=picture_file(name, size), **{"licence": "own"} | fields)


def use_of(image, **fields):
    return ("image", {"image": {"image": image, "alt_text": "", "decorative": False}, "caption": "", **fields})


def shown(image, size="normal", arguments=""):
    """The ``<picture>`` that a template prints of ``image``, as somebody else's request would find it."""
    source = f'{{% load pictures %}}{{% picture image "{size}" alt="A harbour" {arguments} %}}'
    html = Template(source).render(Context({"image": CustomImage.objects.get(pk=image.pk)}))
    return BeautifulSoup(html, "html.parser").picture


def made(image, *places):
    make_renditions.call(image.pk, list(places))
    return image


def widths(source):
    return [int(part.split()[1].rstrip("w")) for part in source["srcset"].split(", ")]


def opened(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return Image.open(BytesIO(b"".join(answer.streaming_content)))


def publish(page, at_commit):
    with at_commit():
        page.save_revision().publish()


def places_made(image):
    """Those of which everything is there that any page would show."""
    specs = set(image.renditions.values_list("filter_spec", flat=True))
    return {place for place, size in SIZES.items() if set(size.specs_of(image.file.name)) <= specs}


@pytest.fixture
def database_tasks(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_picture_comes_as_avif_and_webp_and_as_what_every_program_shows(client, db):
    picture = shown(made(photo(), "normal"))
    assert [source["type"] for source in picture.select("source")] == ["image/avif", "image/webp"]
    assert [widths(source) for source in picture.select("source")] == [[480, 720, 1080, 1440], [480, 720]]
    formats = {"source[type='image/avif']": "AVIF", "source[type='image/webp']": "WEBP"}
    for selector, kind in formats.items():
        for part in picture.select_one(selector)["srcset"].split(", "):
            url, width = part.split()
            with opened(client, url) as file:
                assert (file.format, f"{file.width}w") == (kind, width)
    with opened(client, picture.img["src"]) as file:
        assert file.format == "JPEG"
        assert (str(file.width), str(file.height)) == (picture.img["width"], picture.img["height"]) == ("960", "600")


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "png"), ("a.gif", "png"), ("a.jpg", "jpg"), ("a.webp", "jpg"), ("a.avif", "jpg")]
)
def test_fallback_of_a_drawing_is_png_and_of_everything_else_jpeg(db, name, kind):
    assert shown(made(photo(name, (64, 40)), "small"), "small").img["src"].endswith(f".{kind}")


def test_see_through_picture_stays_see_through(client, db):
    out = BytesIO()
    Image.new("RGBA", (700, 400), (0, 0, 0, 0)).save(out, "PNG")
    picture = shown(made(ImageFactory(file=SimpleUploadedFile("a.png", out.getvalue())), "normal"))
    urls = [picture.img["src"], *(source["srcset"].split()[0] for source in picture.select("source"))]
    for url in urls:
        with opened(client, url) as file:
            assert file.convert("RGBA").getpixel((5, 5))[3] == 0


def test_picture_for_sharing_is_a_jpeg_even_of_a_drawing(client, db):
    image = made(photo("a.png", (1400, 900)), "sharing")
    public = fallback(image, "sharing")
    assert (public.width, public.height, public.mime) == (1200, 630, "image/jpeg")
    with opened(client, public.url) as file:
        assert (file.format, file.size) == ("JPEG", (1200, 630))


def test_small_picture_is_neither_blown_up_nor_made_twice(db):
    image = made(photo(size=(600, 400)), "wide")
    assert image.renditions.count() == 5
    assert [widths(source) for source in shown(image, "wide").select("source")] == [[480, 600], [480, 600]]


@pytest.mark.parametrize("place", SIZES)
@pytest.mark.parametrize("size", [LARGE, (1601, 999), (333, 777), (64, 40), (1, 900)])
def test_page_looks_the_same_before_and_after_a_picture_is_made(db, place, size):
    image = photo(size=size, focal_point_x=10, focal_point_y=20, focal_point_width=5, focal_point_height=5)
    before = shown(image, place)
    after = shown(made(image, place), place)
    assert before.img["src"] != after.img["src"]
    assert (before.img["width"], before.img["height"]) == (after.img["width"], after.img["height"])


def test_camera_held_upright_gives_a_picture_whose_size_is_known_beforehand(owner):
    exif = Image.Exif()
    exif[0x0112] = 6
    file = picture_file(size=(1000, 600), exif=exif)
    form = {"title": "Harbour", "file": SimpleUploadedFile("harbour.jpg", file.read())}
    owner.post("/admin/images/add/", form)
    image = CustomImage.objects.get()
    assert (image.width, image.height) == (600, 1000)
    assert image.original
    before = shown(image).img["height"]
    assert before == shown(made(image, "normal")).img["height"] == "1000"


def test_lead_picture_comes_first_and_all_others_when_they_are_near(client, blog):
    post = PostFactory(lead_picture=photo(), body=[use_of(photo()), use_of(photo())])
    lead, *others = read(client.get(post.url)).select("article img")
    assert (lead["fetchpriority"], lead.get("loading"), lead.get("decoding")) == ("high", None, None)
    assert len(others) == 2
    for picture in others:
        assert (picture.get("fetchpriority"), picture["loading"], picture["decoding"]) == (None, "lazy", "async")


def test_browser_is_told_how_wide_the_picture_will_stand(db):
    for place, size in SIZES.items():
        several = [source for source in shown(made(photo(), place), place).select("source") if " " in source["srcset"]]
        assert all(source["sizes"] == size.sizes for source in several)
        assert bool(several) is (len(size.avif) > 1)


def test_name_of_a_class_stands_on_the_img_and_is_escaped(db):
    assert shown(photo(), arguments='class="pic\\"><b>"').img["class"] == ['pic"><b>']


def test_reader_waits_for_no_picture_to_be_made(client, home, blog):
    author = AuthorFactory(portrait=photo())
    home.greeting, home.author = "Hello, I write here.", author
    home.save()
    post = PostFactory(lead_picture=photo(), authors=[author], body=[use_of(photo(), width="wide")])
    about = StandardPageFactory(body=[use_of(photo())])
    for address in ("/", blog.url, post.url, about.url):
        assert read(client.get(address)).select("main img")
    assert not CustomRendition.objects.exists()


def test_page_shows_what_there_is_of_a_picture(db):
    image = made(photo(), "normal")
    image.renditions.exclude(filter_spec__in=["width-480|format-avif", "width-960|format-jpeg"]).delete()
    (source,) = shown(image).select("source")
    assert source["type"] == "image/avif"
    assert not source.has_attr("sizes")
    assert shown(image).img["src"].endswith(".jpg")


def test_first_browser_makes_the_fallback_and_has_the_rest_made(client, db, at_commit):
    image = photo()
    promised = shown(image).img["src"]
    with at_commit():
        answer = client.get(promised)
    assert answer.status_code == 302
    assert answer["Cache-Control"] == "no-cache"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    with opened(client, answer["Location"]) as file:
        assert (file.format, file.size) == ("JPEG", (960, 600))
    assert "normal" in places_made(image)
    assert shown(image).img["src"] == answer["Location"]


def test_browser_that_makes_a_picture_does_not_wait_for_the_other_sizes(client, db, database_tasks, at_commit):
    image = photo()
    promised = shown(image).img["src"]
    for _ in range(3):
        with at_commit():
            client.get(promised)
    assert image.renditions.count() == 1
    tasks = DBTaskResult.objects.filter(task_path="images.tasks.make_renditions")
    assert [task.args_kwargs["args"] for task in tasks] == [[image.pk, ["normal"]]]


@pytest.mark.parametrize("change", ["signature", "place", "picture", "unknown place", "spec"])
def test_address_that_this_site_has_not_written_makes_nothing(client, db, change):
    image, other = photo(), photo()
    *start, key, place, signature = shown(image).img["src"].split("/")
    if change == "signature":
        signature = signature[::-1]
    elif change == "unknown place":
        place, signature = "poster", Signer(salt="images.delivery").signature(f"{image.pk}/poster")
    else:
        place = {"place": "wide", "spec": "width-4000%7Cformat-png"}.get(change, place)
        key = str(other.pk) if change == "picture" else key
    assert client.get("/".join([*start, key, place, signature])).status_code == 404
    assert not CustomRendition.objects.exists()


@pytest.mark.parametrize(
    "address", ["99999999999999999999999/normal/x", "1/normal/", "1/normal/a:b", "0/%00/x", "1/ü/ü"]
)
def test_made_up_address_of_a_picture_is_refused(client, db, address):
    assert client.get(f"/media/pictures/{address}").status_code in (400, 404)


def test_picture_can_only_be_asked_for(client, db):
    promised = shown(photo()).img["src"]
    assert client.post(promised).status_code in (403, 405)
    assert not CustomRendition.objects.exists()


def test_promise_of_a_deleted_picture_is_not_found(client, db):
    image = photo()
    promised = shown(image).img["src"]
    image.delete()
    assert client.get(promised).status_code == 404


@pytest.mark.parametrize("harm", ["missing", "cut off"])
def test_picture_that_cannot_be_read_leaves_its_description(client, db, at_commit, harm):
    image = photo()
    image.file.storage.delete(image.file.name)
    if harm == "cut off":
        Path(image.file.path).write_bytes(picture_file(size=LARGE).read()[:-3000])
    made(image, "normal")
    picture = shown(image)
    assert picture.img["alt"] == "A harbour"
    with at_commit():
        assert client.get(picture.img["src"]).status_code == 404
    assert not image.renditions.exists()


def test_publishing_a_post_has_its_pictures_made_where_they_stand(blog, at_commit):
    lead, wide, in_gallery, shared = (photo() for _ in range(4))
    gallery = ("gallery", {"pictures": [use_of(in_gallery)[1], use_of(wide)[1]]})
    post = PostFactory(lead_picture=lead, sharing_picture=shared, body=[use_of(wide, width="small"), gallery])
    publish(post, at_commit)
    assert places_made(lead) >= {"wide", "lead", "thumbnail"}
    assert "sharing" not in places_made(lead)
    assert places_made(wide) >= {"small", "gallery"}
    assert "wide" not in places_made(wide)
    assert "gallery" in places_made(in_gallery)
    assert places_made(shared) == {"sharing"}
    with CaptureQueriesContext(connection) as queries:
        publish(post, at_commit)
    assert not [query for query in queries if "INSERT INTO" in query["sql"] and "customrendition" in query["sql"]]


def test_lead_picture_is_shared_where_no_other_is_chosen(blog, at_commit):
    lead = photo()
    publish(PostFactory(lead_picture=lead), at_commit)
    assert "sharing" in places_made(lead)


def test_publishing_a_page_or_an_author_has_their_pictures_made(home, at_commit):
    image, portrait = photo(), photo()
    publish(StandardPageFactory(body=[use_of(image)]), at_commit)
    publish(AuthorFactory(portrait=portrait), at_commit)
    assert "normal" in places_made(image)
    assert places_made(portrait) == {"face", "portrait"}


def test_lost_files_are_made_again_at_their_addresses(client, blog, at_commit):
    post = PostFactory(lead_picture=photo(), authors=[AuthorFactory(portrait=photo())])
    publish(StandardPageFactory(body=[use_of(photo())]), at_commit)
    publish(post, at_commit)
    files = {rendition.file.name: rendition.file.storage for rendition in CustomRendition.objects.all()}
    for name, storage in files.items():
        storage.delete(name)
    with at_commit():
        call_command("make_renditions", stdout=StringIO())
    assert [name for name, storage in files.items() if not storage.exists(name)] == []
    assert files.keys() < set(CustomRendition.objects.values_list("file", flat=True))  # the author's, too


def test_draft_has_no_pictures_made(blog, at_commit):
    with at_commit():
        PostFactory(lead_picture=photo(), live=False).save_revision()
    assert not CustomRendition.objects.exists()


def test_picture_is_made_after_other_work(blog, at_commit, database_tasks):
    publish(PostFactory(lead_picture=photo()), at_commit)
    *others, last = DBTaskResult.objects.all()
    assert last.task_path == "images.tasks.make_renditions"
    assert others
    assert all(task.priority > last.priority for task in others)


def edit(client, image, at_commit, **fields):
    form = {"title": image.title, "licence": image.licence, "kind": image.kind, **fields}
    with at_commit():
        client.post(f"/admin/images/{image.pk}/", form)
    return CustomImage.objects.get(pk=image.pk)


def test_replaced_file_is_made_in_the_same_sizes(owner, at_commit):
    image = made(photo("a.png"), "face", "thumbnail")
    new = SimpleUploadedFile("harbour.jpg", picture_file(size=(900, 900), colour="navy").read())
    before = set(image.renditions.values_list("file", flat=True))
    image = edit(owner, image, at_commit, file=new)
    assert places_made(image) == {"face", "thumbnail"}
    assert not before & set(image.renditions.values_list("file", flat=True))


def test_new_focal_point_is_followed_at_once(owner, at_commit):
    image = made(photo(), "face")
    before = shown(image, "face").img["src"]
    point = {"focal_point_x": 20, "focal_point_y": 20, "focal_point_width": 10, "focal_point_height": 10}
    edit(owner, image, at_commit, **point)
    after = shown(image, "face")
    assert after.img["src"] != before
    assert len(after.select("source")) == 2
    assert after.img["src"].endswith(".jpg")


def test_picture_that_nobody_has_used_is_not_made(owner, at_commit):
    image = edit(
        owner, photo(), at_commit, focal_point_x=20, focal_point_y=20, focal_point_width=9, focal_point_height=9
    )
    assert not image.renditions.exists()


def test_pictures_of_a_list_are_looked_up_together(db):
    pictures = [made(photo(), "face") for _ in range(5)]
    with CaptureQueriesContext(connection) as queries:
        look_up_renditions(pictures, "face", "sharing")
        assert {fallback(picture, "face").mime for picture in pictures} == {"image/jpeg"}
        assert all("/media/pictures/" in fallback(picture, "sharing").url for picture in pictures)
    assert len(queries) == 1
