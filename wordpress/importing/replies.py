"""What readers wrote under a post, brought over as it was shown there."""

from collections import Counter
from collections.abc import Iterable

from blog.models import Reply
from blog.replies import LONGEST_NAME, sanitised_reply, web_address
from wordpress.importing.dates import stamp
from wordpress.importing.titles import cut, plain_title
from wordpress.wxr.facts import Comment, Item

KINDS = {"pingback": Reply.Kind.PINGBACK, "trackback": Reply.Kind.TRACKBACK}
WRITTEN_BY_READERS = ("", "comment", "review", *KINDS)
NEVER_SHOWN = {"spam": "spam", "trash": "in the bin", "post-trashed": "in the bin"}


def write_replies(page: int, item: Item) -> Counter[str]:
    """Those that aren't there yet. Counts all, by what became of them: "public", "waiting", "spam"…"""
    counts: Counter[str] = Counter()
    known = set(Reply.objects.filter(page=page).values_list("old_id", flat=True)) if item.comments else set()
    new: dict[int, Reply] = {}
    for comment in item.comments:
        reply = _reply(page, item, comment)
        counts[_fate(comment, reply)] += 1
        if reply and comment.wp_id not in known and comment.wp_id not in new:
            new[comment.wp_id] = reply
    Reply.objects.bulk_create(new.values())
    _put_below(page, item.comments, set(new))
    return counts


def _fate(comment: Comment, reply: Reply | None) -> str:
    if reply is None:
        return NEVER_SHOWN.get(comment.approved, "empty")
    return "public" if reply.is_public else "waiting"


def _reply(page: int, item: Item, comment: Comment) -> Reply | None:
    kind = KINDS.get(comment.kind, Reply.Kind.COMMENT)
    text = sanitised_reply(comment.text)
    when = stamp(comment.date) or stamp(comment.date_gmt) or stamp(item.date)
    if comment.approved in NEVER_SHOWN or not when or not (text or kind != Reply.Kind.COMMENT):
        return None
    is_public = comment.approved == "1" and comment.kind in WRITTEN_BY_READERS
    return Reply(
        page_id=page,
        name=cut(plain_title(comment.author), LONGEST_NAME),
        url=web_address(comment.url),
        date=when.date(),
        time=when.time(),
        text=text,
        kind=kind,
        state=Reply.State.APPROVED if is_public else Reply.State.PENDING,
        old_id=comment.wp_id if 0 < comment.wp_id < 2**63 else None,
    )


def _put_below(page: int, comments: Iterable[Comment], new: set[int]) -> None:
    """What answers a reply that didn't come stands by itself."""
    parents = {comment.wp_id: comment.parent for comment in comments}
    if not any(parents[wp_id] for wp_id in new):
        return
    replies = {reply.old_id: reply for reply in Reply.objects.filter(page=page, old_id__isnull=False)}
    moved = []
    for wp_id in new & replies.keys():
        parent = replies.get(parents[wp_id])
        if parent and not _goes_round(wp_id, parents):
            replies[wp_id].parent = parent
            moved.append(replies[wp_id])
    Reply.objects.bulk_update(moved, ["parent"], batch_size=200)


def _goes_round(wp_id: int, parents: dict[int, int]) -> bool:
    seen, above = {wp_id}, parents[wp_id]
    while above in parents:
        if above in seen:
            return True
        seen.add(above)
        above = parents[above]
    return False
