from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site


class Language(models.TextChoices):
    ENGLISH = "en", _("English: also finds other forms of a word")
    ANY = "any", _("Another language: finds whole words and beginnings")


@register_setting(icon="search", order=4)
class SearchSettings(BaseSiteSetting):
    """How a site's archive is searched."""

    language = models.CharField(
        _("language of the posts"),
        max_length=3,
        choices=Language,
        default=Language.ENGLISH,
        help_text=_("In English, “welcome” also finds “welcomed” and “welcoming”."),
    )
    days_kept = models.PositiveSmallIntegerField(
        _("days that searches are kept"),
        default=180,
        validators=[
            MinValueValidator(1, _("Give a number of days from 1 to 3650.")),
            MaxValueValidator(3650, _("Give a number of days from 1 to 3650.")),
        ],
        help_text=_("What readers looked for, without anything about them. Older entries are deleted every day."),
    )

    panels = [FieldPanel("language"), FieldPanel("days_kept")]

    class Meta:
        verbose_name = _("search settings")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def of(cls, site: Site | None) -> "SearchSettings":
        """As the owner of the site left them; the defaults where nobody has saved any. Writes nothing."""
        return (site and cls.objects.filter(site=site).first()) or cls()
