"""The form of what is published with pictures: it asks for what they lack, and only when it is to be published."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from blog.publishing.lacks import Complaint, Use, Verdict, Version, is_imported, judge, uses_of
from blog.publishing.sentences import Sentence, sentence_for


class PicturesCheckedForm(WagtailAdminPageForm):
    # What keeps it from being published, for the list above the form.
    problems: Sequence[Sentence] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_publishing:
            self._refuse(self._verdict_on(cleaned).stopping)
        return cleaned

    @property
    def is_publishing(self) -> bool:
        """At once or at a set time. A draft is saved as it is, by hand or by itself, and so it goes to a review."""
        return "action-publish" in self.data and not self.is_deferred_validation

    def _verdict_on(self, cleaned: dict[str, Any]) -> Verdict:
        beside = self.parent_page or self.instance
        return judge(Version(_uses_in(cleaned), beside, is_imported(self.instance)))

    def _refuse(self, complaints: list[Complaint]) -> None:
        """Each is said above the form, with a link, and at its field."""
        self.problems = [sentence_for(complaint) for complaint in complaints]
        for place, some in groupby(complaints, key=lambda complaint: complaint.use.place):
            sentences = " ".join(str(sentence_for(complaint)) for complaint in some)
            self.add_error(place.value, forms.ValidationError(sentences))


def _uses_in(cleaned: dict[str, Any]) -> list[Use]:
    """As they are in the form; there is no body where it has errors of its own."""
    lead, sharing = (getattr(cleaned.get(name), "pk", None) for name in ("lead_picture", "sharing_picture"))
    return list(uses_of(lead, sharing, cleaned["body"].raw_data if "body" in cleaned else []))
