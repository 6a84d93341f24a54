"""Script in a text field of anything comes out as text."""

import pytest
from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField

from blog.blocks import BodyBlock
from blog.models import BlogIndexPageAuthor
from home.models import SiteSettings
from tests.factories import AuthorFactory, ImageFactory, NoticeFactory, PostFactory, StandardPageFactory, TopicFactory
from tests.reading import programs, read

SCRIPT = "<script>alert('x')</script>\"onmouseover=\"alert(1)"
FOR_PROGRAMS = {"slug", "path", "url_path", "translation_key", "alias_of", "content_type"}


def text_fields(thing):
    """Every field of plain text that somebody fills in, as names."""
    plain, others = (models.CharField, models.TextField), (models.URLField, models.SlugField, RichTextField)
    fields = [field for field in thing._meta.get_fields() if isinstance(field, plain) and not isinstance(field, others)]
    return [field.name for field in fields if field.editable and not field.choices and field.name not in FOR_PROGRAMS]


def scripted(thing):
    for name in text_fields(thing):
        length = thing._meta.get_field(name).max_length
        setattr(thing, name, SCRIPT[:length] if length else SCRIPT)
    thing.save()
    return thing


def scripted_value(block):
    """A value of ``block`` with script wherever words can be typed."""
    if isinstance(block, blocks.StructBlock):
        return {name: scripted_value(child) for name, child in block.child_blocks.items()}
    if isinstance(block, (blocks.CharBlock, blocks.TextBlock)):
        return SCRIPT
    return block.get_default()


def dangers(answer):
    page = read(answer)
    handlers = [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    return [*programs(page), *handlers]


@pytest.fixture
def author(db):
    author = scripted(AuthorFactory(portrait=scripted(ImageFactory())))
    author.reach = [
        ("profile", {"label": SCRIPT, "text": SCRIPT, "url": "https://example.org/"}),
        ("other", {"label": SCRIPT, "text": SCRIPT}),
    ]
    author.save()
    return author


@pytest.fixture
def site_of_script(home, blog, author):
    scripted(SiteSettings.objects.get())
    home.author = author
    blog.sidebar = [
        ("notice", {"notice": scripted(NoticeFactory())}),
        ("author", {"author": author}),
        ("topics", {"title": SCRIPT}),
    ]
    scripted(home)
    scripted(blog)
    BlogIndexPageAuthor.objects.create(page=blog, author=author)


def scripted_post(author, **fields):
    picture, topic = scripted(ImageFactory()), scripted(TopicFactory())
    post = PostFactory(authors=[author], topics=[topic], tags=[SCRIPT[:90]], lead_picture=picture, **fields)
    post.tell_readers_updated = True
    return scripted(post)


def test_script_in_any_field_is_shown_as_text(client, blog, author, site_of_script):
    post = scripted_post(author)
    page = scripted(StandardPageFactory())
    for address in ("/", blog.url, post.url, page.url, "/nowhere/"):
        answer = client.get(address)
        answer.status_code = 200
        assert dangers(answer) == []
        assert "&lt;script&gt;" in answer.content.decode()


@pytest.mark.parametrize("name", BodyBlock().child_blocks)
def test_script_in_any_block_is_shown_as_text(client, blog, name):
    block = BodyBlock().child_blocks[name]
    value = scripted_value(block)
    if name in ("image", "gallery"):
        use = {"image": {"image": scripted(ImageFactory()), "alt_text": SCRIPT, "decorative": False}, "caption": SCRIPT}
        value = use | {"credit": SCRIPT} if name == "image" else {"pictures": [use, use]}
    answer = client.get(PostFactory(body=[(name, value)]).url)
    assert dangers(answer) == []


def test_a_post_has_many_fields_of_text():
    """So that the tests above are not about nothing."""
    assert {"title", "introduction", "question", "lead_caption", "updated_note"} <= {
        *text_fields(PostFactory._meta.model)
    }
