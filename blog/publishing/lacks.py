"""What the pictures of a post or page lack: a credit, or words for whoever can't see them."""

import json
from collections.abc import Iterable, Iterator, Sequence
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

    @property
    def uncredited(self) -> int:
        """How many pictures need a credit, for the gate to stop or to warn of."""
        return sum(complaint.lack == Lack.CREDIT for complaint in (*self.stopping, *self.warning))


@dataclass(frozen=True)
class Version:
    """A page as somebody wants it, or wanted it; the settings are those of the site that ``beside`` stands in."""

    uses: list[Use]
    beside: Page
    imported: bool = False


def verdict_on(page: Any, revision: Revision) -> Verdict:
    return judge(version_in(page, revision))


def verdict_on_page(page: Any) -> Verdict:
    """On ``page`` as it is in hand."""
    return judge(version_in_hand(page))


def version_in(page: Any, revision: Revision) -> Version:
    content = revision.content
    return Version(list(uses_in_revision(content)), page, content.get("imported", is_imported(page)))


def version_in_hand(page: Any) -> Version:
    return Version(list(uses_of_page(page)), page, is_imported(page))


def is_imported(page: Any) -> bool:
    return getattr(page, "imported", False)


def judge(version: Version) -> Verdict:
    """Costs one query where nothing is amiss, or none."""
    return judge_each([version])[0]


def judge_each(versions: Sequence[Version]) -> list[Verdict]:
    """In the same number of queries however many they are."""
    complaints = _complaints_about_each([version.uses for version in versions])
    settings = PictureSettings.by_site() if any(complaints) else {}
    return [
        _verdict(about, settings[_site_of(version.beside)], version.imported) if about else Verdict()
        for version, about in zip(versions, complaints, strict=True)
    ]


def complaints_about(uses: list[Use]) -> list[Complaint]:
    """In reading order; the same of the same picture once, at its first use that lacks it."""
    return _complaints_about_each([uses])[0]


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


def _complaints_about_each(versions: list[list[Use]]) -> list[list[Complaint]]:
    keys = {use.picture for uses in versions for use in uses if not use.lacks_nothing}
    pictures = CustomImage.objects.in_bulk(keys)
    return [_complaints(uses, pictures) for uses in versions]


def _complaints(uses: list[Use], pictures: dict[int, CustomImage]) -> list[Complaint]:
    first: dict[tuple[Lack, int], Complaint] = {}
    for use in uses:
        if picture := pictures.get(use.picture):
            for lack in use.lacks(picture):
                first.setdefault((lack, picture.pk), Complaint(lack, picture, use))
    return list(first.values())


def _verdict(complaints: list[Complaint], settings: PictureSettings, imported: bool) -> Verdict:
    checks = {
        Lack.CREDIT: settings.credits_for(imported=imported),
        Lack.DESCRIPTION: settings.descriptions_for(imported=imported),
    }
    return Verdict(
        stopping=[complaint for complaint in complaints if checks[complaint.lack] == Check.STOP],
        warning=[complaint for complaint in complaints if checks[complaint.lack] == Check.WARN],
    )


def _site_of(page: Page) -> int | None:
    """Its key; None where no site shows the page."""
    parts = page.get_url_parts()
    return parts[0] if parts else None


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
