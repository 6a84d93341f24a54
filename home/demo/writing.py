"""The demo's files, written into the site: pictures, authors, topics, pages and posts."""

import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.management.base import OutputWrapper
from django_tasks import TaskResult
from taggit.models import Tag
from wagtail.documents.models import Document
from wagtail.models import Collection, Site

from blog.models import Author, BlogIndexPage, BlogPage, Notice, Topic
from blog.publishing import gate
from home.demo.adopting import adopt
from home.demo.body import Named, Things, lasting_id
from home.demo.keeping import Keeper
from home.demo.posts import address_of, fill_page, fill_post, place_page, place_post, tag_name
from home.demo.progress import shown
from home.demo.reading import Demo, DemoError, Person, Picture, TopicText
from home.demo.sign_ins import sign_in_of
from home.demo.work import done_once_at_the_end, gather_statistics
from home.models import HomePage, SiteSettings
from images.models import CustomImage


def load(demo: Demo, out: OutputWrapper) -> Keeper:
    """Bring ``demo`` in. What is there from an earlier time is not made again."""
    return Loader(demo, out).load()


def somebodys_posts() -> Any:
    """The posts that the demo didn't bring."""
    ours = [mark.thing.pk for key, mark in Keeper().marks.items() if key.startswith("post/")]
    return BlogPage.objects.exclude(pk__in=ours)


@contextmanager
def _unwarned() -> Iterator[None]:
    """What the demo's pictures lack is there on purpose, to be mended at the picture desk."""
    of_the_gate = logging.getLogger(gate.__name__)
    of_the_gate.addFilter(_is_none_of_ours)
    try:
        yield
    finally:
        of_the_gate.removeFilter(_is_none_of_ours)


def _is_none_of_ours(record: logging.LogRecord) -> bool:
    return False


class Loader:
    def __init__(self, demo: Demo, out: OutputWrapper) -> None:
        self.demo, self.out, self.keeper = demo, out, Keeper()
        self.home, self.blog = _home_and_blog()
        self.things = Things(Named("picture"), Named("file"), Named("page"))
        self.authors, self.topics, self.notices = Named("author"), Named("topic"), Named("notice")

    def load(self) -> Keeper:
        with _unwarned(), done_once_at_the_end(self._show_work):
            self._load_library()
            self._load_authors_and_topics()
            self._place_pages()
            self._fill_pages()
            self._adopt_site()
        gather_statistics()
        return self.keeper

    def _show_work(self, pieces: list[TaskResult]) -> Iterator[TaskResult]:
        return shown(pieces, "Search, references", self.out)

    def _load_library(self) -> None:
        root = Collection.get_first_root_node()
        collection = self.keeper.place("collection", lambda: root.add_child(name="Demo"))
        for picture in shown(self.demo.pictures, "Pictures", self.out):
            self.things.pictures[picture.key] = self._picture(picture, collection)
        for path in sorted((self.demo.folder / "files").iterdir()):
            self.things.files[path.name] = self._document(path.name, path.read_bytes(), collection)

    def _picture(self, picture: Picture, collection: Collection) -> CustomImage:
        content = (self.demo.folder / "pictures" / picture.file).read_bytes()
        values = [asdict(picture), hashlib.sha256(content).hexdigest()]
        make = partial(CustomImage, collection=collection)
        return self.keeper.put(f"picture/{picture.key}", values, make, partial(_fill_picture, picture, content))

    def _document(self, name: str, content: bytes, collection: Collection) -> Document:
        values = [name, hashlib.sha256(content).hexdigest()]
        make = partial(Document, collection=collection)
        return self.keeper.put(f"file/{name}", values, make, partial(_fill_document, name, content))

    def _load_authors_and_topics(self) -> None:
        for person in self.demo.people:
            self.authors[person.key] = self._author(person)
        for topic in self.demo.topics:
            self.topics[topic.key] = self._topic(topic)
        for tag in sorted({tag for post in self.demo.posts for tag in post.tags}):
            if not Tag.objects.filter(slug=tag).exists():
                self.keeper.place(f"tag/{tag}", partial(Tag.objects.create, name=tag_name(tag), slug=tag))

    def _author(self, person: Person) -> Author:
        user = sign_in_of(person, self.keeper)
        values = {
            "name": person.name,
            "portrait_id": self.things.pictures[person.portrait].pk,
            "short_bio": person.short_bio,
            "bio": self.things.text(person.bio, f"author/{person.key}"),
            "reach": json.dumps(_reach(person)),
            "user_id": user.pk if user else None,
        }
        return self.keeper.put(f"author/{person.key}", values, Author, partial(_publish_snippet, values))

    def _topic(self, topic: TopicText) -> Topic:
        values = {
            "name": topic.name,
            "parent_id": self.topics[topic.part_of].pk if topic.part_of else None,
            "description": self.things.text(topic.description, f"topic/{topic.key}"),
        }
        return self.keeper.put(f"topic/{topic.key}", values, Topic, partial(_publish_snippet, values))

    def _place_pages(self) -> None:
        """Before any text is written, so that texts can link to one another."""
        for page in self.demo.pages:
            self._place(page.key, partial(place_page, page, self.home))
        for post in self.demo.posts:
            owner = self.authors[post.authors[0]].user
            self._place(post.key, partial(place_post, post, self.blog, owner))

    def _place(self, key: str, make: Any) -> None:
        page = self.keeper.place(key, make)
        self.things.pages[address_of(key, self.blog)] = page.pk

    def _fill_pages(self) -> None:
        for notice in self.demo.notices:
            values = {"title": notice.title, "text": self.things.text(notice.text, f"notice/{notice.key}")}
            self.notices[notice.key] = self.keeper.put(
                f"notice/{notice.key}", values, Notice, partial(_publish_snippet, values)
            )
        for page in self.demo.pages:
            fill_page(page, self.keeper, self.things)
        for post in shown(self.demo.posts, "Posts", self.out):
            fill_post(post, self.keeper, self.things, self.authors, self.topics)

    def _adopt_site(self) -> None:
        demo, author = self.demo, self.authors[self.demo.home["author"]]
        adopt(self.keeper, "home", self.home, {"greeting": demo.home["greeting"], "author_id": author.pk})
        sidebar = [
            {"type": "notice", "value": {"notice": self.notices[demo.blog["notice"]].pk}},
            {"type": "topics", "value": {"title": demo.blog["topics_title"]}},
        ]
        blog_authors = [self.authors[key].pk for key in demo.blog["authors"]]
        words = {"introduction": demo.blog["introduction"], "blog_authors": blog_authors}
        adopt(self.keeper, "blog", self.blog, words | {"sidebar": _with_ids(sidebar, "sidebar")})
        adopt(self.keeper, "settings", _settings(), self._settings_values())

    def _settings_values(self) -> dict[str, Any]:
        values = dict(self.demo.settings)
        pages = [self.keeper.marks[f"page/{slug}"].thing for slug in values.pop("footer_pages")]
        links = [{"type": "link", "value": {"label": page.title, "address": f"/{page.slug}/"}} for page in pages]
        return values | {"footer_links": _with_ids(links, "footer")}


