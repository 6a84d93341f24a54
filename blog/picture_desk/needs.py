"""What a picture can lack, as the editors call it, and the ways to narrow the desk's list."""

from dataclasses import dataclass

from django.db.models import Q, TextChoices
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from images.licences import UNKNOWN
from images.models import CreditState, CustomImage, CustomImageQuerySet


class Need(TextChoices):
    CREDIT = "credit", _("Needs a credit")
    LICENCE = "licence", _("Needs a licence")
    ALT = "alt", _("Needs alt text")


class Show(TextChoices):
    """What the desk lists."""

    LACKING = "lacking", _("Whatever lacks something")
    CREDIT = Need.CREDIT.value, Need.CREDIT.label
    LICENCE = Need.LICENCE.value, Need.LICENCE.label
    ALT = Need.ALT.value, Need.ALT.label
    SOON = "soon", _("Ends within 30 days")
    ENDED = "ended", _("Ended")
    ALL = "all", _("Everything")


@dataclass(frozen=True)
class Asked:
    """How somebody narrowed the desk's list."""

    show: str = Show.LACKING
    published: bool = False
    words: str = ""


def needs_of(picture: CustomImage) -> list[Need]:
    lacks = {
        Need.CREDIT: picture.credit_state == CreditState.NEEDED,
        Need.LICENCE: picture.licence == UNKNOWN.key,
        Need.ALT: not picture.description,
    }
    return [need for need, lacking in lacks.items() if lacking]


def in_need_of(need: str, pictures: CustomImageQuerySet) -> CustomImageQuerySet:
    """The pictures whose ``needs_of`` hold this one."""
    if need == Need.CREDIT:
        return pictures.in_credit_state(CreditState.NEEDED)
    return pictures.filter(licence=UNKNOWN.key) if need == Need.LICENCE else pictures.filter(description="")


def lacking(pictures: CustomImageQuerySet) -> CustomImageQuerySet:
    """The pictures that lack anything."""
    credit, licence, alt = (in_need_of(need, pictures) for need in Need)
    return credit | licence | alt


def narrowed(pictures: CustomImageQuerySet, asked: Asked) -> CustomImageQuerySet:
    """All that was asked for, but whether a published post shows them."""
    for word in asked.words.split():
        pictures = pictures.filter(Q(title__icontains=word) | Q(credit__icontains=word))
    match asked.show:
        case Show.ALL:
            return pictures
        case Show.LACKING:
            return lacking(pictures)
        case Show.SOON:
            return pictures.ending_soon()
        case Show.ENDED:
            return pictures.ended()
    return in_need_of(asked.show, pictures)


def words_on_ending(picture: CustomImage) -> str | Promise:
    """ "" for a picture that is not about to end."""
    if picture.is_ended:
        return gettext("Ended")
    if picture.use_until is None or picture.ends_soon_in is None:
        return ""
    return gettext("Ends on %(day)s") % {"day": date_format(picture.use_until)}
