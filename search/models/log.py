from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class LoggedSearch(models.Model):
    """What readers looked for on a day, and whether it led anywhere. Nothing about who they were."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("day"))
    words = models.CharField(_("searched for"), max_length=200)
    times = models.PositiveIntegerField(_("times"), default=0)
    results = models.PositiveIntegerField(_("found"), default=0)  # by the last of these searches
    clicks = models.PositiveIntegerField(_("opened"), default=0)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [models.UniqueConstraint(fields=["site", "day", "words"], name="search_of_a_day")]

    def __str__(self) -> str:
        return self.words
