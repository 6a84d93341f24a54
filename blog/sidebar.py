"""What stands beside posts and lists, below their authors. An empty part renders nothing."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.utils import ErrorList
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page, Site
from wagtail.snippets.blocks import SnippetChooserBlock

from blog.lists.calendar import this_week_years_ago
from blog.lists.lines import lines
from blog.post_page.sharing import SharedPost, ShareLink, share_links
from blog.querysets import BlogPageQuerySet


class _Part(blocks.StructBlock):
    """Previews with what the site itself has, so that an editor sees the real thing."""

    class Meta:
        preview_template = "blog/previews/part.html"

    @cached_property
    def is_previewable(self) -> bool:
        return True

    def newest(self, chosen: str) -> Model | None:
        """The newest published object that the chooser called ``chosen`` could have chosen."""
        return self.child_blocks[chosen].model_class.objects.filter(live=True).order_by("-pk").first()


class AuthorPart(_Part):
    author = SnippetChooserBlock("blog.Author", label=_("Author"))

    class Meta:
        icon = "user"
        label = _("Author")
        description = _("One more author, below those of the post")
        template = "blog/sidebar/author.html"

    def get_preview_value(self) -> Any:
        return self.normalize({"author": self.newest("author")})


class NoticePart(_Part):
    notice = SnippetChooserBlock("blog.Notice", label=_("Notice"))

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        description = _("A few words that you write once, under Notices")
        template = "blog/sidebar/notice.html"

    def get_preview_value(self) -> Any:
        return self.normalize({"notice": self.newest("notice")})


class _PartOnPosts(_Part):
    """One that shows something of the posts of the blogs its page speaks of; ``of`` says what.

    Where an editor looks at the part by itself there is no ``page``.
    """

    MOST_BLOGS: int | None = None

    def of(self, posts: BlogPageQuerySet, site: Site | None, page: Page | None) -> dict[str, Any]:
        raise NotImplementedError

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        page, request = context.get("page"), context.get("request")
        posts = apps.get_model("blog", "BlogPage").objects.listed(within=page.sidebar_within if page else None)
        if page:
            posts = posts.filter(blog__in=page.blogs_shown[: self.MOST_BLOGS])
        return context | self.of(posts, Site.find_for_request(request) if request else None, page)

    def get_preview_value(self) -> Any:
        return self.normalize({"title": str(self.child_blocks["title"].meta.default)})


class TopicsPart(_PartOnPosts):
    MOST_BLOGS = 1  # the one that its links lead into

    title = blocks.CharBlock(label=_("Title"), default=_("Topics"), max_length=60)

    class Meta:
        icon = "tag"
        label = _("Topics")
        description = _("All topics that this blog has posts on")
        template = "blog/sidebar/topics.html"

    def of(self, posts: BlogPageQuerySet, site: Site | None, page: Page | None) -> dict[str, Any]:
        topics = apps.get_model("blog", "Topic").objects
        return {"topics": topics.filter(live=True, pk__in=posts.order_by().values("topics"))}


class OpenQuestionsPart(_PartOnPosts):
    MOST = 3

    title = blocks.CharBlock(label=_("Title"), default=_("Questions still open"), max_length=60)

    class Meta:
        icon = "help"
        label = _("Open questions")
        description = _("The newest posts that end in a question, until it is closed")
        template = "blog/sidebar/open_questions.html"

    def of(self, posts: BlogPageQuerySet, site: Site | None, page: Page | None) -> dict[str, Any]:
        """Not the question of the post that is being read."""
        others = posts.exclude(pk=page.pk) if page and page.pk else posts
        return {"posts": lines(others.with_open_question()[: self.MOST], site)}


class ThisWeekPart(_PartOnPosts):
    FEWEST = 3

    title = blocks.CharBlock(label=_("Title"), default=_("This week, years ago"), max_length=60)

    class Meta:
        icon = "history"
        label = _("This week, years ago")
        description = _("Posts of this week in earlier years, when there are three or more")
        template = "blog/sidebar/this_week.html"

    def of(self, posts: BlogPageQuerySet, site: Site | None, page: Page | None) -> dict[str, Any]:
        if page is None:
            return {"posts": lines(posts[: self.FEWEST], site)}
        first = posts.order_by("date").values_list("date", flat=True).first()
        found = this_week_years_ago(posts, first.year, timezone.localdate(), site) if first else []
        return {"posts": found if len(found) >= self.FEWEST else []}


class SharePart(_Part):
    title = blocks.CharBlock(label=_("Title"), default=_("Pass it on"), max_length=60)

    class Meta:
        icon = "link-external"
        label = _("Pass it on")
        description = _("Once more beside the post: every post ends with its ways to share already")
        template = "blog/sidebar/share.html"

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return context | {"share": context["share"] if "page" in context else self._example()}

    def _example(self) -> list[ShareLink]:
        """What an editor sees who looks at the part by itself."""
        return share_links(SharedPost("", "https://example.org/"), apps.get_model("blog", "BlogSettings")())

    def get_preview_value(self) -> Any:
        return self.normalize({"title": str(_("Pass it on"))})


class SidebarBlock(blocks.StreamBlock):
    author = AuthorPart()
    notice = NoticePart()
    topics = TopicsPart()
    open_questions = OpenQuestionsPart()
    this_week = ThisWeekPart()
    share = SharePart()

    class Meta:
        block_counts = {name: {"max_num": 1} for name in ("topics", "open_questions", "this_week", "share")}

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """What a sidebar can hold once is said in a sentence, before Wagtail counts items."""
        counts = Counter(part.block_type for part in value)
        doubles = [self.child_blocks[name].label for name in self.meta.block_counts if counts[name] > 1]
        if doubles:
            sentence = gettext("A sidebar can hold “%(part)s” once. Delete the second one.")
            errors = ErrorList([ValidationError(sentence % {"part": label}) for label in doubles])
            raise blocks.StreamBlockValidationError(non_block_errors=errors)
        return super().clean(value)
