import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import Tag, TaggedItemBase
from wagtail.admin.panels import TabbedInterface
from wagtail.blocks import StreamValue
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page, PageManager

from blog.blocks import BodyBlock
from blog.models.authors import Author
from blog.models.fields import BlockStreamField, CountedManyToManyField
from blog.models.found_by import FoundByAll
from blog.models.often_asked import OftenAsked
from blog.models.topics import Topic
from blog.post_form import TABS, BlogPageForm
from blog.post_page.context import around_post
from blog.publishing.dating import DatedWhenPublished
from blog.publishing.gate import PicturesChecked
from blog.querysets import BlogPageQuerySet, is_restricted
from blog.reach import WayToReach
from blog.sidebar import SidebarBlock
from blog.text import excerpt_of, minutes_to_read, words_of
from blog.validators import RESERVED_IN_A_BLOG, refuse_reserved_slug
from images.credits import Credit


def today() -> datetime.date:
    return timezone.localdate()


def now_on_the_wall() -> datetime.time:
    return timezone.localtime().time().replace(second=0, microsecond=0)


class BlogPageTag(TaggedItemBase):
    content_object = ParentalKey("blog.BlogPage", on_delete=models.CASCADE, related_name="tagged_items")


class BlogPage(PicturesChecked, DatedWhenPublished, OftenAsked, FoundByAll, Page):
    """A post."""

    date = models.DateField(
        _("date on the post"),
        default=today,
        help_text=_("Fill it in for an old post."),
    )
    time = models.TimeField(
        _("time"), default=now_on_the_wall, help_text=_("Orders the posts of one day. Readers don’t see it.")
    )
    # Nobody has chosen a date: it is settled by the first publishing. What code writes has the date it was given.
    dated_when_published = models.BooleanField(default=False, editable=False)
    introduction = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        help_text=_("One or two sentences. Shown under the title, in lists and in search engines."),
    )
    lead_picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown at the top of the post and in lists. Optional."),
    )
    lead_caption = models.CharField(
        _("caption of the lead picture"),
        max_length=300,
        blank=True,
        help_text=_("Empty: the picture’s own caption, if it has one."),
    )
    body = BlockStreamField(BodyBlock, verbose_name=_("text"))
    question = models.CharField(
        _("a question to end on"),
        max_length=160,
        blank=True,
        help_text=_(
            "Readers see it large, at the end, and in the list of open questions until it is closed. They answer by "
            "the first author’s best way to be reached. Leave empty if there is none."
        ),
    )
    question_closed = models.BooleanField(
        _("the question is closed"),
        default=False,
        help_text=_("Readers still see it, and that it is closed; it leaves the list of open questions."),
    )
    topics: Any = CountedManyToManyField(
        Topic,
        verbose_name=_("topics"),
        blank=True,
        related_name="posts",
        help_text=_("Up to 5. Of several, the one that comes first in the alphabet stands above the title."),
    )
    tags = ClusterTaggableManager(
        through=BlogPageTag,
        verbose_name=_("tags"),
        blank=True,
        help_text=_("As many as you like. Press Enter after each."),
    )
    featured_until = models.DateField(
        _("feature on the home page until"),
        null=True,
        blank=True,
        help_text=_("Shown first on the home page up to and including this day."),
    )
    tell_readers_updated = models.BooleanField(
        _("tell readers it was updated"),
        default=False,
        help_text=_(
            "Adds “Updated” and the day of the last publishing to the post, once a day has passed since the first."
        ),
    )
    updated_note = models.CharField(
        _("what was changed"), max_length=200, blank=True, help_text=_("Said to readers beside “Updated”. Optional.")
    )
    sidebar = BlockStreamField(
        SidebarBlock,
        verbose_name=_("sidebar"),
        blank=True,
        help_text=_(
            "Only where this post needs another sidebar than its blog. The blog’s own is in the form of the blog."
        ),
    )
    sharing_picture = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("sharing picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when somebody passes the post on. Empty: the lead picture."),
    )
    # The page above, stored here too so that a blog's newest posts are found by an index.
    blog = models.ForeignKey(
        "blog.BlogIndexPage", null=True, editable=False, on_delete=models.SET_NULL, related_name="posts"
    )
    blog.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    # An archive that comes from elsewhere is asked for less than what is written here.
    imported = models.BooleanField(default=False, editable=False)
    # Made from the body whenever the post is saved, so that lists need not load bodies.
    excerpt = models.TextField(blank=True, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)

    objects = PageManager.from_queryset(BlogPageQuerySet)()

    edit_handler = TabbedInterface(TABS, base_form_class=BlogPageForm)
    parent_page_types = ["blog.BlogIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        indexes = [
            models.Index(fields=["-date", "-time", "-page_ptr"], name="blog_newest_first"),
            models.Index(fields=["blog", "-date", "-time", "-page_ptr"], name="blog_newest_of_a_blog"),
            models.Index(
                fields=["featured_until"], condition=models.Q(featured_until__isnull=False), name="blog_featured"
            ),
            models.Index(
                fields=["blog", "-date"],
                condition=models.Q(question__gt="", question_closed=False),
                name="blog_open_questions",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        refuse_reserved_slug(self.slug, RESERVED_IN_A_BLOG, years=True)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if "update_fields" not in kwargs:
            words = words_of(self.body)
            self.excerpt, self.word_count = excerpt_of(words), len(words.split())
            self.blog_id = self.blog_above()
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "BlogPage":
        """An earlier version stands where the post stands now."""
        version = super().with_content_json(content)
        version.blog_id = self.blog_id
        return version

    def blog_above(self) -> Any:
        """The key of the blog that the page tree has this post in; None in a tree without one."""
        blogs = apps.get_model("blog", "BlogIndexPage").objects
        path = self._get_basepath(self.path, self.depth - 1)
        return blogs.filter(path=path).values_list("pk", flat=True).first()

    @property
    def asks(self) -> bool:
        """Whether it ends in a question that readers can still answer."""
        return bool(self.question) and not self.question_closed

    @property
    def gist(self) -> str:
        """What lists and search engines say of the post."""
        return self.introduction or self.excerpt

    @property
    def minutes_to_read(self) -> int:
        return minutes_to_read(self.word_count)

    @property
    def is_featured(self) -> bool:
        return self.featured_until is not None and self.featured_until >= today()

    @property
    def updated_on(self) -> datetime.date | None:
        """The day readers are told of; None unless an editor turned it on and a day has passed."""
        first, last = self.first_published_at, self.last_published_at
        if not (self.tell_readers_updated and first and last) or last - first < datetime.timedelta(days=1):
            return None
        return timezone.localdate(last)

    @cached_property
    def its_blog(self) -> Any:
        """The blog this post stands in; a new post in a preview is not stored there yet."""
        return self.blog or self.get_parent().specific

    @cached_property
    def own_authors(self) -> list[Author]:
        """Who wrote it, in order, as far as they are published."""
        entries = self.post_authors.select_related("author__portrait")
        return [entry.author for entry in entries if entry.author and entry.author.live]

    @property
    def shown_authors(self) -> list[Author]:
        return self.own_authors or self.its_blog.shown_authors

    @property
    def order_key(self) -> tuple[datetime.date, datetime.time, int]:
        """What lists are ordered by."""
        return self.date, self.time, self.pk or 0

    @cached_property
    def shown_tags(self) -> list[Tag]:
        return list(self.tags.all())

    @cached_property
    def shown_topics(self) -> list[Topic]:
        return [topic for topic in self.topics.all() if topic.live]

    @property
    def shown_sidebar(self) -> StreamValue:
        return self.sidebar or self.its_blog.sidebar

    @property
    def sidebar_key(self) -> str:
        """Tells this post's sidebar from others: one that speaks of it, or the one it shares with its blog."""
        own_parts = {"share", "open_questions"} if self.asks else {"share"}
        speaks_of_it = self.sidebar or any(part["type"] in own_parts for part in self.shown_sidebar.raw_data)
        return f"post-{self.pk}" if speaks_of_it else f"blog-{self.blog_id}"

    @property
    def sidebar_within(self) -> Page:
        """The page whose readers the sidebar is for: it is kept for all posts of the blog together."""
        return self.its_blog

    @property
    def blogs_shown(self) -> list[int]:
        """The keys of the blogs that this page speaks of."""
        return [self.its_blog.pk]

    def blog_address(self, request: HttpRequest | None) -> str:
        address = self.get_url(request) if self.pk else None
        return f"{address.rsplit('/', 2)[0]}/" if address else self.its_blog.get_url(request)

    def has_page_of(self, author: Author) -> bool:
        """Whoever wrote a post that is listed has at least this one to list."""
        return self.is_listed

    @cached_property
    def is_listed(self) -> bool:
        """Whether readers of its blog find it in lists, and so its topics, tags and authors have pages."""
        return self.live and not is_restricted(self, within=self.its_blog)

    @property
    def authors_beside(self) -> list[Author]:
        """None from the part of the sidebar that posts share: they have authors of their own."""
        return []

    @property
    def changed_at(self) -> datetime.datetime:
        """When readers saw it change last."""
        return max(self.published_at, self.last_published_at or self.published_at)

    @property
    def picture_for_others(self) -> Any:
        """What stands for it where somebody passes it on; None when readers may see none of its own."""
        own = (self.sharing_picture, self.lead_picture)
        return next((picture for picture in own if picture and not picture.is_ended), None)

    @property
    def lead_alt(self) -> str:
        return self.lead_picture.description if self.lead_picture else ""

    @property
    def shown_lead_caption(self) -> str:
        return self.lead_caption or (self.lead_picture.caption if self.lead_picture else "")

    @property
    def lead_credit(self) -> Credit | None:
        return self.lead_picture.credit_line if self.lead_picture else None

    @property
    def way_to_answer(self) -> WayToReach | None:
        """How a reader can answer the closing question: the best way of the first author who has one."""
        ways = (author.way_to_answer for author in self.shown_authors)
        return next((way for way in ways if way), None)

    @property
    def answer_url(self) -> str:
        return self.way_to_answer.answer_url(self.title) if self.way_to_answer else ""

    @property
    def published_at(self) -> datetime.datetime:
        """The moment that its date and time say, in the site's time zone.

        Before time zones, every place had its own noon, down to the second. No format of dates on the web can say so.
        """
        moment = timezone.make_aware(datetime.datetime.combine(self.date, self.time))
        offset = moment.utcoffset() or datetime.timedelta()
        minutes = datetime.timedelta(minutes=round(offset / datetime.timedelta(minutes=1)))
        return moment if minutes == offset else moment.replace(tzinfo=datetime.timezone(minutes))

    @property
    def age_in_years(self) -> int:
        """Whole years since the date on the post."""
        day = today()
        return day.year - self.date.year - ((day.month, day.day) < (self.date.month, self.date.day))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | around_post(self, request)


class BlogPageAuthor(Orderable):
    """An author of a post, in the post's order."""

    page = ParentalKey(BlogPage, on_delete=models.CASCADE, related_name="post_authors")
    author = models.ForeignKey(Author, verbose_name=_("author"), on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")


class RelatedPost(Orderable):
    """A post that an editor picked to go on with."""

    page = ParentalKey(BlogPage, on_delete=models.CASCADE, related_name="related_posts")
    post = models.ForeignKey(BlogPage, verbose_name=_("post"), on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("related post")
