from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    MultipleChooserPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.blocks import StreamValue
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import Orderable, Page
from wagtail.search import index

from blog.feeds import feed_of
from blog.for_programs.page_head import PageHead
from blog.lists.addresses import list_addresses
from blog.lists.at import list_at
from blog.lists.base import PostList
from blog.lists.by_date import Archive
from blog.models.authors import Author
from blog.models.fields import BlockStreamField
from blog.models.often_asked import OftenAsked
from blog.publishing.gate import MayNotBeCopied
from blog.querysets import is_for_all
from blog.sidebar import SidebarBlock
from blog.validators import RESERVED_BESIDE_HOME, refuse_reserved_slug
from images.delivery import look_up_renditions

# What the addresses of lists say behind the blog's own; nothing for the list of all its posts.
PART = (
    r"(?:(?P<year>[0-9]{4})/(?:(?P<month>0[1-9]|1[0-2])/)?"
    r"|topic/(?P<topic>[^/]+)/|tag/(?P<tag>[^/]+)/|author/(?P<author>[^/]+)/)?"
)


class BlogIndexPage(MayNotBeCopied, OftenAsked, RoutablePageMixin, Page):
    """A blog: its posts, newest first, and what stands beside them."""

    introduction = models.TextField(
        _("introduction"), max_length=500, blank=True, help_text=_("One or two sentences under the title.")
    )
    sidebar = BlockStreamField(
        SidebarBlock,
        verbose_name=_("sidebar"),
        blank=True,
        help_text=_("Shown below the authors, beside the lists of this blog and beside its posts that have no other."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        MultipleChooserPanel(
            "blog_authors",
            heading=_("Authors of this blog"),
            label=_("Author"),
            chooser_field_name="author",
            help_text=_("Shown beside the list, and beside posts that name nobody."),
        ),
        FieldPanel("sidebar"),
    ]
    settings_panels = [PublishingPanel(), CommentPanel()]
    promote_panels = [
        FieldPanel("seo_title", heading=_("Title for search engines"), help_text=_("Empty: the title of the blog.")),
        FieldPanel(
            "search_description",
            heading=_("Description for search engines"),
            help_text=_("Empty: the introduction of the blog."),
        ),
        FieldPanel(
            "slug",
            heading=_("Last part of the address"),
            help_text=_("When you change it, the old addresses of the blog and its posts lead to the new ones."),
        ),
        FieldPanel(
            "show_in_menus",
            heading=_("Show in the menu of the site"),
            help_text=_("A link to the blog at the top of every page."),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList([*content_panels, *settings_panels], heading=_("Write")),
            ObjectList(promote_panels, heading=_("Sharing and search")),
        ]
    )
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.BlogPage"]

    class Meta:
        verbose_name = _("blog")
        verbose_name_plural = _("blogs")

    def clean(self) -> None:
        super().clean()
        refuse_reserved_slug(self.slug, RESERVED_BESIDE_HOME)

    def get_route_paths(self) -> list[str]:
        """Every address of the blog itself: when it is renamed or moved, each leads to the new one."""
        return ["/", *(f"/{path}" for path in list_addresses(self))]

    @cached_property
    def shown_authors(self) -> list[Author]:
        """The blog's own authors, in order, as far as they are published."""
        own = self.blog_authors.select_related("author__portrait")
        return [entry.author for entry in own if entry.author.live]

    @property
    def authors_beside(self) -> list[Author]:
        look_up_renditions((author.portrait for author in self.shown_authors if author.portrait), "face")
        return self.shown_authors

    @property
    def shown_sidebar(self) -> StreamValue:
        return self.sidebar

    @property
    def sidebar_key(self) -> str:
        return f"list-{self.pk}"  # a post shares the parts, but has authors of its own

    @property
    def sidebar_within(self) -> Page:
        """The page whose readers the sidebar is for."""
        return self

    @property
    def blogs_shown(self) -> list[int]:
        """The keys of the blogs that this page speaks of."""
        return [self.pk]

    def blog_address(self, request: HttpRequest | None) -> str:
        return self.get_url(request) or "/"

    def has_page_of(self, author: Author) -> bool:
        """Whether there are posts by ``author`` to list, or might be: the blog's own authors always have a page."""
        return author in self.shown_authors or PostList(self).posts().by_author(author).exists()

    @re_path(rf"^{PART}$")
    def list_of_posts(self, request: HttpRequest, **part: str) -> HttpResponse:
        """The blog itself, a year, a month, a topic, a tag or an author."""
        shown = list_at(self, **part)
        posts = shown.page(request.GET.get("page", "1"), request)
        # A portrait counts where its author has posts.
        to_makers = posts.paginator.count > 0 and is_for_all(self, request)
        return self._answer(request, shown, shown.head(request, posts), posts=posts, to_makers=to_makers)

    @re_path(rf"^{PART}feed/(?:(?P<kind>rss|json)/)?$")
    def feed(self, request: HttpRequest, kind: str = "atom", **part: str) -> HttpResponse:
        return feed_of(list_at(self, **part), kind, request)

    @path("archive/")
    def archive(self, request: HttpRequest) -> HttpResponse:
        shown = Archive(self)
        return self._answer(request, shown, shown.head(request), years=shown.years(request))

    def _answer(self, request: HttpRequest, shown: PostList, head: PageHead, **context: Any) -> HttpResponse:
        return self.render(request, template=shown.template, context_overrides={"list": shown, "head": head, **context})


class BlogIndexPageAuthor(Orderable):
    """An author of a blog, in the blog's order."""

    page = ParentalKey(BlogIndexPage, on_delete=models.CASCADE, related_name="blog_authors")
    author = models.ForeignKey(Author, verbose_name=_("author"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("author")]

    class Meta(Orderable.Meta):
        verbose_name = _("author")
