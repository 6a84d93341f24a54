"""Pages and posts of the demo: first a place for each, then what stands on it."""

import datetime
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.models import Page, Revision

from blog.models import BlogIndexPage, BlogPage, BlogPageAuthor, RelatedPost
from home.demo.body import Named, Things, stream_data
from home.demo.keeping import Keeper
from home.demo.reading import DemoError, PageText, PostText
from home.demo.replies import write_replies
from home.models import HomePage, StandardPage

# An update that readers are told of was made this long after the post, unless its file says when.
UNTIL_UPDATED = datetime.timedelta(days=243)


def place_page(page: PageText, home: HomePage) -> StandardPage:
    slug = free_slug(home, page.slug)
    return home.add_child(instance=StandardPage(title=page.title, slug=slug, live=False))


def place_post(post: PostText, blog: BlogIndexPage, owner: User | None) -> BlogPage:
    slug = free_slug(blog, post.slug)
    return blog.add_child(
        instance=BlogPage(title=post.title, slug=slug, date=post.date, time=post.time, owner=owner, live=False)
    )


def address_of(key: str, blog: BlogIndexPage) -> str:
    """How texts of the demo name a page in a link, wherever it stands on this site."""
    kind, slug = key.split("/")
    return f"/{slug}/" if kind == "page" else f"/blog/{slug}/"


def tag_name(slug: str) -> str:
    return slug.replace("-", " ")


def free_slug(parent: Page, wanted: str) -> str:
    taken = set(parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def fill_page(text: PageText, keeper: Keeper, things: Things) -> None:
    with _naming(text):
        body = stream_data(text.body, things, text.key)
    values = {
        "title": text.title,
        "introduction": text.introduction,
        "show_in_menus": text.in_menus,
        "body": body,
    }
    keeper.put(text.key, values, StandardPage, partial(_publish_page, values))


def fill_post(text: PostText, keeper: Keeper, things: Things, authors: Named, topics: Named) -> None:
    with _naming(text):
        values = _values(text, things)
        relations = _relations(text, things, authors, topics)
    fill = partial(_publish_post, values, relations, _updated_at(text))
    keeper.put(text.key, [values, relations, text.updated_on], BlogPage, fill)


def _values(text: PostText, things: Things) -> dict[str, Any]:
    return {
        "title": text.title,
        "date": text.date,
        "time": text.time,
        "introduction": text.introduction,
        "lead_picture_id": things.pictures[text.lead_picture].pk if text.lead_picture else None,
        "lead_caption": text.lead_caption,
        "question": text.question,
        "updated_note": text.updated_note,
        "tell_readers_updated": bool(text.updated_note),
        "featured_until": text.featured_until,
        "body": stream_data(text.body, things, text.key),
        # Said only of those that are, so that the others are what they were when they were brought in.
        **({"imported": True} if text.imported else {}),
    }


def _relations(text: PostText, things: Things, authors: Named, topics: Named) -> dict[str, list]:
    return {
        "authors": [authors[key].pk for key in text.authors],
        "topics": [topics[key].pk for key in text.topics],
        "tags": [tag_name(tag) for tag in text.tags],
        "related": [things.pages[f"/blog/{slug}/"] for slug in text.related],
        # Like imported.
        **({"replies": text.replies} if text.replies else {}),
    }


@contextmanager
def _naming(text: PageText | PostText) -> Iterator[None]:
    """So that whoever mends it knows which file to open."""
    try:
        yield
    except DemoError as error:
        raise DemoError(f"{text.slug}: {error}") from error
    except (KeyError, TypeError) as error:
        raise DemoError(f"{text.slug}: a block lacks something, or has too much: {error}") from error


def _publish_page(values: dict[str, Any], page: Any) -> None:
    _set(page, values)
    _publish(page)


def _publish_post(
    values: dict[str, Any], relations: dict[str, list], updated_at: datetime.datetime, post: BlogPage
) -> None:
    _set(post, values)
    post.post_authors = [BlogPageAuthor(author_id=pk, sort_order=n) for n, pk in enumerate(relations["authors"])]
    post.related_posts = [RelatedPost(post_id=pk, sort_order=n) for n, pk in enumerate(relations["related"])]
    post.topics = relations["topics"]
    post.tags.set(relations["tags"])
    write_replies(post, relations.get("replies", []))
    revision = _publish(post)
    # As if it had been published on its day.
    Page.objects.filter(pk=post.pk).update(
        first_published_at=_written_at(post), last_published_at=updated_at, latest_revision_created_at=updated_at
    )
    Revision.objects.filter(pk=revision.pk).update(created_at=updated_at)


def _set(page: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    page.body = _cleaned(page, values["body"])


def _cleaned(page: Any, data: list[dict[str, Any]]) -> StreamValue:
    """As the editor would have saved it; what the editor would refuse is a DemoError."""
    block = page._meta.get_field("body").stream_block
    try:
        return block.clean(block.to_python(data))
    except StreamBlockValidationError as error:
        raise DemoError(json.dumps(error.as_json_data(), default=str, ensure_ascii=False)) from error


def _publish(page: Any) -> Revision:
    try:
        revision = page.save_revision()
        revision.publish()
    except ValidationError as error:
        raise DemoError("; ".join(error.messages)) from error
    return revision


def _written_at(post: BlogPage | PostText) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(post.date, post.time))


def _updated_at(text: PostText) -> datetime.datetime:
    written = _written_at(text)
    if text.updated_on:
        return timezone.make_aware(datetime.datetime.combine(text.updated_on, text.time))
    return written + UNTIL_UPDATED if text.updated_note else written
