"""Readers see who made the pictures, and photographers find what is theirs: at ``/credits/``."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from images.models import CustomImage
from tests.factories import BlogFactory, HomeFactory, ImageFactory, PostFactory
from tests.reading import read, words


@pytest.fixture
def published(blog, at_commit):
    """A published post with pictures, the first of them leading."""

    def publish(*pictures, **fields):
        shown = [{"image": {"image": picture, "alt_text": "", "decorative": False}} for picture in pictures[1:]]
        with at_commit():
            return PostFactory(lead_picture=pictures[0], body=[("image", value) for value in shown], **fields)

    return publish


def by(name, **fields):
    return ImageFactory(credit=name, **fields)


def test_every_maker_of_a_published_picture_is_listed_by_name(client, published):
    published(by("Zoë Tran"), by("Ada Orr", licence="cc-by-4.0"), title="On time")
    published(by("Ada Orr"))
    page = words(read(client.get("/credits/")))
    assert "2 names" in page
    assert page.index("Ada Orr 2 pictures 2 posts CC BY 4.0") < page.index("Zoë Tran 1 picture 1 post")


def test_maker_has_a_page_with_each_picture_its_licence_and_the_posts_it_is_in(client, published):
    picture = by("Ada Orr", licence="cc-by-sa-4.0", description="A boat")
    published(picture, title="Older")
    published(by("Zoë Tran"), picture, title="Newer")
    answer = client.get("/credits/ada-orr/")
    assert 'alt="A boat"' in answer.text
    page = words(read(answer))
    assert "1 picture in 2 posts" in page
    assert page.index("Photo: Ada Orr, CC BY-SA 4.0") < page.index("Newer") < page.index("Older")
    assert "Zoë" not in page


def test_differently_written_names_of_one_maker_share_an_address(client, published):
    published(by("Ada Orr"), by("ada  orr"), by("Ada Orr"))
    assert "Ada Orr 3 pictures" in words(read(client.get("/credits/")))


def test_maker_in_another_script_has_an_address(client, published):
    published(by("Мария Лебедева"))
    assert "Мария" in client.get("/credits/мария-лебедева/").text


def test_nobody_is_listed_before_anything_is_published(client, home):
    by("Ada Orr")
    assert "No picture here names its maker yet." in client.get("/credits/").text
    assert client.get("/credits/ada-orr/").status_code == 404


@pytest.mark.parametrize(
    "hidden", ["draft", "unpublished", "private", "taken down", "past its day", "for sharing only", "deleted"]
)
def test_picture_that_no_reader_sees_is_by_nobody(client, published, at_commit, hidden):
    picture = by("Ada Orr")
    post = published(by("Zoë Tran"), picture, live=hidden != "draft")
    with at_commit():
        match hidden:
            case "unpublished":
                post.unpublish()
            case "private":
                PageViewRestriction.objects.create(page=post, restriction_type="login")
            case "taken down":
                picture.taken_down_at = timezone.now()
                picture.save()
            case "past its day":
                picture.use_until = timezone.localdate() - datetime.timedelta(days=1)
                picture.save()
            case "for sharing only":
                post.body, post.sharing_picture = [], picture
                post.save()
            case "deleted":
                post.delete()
    assert "Ada" not in client.get("/credits/").text
    assert client.get("/credits/ada-orr/").status_code == 404
    assert "ada-orr" not in client.get("/sitemap.xml").text


def test_new_credit_moves_a_picture_to_its_maker_at_once(client, published, at_commit):
    picture = by("Ada Orr")
    published(picture)
    client.get("/credits/")
    picture.credit = "Zoë Tran"
    with at_commit():
        picture.save()
    assert "Ada" not in client.get("/credits/").text
    assert client.get("/credits/zoë-tran/").status_code == 200


def test_address_of_a_maker_whose_name_is_corrected_leads_to_the_new_one(client, published, at_commit):
    pictures = [by("Ada Or"), by("Ada Or")]
    published(*pictures)
    for picture, status in zip(pictures, (200, 301), strict=True):
        picture.credit = "Ada Orr"
        with at_commit():
            picture.save(update_fields=["credit"])
        assert client.get("/credits/ada-or/").status_code == status
    assert client.get("/credits/ada-or/")["Location"] == "/credits/ada-orr/"


def test_sites_of_one_database_have_makers_of_their_own(client, root, published, settings):
    settings.ALLOWED_HOSTS = ["*"]
    other = HomeFactory(parent=root)
    Site.objects.create(hostname="other.example.org", root_page=other)
    published(by("Ada Orr"))
    published(by("Zoë Tran"), parent=BlogFactory(parent=other))
    assert "Zoë" not in client.get("/credits/").text
    page = client.get("/credits/", headers={"host": "other.example.org"}).text
    assert "Zoë" in page
    assert "Ada" not in page


def test_long_lists_have_pages(client, published, monkeypatch):
    monkeypatch.setattr("home.credits.MAKERS_ON_A_PAGE", 2)
    monkeypatch.setattr("home.credits.PICTURES_ON_A_PAGE", 2)
    published(by("Ada Orr"), by("Bo Lind"), by("Zoë Tran"), by("Zoë Tran"), by("Zoë Tran"))
    assert "Zoë" not in client.get("/credits/").text
    second = client.get("/credits/?page=2").text
    assert "Zoë" in second
    assert '<link rel="canonical" href="http://localhost/credits/?page=2">' in second
    assert client.get("/credits/zoë-tran/?page=2").text.count('id="picture-') == 1
    assert [client.get(f"/credits/?page={page}").status_code for page in ("3", "0", "x")] == [404] * 3


def test_makers_stand_in_the_sitemap_and_a_way_leads_to_them_from_every_page(client, published):
    published(by("Ada Orr"))
    sitemap = client.get("/sitemap.xml").text
    assert "<loc>http://localhost/credits/</loc>" in sitemap
    assert "<loc>http://localhost/credits/ada-orr/</loc>" in sitemap
    assert '<a href="/credits/">' in client.get("/").text


def test_name_is_only_text(client, published):
    published(by('<script>alert(1)</script> "x" /../'))
    page = client.get("/credits/").text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    slug = CustomImage.objects.get().credit_slug
    assert client.get(f"/credits/{slug}/").status_code == 200


@pytest.mark.parametrize("address", ["/credits/", "/credits/ada-orr/"])
def test_list_asks_the_database_no_more_often_the_more_there_is(
    client, published, django_assert_max_num_queries, address
):
    published(by("Ada Orr"), by("Ada Orr"))
    for number in range(6):
        published(by("Ada Orr"), by(f"Maker {number}"))
    client.get(address)  # the index is up to date now; what is kept is not
    cache.clear()
    with django_assert_max_num_queries(14):
        client.get(address)
