from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from images.licences import UNKNOWN, choices
from images.models.picture import CustomImage
from images.validators import validate_web_address


class SuggestionState(models.TextChoices):
    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    SKIPPED = "skipped", _("Skipped")


class CreditSuggestion(models.Model):
    """A credit that was found in words near a picture, for an editor to accept, change or skip."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="credit_suggestions")
    words = models.CharField(_("the words it was found in"), max_length=500)
    page = models.ForeignKey(
        Page,
        verbose_name=_("the page they stand on"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    credit = models.CharField(_("who made it"), max_length=200)
    credit_url = models.URLField(_("where it is from"), max_length=500, blank=True, validators=[validate_web_address])
    licence = models.CharField(_("licence"), max_length=20, choices=choices, default=UNKNOWN.key)
    confidence = models.PositiveSmallIntegerField(
        _("how sure"), default=50, validators=[MaxValueValidator(100)], help_text=_("In per cent.")
    )
    state = models.CharField(max_length=10, choices=SuggestionState, default=SuggestionState.OPEN)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("suggested credit")
        verbose_name_plural = _("suggested credits")
        constraints = [
            # Whoever looks for credits a second time finds the same words again.
            models.UniqueConstraint(fields=["image", "words"], name="images_one_suggestion_for_the_same_words"),
        ]
        indexes = [
            models.Index(
                fields=["-confidence"],
                condition=models.Q(state="open"),
                name="images_open_suggestions",
            )
        ]

    def __str__(self) -> str:
        return f"{self.image.title}: {self.credit}"
