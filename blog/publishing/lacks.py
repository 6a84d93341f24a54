"""What the pictures of a post or page lack: a credit, or words for whoever can't see them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from wagtail.models import Page, Revision

from images.models import Check, CreditState, CustomImage, PictureSettings


class Lack(Enum):
    CREDIT = "credit"
    DESCRIPTION = "description"


class Place(Enum):
    """By the name of the field."""

    LEAD = "lead_picture"
    SHARING = "sharing_picture"
    BODY = "body"


@dataclass(frozen=True)
class Use:
    """One use of a picture, as the database keeps it; ``block`` is the id of the block in the body, or ""."""

    picture: int
    place: Place
    credit: str = ""
    alt: str = ""
    decorative: bool = False
    block: str = ""

    def lacks(self, picture: CustomImage) -> Iterator[Lack]:
        if not self.credit and picture.credit_state == CreditState.NEEDED:
            yield Lack.CREDIT
        if not (self.decorative or self.alt or picture.description.strip()):
            yield Lack.DESCRIPTION

    @property
    def lacks_nothing(self) -> bool:
        """Whatever its picture says of itself."""
        return bool(self.credit and (self.alt or self.decorative))


@dataclass(frozen=True)
class Complaint:
    lack: Lack
    picture: CustomImage
    use: Use


@dataclass(frozen=True)
class Verdict:
    """The complaints that keep something from being published, and those that are only mentioned."""

    stopping: list[Complaint] = field(default_factory=list)
    warning: list[Complaint] = field(default_factory=list)


def verdict_on(page: Any, revision: Revision) -> Verdict:
    """On a version of ``page``."""
    content = revision.content
    return judge(uses_in_revision(content), beside=page, imported=content.get("imported", is_imported(page)))


def verdict_on_page(page: Any) -> Verdict:
    """On ``page`` as it is in hand."""
    return judge(uses_of_page(page), beside=page, imported=is_imported(page))


def is_imported(page: Any) -> bool:
    return getattr(page, "imported", False)


def judge(uses: Iterable[Use], *, beside: Page, imported: bool) -> Verdict:
    """As the settings say of the site that ``beside`` stands in. Costs one query where nothing is amiss, or none."""
    complaints = complaints_about(list(uses))
    if not complaints:
        return Verdict()
    settings = PictureSettings.of(beside.get_site())
    checks = {
        Lack.CREDIT: settings.credits_for(imported=imported),
        Lack.DESCRIPTION: settings.descriptions_for(imported=imported),
    }
    return Verdict(
        stopping=[complaint for complaint in complaints if checks[complaint.lack] == Check.STOP],
        warning=[complaint for complaint in complaints if checks[complaint.lack] == Check.WARN],
    )


def complaints_about(uses: list[Use]) -> list[Complaint]:
    """In reading order; the same of the same picture once, at its first use that lacks it."""
    suspects = [use for use in uses if not use.lacks_nothing]
    pictures = CustomImage.objects.in_bulk({use.picture for use in suspects})
    first: dict[tuple[Lack, int], Complaint] = {}
    for use in suspects:
        if picture := pictures.get(use.picture):
            for lack in use.lacks(picture):
                first.setdefault((lack, picture.pk), Complaint(lack, picture, use))
    return list(first.values())


def uses_in_revision(content: dict[str, Any]) -> Iterator[Use]:
    """Of a post or page as one of its versions keeps it; no picture is loaded."""
    body = json.loads(content.get("body") or "[]")
    return uses_of(content.get("lead_picture"), content.get("sharing_picture"), body)


def uses_of_page(page: Any) -> Iterator[Use]:
    """Of a post or page as it stands."""
    lead, sharing = (getattr(page, name, None) for name in ("lead_picture_id", "sharing_picture_id"))
    return uses_of(lead, sharing, page.body.raw_data)


def uses_of(lead: int | None, sharing: int | None, body: Iterable[dict[str, Any]]) -> Iterator[Use]:
    for picture, place in ((lead, Place.LEAD), (sharing, Place.SHARING)):
        if picture:
            yield Use(picture, place)
    for block in body:
        if block["type"] == "image":
            yield from _use_in_body(block)
        elif block["type"] == "gallery":
            for item in block["value"].get("pictures") or []:
                yield from _use_in_body(item)


def _use_in_body(block: dict[str, Any]) -> Iterator[Use]:
    image = block["value"].get("image") or {}
    if image.get("image"):
        yield Use(
            picture=image["image"],
            place=Place.BODY,
            credit=(block["value"].get("credit") or "").strip(),
            alt=(image.get("alt_text") or "").strip(),
            decorative=bool(image.get("decorative")),
            block=block.get("id") or "",
        )
