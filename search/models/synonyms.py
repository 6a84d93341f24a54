from django.db import models
from django.utils.translation import gettext_lazy as _


class Synonyms(models.Model):
    """Words of which each finds what the others are found by."""

    words = models.CharField(
        _("words that mean the same"),
        max_length=200,
        help_text=_("With commas between them: bicycle, bike, cycle. Searching for one finds the others."),
    )

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    @property
    def each(self) -> list[str]:
        """The words and groups of words, one by one."""
        return [word for part in self.words.split(",") if (word := part.strip())]
