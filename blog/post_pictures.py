"""Every picture of a post, a page or an author, and where it stands."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from images.credits import Credit, plain_name
from images.models import CustomImage

if TYPE_CHECKING:
    from blog.models import Author, BlogPage

# A picture with the place it stands in, a name of images/sizes.py.
Use = tuple[CustomImage, str]
PLACES_IN_A_POST = ("wide", "normal", "small", "gallery", "face", "sharing")
OF_A_LEAD_PICTURE = ("wide", "lead", "thumbnail")
OF_A_PORTRAIT = ("face", "portrait")


class FirstUse(NamedTuple):
    """A picture where readers of a post meet it first; ``words`` are its caption, else what is seen in it."""

    image: CustomImage
    credit: Credit | None
    words: str


def pictures_of(post: "BlogPage") -> list[CustomImage]:
    """In reading order, each use once more: lead picture, then those of the body."""
    lead = [post.lead_picture] if post.lead_picture else []
    return [*lead, *pictures_in(post.body)]


def pictures_in(body: Iterable[Any]) -> Iterator[CustomImage]:
    return (picture for picture, place in uses_in(body))


def credited(post: "BlogPage", body: Iterable[Any]) -> list[tuple[CustomImage, Credit | None]]:
    """Every picture of ``post`` once, in reading order, with the credit of its first use."""
    return [(use.image, use.credit) for use in first_uses(post, body)]


def first_uses(post: "BlogPage", body: Iterable[Any]) -> list[FirstUse]:
    """Of every picture of ``post``, in reading order."""
    found: dict[int, FirstUse] = {}
    if image := post.lead_picture:
        found[image.pk] = FirstUse(image, post.lead_credit, post.shown_lead_caption or post.lead_alt)
    for value, _ in _values_in(body):
        image = value["image"]
        found.setdefault(image.pk, FirstUse(image, value.shown_credit, value.shown_caption or value.alt))
    return list(found.values())


def own_lines(stored: Iterable[Mapping[str, Any]]) -> dict[int, set[str]]:
    """The credit lines that uses of each picture have of their own, "" for a use without.

    ``stored`` is a body as the database has it: nothing is looked up.
    """
    lines: dict[int, set[str]] = {}
    for value in _stored_values(stored):
        image = value.get("image")
        picture = image.get("image") if isinstance(image, Mapping) else image
        if picture:
            lines.setdefault(picture, set()).add(plain_name(value.get("credit") or ""))
    return lines


def values_in(body: Iterable[Any]) -> Iterator[Any]:
    """Each use of a picture (a ``PictureValue``), in reading order."""
    return (value for value, place in _values_in(body))


def uses_in(body: Iterable[Any]) -> Iterator[Use]:
    return ((value["image"], place) for value, place in _values_in(body))


def uses_of_post(post: "BlogPage") -> Iterator[Use]:
    """On its own page, in lists, among the pictures of its maker, and where somebody passes it on."""
    for picture, place in uses_in(post.body):
        yield picture, place
        yield picture, "thumbnail"
    if post.lead_picture:
        yield from ((post.lead_picture, place) for place in OF_A_LEAD_PICTURE)
    if shared := post.sharing_picture or post.lead_picture:
        yield shared, "sharing"


def uses_of_author(author: "Author") -> Iterator[Use]:
    if author.portrait:
        yield from ((author.portrait, place) for place in OF_A_PORTRAIT)


def by_picture(uses: Iterable[Use]) -> dict[int, set[str]]:
    """The places of each picture, by its key."""
    places: dict[int, set[str]] = {}
    for picture, place in uses:
        places.setdefault(picture.pk, set()).add(place)
    return places


def _values_in(body: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Each use of a picture (a ``PictureValue``) with its place."""
    for child in body:
        if child.block_type == "image":
            yield from _with_pictures([child.value], child.value["width"])
        elif child.block_type == "gallery":
            yield from _with_pictures(child.value["pictures"], "gallery")


def _with_pictures(values: Iterable[Any], place: str) -> Iterator[tuple[Any, str]]:
    return ((value, place) for value in values if value["image"])


def _stored_values(stored: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The same of a body that has not been read."""
    for child in stored:
        if child["type"] == "image":
            yield child["value"]
        elif child["type"] == "gallery":
            yield from (item.get("value", item) for item in child["value"]["pictures"])
