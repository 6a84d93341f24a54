"""The admin's screens: that they open, what they show beforehand, and what they say of topics."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from blog.models import BlogPage
from tests.factories import AuthorFactory, ImageFactory, NoticeFactory, PostFactory, StandardPageFactory, TopicFactory
from tests.reading import read, words
from tests.writing import edit, form, text


def preview(client, address, data):
    """What the panel beside the form shows while somebody writes."""
    assert client.post(address, data).json()["is_valid"]
    answer = client.get(address, {"in_preview_panel": "true"})
    assert answer["X-Frame-Options"].upper() == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    return read(answer)


def test_new_post_is_previewed_before_it_is_saved(editor, new):
    page = preview(editor, f"{new}preview/", form(body=streamfield([text("Two cups.")])))
    assert words(page.h1) == "Tea at four"
    assert "Two cups." in words(page.select_one(".prose"))
    assert not BlogPage.objects.exists()


def test_change_of_a_post_is_previewed_and_not_shown_to_readers(editor, blog):
    post = PostFactory(title="Before")
    page = preview(editor, f"{edit(post)}preview/", form(title="After", slug=post.slug))
    assert words(page.h1) == "After"
    assert words(read(Client().get(post.url)).h1) == "Before"


@pytest.mark.parametrize("make", [AuthorFactory, TopicFactory, NoticeFactory])
def test_author_topic_and_notice_are_previewed(editor, blog, make):
    thing = make()
    data = nested_form_data({"name": "New words", "title": "New words", "slug": "new", "reach": streamfield([])})
    data |= dict.fromkeys(("text", "bio", "description"), rich_text("<p>New words</p>"))
    page = preview(editor, f"/admin/snippets/blog/{thing._meta.model_name}/preview/{thing.pk}/", data)
    assert words(page.h1) == "New words"


def test_new_blog_is_previewed_before_it_is_saved(owner, home):
    address = reverse("wagtailadmin_pages:preview_on_add", args=["blog", "blogindexpage", home.pk])
    form = nested_form_data(
        {
            "title": "Workshop",
            "slug": "workshop",
            "introduction": "",
            "blog_authors": inline_formset([]),
            "sidebar": streamfield([]),
            "comments": inline_formset([]),
        }
    )
    assert owner.post(address, form).json()["is_valid"]
    assert words(read(owner.get(address)).h1) == "Workshop"


@pytest.mark.parametrize(
    "screen",
    """/ /posts/ /images/ /images/add/ /documents/ /snippets/blog/author/ /snippets/blog/topic/ /snippets/blog/notice/
    /pages/ /reports/locked/ /redirects/ /users/ /sites/ /settings/home/sitesettings/""".split(),
)
def test_screen_of_the_admin_opens(owner, blog, screen):
    PostFactory(authors=[AuthorFactory()], topics=[TopicFactory()], lead_picture=ImageFactory())
    assert owner.get(f"/admin{screen}", follow=True).status_code == 200


def test_everything_can_be_opened_in_the_admin(owner, home, blog):
    post, image, about = PostFactory(), ImageFactory(), StandardPageFactory()
    author, topic, notice = AuthorFactory(), TopicFactory(), NoticeFactory()
    pages = [edit(page) for page in (post, blog, home, about)]
    snippets = [f"/admin/snippets/blog/{thing._meta.model_name}/edit/{thing.pk}/" for thing in (author, topic, notice)]
    for address in (*pages, *snippets, f"/admin/images/{image.pk}/", f"/admin/pages/{post.pk}/history/"):
        assert owner.get(address).status_code == 200, address


def test_topic_says_how_many_posts_have_it_before_it_is_deleted(editor, blog):
    topic = TopicFactory(name="Tools")
    PostFactory.create_batch(2, topics=[topic])
    page = words(read(editor.get(f"/admin/snippets/blog/topic/delete/{topic.pk}/")).main)
    assert "2 posts have this topic. They stay, without it." in page
    listed = read(editor.get(f"/admin/snippets/blog/topic/usage/{topic.pk}/"))
    assert len(listed.select("main tbody tr")) == 2


def test_second_topic_of_the_same_name_or_address_is_refused_with_a_sentence(editor, blog):
    TopicFactory(name="Tools", slug="tools")
    new_topic = {"description": rich_text(""), "parent": ""}
    for fields, sentence in (
        ({"name": "tools", "slug": "more-tools"}, "There is a topic of this name already."),
        ({"name": "Spades", "slug": "tools"}, "This address is taken. Choose a different last part."),
    ):
        answer = editor.post("/admin/snippets/blog/topic/add/", new_topic | fields)
        assert sentence in words(read(answer).main)
