"""Two blogs of one site, and two sites in one database, never mix."""

import pytest
from django.core.cache import cache
from wagtail.models import Site

from tests.addresses import EVERYWHERE, OF_EVERY_PART
from tests.factories import AuthorFactory, BlogFactory, HomeFactory, PostFactory, TopicFactory


def write_twice(ours, theirs, day):
    """The same in two blogs: topic, tag, author and days, every sidebar part, and one address."""
    same = {"topics": [TopicFactory(name="Hosting")], "tags": ["kettle"], "authors": [AuthorFactory(name="Ines")]}
    for parent, name in ((ours, "ours"), (theirs, "theirs")):
        parent.sidebar = OF_EVERY_PART
        parent.save()
        own = {"parent": parent, "title": f"Post of {name}", "question": f"Question of {name}?"}
        for slug, year in (("same", 2021), (name, 2022), (f"{name}-too", 2023)):
            PostFactory(slug=slug, date=day.replace(year=year), **own, **same)


def with_nothing_kept(addresses):
    """Each as if it were the first that is asked for."""
    for address in addresses:
        cache.clear()
        yield address


def test_two_blogs_of_one_site_do_not_mix(client, blog, midsummer):
    write_twice(blog, BlogFactory(title="Shed", slug="shed"), midsummer)
    for address in with_nothing_kept([*EVERYWHERE, "/blog/ours/"]):
        first = client.get(address).content.decode()
        second = client.get(address.replace("blog", "shed").replace("ours", "theirs")).content.decode()
        assert ("ours" in first, "theirs" in first) == (True, False), address
        assert ("ours" in second, "theirs" in second) == (False, True), address


def test_home_page_shows_the_posts_of_all_its_blogs(client, blog):
    PostFactory(parent=blog, title="From the hall")
    PostFactory(parent=BlogFactory(title="Shed news"), title="From the shed")
    page = client.get("/").content.decode()
    assert "From the hall" in page
    assert "From the shed" in page


@pytest.fixture
def second_site(root, settings):
    settings.ALLOWED_HOSTS = ["*"]
    home = HomeFactory(parent=root, title="Elsewhere", slug="elsewhere")
    Site.objects.create(hostname="elsewhere.example.org", root_page=home, site_name="Elsewhere")
    return home


def test_two_sites_in_one_database_do_not_mix(client, blog, second_site):
    there = BlogFactory(parent=second_site, title="Their blog", slug="blog")
    PostFactory(parent=blog, title="From here", slug="same")
    PostFactory(parent=there, title="From there", slug="same")
    for address in ("/", "/blog/", "/blog/same/"):
        here = client.get(address).content.decode()
        elsewhere = client.get(address, headers={"host": "elsewhere.example.org"}).content.decode()
        assert ("From here" in here, "From there" in here) == (True, False)
        assert ("From here" in elsewhere, "From there" in elsewhere) == (False, True)


def test_no_address_of_a_site_shows_a_post_of_another(client, blog, second_site, midsummer):
    there = BlogFactory(parent=second_site, title="Their blog", slug="blog")
    write_twice(blog, there, midsummer)
    for address in with_nothing_kept(["/", *EVERYWHERE, "/sitemap.xml", "/blog/same/"]):
        here = client.get(address).content.decode()
        elsewhere = client.get(address, headers={"host": "elsewhere.example.org"}).content.decode()
        assert ("ours" in here, "theirs" in here) == (True, False), address
        assert ("ours" in elsewhere, "theirs" in elsewhere) == (False, True), address


def test_topics_in_the_sidebar_are_those_of_the_site(client, blog, second_site):
    """A topic is shared by all blogs, but is only shown where there is a post about it."""
    there = BlogFactory(parent=second_site, title="Their blog", slug="blog")
    PostFactory(parent=there, topics=[TopicFactory(name="Their topic")])
    blog.sidebar = [("topics", {"title": "Topics"})]
    blog.save()
    assert "Their topic" not in client.get("/blog/").content.decode()
