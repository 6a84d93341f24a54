"""Big archives, for benchmarks and tests of scale: thousands of posts, written as rows in batches.

What saving a page in Wagtail would have done besides is done here too: its place in the tree,
its excerpt and count of words, its entries in the search index and in the record of references.
"""

import colorsys
import datetime
import io
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.management.base import OutputWrapper
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from modelcluster.models import get_all_child_relations
from PIL import Image, ImageDraw
from taggit.models import Tag
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

from bench.archive_posts import ArchivePost, Things, days_of_posts, make_post
from bench.prose import words_of_kind
from blog.kept import forget
from blog.models import Author, BlogIndexPage, BlogPage, BlogPageAuthor, BlogPageTag, Topic
from blog.text import excerpt_of, words_of
from home.demo.progress import counted
from home.demo.work import done_at_once, gather_statistics
from images.models import CustomImage
from wordpress.importing.ending import write_references

BATCH = 250
BODY = BlogPage._meta.get_field("body").stream_block
AUTHORS, TOPICS, TAGS, PICTURES = 6, 8, 60, 12
SIZE_OF_A_PICTURE = (1600, 1000)


def create_archive(posts: int, seed: int, out: OutputWrapper, indexed: bool = True) -> None:
    """Add ``posts`` posts to the first blog. The same ``seed`` makes the same posts."""
    blog = BlogIndexPage.objects.order_by("path").first()
    writer, things = Writer(blog, indexed), _things()
    days = days_of_posts(seed, posts, timezone.localdate())
    batches = [days[start : start + BATCH] for start in range(0, posts, BATCH)]
    for batch in counted(batches, "Posts", out, posts, BATCH):
        with transaction.atomic():
            writer.write([make_post(seed, number, day, things) for day, number in batch])
    gather_statistics()
    forget()


class Writer:
    """Writes posts into ``blog``, a batch at a time."""

    def __init__(self, blog: BlogIndexPage, indexed: bool = True) -> None:
        self.blog, self.indexed = blog, indexed
        self.content_type = ContentType.objects.get_for_model(BlogPage)
        self.taken = set(blog.get_children().values_list("slug", flat=True))

    def write(self, texts: list[ArchivePost]) -> None:
        pages = Page.objects.bulk_create(list(self._pages(texts)))
        Page.objects.filter(pk=self.blog.pk).update(numchild=F("numchild") + len(pages))
        posts = _write_posts(self.blog, pages, texts)
        _write_relations(posts, texts)
        write_references(posts)
        if self.indexed:
            _index(posts)

    def _pages(self, texts: list[ArchivePost]) -> Iterator[Page]:
        last = Page.objects.child_of(self.blog).order_by("path").last()
        step = Page._str2int(last.path[-Page.steplen :]) if last else 0
        for text in texts:
            step += 1
            yield self._page(text, Page._get_path(self.blog.path, self.blog.depth + 1, step))

    def _page(self, text: ArchivePost, path: str) -> Page:
        slug = self._free_slug(text.title)
        at = timezone.make_aware(datetime.datetime.combine(text.date, text.time))
        return Page(
            title=text.title,
            draft_title=text.title,
            slug=slug,
            url_path=f"{self.blog.url_path}{slug}/",
            path=path,
            depth=self.blog.depth + 1,
            locale_id=self.blog.locale_id,
            content_type=self.content_type,
            live=True,
            first_published_at=at,
            last_published_at=at,
            latest_revision_created_at=at,
        )

    def _free_slug(self, title: str) -> str:
        wanted = slug = slugify(title)
        number = 2
        while slug in self.taken:
            slug, number = f"{wanted}-{number}", number + 1
        self.taken.add(slug)
        return slug


def _write_posts(blog: BlogIndexPage, pages: list[Page], texts: list[ArchivePost]) -> list[BlogPage]:
    """The posts' own rows; those of their pages stand already."""
    bodies = BODY.bulk_to_python([text.body for text in texts])
    posts = [_post(blog, page, text, body) for page, text, body in zip(pages, texts, bodies, strict=True)]
    # Not bulk_create(), which refuses models with a parent: their parents' rows would be its own to write.
    BlogPage._base_manager._insert(posts, fields=BlogPage._meta.local_concrete_fields, raw=True)
    return posts


