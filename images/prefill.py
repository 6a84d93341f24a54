"""What a file says about itself, put where nobody has said anything yet."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from images.metadata import FileFacts

if TYPE_CHECKING:
    from images.models import CustomImage

# Our field, and what FileFacts calls it.
FACTS = {
    "title": "title",
    "description": "alt",
    "credit": "maker",
    "credit_url": "source_url",
    "licence": "licence",
    "caption": "caption",
}


def prefill(image: "CustomImage", facts: FileFacts) -> None:
    """Fill the fields that are as nobody has touched them, and note which in ``from_file``. Saves nothing."""
    filled = {field: getattr(facts, fact) for field, fact in FACTS.items() if _would_take(image, field, facts)}
    for field, value in filled.items():
        setattr(image, field, value)
    image.from_file = [field for field in FACTS if field in filled or field in image.from_file]


def _would_take(image: "CustomImage", name: str, facts: FileFacts) -> bool:
    """Whether there is something to fill in, nothing there, and an editor could save it."""
    field, value, present = image._meta.get_field(name), getattr(facts, FACTS[name]), getattr(image, name)
    if not value or (present.strip() and present != field.get_default()):
        return False
    try:
        field.clean(value, image)
    except ValidationError:
        return False
    return True
