"""What the editors' list says of each post, looked up for a whole page of the list at once."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision

from blog.admin.uncredited import drafts_of, verdicts_on
from blog.models import Author, BlogPage, Topic


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


def lines_for(posts: Sequence[BlogPage]) -> dict[int, PostLine]:
    """By the post's key, in the same number of queries however many posts there are.

    A published post is described as readers see it, another one as it was last saved.
    """
    drafts = drafts_of(posts)
    contents = {post.pk: _content_of(post, drafts) for post in posts}
    authors = Author.objects.in_bulk({pk for content in contents.values() for pk in content.authors})
    topics = Topic.objects.in_bulk({pk for content in contents.values() for pk in content.topics})
    verdicts = verdicts_on(posts, drafts)
    return {
        pk: PostLine(
            date=content.date,
            authors=[authors[key] for key in content.authors if key in authors],
            topics=[topics[key] for key in content.topics if key in topics],
            uncredited=verdicts[pk].uncredited,
        )
        for pk, content in contents.items()
    }


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
    )


def _content_of_draft(content: dict[str, Any]) -> _Content:
    return _Content(
        date=datetime.date.fromisoformat(content["date"]),
        authors=[entry["author"] for entry in content.get("post_authors", [])],
        topics=content.get("topics", []),
    )
