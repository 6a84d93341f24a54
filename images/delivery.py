"""How readers get a picture: the addresses of what has been made of it. Nothing here makes anything.

The background worker makes renditions (``images/tasks.py``). Where not even the fallback is there yet, its place is
taken by a signed address that makes it when somebody asks (``images/views.py``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.db.models import Prefetch, prefetch_related_objects
from django.templatetags.static import static
from django.urls import reverse
from wagtail.images.models import Filter

from images.models import CustomImage, CustomRendition, ReplacedFile
from images.models.picture import EMPTY_FRAME, SIZE_OF_FRAME
from images.sizes import SIZES, specs_of

FORMATS = ("avif", "webp")
# Made once: Wagtail reads a spec anew for each Filter.
FILTERS = {spec: Filter(spec) for spec in specs_of(*SIZES)}
_signer = Signer(salt="images.delivery")


@dataclass(frozen=True)
class PublicPicture:
    """An address that begins with ``/``, the size in pixels, and the type of what is there."""

    url: str
    width: int
    height: int
    mime: str


@dataclass(frozen=True)
class Source:
    """A ``<source>``: one format in every width there is."""

    mime: str
    srcset: str


@dataclass(frozen=True)
class Delivery:
    sources: Sequence[Source]
    fallback: PublicPicture
    sizes: str


def look_up_renditions(pictures: Iterable[CustomImage], *places: str) -> None:
    """Find what has been made of all ``pictures`` for these places, in one query rather than one each."""
    waiting = [picture for picture in pictures if not hasattr(picture, "prefetched_renditions")]
    if waiting:
        stored = CustomRendition.objects.filter(filter_spec__in=specs_of(*places))
        prefetch_related_objects(waiting, Prefetch("renditions", stored, to_attr="prefetched_renditions"))


def deliver(image: CustomImage, place: str) -> Delivery:
    """What a page says of a picture; ``place`` is a name of ``SIZES``."""
    size = SIZES[place]
    if image.is_ended:
        return Delivery([], _empty_frame(), size.sizes)
    made = _made(image, size.specs_of(image.file.name))
    found = [(name, [made[spec] for spec in size.in_format(name) if spec in made]) for name in FORMATS]
    sources = [Source(f"image/{name}", _srcset(renditions)) for name, renditions in found if renditions]
    return Delivery(sources, _fallback(image, place, made), size.sizes)


def fallback(image: CustomImage, place: str) -> PublicPicture:
    """The one file of a place that every program can show: for feeds and other sites, and for old browsers."""
    if image.is_ended:
        return _empty_frame()
    return _fallback(image, place, _made(image, [SIZES[place].fallback_of(image.file.name)]))


def fallback_filter(image: CustomImage, place: str) -> Filter:
    return FILTERS[SIZES[place].fallback_of(image.file.name)]


def address_instead_of(name: str) -> str | None:
    """Where to find now what once was in the public file called ``name``; None if there never was one."""
    if "\0" in name:  # PostgreSQL takes no such question
        return None
    replaced = ReplacedFile.objects.filter(name=name).select_related("image").first()
    return _address_of(replaced.image, replaced.filter_spec) if replaced else None


def is_promised(image_id: int, place: str, signature: str) -> bool:
    """Whether this site has given out the address that makes this picture for this place."""
    try:
        _signer.unsign(f"{image_id}/{place}:{signature}")
    except BadSignature:
        return False
    return place in SIZES


def _address_of(image: CustomImage, spec: str) -> str:
    """Of what is made for this spec, else of the fallback where it stands; for a size of the past, in a text."""
    wanted = FILTERS.get(spec) or Filter(spec)
    # Not what is cached, which may be the one that was asked for.
    made = image.renditions.filter(filter_spec=spec, focal_point_key=wanted.get_cache_key(image)).first()
    return made.url if made and not image.is_ended else fallback(image, _place_of(spec)).url


def _place_of(spec: str) -> str:
    return next((place for place, size in SIZES.items() if spec in size.specs), "normal")


def _fallback(image: CustomImage, place: str, made: dict[str, CustomRendition]) -> PublicPicture:
    """Its size is reckoned where it is not made yet, so that a page looks the same before and after."""
    wanted = fallback_filter(image, place)
    mime = f"image/{wanted.spec.rpartition('-')[2]}"
    if rendition := made.get(wanted.spec):
        return PublicPicture(rendition.url, rendition.width, rendition.height, mime)
    width, height = wanted.get_transform(image).size
    return PublicPicture(_making_address(image, place), width, height, mime)


def _empty_frame() -> PublicPicture:
    return PublicPicture(static(EMPTY_FRAME), *SIZE_OF_FRAME, "image/png")


def _making_address(image: CustomImage, place: str) -> str:
    signature = _signer.signature(f"{image.pk}/{place}")
    return reverse("make_picture", args=(image.pk, place, signature))


def _made(image: CustomImage, specs: Sequence[str]) -> dict[str, CustomRendition]:
    """By spec. One query, unless somebody looked for the renditions of a whole page at once."""
    found = image.find_existing_renditions(*(FILTERS[spec] for spec in specs))
    return {wanted.spec: rendition for wanted, rendition in found.items()}


def _srcset(renditions: list[CustomRendition]) -> str:
    if len(renditions) == 1:
        return renditions[0].url
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)
