"""What authors, topics and notices have in common: drafts, revisions, a preview, an address part."""

from urllib.parse import quote

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin


class EditedSnippet(PreviewableMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """A snippet that can be drafted, scheduled and looked at before readers see it."""

    class Meta:
        abstract = True


class NamedSnippet(EditedSnippet):
    """One with a name, and a slug that its pages will have as their address."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(
        _("last part of the address"),
        max_length=100,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text=_(
            "Made from the name when left empty. When you change it later, the old address leads to the new one."
        ),
        error_messages={"unique": _("This address is taken. Choose a different last part.")},
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def part(self) -> str:
        """What the address of its posts says behind a blog's own: ``topic/welcoming/``."""
        return f"{self._meta.model_name}/{quote(self.slug)}/"

    def full_clean(self, *args, **kwargs) -> None:
        self.slug = self.slug or self._free_slug()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs) -> None:
        self.slug = self.slug or self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        wanted = slugify(self.name, allow_unicode=True)[:90] or "unnamed"
        others = type(self)._default_manager.exclude(pk=self.pk)
        taken = set(others.filter(slug__startswith=wanted).values_list("slug", flat=True))
        slug, number = wanted, 2
        while slug in taken:
            slug, number = f"{wanted}-{number}", number + 1
        return slug
