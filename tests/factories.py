"""What a site is made of: ``PostFactory(title="On time")`` is a published post in the blog that migrations make."""

import datetime
import json
from io import BytesIO

import factory
import wagtail_factories
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from PIL import Image
from wagtail.documents.models import Document

from blog.blocks import BodyBlock
from blog.models import Author, BlogIndexPage, BlogPage, BlogPageAuthor, Notice, RelatedPost, Reply, Topic
from home.models import HomePage, StandardPage
from images.models import CustomImage

FIRST_DAY = datetime.date(2020, 1, 1)


def picture_file(name="harbour.jpg", size=(64, 40), colour="teal", **options):
    """A small picture in the format that its name says."""
    out = BytesIO()
    kind = {"jpg": "JPEG"}.get(name.rpartition(".")[2], name.rpartition(".")[2].upper())
    Image.new("RGB", size, colour).save(out, kind, **options)
    return ContentFile(out.getvalue(), name=name)


def one_of_every_block():
    """A body with each block as its preview shows it; a picture and a document must be there."""
    values = {name: block.get_prep_value(block.get_preview_value()) for name, block in BodyBlock().child_blocks.items()}
    return json.dumps([{"type": name, "value": value} for name, value in values.items()], cls=DjangoJSONEncoder)


class HomeFactory(wagtail_factories.PageFactory):
    """Another site's home page; it needs a ``parent``, the root of the tree."""

    title = factory.Sequence("Home {}".format)

    class Meta:
        model = HomePage


class BlogFactory(wagtail_factories.PageFactory):
    title = factory.Sequence("Blog {}".format)
    parent = factory.LazyFunction(lambda: HomePage.objects.get(slug="home"))

    class Meta:
        model = BlogIndexPage


class StandardPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence("Page {}".format)
    parent = factory.LazyFunction(lambda: HomePage.objects.get(slug="home"))
    body = [("text", "<p>Who we are.</p>")]

    class Meta:
        model = StandardPage


class PostFactory(wagtail_factories.PageFactory):
    """Each a day newer than the one made before it."""

    title = factory.Sequence("Post {}".format)
    parent = factory.LazyFunction(lambda: BlogIndexPage.objects.get(slug="blog"))
    date = factory.Sequence(lambda number: FIRST_DAY + datetime.timedelta(days=number % 1000))
    body = [("text", "<p>Two cups, no agenda.</p>")]

    class Meta:
        model = BlogPage
        skip_postgeneration_save = True

    @factory.post_generation
    def authors(self, create, authors):
        for order, author in enumerate(authors or []):
            BlogPageAuthor.objects.create(page=self, author=author, sort_order=order)

    @factory.post_generation
    def topics(self, create, topics):
        if topics:
            self.topics.set(topics)
            self.save()

    @factory.post_generation
    def tags(self, create, tags):
        if tags:
            self.tags.set(tags)
            self.save()

    @factory.post_generation
    def related(self, create, posts):
        for order, post in enumerate(posts or []):
            RelatedPost.objects.create(page=self, post=post, sort_order=order)


class AuthorFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence("Author {}".format)

    class Meta:
        model = Author


class TopicFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence("Topic {}".format)

    class Meta:
        model = Topic


class NoticeFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence("Notice {}".format)
    text = "<p>The hall is open from six.</p>"

    class Meta:
        model = Notice


class ReplyFactory(factory.django.DjangoModelFactory):
    """Each a minute later than the one made before it, under a ``page``."""

    name = factory.Sequence("Reader {}".format)
    date = FIRST_DAY
    time = factory.Sequence(lambda number: datetime.time(number // 60 % 24, number % 60))
    text = "<p>Same here.</p>"
    state = Reply.State.APPROVED

    class Meta:
        model = Reply


class ImageFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence("Picture {}".format)
    description = "A harbour"
    file = factory.LazyFunction(picture_file)

    class Meta:
        model = CustomImage


class DocumentFactory(factory.django.DjangoModelFactory):
    title = "The list"
    file = factory.LazyFunction(lambda: ContentFile(b"0123456789", name="list.txt"))

    class Meta:
        model = Document


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody who signs in; ``groups=["Editors"]`` says what for."""

    username = factory.Sequence("user-{}".format)
    password = factory.django.Password("a long password")

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    @factory.post_generation
    def groups(self, create, names):
        self.groups.set(Group.objects.filter(name__in=names or []))