def _post(blog: BlogIndexPage, page: Page, text: ArchivePost, body: StreamValue) -> BlogPage:
    words = words_of(body)
    return BlogPage(
        page_ptr=page,
        blog=blog,
        date=text.date,
        time=text.time,
        introduction=text.introduction,
        question=text.question,
        lead_picture_id=text.lead_picture,
        body=body,
        excerpt=excerpt_of(words),
        word_count=len(words.split()),
        **{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields},
    )


def _write_relations(posts: list[BlogPage], texts: list[ArchivePost]) -> None:
    topics, tags, authors = Topic.objects.in_bulk(), Tag.objects.in_bulk(), Author.objects.in_bulk()
    both = list(zip(posts, texts, strict=True))
    for post, text in both:
        for relation in get_all_child_relations(post):
            setattr(post, relation.get_accessor_name(), [])
        post.post_authors = [
            BlogPageAuthor(page=post, author=authors[pk], sort_order=n) for n, pk in enumerate(text.authors)
        ]
        post.tagged_items = [BlogPageTag(content_object=post, tag=tags[pk]) for pk in text.tags]
        post.topics = [topics[pk] for pk in text.topics]
    BlogPageAuthor.objects.bulk_create([row for post in posts for row in post.post_authors.all()])
    BlogPageTag.objects.bulk_create([row for post in posts for row in post.tagged_items.all()])
    rows = BlogPage.topics.through
    rows.objects.bulk_create([rows(blogpage=post, topic=topic) for post in posts for topic in post.topics.all()])


def _index(posts: list[BlogPage]) -> None:
    for backend in get_search_backends():
        backend.add_bulk(BlogPage, posts)


def _things() -> Things:
    with done_at_once():
        return Things(
            authors=[_named(Author, f"{name} {place}").pk for name, place in _author_names()],
            topics=[_named(Topic, word.capitalize()).pk for word in words_of_kind("doing")[:TOPICS]],
            tags=[Tag.objects.get_or_create(slug=word, defaults={"name": word})[0].pk for word in _tag_words()],
            pictures=[_picture(number) for number in range(PICTURES)],
        )


def _author_names() -> list[tuple[str, str]]:
    surnames = ("Pirie", "Lorimer", "Baird", "Okafor", "Cargill", "Haddow")
    return list(zip(words_of_kind("name")[-AUTHORS:], surnames, strict=True))


def _tag_words() -> list[str]:
    return words_of_kind("noun")[:TAGS]


def _named(model: type[Author] | type[Topic], name: str) -> Author | Topic:
    slug = slugify(name)
    return model.objects.filter(slug=slug).first() or model.objects.create(name=name, slug=slug, live=True)


def _picture(number: int) -> tuple[int, str]:
    title = f"Hills and sun, {number + 1}"
    description = "A round sun above two bands of hills, all in plain colours."
    picture = CustomImage.objects.filter(title=title).first()
    if picture is None:
        file = ImageFile(ContentFile(_drawing(number)), name=f"hills-{number + 1}.png")
        picture = CustomImage(title=title, description=description, kind="illustration", file=file)
        picture.credit, picture.licence = f"{words_of_kind('name')[number]} Archive", "cc-by-4.0"
        picture._set_image_file_metadata()
        picture.save()
    return picture.pk, description


def _drawing(number: int) -> bytes:
    width = SIZE_OF_A_PICTURE[0]
    sky, sun, far, near = (_colour(number / PICTURES + shift) for shift in (0, 0.5, 0.3, 0.2))
    drawing = Image.new("RGB", SIZE_OF_A_PICTURE, sky)
    pen = ImageDraw.Draw(drawing)
    across = width * (number + 1) // (PICTURES + 1)
    pen.ellipse((across - 180, 220, across + 180, 580), fill=sun)
    pen.ellipse((-width // 2, 560, width, 1900), fill=far)
    pen.ellipse((width // 4, 700, width * 2, 2200), fill=near)
    out = io.BytesIO()
    drawing.save(out, "PNG")
    return out.getvalue()


def _colour(hue: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hls_to_rgb(hue % 1, 0.6, 0.5)
    return round(red * 255), round(green * 255), round(blue * 255)
