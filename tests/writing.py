"""What a post's form sends, and what came of it."""

from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from blog.models import BlogPage
from blog.rich_text import FEATURES_OF_TEXT
from tests.reading import read, words

NOTHING = {
    "title": "",
    "body": streamfield([]),
    "sidebar": streamfield([]),
    "post_authors": inline_formset([]),
    "related_posts": inline_formset([]),
    "comments": inline_formset([]),
}


def form(topics=(), **fields):
    return nested_form_data(NOTHING | {"title": "Tea at four"} | fields) | {"topics": [topic.pk for topic in topics]}


def text(words):
    return ("text", rich_text(f"<p>{words}</p>", features=FEATURES_OF_TEXT))


def publishing(*body, **fields):
    return form(body=streamfield(body or [text("Two cups.")]), **fields) | {"action-publish": "1"}


def edit(post):
    return f"/admin/pages/{post.pk}/edit/"


def send(client, address, data, at_commit):
    with at_commit():
        answer = client.post(address, data, follow=True)
    problems = [words(error) for error in read(answer).select(".w-field__errors .error-message, .messages .error")]
    assert problems == []
    return BlogPage.objects.latest("pk")


def day_of(post):
    return read(Client().get(post.url)).select_one(".posthead time")["datetime"]
