"""The form of what is published with pictures: it asks for what they lack, and only when it is to be published."""

from collections.abc import Sequence
from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from blog.publishing.lacks import Use, Verdict, Version, is_imported, judge, uses_of
from blog.publishing.sentences import Sentence, sentences_for


class PicturesCheckedForm(WagtailAdminPageForm):
    """No error of the form: it is saved as a draft then, see ``blog.admin.refused``."""

    # What keeps it from being published, for the list above a form that comes back with errors of its own.
    problems: Sequence[Sentence] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_publishing and (stopping := self._verdict_on(cleaned).stopping):
            self.problems = sentences_for(stopping)
            if self.instance.pk is None:
                # Wagtail stores a new page as live before it asks whether it may be published.
                self.instance.live = False
        return cleaned

    @property
    def is_publishing(self) -> bool:
        """At once or at a set time. A draft is saved as it is, by hand or by itself, and so it goes to a review."""
        return "action-publish" in self.data and not self.is_deferred_validation

    def _verdict_on(self, cleaned: dict[str, Any]) -> Verdict:
        beside = self.parent_page or self.instance
        return judge(Version(_uses_in(cleaned), beside, is_imported(self.instance)))


def _uses_in(cleaned: dict[str, Any]) -> list[Use]:
    """As they are in the form; there is no body where it has errors of its own."""
    lead, sharing = (getattr(cleaned.get(name), "pk", None) for name in ("lead_picture", "sharing_picture"))
    return list(uses_of(lead, sharing, cleaned["body"].raw_data if "body" in cleaned else []))
