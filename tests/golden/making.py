"""The written archive in the database, written as rows in batches: seconds for all of it."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from taggit.models import Tag
from wagtail.search.backends import get_search_backends

from bench.archive import Writer
from bench.archive_posts import ArchivePost
from blog.models import Author, BlogIndexPage, Topic
from home.demo.body import Named, Things, stream_data
from images.credits import maker_slug
from images.models import CustomImage
from tests.factories import AuthorFactory, TopicFactory, picture_file
from tests.golden.reading import WrittenPost, posts

SIZE = (64, 40)


def make_archive(blog: BlogIndexPage) -> None:
    """Every written post, published in ``blog`` on its day, with entries in the indexes."""
    written = posts()
    maker = Maker(written)
    Writer(blog).write([maker.archive_post(post) for post in written])


class Maker:
    """Turns written posts into what the database can hold; first makes all that they are joined to."""

    def __init__(self, written: list[WrittenPost]) -> None:
        self.authors = _made_once(Author, AuthorFactory, (name for post in written for name in post.authors))
        self.topics = _made_once(Topic, TopicFactory, (name for post in written for name in post.topics))
        self.tags = _tags({name for post in written for name in post.tags})
        self.pictures = _pictures(written)
        self.things = Things(pictures=Named("picture", self.pictures), files=Named("file"), pages=Named("page"))

    def archive_post(self, post: WrittenPost) -> ArchivePost:
        return ArchivePost(
            title=post.title,
            date=post.date,
            time=datetime.time(9),
            introduction=post.introduction,
            question=post.question,
            lead_picture=self.pictures[post.slug].pk if post.picture and post.picture.leads else None,
            authors=[self.authors[name].pk for name in post.authors],
            topics=[self.topics[name].pk for name in post.topics],
            tags=[self.tags[name].pk for name in post.tags],
            body=stream_data(list(_blocks(post)), self.things, post.slug),
        )


def _blocks(post: WrittenPost) -> Iterator[dict[str, Any]]:
    yield {"text": post.text}
    if post.quote:
        yield {"quote": post.quote}
    if post.table:
        yield {"table": post.table}
    if post.code:
        yield {"code": {"code": post.code}}
    if post.picture and not post.picture.leads:
        yield {"image": {"picture": post.slug, "caption": post.picture.caption}}


def _made_once(model: type, make: Callable[..., Any], names: Iterator[str]) -> dict[str, Any]:
    """Each by its name; one that is there already is not made again."""
    wanted = set(names)
    there = {thing.name: thing for thing in model.objects.filter(name__in=wanted)}
    return there | {name: make(name=name) for name in sorted(wanted - set(there))}


def _tags(names: set[str]) -> dict[str, Tag]:
    Tag.objects.bulk_create(
        [Tag(name=name, slug=name.replace(" ", "-")) for name in sorted(names)], ignore_conflicts=True
    )
    return Tag.objects.in_bulk(names, field_name="name")


def _pictures(written: list[WrittenPost]) -> dict[str, CustomImage]:
    """The picture of each post that has one, by the post's slug; they share one file."""
    file = picture_file(size=SIZE)
    name = CustomImage._meta.get_field("file").storage.save("original_images/golden.jpg", file)
    made = {post.slug: _picture(post.picture, name, file.size) for post in written if post.picture}
    CustomImage.objects.bulk_create(made.values())
    for backend in get_search_backends():
        backend.add_bulk(CustomImage, list(made.values()))
    return made


def _picture(picture: Any, name: str, size: int) -> CustomImage:
    return CustomImage(
        title=picture.alt[:255],
        description=picture.alt[:255],
        caption=picture.caption,
        credit=picture.credit,
        credit_slug=maker_slug(picture.credit),
        licence="permission",
        file=name,
        file_size=size,
        width=SIZE[0],
        height=SIZE[1],
    )
