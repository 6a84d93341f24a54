"""What readers of the old blog wrote under a post or a page, in the order it is read in."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.core.paginator import Page as PartOfReplies
from django.core.paginator import Paginator
from django.http import HttpRequest
from wagtail.models import Page

from blog.models.replies import Reply

AT_ONCE = 200
DEEPEST = 3  # how far answers to answers are set in; what answers those stands below them


class Place(NamedTuple):
    """Where a reply stands: ``level`` is 0 for one that answers the post, ``answers`` the key of what it answers."""

    pk: int
    level: int
    answers: int | None


@dataclass(frozen=True)
class ShownReply:
    """``answers`` is None also where what it answers stands on another page of replies."""

    reply: Reply
    level: int
    answers: Reply | None


@dataclass(frozen=True)
class Conversation:
    """All replies by their ``count``, those of one ``part`` as they are ``shown``, and links from elsewhere."""

    count: int
    part: PartOfReplies
    shown: list[ShownReply]
    mentions: list[Reply]
    more_mentions: int  # that are only counted


def conversation_under(page: Page, request: HttpRequest) -> Conversation | None:
    """One query where nobody has replied, two where somebody has. None for a page that is not stored yet."""
    rows = list(page.replies.for_readers().values_list("pk", "parent", "kind")) if page.pk else []
    if not rows:
        return None
    places = _threaded([(pk, parent) for pk, parent, kind in rows if kind == Reply.Kind.COMMENT])
    mentions = [pk for pk, _parent, kind in rows if kind != Reply.Kind.COMMENT]
    part = Paginator(places, AT_ONCE).get_page(request.GET.get("replies"))
    found = page.replies.for_readers().in_bulk([*(place.pk for place in part), *mentions[:AT_ONCE]])
    return Conversation(
        count=len(places),
        part=part,
        shown=[ShownReply(found[one.pk], one.level, found.get(one.answers)) for one in part if one.pk in found],
        mentions=[found[pk] for pk in mentions[:AT_ONCE] if pk in found],
        more_mentions=max(0, len(mentions) - AT_ONCE),
    )


def _threaded(rows: list[tuple[int, int | None]]) -> list[Place]:
    """``rows`` are keys with that of what they answer, oldest first. What answers none of those before stands alone."""
    answers: dict[int | None, list[int]] = defaultdict(list)
    before: set[int] = set()
    for pk, parent in rows:
        answers[parent if parent in before else None].append(pk)
        before.add(pk)
    ordered, waiting = [], [Place(pk, 0, None) for pk in reversed(answers[None])]
    while waiting:
        place = waiting.pop()
        ordered.append(place)
        level = min(place.level + 1, DEEPEST)
        waiting += (Place(pk, level, place.pk) for pk in reversed(answers[place.pk]))
    return ordered
