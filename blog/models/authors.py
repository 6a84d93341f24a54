from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.search import index

from blog.models.fields import BlockStreamField
from blog.models.snippets import NamedSnippet
from blog.reach import ReachBlock, WayToReach, ways_to_reach
from blog.rich_text import FEATURES_OF_NOTES


class Author(index.Indexed, NamedSnippet):
    """Somebody who writes here: a person, not a login."""

    portrait = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    short_bio = models.CharField(
        _("in two lines"),
        max_length=200,
        blank=True,
        help_text=_("Shown beside the posts. One or two sentences."),
    )
    bio = RichTextField(
        _("in more words"),
        blank=True,
        features=FEATURES_OF_NOTES,
        help_text=_("Shown above the list of the author’s posts."),
    )
    reach = BlockStreamField(
        ReachBlock,
        verbose_name=_("ways to reach"),
        blank=True,
        help_text=_("In your order: readers are told that the first is the best."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("signs in as"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
        help_text=_("New posts by this user start with this author."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("portrait"),
        FieldPanel("short_bio", widget=forms.Textarea(attrs={"rows": 2})),
        FieldPanel("bio"),
        FieldPanel("reach"),
        FieldPanel("user", permission="auth.change_user"),
        FieldPanel("slug"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("short_bio"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]

    @cached_property
    def ways_to_reach(self) -> list[WayToReach]:
        return ways_to_reach(self.reach)

    @property
    def way_to_answer(self) -> WayToReach | None:
        """The best way that can be followed from a page: an email address before all others."""
        ways = [way for way in self.ways_to_reach if way.url]
        return next((way for way in ways if way.is_email), ways[0] if ways else None)

    def get_preview_template(self, request, mode_name: str) -> str:
        return "blog/previews/author.html"

    def clean(self) -> None:
        super().clean()
        if not self.name.strip():
            raise ValidationError({"name": _("Give the author’s name as readers will see it.")})
