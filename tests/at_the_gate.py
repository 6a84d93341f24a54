"""Posts whose pictures may lack something, the form they are published with, and what the admin says of it."""

from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from blog.models import BlogPage
from blog.rich_text import FEATURES_OF_TEXT
from images.models import PictureSettings
from tests.factories import PostFactory
from tests.reading import read, words

NO_CREDIT = "The picture “Harbour” has no credit. Add who made it, or choose Our own."
NO_ALT = "The picture “Harbour” has no alt text. Describe it, or mark it as decorative."
NEITHER = {"title": "Harbour", "description": ""}


def in_body(picture, block="image", **fields):
    use = {"image": {"image": picture, "alt_text": "", "decorative": False}, "caption": "", "credit": ""} | fields
    return (block, use) if block == "image" else (block, {"pictures": [use]})


def draft(picture, **fields):
    """A post with the picture in its text that nobody has published yet."""
    fields = {"body": [("text", "<p>Two cups.</p>"), in_body(picture)]} | fields
    post = PostFactory(live=False, **fields)
    post.save_revision()
    return BlogPage.objects.get(pk=post.pk)


def is_live(post):
    return type(post).objects.get(pk=post.pk).live


def latest(post):
    """The title of the version that is worked on."""
    return BlogPage.objects.get(pk=post.pk).get_latest_revision().content["title"]


def said(answer):
    """The messages at the top of the admin, and the list above the form."""
    return [words(item) for item in read(answer).select(".problems, .messages > ul > li")]


def refused(answer):
    """What the list above the form says."""
    return [words(item) for item in read(answer).select(".problems li")]


def form(picture, alt="", decorative="", **fields):
    image = {"image": picture.pk, "decorative": decorative, "alt_text": alt}
    use = {"image": image, "caption": "", "credit": "", "width": "normal", "link": ""}
    text = rich_text("<p>Two cups.</p>", features=FEATURES_OF_TEXT)
    empty = {
        "title": "The tide",
        "sidebar": streamfield([]),
        **dict.fromkeys(("post_authors", "related_posts", "comments"), inline_formset([])),
    }
    return nested_form_data(empty | {"body": streamfield([("text", text), ("image", use)])} | fields)


PUBLISH = {"action-publish": "1"}


def press_publish(client, address, data):
    """And look at what comes back."""
    return client.post(address, data | PUBLISH, follow=True)


def edit(post):
    return f"/admin/pages/{post.pk}/edit/"


def ask(**checks):
    PictureSettings.objects.update_or_create(site=Site.objects.get(), defaults=checks)
