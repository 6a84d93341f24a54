"""Credits that were found in words near a picture: which are open, and what becomes of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from blog.admin.posts import AnyUser
from blog.picture_desk.sentences import of_picture
from blog.querysets import visible
from images.licences import UNKNOWN
from images.models import CreditState, CreditSuggestion, CustomImage, CustomImageQuerySet, SuggestionState

OF_A_CREDIT = ("credit", "credit_url", "licence")


@dataclass(frozen=True)
class Decided:
    """What is said about it, and the keys of the suggestions that are decided now."""

    said: str
    gone: list[int]


def open_suggestions(pictures: CustomImageQuerySet) -> QuerySet[CreditSuggestion]:
    """For those of ``pictures`` that still need a credit, the surest first."""
    needing = pictures.in_credit_state(CreditState.NEEDED)
    found = CreditSuggestion.objects.filter(state=SuggestionState.OPEN, image__in=needing)
    return found.order_by("-confidence", "pk")


def pages_to_name(keys: Iterable[int | None], user: AnyUser) -> Mapping[int | None, Page]:
    """Of the published pages with these keys, those that everybody may read, or that ``user`` can come to in the admin.

    Who may change a picture need not know of a page behind a password.
    """
    found = Page.objects.filter(pk__in={key for key in keys if key})
    public = visible(found).in_bulk()
    return public | PagePermissionPolicy().explorable_instances(user).filter(pk__in=found.live()).in_bulk()


def words_around(suggestion: CreditSuggestion) -> tuple[str, str, str]:
    """The words before the credit, the credit as it stands there, and those after it; all before when it does not."""
    if suggestion.credit and (found := re.search(re.escape(suggestion.credit), suggestion.words, re.IGNORECASE)):
        words, (start, end) = suggestion.words, found.span()
        return words[:start], words[start:end], words[end:]
    return suggestion.words, "", ""


@transaction.atomic
def accept(suggestion: CreditSuggestion, user: AnyUser) -> Decided:
    """Write what ``suggestion`` says, as found or as changed by an editor, where the picture still needs a credit.

    What somebody typed into the picture meanwhile is left as it is. Either way the picture asks no more.
    """
    picture = CustomImage.objects.select_for_update().get(pk=suggestion.image_id)
    gone = list(picture.credit_suggestions.filter(state=SuggestionState.OPEN).values_list("pk", flat=True))
    if picture.credit_state != CreditState.NEEDED:
        _close(gone)
        return Decided(_left_alone(picture), gone)
    _write(suggestion, picture)
    log(picture, "wagtail.edit", user=user)
    _close(gone)
    CreditSuggestion.objects.filter(pk=suggestion.pk).update(
        state=SuggestionState.ACCEPTED, **{name: getattr(suggestion, name) for name in OF_A_CREDIT}
    )
    return Decided(of_picture(_("“{title}” is credited to {name}."), picture, name=picture.credit), gone)


def skip(suggestion: CreditSuggestion) -> Decided:
    _close([suggestion.pk])
    return Decided(of_picture(_("The suggestion for “{title}” is skipped."), suggestion.image), [suggestion.pk])


def _write(suggestion: CreditSuggestion, picture: CustomImage) -> None:
    """Only where nothing stands yet."""
    picture.credit = suggestion.credit
    picture.credit_url = picture.credit_url or suggestion.credit_url
    if picture.licence == UNKNOWN.key:
        picture.licence = suggestion.licence
    picture.from_file = [name for name in picture.from_file if name != "credit"]
    picture.save()


def _close(suggestions: list[int]) -> None:
    open_ones = CreditSuggestion.objects.filter(pk__in=suggestions, state=SuggestionState.OPEN)
    open_ones.update(state=SuggestionState.SKIPPED)


def _left_alone(picture: CustomImage) -> SafeString:
    if not picture.credit_line:
        return of_picture(_("“{title}” needs no credit any more. It was left as it is."), picture)
    sentence = _("“{title}” has a credit already: {line}. It was left as it is.")
    return of_picture(sentence, picture, line=picture.credit_line)
