"""What every list of a blog's posts has that stands at an address of its own.

Each kind says where it stands below its blog (``part``), what it is called, and which of the listed posts are in it;
its page, its count, its feed and what it tells programs follow from that.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn, cast
from urllib.parse import urljoin
from uuid import UUID, uuid5

from django.apps import apps
from django.core.paginator import InvalidPage, Page
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from blog.for_programs import structured_data
from blog.for_programs.page_head import (
    Crumb,
    FeedLink,
    PageHead,
    first_picture,
    head_of,
    numbered,
    pictured_by,
    root_of,
)
from blog.lists.calendar import Calendar, calendar_of
from blog.lists.pagination import CountedPaginator, kept_count
from blog.querysets import BlogPageQuerySet

if TYPE_CHECKING:
    from blog.models import BlogIndexPage


class PostList:
    """All posts of a blog; what its topics, tags, authors, years and months have in common."""

    part = ""
    identity = ""
    has_feed = True
    template = "blog/blog_index_page.html"
    posts_a_page = 10
    posts_a_feed = 15

    def __init__(self, blog: "BlogIndexPage") -> None:
        self.blog = blog

    @property
    def name(self) -> str:
        """Among all lists of all blogs."""
        return f"list:{self.blog.pk}:{self.part}"

    @property
    def title(self) -> str:
        return self.blog.title

    @property
    def description(self) -> str:
        """What search engines say of it."""
        return self.blog.search_description or self.blog.introduction

    @property
    def feed_title(self) -> str:
        """What it is a list of, said where nothing around says it."""
        return self.title

    @property
    def follow_words(self) -> str:
        """What the link to its feed says; a page also has one to the feed of the whole blog."""
        return _("Follow by RSS")

    @cached_property
    def calendar(self) -> Calendar:
        """Of the whole blog, whatever this list is of."""
        return calendar_of(self.blog, self._of_blog())

    def posts(self) -> BlogPageQuerySet:
        """Those that readers of the blog may find, newest first."""
        return self._of_blog()

    def page(self, number: str, request: HttpRequest | None = None) -> Page:
        """One page of it, as readers see it; Http404 for one that isn't there."""
        page = self._page(self.posts(), number, self.posts_a_page)
        page.object_list = self.shown(cast(BlogPageQuerySet, page.object_list), request)
        return page

    def page_of_feed(self, number: str) -> Page:
        """One page of whole posts; Http404 for one that isn't there."""
        page = self._page(self.posts(), number, self.posts_a_feed)
        page.object_list = cast(BlogPageQuerySet, page.object_list).whole()
        return page

    def blog_of(self, post: Any) -> "BlogIndexPage | None":
        """The blog that a post of it stands in: one object, so that its authors are looked up once."""
        return self.blog

    def shown(self, posts: BlogPageQuerySet, request: HttpRequest | None) -> Sequence[Any]:
        """What the page shows of ``posts``."""
        return posts.for_entries("sharing")

    def address(self, request: HttpRequest | None) -> str:
        return f"{self.blog.blog_address(request)}{self.part}"

    def head(self, request: HttpRequest, posts: Page | None = None) -> PageHead:
        root = root_of(request)
        blog, url = (urljoin(root, address) for address in (self.blog.blog_address(request), self.address(request)))
        return head_of(
            self.blog,
            request,
            title=self.head_title,
            description=self.description,
            trail=self.trail(blog, url),
            nodes=self.nodes(blog, url, root),
            feed=FeedLink(self.feed_title, urljoin(root, self.feed_address(request))) if self.has_feed else None,
            **(numbered(url, posts) if posts else {"url": url}),
            **self.pictured(posts, root),
        )

    def pictured(self, posts: Page | None, root: str) -> dict[str, Any]:
        """The picture that stands for it where it is shared, as facts of its head."""
        return pictured_by(first_picture(posts or []), root)

    @property
    def head_title(self) -> str:
        """What a browser's tab and a search engine call it."""
        return self.feed_title if self.part else self.blog.seo_title or self.blog.title

    def trail(self, blog: str, url: str) -> list[Crumb]:
        """The way here from the home page; ``blog`` and ``url`` are absolute."""
        here = [Crumb(self.title, url)] if self.part else []
        return [Crumb(self.blog.title, blog), *here]

    def nodes(self, blog: str, url: str, root: str) -> list[dict[str, Any]]:
        """What it is in the words of schema.org."""
        of_blog = structured_data.blog_node(self.blog, blog, root)
        if not self.part:
            return [of_blog]
        return [structured_data.collection(self.feed_title, self.description, url, blog), of_blog]

    def feed_address(self, request: HttpRequest | None, kind: str = "atom") -> str:
        return f"{self.address(request)}feed/{'' if kind == 'atom' else f'{kind}/'}"

    @property
    def feed_id(self) -> UUID:
        """Stays when anything is renamed or moved."""
        return uuid5(self.blog.translation_key, self.identity) if self.identity else self.blog.translation_key

    def _page(self, posts: BlogPageQuerySet, number: str, posts_a_page: int) -> Page:
        paginator = CountedPaginator(posts, posts_a_page, name=self.name)
        try:
            page = paginator.page(number)
        except InvalidPage as error:
            raise Http404("There is no such page in this list.") from error
        page.object_list = cast(BlogPageQuerySet, page.object_list).found_first()
        return page

    def _of_blog(self) -> BlogPageQuerySet:
        return apps.get_model("blog", "BlogPage").objects.of_blog(self.blog).listed(within=self.blog)

    def _refuse_if_empty(self) -> None:
        """What nobody may read about has no page: its name alone would say too much."""
        if not kept_count(self.name, self.posts()):
            raise Http404("There is no post here.")


def not_found() -> NoReturn:
    raise Http404("There is nothing here.")
