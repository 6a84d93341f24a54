from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from blog.models.snippets import EditedSnippet
from blog.rich_text import FEATURES_OF_NOTES


class Notice(EditedSnippet):
    """A few words for the sidebar, written once and shown wherever it is chosen."""

    title = models.CharField(_("title"), max_length=100)
    text = RichTextField(_("text"), features=FEATURES_OF_NOTES)

    panels = [FieldPanel("title"), FieldPanel("text")]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_preview_template(self, request, mode_name: str) -> str:
        return "blog/previews/notice.html"
