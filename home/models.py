"""The site as a whole: its home page, its pages that aren't posts, and what its owner says about it."""

import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page
from wagtail.search import index

from blog.blocks import BodyBlock
from blog.lists.base import PostList
from blog.models import Author, BlogIndexPage, BlogPage
from blog.models.fields import BlockStreamField
from blog.models.often_asked import OftenAsked
from blog.page_links import resolve_links
from blog.post_page.headings import name_headings
from blog.post_page.replies import conversation_under
from blog.post_pictures import PLACES_IN_A_POST, pictures_in
from blog.publishing.form import PicturesCheckedForm
from blog.publishing.gate import MayNotBeCopied, PicturesChecked
from blog.querysets import is_for_all, visible
from blog.sidebar import SidebarBlock
from blog.validators import RESERVED_BESIDE_HOME, refuse_reserved_slug, validate_link_or_path
from home.page_heads import home_head, standard_page_head
from home.validators import validate_security_contact
from images.delivery import look_up_renditions

PROMOTE_PANELS = [
    MultiFieldPanel(
        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("show_in_menus")],
        heading=_("Sharing and search"),
    )
]


class HomePage(MayNotBeCopied, OftenAsked, Page):
    """The front door: a greeting, the latest post, recent ones, and what stands beside them."""

    RECENT_POSTS = 5
    ALWAYS_BESIDE = ("open_questions", "this_week")

    greeting = models.CharField(
        _("greeting"),
        max_length=250,
        blank=True,
        help_text=_("One sentence, shown large. The face of the author below is set in front of their first name."),
    )
    author = models.ForeignKey(
        Author, verbose_name=_("who greets"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sidebar = BlockStreamField(
        SidebarBlock,
        verbose_name=_("sidebar"),
        blank=True,
        help_text=_("Beside the recent posts, below the author. Empty: the sidebar of the first blog."),
    )

    content_panels = [*Page.content_panels, FieldPanel("greeting"), FieldPanel("author"), FieldPanel("sidebar")]
    promote_panels = PROMOTE_PANELS
    settings_panels = [PublishingPanel(), CommentPanel()]
    search_fields = [*Page.search_fields, index.SearchField("greeting")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["blog.BlogIndexPage", "home.StandardPage"]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        lead, recent = self.lead_and_recent_posts()
        if self.author and self.author.portrait:
            look_up_renditions([self.author.portrait], "face")
        return context | {
            "lead": lead,
            "posts": recent,
            "blog": self.first_blog,
            "calendar": PostList(self.first_blog).calendar if self.first_blog else None,
            "head": home_head(self, request, [lead, *recent] if lead else []),
        }

    @cached_property
    def first_blog(self) -> BlogIndexPage | None:
        return visible(BlogIndexPage.objects.child_of(self), within=self).first()

    @property
    def shown_sidebar(self) -> list[blocks.StreamValue.StreamChild]:
        """Open questions and this week of earlier years, then the sidebar; nothing twice, and no post to pass on."""
        chosen = self.sidebar if self.sidebar or not self.first_blog else self.first_blog.sidebar
        own = [part for part in chosen if part.block_type not in (*self.ALWAYS_BESIDE, "share")]
        titles = {part.block_type: part.value for part in chosen}
        block = self.sidebar.stream_block.child_blocks
        always = [block[name].bind(titles.get(name) or block[name].get_default()) for name in self.ALWAYS_BESIDE]
        return [*always, *own]

    @property
    def authors_beside(self) -> list[Author]:
        return [self.author] if self.author and self.author.live else []

    @property
    def sidebar_key(self) -> str:
        return f"home-{self.pk}"

    @property
    def sidebar_within(self) -> Page:
        """The page whose readers the sidebar is for."""
        return self

    @cached_property
    def blogs_shown(self) -> list[int]:
        """The keys of the blogs that this page speaks of."""
        return list(visible(BlogIndexPage.objects.child_of(self), within=self).values_list("pk", flat=True))

    def blog_address(self, request: HttpRequest | None) -> str:
        return self.first_blog.blog_address(request) if self.first_blog else ""

    def has_page_of(self, author: Author) -> bool:
        return self.first_blog is not None and self.first_blog.has_page_of(author)

    @property
    def greeting_parts(self) -> tuple[str, str, str]:
        """The greeting before, in and after the word that the face stands in front of: the first name."""
        name = self.author.first_name if self.author else ""
        before, found, after = self.greeting.partition(name) if name else ("", "", "")
        word, space, rest = (found + after if found else self.greeting).partition(" ")
        return before if found else "", word, space + rest

    def lead_and_recent_posts(self) -> tuple[BlogPage | None, list[BlogPage]]:
        """The featured post, else the newest; and the newest others."""
        posts = BlogPage.objects.descendant_of(self).listed(within=self).for_entries("lead", "sharing")
        newest = list(posts[: self.RECENT_POSTS + 1])
        featured = posts.featured_on(timezone.localdate()).first()
        lead = featured or (newest[0] if newest else None)
        return lead, [post for post in newest if post != lead][: self.RECENT_POSTS]


class StandardPage(PicturesChecked, OftenAsked, Page):
    """A page that isn't a post: about, contact, imprint."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    body = BlockStreamField(BodyBlock, verbose_name=_("text"))

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    promote_panels = PROMOTE_PANELS
    settings_panels = [PublishingPanel(), CommentPanel()]
    base_form_class = PicturesCheckedForm
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def clean(self) -> None:
        super().clean()
        refuse_reserved_slug(self.slug, RESERVED_BESIDE_HOME)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        look_up_renditions(pictures_in(self.body), *PLACES_IN_A_POST)
        resolve_links([self.body], request)
        name_headings(self.body)
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "head": standard_page_head(self, request),
            "to_makers": is_for_all(self, request),
            "replies": conversation_under(self, request),
        }


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Label"), max_length=60)
    address = blocks.CharBlock(label=_("Address"), max_length=500, validators=[validate_link_or_path])

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label}"


class LinksBlock(blocks.StreamBlock):
    link = LinkBlock()


class Accent(models.TextChoices):
    """Colours that are tested together with the rest; ``site.css`` has a set of each."""

    MARIGOLD = "marigold", _("Marigold")
    POPPY = "poppy", _("Poppy")
    CORNFLOWER = "cornflower", _("Cornflower")
    MOSS = "moss", _("Moss")
    ROSE = "rose", _("Rose")
    SLATE = "slate", _("Slate")


@register_setting(icon="site", order=1)
class SiteSettings(BaseSiteSetting):
    """What is the same on every page of a site."""

    name = models.CharField(
        _("name of the site"), max_length=80, default="Goodwill", help_text=_("Shown at the top of every page.")
    )
    footer_line = models.CharField(
        _("line in the footer"), max_length=160, blank=True, help_text=_("A sentence of yours, shown large.")
    )
    copyright_holder = models.CharField(
        _("copyright"), max_length=120, blank=True, help_text=_("Whose words these are. The years are counted for you.")
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=20,
        choices=Accent,
        default=Accent.MARIGOLD,
        help_text=_("Of ornaments, marks and the closing question. Every choice is easy to read, by day and by night."),
    )
    masthead_links = BlockStreamField(
        LinksBlock,
        verbose_name=_("more links at the top"),
        blank=True,
        help_text=_("Pages are shown there by themselves when they are “shown in menus”."),
    )
    footer_links = BlockStreamField(LinksBlock, verbose_name=_("links in the footer"), blank=True)
    security_contact = models.CharField(
        _("contact for security"),
        max_length=300,
        blank=True,
        validators=[validate_security_contact],
        help_text=_(
            "Where somebody who finds a hole in the site can tell you: an email address or an https:// address. "
            "It is public, in security.txt. Empty: the email address of the author of the home page, if there is one."
        ),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("accent"),
        FieldPanel("masthead_links"),
        FieldPanel("footer_line"),
        FieldPanel("footer_links"),
        FieldPanel("copyright_holder"),
        FieldPanel("security_contact"),
    ]

    class Meta:
        verbose_name = _("site settings")

    def __str__(self) -> str:
        return self.name


class Heartbeat(models.Model):
    """When a background process last said that it is at work."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def beat(cls, name: str) -> None:
        cls.objects.update_or_create(name=name, defaults={"at": timezone.now()})

    @classmethod
    def heard_within(cls, name: str, span: datetime.timedelta) -> bool:
        return cls.objects.filter(name=name, at__gte=timezone.now() - span).exists()
