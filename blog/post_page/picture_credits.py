"""The list of a post's picture credits: every picture once, by who made it."""

from typing import TYPE_CHECKING, NamedTuple

from blog.post_pictures import credited
from images.credits import Credit

if TYPE_CHECKING:
    from blog.models import BlogPage


class CreditedPictures(NamedTuple):
    """The titles of the pictures that one credit line stands for."""

    titles: list[str]
    credit: Credit


def picture_credits(post: "BlogPage") -> list[CreditedPictures]:
    """In reading order; empty unless there are two pictures or more, as one has its credit beside it."""
    pictures = credited(post, post.body)
    by_credit: dict[Credit, CreditedPictures] = {}
    for image, credit in pictures:
        if credit:
            by_credit.setdefault(credit, CreditedPictures([], credit)).titles.append(image.title)
    return list(by_credit.values()) if len(pictures) > 1 else []
