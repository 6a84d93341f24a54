"""What a picture lacks, said to whoever can mend it: what, where, and how to put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page

from blog.publishing.lacks import Complaint, Lack, Place, Use
from images.licences import OWN


@dataclass(frozen=True)
class Sentence:
    """``how`` is what the link says; ``opens_beside`` is whether it leads away from the form."""

    what: str
    how: str
    address: str
    opens_beside: bool = True

    def __str__(self) -> str:
        return f"{self.what} {self.how.format(own=OWN.label)}"

    @property
    def html(self) -> SafeString:
        how = mark_safe(conditional_escape(self.how).format(own=format_html("<em>{}</em>", OWN.label)))  # noqa: S308
        beside = mark_safe(' target="_blank" rel="noopener"') if self.opens_beside else ""
        return format_html('{} <a href="{}"{}>{}</a>', self.what, self.address, beside, how)


def sentence_for(complaint: Complaint, form_address: str = "") -> Sentence:
    """``form_address`` is where the post is written; "" for whoever is there already."""
    if complaint.lack == Lack.CREDIT:
        how, field = _("Add who made it, or choose {own}."), "id_credit"
    elif complaint.use.place == Place.BODY:
        how, address = _("Describe it, or mark it as decorative."), f"{form_address}{_anchor(complaint.use)}"
        return Sentence(_what(complaint), how, address, opens_beside=False)
    else:
        how, field = _("Describe it for someone who cannot see it."), "id_description"
    return Sentence(_what(complaint), how, f"{address_of_picture(complaint)}#{field}")


def sentences_for(complaints: Iterable[Complaint], page: Page | None = None) -> list[Sentence]:
    """``page`` is the one they are about, unless its form is what the reader looks at."""
    form_address = form_of(page) if page else ""
    return [sentence_for(complaint, form_address) for complaint in complaints]


def form_of(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def address_of_picture(complaint: Complaint) -> str:
    return reverse("wagtailimages:edit", args=[complaint.picture.pk])


def listed(heading: str, sentences: Iterable[Sentence]) -> SafeString:
    """For one of the messages at the top of the admin."""
    items: Any = format_html_join("", "<li>{}</li>", ((sentence.html,) for sentence in sentences))
    return format_html('<strong>{}</strong> <ul class="lacking">{}</ul>', heading, items)


def _anchor(use: Use) -> str:
    """Of the block in the form; of all blocks, where it has no name yet."""
    return f"#block-{use.block}-section" if use.block else "#:w:contentpath=body"


def _what(complaint: Complaint) -> str:
    words = {
        Lack.CREDIT: {
            Place.LEAD: _("The lead picture “%(title)s” has no credit."),
            Place.SHARING: _("The sharing picture “%(title)s” has no credit."),
            Place.BODY: _("The picture “%(title)s” has no credit."),
        },
        Lack.DESCRIPTION: {
            Place.LEAD: _("The lead picture “%(title)s” has no description."),
            Place.SHARING: _("The sharing picture “%(title)s” has no description."),
            Place.BODY: _("The picture “%(title)s” has no alt text."),
        },
    }
    return words[complaint.lack][complaint.use.place] % {"title": complaint.picture.title}
