from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from blog.kept import keep
from blog.models.authors import Author


@register_setting(icon="doc-full-inverse", order=2)
class BlogSettings(BaseSiteSetting):
    """What is the same for all posts of a site."""

    default_author = models.ForeignKey(
        Author,
        verbose_name=_("default author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("New posts by somebody who is no author start with this one."),
    )
    age_note_years = models.PositiveSmallIntegerField(
        _("years until a post says its age"),
        default=5,
        validators=[MaxValueValidator(100, _("Give a number of years up to 100."))],
        help_text=_("Posts older than this say so at their top. 0: never."),
    )
    share_email = models.BooleanField(_("by email"), default=True)
    share_pinterest = models.BooleanField(_("on Pinterest"), default=True)
    share_bluesky = models.BooleanField(_("on Bluesky"), default=True)
    share_mastodon = models.BooleanField(_("on Mastodon"), default=True)
    share_linkedin = models.BooleanField(_("on LinkedIn"), default=True)
    share_copy = models.BooleanField(_("by copying the link"), default=True)

    panels = [
        MultiFieldPanel([FieldPanel("default_author")], heading=_("New posts")),
        MultiFieldPanel([FieldPanel("age_note_years")], heading=_("Old posts")),
        MultiFieldPanel(
            [
                FieldPanel("share_email"),
                FieldPanel("share_pinterest"),
                FieldPanel("share_bluesky"),
                FieldPanel("share_mastodon"),
                FieldPanel("share_linkedin"),
                FieldPanel("share_copy"),
            ],
            heading=_("Passing a post on"),
            help_text=_("What every post offers to readers who want to share it."),
        ),
    ]

    class Meta:
        verbose_name = _("blog settings")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def of(cls, site: Site | None) -> "BlogSettings":
        """As the owner of the site left them, kept; the defaults where nobody has saved any. Writes nothing."""
        if site is None:
            return cls()
        return keep(f"blog-settings:{site.pk}", lambda: cls._stored(site) or cls(site=site))

    @classmethod
    def _stored(cls, site: Site) -> "BlogSettings | None":
        return cls.objects.filter(site=site).select_related("default_author").first()
