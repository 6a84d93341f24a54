"""Posts on a topic, with a tag, by an author."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.core.paginator import Page
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from taggit.models import Tag

from blog.for_programs import structured_data
from blog.for_programs.page_head import Crumb, pictured_by
from blog.lists.base import PostList, not_found
from blog.models.authors import Author
from blog.models.post import BlogPage
from blog.models.topics import Topic
from blog.querysets import BlogPageQuerySet
from blog.text import plain
from images.delivery import look_up_renditions

if TYPE_CHECKING:
    from blog.models import BlogIndexPage

CHARACTERS_OF_A_DESCRIPTION = 160


class TopicList(PostList):
    """Posts on a topic or on one of its parts."""

    template = "blog/lists/topic.html"

    def __init__(self, blog: "BlogIndexPage", slug: str) -> None:
        super().__init__(blog)
        topics: list[Any] = list(Topic.objects.filter(live=True).annotate(used=self._used()))
        self.topic = next((topic for topic in topics if topic.slug == slug), None) or not_found()
        others = [topic for topic in topics if topic != self.topic]
        self.children = [topic for topic in others if topic.parent_id == self.topic.pk]
        self.parent = next((topic for topic in others if topic.pk == self.topic.parent_id), None)
        self.within = with_parts(self.topic, topics)
        self.part = self.topic.part
        self.identity = f"topic:{self.topic.pk}"
        self._refuse_if_empty()

    @property
    def title(self) -> str:
        return self.topic.name

    @property
    def description(self) -> str:
        words = Truncator(plain(self.topic.description)).chars(CHARACTERS_OF_A_DESCRIPTION)
        return words or _("Every post on %(topic)s.") % {"topic": self.title}

    @property
    def feed_title(self) -> str:
        return _("Posts on %(topic)s") % {"topic": self.title}

    @property
    def follow_words(self) -> str:
        return _("Follow this topic by RSS")

    def trail(self, blog: str, url: str) -> list[Crumb]:
        above = [Crumb(self.parent.name, f"{blog}{self.parent.part}")] if self.parent else []
        return [Crumb(self.blog.title, blog), *above, Crumb(self.title, url)]

    def posts(self) -> BlogPageQuerySet:
        return self._of_blog().on_topics([topic.pk for topic in self.within])

    @property
    def shown_children(self) -> list[Topic]:
        """Its parts, as far as there is something to read about them."""
        return [child for child in self.children if any(part.used for part in with_parts(child, self.within))]

    def _used(self) -> Exists:
        """Whether a topic itself has posts."""
        joined = BlogPage.topics.through.objects.filter(topic=OuterRef("pk"))
        return Exists(joined.filter(blogpage__in=self._of_blog().order_by().values("pk")))


class TagList(PostList):
    template = "blog/lists/tag.html"

    def __init__(self, blog: "BlogIndexPage", slug: str) -> None:
        super().__init__(blog)
        self.tag = get_object_or_404(Tag, slug=slug)
        self.part = f"tag/{quote(slug)}/"
        self.identity = f"tag:{self.tag.pk}"
        self._refuse_if_empty()

    @property
    def title(self) -> str:
        return _("Tagged “%(tag)s”") % {"tag": self.tag.name}

    @property
    def description(self) -> str:
        return _("Every post tagged “%(tag)s”.") % {"tag": self.tag.name}

    @property
    def feed_title(self) -> str:
        return _("Posts tagged “%(tag)s”") % {"tag": self.tag.name}

    @property
    def follow_words(self) -> str:
        return _("Follow this tag by RSS")

    def posts(self) -> BlogPageQuerySet:
        return self._of_blog().tagged(self.tag.pk)


class AuthorList(PostList):
    """Posts by an author: those that name them and, of the blog's own authors, those that name nobody."""

    template = "blog/lists/author.html"

    def __init__(self, blog: "BlogIndexPage", slug: str) -> None:
        super().__init__(blog)
        authors = Author.objects.select_related("portrait").annotate(
            speaks_for_the_blog=Exists(blog.blog_authors.model.objects.filter(page=blog, author=OuterRef("pk")))
        )
        self.author: Any = get_object_or_404(authors, slug=slug, live=True)
        self.part = self.author.part
        self.identity = f"author:{self.author.pk}"
        if not self.author.speaks_for_the_blog:
            self._refuse_if_empty()

    def page(self, number: str, request: HttpRequest | None = None) -> Page:
        if self.author.portrait:
            look_up_renditions([self.author.portrait], "portrait")
        return super().page(number, request)

    @property
    def title(self) -> str:
        return self.author.name

    @property
    def description(self) -> str:
        return self.author.short_bio or _("Every post by %(author)s.") % {"author": self.title}

    @property
    def feed_title(self) -> str:
        return _("Posts by %(author)s") % {"author": self.title}

    def pictured(self, posts: Page | None, root: str) -> dict[str, Any]:
        return pictured_by(self.author.portrait, root, "portrait")

    def nodes(self, blog: str, url: str, root: str) -> list[dict[str, Any]]:
        return structured_data.profile(self.author, url, root)

    def posts(self) -> BlogPageQuerySet:
        return self._of_blog().by_author(self.author, self.author.speaks_for_the_blog)


def with_parts(topic: Topic, topics: list[Topic]) -> list[Topic]:
    """``topic``, its parts, theirs, and so on, each once."""
    found = [topic]
    for above in found:
        found += [part for part in topics if part.parent_id == above.pk and part not in found]
    return found
