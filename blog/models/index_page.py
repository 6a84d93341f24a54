from typing import Any

from django.core.paginator import InvalidPage, Page
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel, MultipleChooserPanel, PublishingPanel
from wagtail.blocks import StreamValue
from wagtail.models import Orderable
from wagtail.models import Page as WagtailPage
from wagtail.search import index

from blog.models.authors import Author
from blog.models.fields import BlockStreamField
from blog.models.post import BlogPage
from blog.pagination import CountedPaginator
from blog.sidebar import SidebarBlock
from blog.validators import RESERVED_BESIDE_HOME, refuse_reserved_slug
from images.models import CustomImage


class BlogIndexPage(WagtailPage):
    """A blog: its posts, newest first, and what stands beside them."""

    POSTS_PER_PAGE = 10

    introduction = models.TextField(
        _("introduction"), max_length=500, blank=True, help_text=_("One or two sentences under the title.")
    )
    sidebar = BlockStreamField(
        SidebarBlock,
        verbose_name=_("sidebar"),
        blank=True,
        help_text=_("Shown below the authors, beside every post of this blog that has no sidebar of its own."),
    )

    content_panels = [
        *WagtailPage.content_panels,
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
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("show_in_menus"),
            ],
            heading=_("Sharing and search"),
        )
    ]
    search_fields = [*WagtailPage.search_fields, index.SearchField("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.BlogPage"]

    class Meta:
        verbose_name = _("blog")
        verbose_name_plural = _("blogs")

    def clean(self) -> None:
        super().clean()
        refuse_reserved_slug(self.slug, RESERVED_BESIDE_HOME)

    @cached_property
    def shown_authors(self) -> list[Author]:
        """The blog's own authors, in order, as far as they are published."""
        with_portraits = models.Prefetch("author__portrait", queryset=CustomImage.objects.with_renditions("face"))
        own = self.blog_authors.select_related("author").prefetch_related(with_portraits)
        return [entry.author for entry in own if entry.author.live]

    @property
    def authors_beside(self) -> list[Author]:
        return self.shown_authors

    @property
    def shown_sidebar(self) -> StreamValue:
        return self.sidebar

    @property
    def sidebar_key(self) -> str:
        return f"list-{self.pk}"  # a post shares the parts, but has authors of its own

    @property
    def blogs_shown(self) -> list[int]:
        """The keys of the blogs that this page speaks of."""
        return [self.pk]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "posts": self.page_of_posts(request.GET.get("page", "1")),
        }

    def page_of_posts(self, number: str) -> Page:
        """One page of the list; Http404 for one that isn't there."""
        posts = BlogPage.objects.of_blog(self).listed(within=self).for_entries()
        paginator = CountedPaginator(posts, self.POSTS_PER_PAGE, name=f"blog-{self.pk}")
        try:
            return paginator.page(number)
        except InvalidPage as error:
            raise Http404("There is no such page in this list.") from error


class BlogIndexPageAuthor(Orderable):
    """An author of a blog, in the blog's order."""

    page = ParentalKey(BlogIndexPage, on_delete=models.CASCADE, related_name="blog_authors")
    author = models.ForeignKey(Author, verbose_name=_("author"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("author")]

    class Meta(Orderable.Meta):
        verbose_name = _("author")
