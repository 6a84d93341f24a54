"""What readers are said to have written under posts that look as if they came from an older site."""

import datetime
from typing import Any

from wagtail.models import Page

from blog.models import Reply
from blog.replies import sanitised_reply


def write_replies(page: Page, texts: list[dict[str, Any]]) -> None:
    """In place of those that were there; ``answers`` is the number of an earlier one, from 1."""
    page.replies.all().delete()
    written: list[Reply] = []
    for text in texts:
        written.append(_written(page, text, written))


def _written(page: Page, text: dict[str, Any], before: list[Reply]) -> Reply:
    fields = {"time": datetime.time(9), **text, "text": sanitised_reply(text.get("text", ""))}
    answers = fields.pop("answers", 0)
    parent = before[answers - 1] if answers else None
    return Reply.objects.create(page=page, parent=parent, state=Reply.State.APPROVED, **fields)
