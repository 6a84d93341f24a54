"""What the editors' list says of each post, looked up for a whole page of the list at once."""

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision

from blog.models import Author, BlogPage, Topic
from images.models import CreditState, CustomImage


@dataclass
class PostLine:
    date: datetime.date
    authors: list[Author]
    topics: list[Topic]
    uncredited: int


@dataclass
class _Content:
    """What a post holds, by the keys of what it names."""

    date: datetime.date
    authors: list[int]
    topics: list[int]
    pictures: set[int]


def lines_for(posts: Sequence[BlogPage]) -> dict[int, PostLine]:
    """By the post's key, in the same number of queries however many posts there are.

    A published post is described as readers see it, another one as it was last saved.
    """
    drafts = Revision.objects.in_bulk([post.latest_revision_id for post in posts if not post.live])
    contents = {post.pk: _content_of(post, drafts) for post in posts}
    authors = Author.objects.in_bulk({pk for content in contents.values() for pk in content.authors})
    topics = Topic.objects.in_bulk({pk for content in contents.values() for pk in content.topics})
    pictures = CustomImage.objects.filter(pk__in={pk for content in contents.values() for pk in content.pictures})
    uncredited = set(pictures.in_credit_state(CreditState.NEEDED).values_list("pk", flat=True))
    return {
        pk: PostLine(
            date=content.date,
            authors=[authors[key] for key in content.authors if key in authors],
            topics=[topics[key] for key in content.topics if key in topics],
            uncredited=len(content.pictures & uncredited),
        )
        for pk, content in contents.items()
    }


def picture_keys(lead: int | None, body: Iterable[dict[str, Any]]) -> set[int]:
    """Of the pictures in a body as the database keeps it; none of them is loaded."""
    uses = []
    for block in body:
        if block["type"] == "image":
            uses.append(block["value"])
        elif block["type"] == "gallery":
            uses += [item["value"] for item in block["value"].get("pictures", [])]
    return {key for key in (lead, *((use.get("image") or {}).get("image") for use in uses)) if key}


def _content_of(post: BlogPage, drafts: dict[int, Revision]) -> _Content:
    if post.latest_revision_id in drafts:
        content = drafts[post.latest_revision_id].content
        if content.get("dated_when_published") and post.was_published:
            content = content | {"date": post.date.isoformat()}
        return _content_of_draft(content)
    return _Content(
        date=post.date,
        authors=[entry.author_id for entry in post.post_authors.all()],
        topics=[topic.pk for topic in post.topics.all()],
        pictures=picture_keys(post.lead_picture_id, post.body.raw_data),
    )


def _content_of_draft(content: dict[str, Any]) -> _Content:
    return _Content(
        date=datetime.date.fromisoformat(content["date"]),
        authors=[entry["author"] for entry in content.get("post_authors", [])],
        topics=content.get("topics", []),
        pictures=picture_keys(content.get("lead_picture"), json.loads(content.get("body") or "[]")),
    )
