from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from blog.models.snippets import NamedSnippet
from blog.rich_text import FEATURES_OF_NOTES


class Topic(index.Indexed, NamedSnippet):
    """What posts are about: a few, each with words of its own. (Tags are many and free.)"""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="children",
        help_text=_("A wider topic that this one belongs to, if there is one."),
    )
    description = RichTextField(
        _("description"), blank=True, features=FEATURES_OF_NOTES, help_text=_("Shown above the topic’s posts.")
    )

    panels = [FieldPanel("name"), FieldPanel("parent"), FieldPanel("description"), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def get_preview_template(self, request, mode_name: str) -> str:
        return "blog/previews/topic.html"

    def clean(self) -> None:
        super().clean()
        if type(self).objects.exclude(pk=self.pk).filter(name__iexact=self.name).exists():
            raise ValidationError({"name": _("There is a topic of this name already. Choose another name.")})
        ancestor, seen = self.parent, {self.pk}
        while ancestor is not None:
            if ancestor.pk in seen:
                raise ValidationError({"parent": _("A topic can’t be a part of itself. Choose another, or none.")})
            seen.add(ancestor.pk)
            ancestor = ancestor.parent
