"""The card that stands for a post where it is shared, when the post has no picture of its own."""

from blog.cards.addresses import card_address, card_of, digest_of, folder_of, needs_card, stored_name
from blog.cards.drawing import HEIGHT, WIDTH, CannotDraw, Card, draw

__all__ = [
    "HEIGHT",
    "WIDTH",
    "CannotDraw",
    "Card",
    "card_address",
    "card_of",
    "digest_of",
    "draw",
    "folder_of",
    "needs_card",
    "stored_name",
]
