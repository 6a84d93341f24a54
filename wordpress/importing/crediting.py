"""Credits that stood in a text, given to its pictures; and what is only likely, left for the picture desk."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page

from images.licences import LICENCES, UNKNOWN
from images.models import CreditSuggestion, CustomImage
from images.validators import validate_web_address
from wordpress.body.contract import Block
from wordpress.credits.lifting import Fact, Lifted, Suggestion
from wordpress.importing.titles import cut

LONGEST_CREDIT, LONGEST_ADDRESS, LONGEST_WORDS = 200, 500, 500


def known_credits(blocks: Iterable[Block], lead: int) -> dict[int, str]:
    """Of the pictures that a text shows, as they have them now."""
    keys = {lead, *pictures_in(blocks)} - {0}
    return dict(CustomImage.objects.filter(pk__in=keys).values_list("pk", "credit")) if keys else {}


def pictures_in(blocks: Iterable[Block]) -> Iterable[int]:
    for block in blocks:
        if block["type"] == "image":
            yield block["value"]["image"]["image"]
        elif block["type"] == "gallery":
            yield from (item["value"]["image"]["image"] for item in block["value"]["pictures"])


def give_credits(facts: Iterable[Fact]) -> bool:
    """Whether a picture was changed. What somebody has written into one is not written over."""
    has_changed = False
    for fact in facts:
        if fact.picture and fact.block == -1:
            has_changed |= _give(fact)
    return has_changed


def _give(fact: Fact) -> bool:
    image = CustomImage.objects.filter(pk=fact.picture, credit="").first()
    if image is None:
        return False
    image.credit = cut(fact.credit, LONGEST_CREDIT)
    if not image.credit_url:
        image.credit_url = _address(fact.url)
    if fact.licence in LICENCES and image.licence == UNKNOWN.key:
        image.licence = fact.licence
    image.save()
    return True


def suggest(suggestions: Iterable[Suggestion], page: Page) -> None:
    """The same words about the same picture are suggested once, whatever became of that."""
    for one in suggestions:
        CreditSuggestion.objects.get_or_create(
            image_id=one.picture,
            words=cut(one.words, LONGEST_WORDS),
            defaults={
                "page_id": page.pk,
                "credit": cut(one.credit, LONGEST_CREDIT),
                "credit_url": _address(one.url),
                "licence": one.licence if one.licence in LICENCES else UNKNOWN.key,
                "confidence": max(0, min(100, one.confidence)),
            },
        )


def notes_on(lifted: Lifted) -> dict[str, Any]:
    """What the report says: each with what stood there, and what became of it."""
    suggested = [f"{one.words} → {one.credit}" for one in lifted.suggestions]
    return {"lifted": list(lifted.changes), "suggested": suggested}


def _address(url: str) -> str:
    if not url or len(url) > LONGEST_ADDRESS:
        return ""
    try:
        validate_web_address(url)
    except ValidationError:
        return ""
    return url
