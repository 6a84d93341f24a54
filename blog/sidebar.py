"""What stands beside posts and lists, below their authors. An empty part renders nothing."""

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class _Part(blocks.StructBlock):
    """Previews with what the site itself has, so that an editor sees the real thing."""

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


class TopicsPart(_Part):
    title = blocks.CharBlock(label=_("Title"), default=_("Topics"), max_length=60)

    class Meta:
        icon = "tag"
        label = _("Topics")
        description = _("All topics that this blog has posts on")
        template = "blog/sidebar/topics.html"

    def get_context(self, value: blocks.StructValue, parent_context: dict | None = None) -> dict[str, Any]:
        page = (parent_context or {}).get("page")
        posts = apps.get_model("blog", "BlogPage").objects.listed(within=page)
        if page:
            posts = posts.filter(blog__in=page.blogs_shown)
        topics = apps.get_model("blog", "Topic").objects.filter(live=True, pk__in=posts.order_by().values("topics"))
        return super().get_context(value, parent_context) | {"topics": topics}

    def get_preview_value(self) -> Any:
        return self.normalize({"title": str(_("Topics"))})


class SidebarBlock(blocks.StreamBlock):
    author = AuthorPart()
    notice = NoticePart()
    topics = TopicsPart()

    class Meta:
        block_counts = {"topics": {"max_num": 1}}
