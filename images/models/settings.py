from collections import defaultdict
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


class Check(models.TextChoices):
    """What happens when something is to be published with a picture that lacks something."""

    STOP = "stop", _("Not published")
    WARN = "warn", _("Published with a warning")
    OFF = "off", _("Published")


def _check(label: Any, default: Check) -> models.CharField:
    return models.CharField(label, max_length=4, choices=Check, default=default)


@register_setting(icon="image", order=3)
class PictureSettings(BaseSiteSetting):
    """What a site asks of its pictures before readers see them."""

    credits_of_new = _check(_("new posts"), Check.STOP)
    credits_of_imported = _check(_("posts that came from another site"), Check.WARN)
    descriptions_of_new = _check(_("new posts"), Check.STOP)
    descriptions_of_imported = _check(_("posts that came from another site"), Check.WARN)

    panels = [
        MultiFieldPanel(
            [FieldPanel("credits_of_new"), FieldPanel("credits_of_imported")],
            heading=_("A post with a picture that needs a credit is"),
        ),
        MultiFieldPanel(
            [FieldPanel("descriptions_of_new"), FieldPanel("descriptions_of_imported")],
            heading=_("A post with a picture that is neither described nor marked as decorative is"),
        ),
    ]

    class Meta:
        verbose_name = _("picture settings")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def by_site(cls) -> defaultdict[int | None, "PictureSettings"]:
        """As the owner of each site left them, by its key; the defaults where nobody has saved any. Writes nothing."""
        return defaultdict(cls, {settings.site_id: settings for settings in cls.objects.all()})

    def credits_for(self, *, imported: bool) -> Check:
        return Check(self.credits_of_imported if imported else self.credits_of_new)

    def descriptions_for(self, *, imported: bool) -> Check:
        return Check(self.descriptions_of_imported if imported else self.descriptions_of_new)
