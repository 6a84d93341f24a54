from typing import Any

from django import template

from images.duplicates import what_is_known_of
from images.models import CustomImage
from images.permissions import may_change

register = template.Library()


@register.inclusion_tag("images/known_picture.html", takes_context=True)
def known_picture(context: Any, image: CustomImage) -> dict[str, Any]:
    """What is known of a picture that was uploaded again, with the way to it for whoever may go there."""
    user = context["request"].user
    return {"image": image, "sentence": what_is_known_of(image), "may_change": may_change(user, image)}
