"""How a reader passes a post on: by plain links that load nothing and tell nobody before they are pressed."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from wagtail.models import Site

from blog.models import BlogSettings
from tests.factories import ImageFactory, PostFactory
from tests.reading import all_words, read, words

pytestmark = pytest.mark.any_database


def page_of(client, post):
    return read(client.get(post.url))


def share(page, where="article"):
    return {words(link): link["href"] for link in page.select(f"{where} .share a")}


TITLE = 'Tea & cake? "100%" / Кофе #1 + more'


def test_post_can_be_passed_on_with_its_title_and_address_whole(client, blog):
    portrait = ImageFactory(credit="Maud & Söhne", licence="cc-by-4.0")
    post = PostFactory(title=TITLE, slug="кофе", lead_picture=portrait)
    page = page_of(client, post)
    url = page.select_one("link[rel=canonical]")["href"]
    links = share(page)
    assert set(links) == {"Email", "Pinterest", "Bluesky", "Mastodon", "LinkedIn"}
    assert url.startswith("http://")
    mail = parse_qs(links["Email"].removeprefix("mailto:?"))
    assert mail == {"subject": [TITLE], "body": [url]}
    pin = parse_qs(urlsplit(links["Pinterest"]).query)
    assert (pin["url"], pin["media"]) == ([url], [page.select_one("meta[property='og:image']")["content"]])
    assert pin["description"][0].startswith(TITLE)
    assert "Maud & Söhne, CC BY 4.0" in pin["description"][0]
    assert parse_qs(urlsplit(links["Bluesky"]).query) == {"text": [f"{TITLE} {url}"]}
    assert parse_qs(urlsplit(links["Mastodon"]).fragment) == {"text": [f"{TITLE} {url}"]}
    assert parse_qs(urlsplit(links["LinkedIn"]).query) == {"url": [url]}
    assert "+" not in links["Email"], "Mail programs show a plus as it is"
    assert all(set(link["rel"]) == {"noopener", "nofollow"} for link in page.select(".share a"))


def test_picture_chosen_for_sharing_is_the_one_that_is_shared(client, blog):
    lead, sharing = ImageFactory(credit="Maud"), ImageFactory(credit="Tom")
    page = page_of(client, PostFactory(lead_picture=lead, sharing_picture=sharing))
    pin = parse_qs(urlsplit(share(page)["Pinterest"]).query)
    assert pin["media"] == [page.select_one("meta[property='og:image']")["content"]]
    assert pin["description"][0].endswith("Tom")


def test_post_without_a_picture_is_not_offered_to_pinterest(client, blog):
    assert "Pinterest" not in share(page_of(client, PostFactory()))


@pytest.mark.parametrize("way", ["email", "pinterest", "bluesky", "mastodon", "linkedin", "copy"])
def test_owner_can_turn_off_each_way_to_share(client, blog, way):
    BlogSettings.objects.create(site=Site.objects.get(), **{f"share_{way}": False})
    page = page_of(client, PostFactory(lead_picture=ImageFactory()))
    offered = [name.lower() for name in share(page)] + ["copy" for _ in page.select(".share button")]
    assert set(offered) == {"email", "pinterest", "bluesky", "mastodon", "linkedin", "copy"} - {way}


def test_owner_can_turn_off_all_ways_to_share(client, blog):
    ways = ("email", "pinterest", "bluesky", "mastodon", "linkedin", "copy")
    BlogSettings.objects.create(site=Site.objects.get(), **{f"share_{way}": False for way in ways})
    blog.sidebar = [("share", {"title": "Pass it on"})]
    blog.save()
    page = page_of(client, PostFactory())
    assert not page.select(".share, script[src*='copy-link']")
    assert "Pass it on" not in words(page)


def test_button_that_copies_is_hidden_until_a_script_shows_it(client, blog):
    page = page_of(client, PostFactory())
    button = page.select_one(".share button")
    assert button.parent.has_attr("hidden")
    assert button["data-copy"] == page.select_one("link[rel=canonical]")["href"]
    assert page.select("script[src*='copy-link']")


def test_ways_to_share_can_stand_in_the_sidebar_of_each_post(client, blog):
    blog.sidebar = [("share", {"title": "Tell a neighbour"})]
    blog.save()
    first, second = PostFactory(title="First"), PostFactory(title="Second")
    for post in (first, second, first):
        page = page_of(client, post)
        assert "Tell a neighbour" in all_words(page, ".side h2")
        assert share(page, ".side") == share(page)
        assert post.title in unquote(share(page, ".side")["Email"])
    assert "Tell a neighbour" not in words(read(client.get(blog.url)))
    assert "Tell a neighbour" not in words(read(client.get("/")))
