"""The list of a post's picture credits: every picture once, by who made it."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from blog.post_pictures import FirstUse, first_uses
from images.credits import Credit

if TYPE_CHECKING:
    from blog.models import BlogPage

LONGEST_NAME = 80
SENTENCE_ENDS = ("?", "!", "…")


class CreditedPictures(NamedTuple):
    """What the pictures are called that one credit line stands for, and whether readers see any of them."""

    credit: Credit
    names: list[str]
    seen: bool

    @property
    def sentence(self) -> str:
        words = "; ".join(self.names)
        return words if words.endswith(SENTENCE_ENDS) else f"{words}."


def picture_credits(post: "BlogPage") -> list[CreditedPictures]:
    """In reading order; empty unless there are two pictures or more, as one has its credit beside it."""
    uses = first_uses(post, post.body)
    by_credit: dict[Credit, list[tuple[int, FirstUse]]] = {}
    for number, use in enumerate(uses, start=1):
        if use.credit:
            by_credit.setdefault(use.credit, []).append((number, use))
    return [_of(credit, found) for credit, found in by_credit.items()] if len(uses) > 1 else []


def _of(credit: Credit, uses: list[tuple[int, FirstUse]]) -> CreditedPictures:
    seen = any(not use.image.is_ended for _number, use in uses)
    return CreditedPictures(credit, [_name(number, use) for number, use in uses], seen)


def _name(number: int, use: FirstUse) -> str:
    """What readers know it by; the title is for editors."""
    words = "" if use.image.is_ended else use.words.strip().rstrip(".")
    return Truncator(words).chars(LONGEST_NAME) or _("Picture %(number)s") % {"number": number}
