"""Which page may stand where, and which addresses no page may take."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, Site, get_page_models

from blog.models import BlogIndexPage, BlogPage
from blog.validators import RESERVED_BESIDE_HOME, RESERVED_IN_A_BLOG
from home.models import HomePage, StandardPage
from tests.factories import BlogFactory, PostFactory, StandardPageFactory

PLACES = {
    (Page, HomePage),
    (HomePage, BlogIndexPage),
    (HomePage, StandardPage),
    (StandardPage, StandardPage),
    (BlogIndexPage, BlogPage),
}
PAGE_TYPES = get_page_models()


@pytest.mark.parametrize("child", [page_type for page_type in PAGE_TYPES if page_type.is_creatable])
@pytest.mark.parametrize("parent", PAGE_TYPES)
def test_page_type_may_only_stand_in_its_place(parent, child):
    assert (child in parent.allowed_subpage_models()) == ((parent, child) in PLACES)


def test_every_page_type_has_a_place():
    assert {child for _, child in PLACES} == set(PAGE_TYPES) - {Page}


def test_migrated_empty_database_has_a_home_page_and_a_blog(client, home):
    assert client.get("/").status_code == 200
    blog = client.get("/blog/")
    assert blog.status_code == 200
    assert "Nothing has been published here yet." in blog.content.decode()
    assert Site.objects.get().root_page == home.page_ptr
    assert Page.objects.count() == 3


def test_menu_of_an_empty_site_leads_to_the_blog_only(client, home):
    assert '<a href="/blog/">Blog</a>' in client.get("/").content.decode()


@pytest.mark.parametrize("slug", [*sorted(RESERVED_IN_A_BLOG), "2009", "1066"])
def test_post_is_refused_an_address_that_means_something_else(blog, slug):
    post = PostFactory(parent=blog, title="Fine")
    post.slug = slug
    with pytest.raises(ValidationError, match=f"“{slug}” is needed for another part of the site"):
        post.full_clean()


@pytest.mark.parametrize("slug", ["archives", "20090", "2009-in-pictures", "feeds", "admin"])
def test_post_may_have_an_address_that_means_nothing_else(blog, slug):
    post = PostFactory(parent=blog)
    post.slug = slug
    post.full_clean()


@pytest.mark.parametrize("make", [BlogFactory, StandardPageFactory])
@pytest.mark.parametrize("slug", sorted(RESERVED_BESIDE_HOME))
def test_page_beside_home_is_refused_an_address_that_means_something_else(home, make, slug):
    page = make()
    page.slug = slug
    with pytest.raises(ValidationError, match="is needed for another part of the site|valid"):
        page.full_clean()


@pytest.mark.parametrize(
    ("reserved", "promised"),
    [
        (RESERVED_IN_A_BLOG, {"archive", "topic", "tag", "author", "feed"}),
        (RESERVED_BESIDE_HOME, {"search", "credits", "admin", "media", "static", "documents", "healthz", "readyz"}),
    ],
)
def test_promised_addresses_are_kept_free(reserved, promised):
    assert promised <= reserved


def test_several_blogs_may_stand_under_one_home_page(client, home):
    BlogFactory(title="Shed news")
    assert client.get("/shed-news/").status_code == 200


def test_page_of_its_own_stands_below_another(client, home):
    about = StandardPageFactory(title="About")
    StandardPageFactory(title="Imprint", parent=about)
    assert client.get("/about/imprint/").status_code == 200
