"""What a page has promised of a picture, made when the first browser asks for it."""

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from images.delivery import fallback, fallback_filter, is_promised
from images.models import CustomImage, CustomRendition
from images.tasks import make_in_background
from images.working_copy import BROKEN


@require_safe
def make_picture(request: HttpRequest, image_id: int, place: str, signature: str) -> HttpResponseRedirect:
    """Leads to a place's fallback, and has the rest made behind it. Only this site can write such an address."""
    if not is_promised(image_id, place, signature):
        raise Http404("Nobody was promised this picture.")
    image = get_object_or_404(CustomImage, pk=image_id)
    found = fallback(image, place) if image.is_ended else _fallback(image, place)
    response = HttpResponseRedirect(found.url)
    response["Cache-Control"] = "no-cache"  # another file may stand here tomorrow
    return response


def _fallback(image: CustomImage, place: str) -> CustomRendition:
    wanted = fallback_filter(image, place)
    if found := image.find_existing_renditions(wanted).get(wanted):
        return found
    try:
        made = image.create_rendition(wanted)
    except BROKEN as error:
        raise Http404("This picture can’t be read.") from error
    make_in_background({image.pk: [place]})
    return made
