"""Where the card of a post is found: an address that is another whenever the card says something else."""

import dataclasses
import hashlib
import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from blog.cards.drawing import DRAWING, Card

if TYPE_CHECKING:
    from blog.models import BlogPage

DIGEST_LENGTH = 16


def needs_card(post: "BlogPage") -> bool:
    """Whether the post has no picture that could stand for it."""
    return post.picture_for_others is None


def card_of(post: "BlogPage", site_name: str, accent: str) -> Card:
    return Card(title=post.title, byline=_byline(post), site_name=site_name, accent=accent)


def card_address(post: "BlogPage", site_name: str, accent: str) -> str:
    """The path of the card's picture.

    Asks nothing once the post's authors are read, which its page does anyway; touches no file.
    """
    return f"{settings.MEDIA_URL}cards/{post.pk}-{digest_of(card_of(post, site_name, accent))}.png"


def digest_of(card: Card) -> str:
    said = json.dumps([DRAWING, *dataclasses.astuple(card)])
    return hashlib.sha256(said.encode()).hexdigest()[:DIGEST_LENGTH]


def folder_of(post_id: int) -> str:
    """Of the storage: a post's cards lie together, so that the older ones are found."""
    return f"cards/{post_id}"


def stored_name(post_id: int, digest: str) -> str:
    return f"{folder_of(post_id)}/{digest}.png"


def _byline(post: "BlogPage") -> str:
    """In the language of the site: the address is the same, whoever asks for it."""
    with translation.override(settings.LANGUAGE_CODE):
        # Translators: how a day is written; see Django's date filter.
        day = date_format(post.date, gettext("M j, Y"))
        names = gettext(", ").join(author.name for author in post.shown_authors)
    return f"{names} · {day}" if names else day