def _home_and_blog() -> tuple[HomePage, BlogIndexPage]:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home = site.root_page.specific if site else None
    if not isinstance(home, HomePage) or home.first_blog is None:
        raise DemoError("There is no blog below the home page. Make one, or run manage.py migrate.")
    return home, home.first_blog


def _settings() -> SiteSettings:
    return SiteSettings.objects.get_or_create(site=Site.objects.get(is_default_site=True))[0]


def _fill_picture(picture: Picture, content: bytes, image: Any) -> None:
    for name in ("title", "description", "caption", "kind", "credit", "credit_url", "licence", "permission_note"):
        setattr(image, name, getattr(picture, name))
    for name, value in zip(("x", "y", "width", "height"), picture.focal_point, strict=False):
        setattr(image, f"focal_point_{name}", value)
    if image.pk is None or image.file_hash != hashlib.sha1(content, usedforsecurity=False).hexdigest():
        _forget_file(image)
        image.file = ImageFile(ContentFile(content), name=picture.file)
        image.file_size = len(content)
        image.file_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    image.save()


def _forget_file(image: Any) -> None:
    if image.pk:
        image.renditions.all().delete()
        image.file.storage.delete(image.file.name)


def _fill_document(name: str, content: bytes, document: Document) -> None:
    document.title = name.rpartition(".")[0].replace("-", " ").capitalize()
    document.file = ContentFile(content, name=name)
    document.file_size = len(content)
    document.file_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    document.save()


def _publish_snippet(values: dict[str, Any], snippet: Any) -> None:
    for name, value in values.items():
        setattr(snippet, name, value)
    try:
        snippet.full_clean()
    except ValidationError as error:
        raise DemoError("; ".join(error.messages)) from error
    snippet.save()
    snippet.save_revision(clean=False).publish()


def _reach(person: Person) -> list[dict[str, Any]]:
    ways = [{"type": kind, "value": value} for way in person.reach for kind, value in way.items()]
    return _with_ids(ways, f"author/{person.key}/reach")


def _with_ids(children: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [child | {"id": lasting_id(f"{name}/{number}")} for number, child in enumerate(children)]
