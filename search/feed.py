"""What a search finds, as a list that can be followed."""

from dataclasses import replace
from functools import cached_property
from uuid import UUID, uuid5

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.lists.base import PostList
from blog.models import BlogIndexPage, BlogPage
from search.answering import answer
from search.known import blogs_of
from search.showing import query_of, words_of
from search.wanted import Sort, Wanted

NEWEST: Sort = "newest"


class FoundPosts(PostList):
    """The posts that a search finds, the newest first; of several blogs, ``blog`` is the one that speaks for them."""

    def __init__(self, blog: BlogIndexPage, wanted: Wanted) -> None:
        super().__init__(blog)
        self.wanted = replace(wanted, sort=NEWEST)

    @staticmethod
    def feed_address_of(wanted: Wanted) -> str:
        return f"{reverse('search_feed')}?{query_of(replace(wanted, sort=NEWEST))}"

    @property
    def description(self) -> str:
        return ""

    @property
    def feed_title(self) -> str:
        words = words_of(self.wanted)
        about = _("Posts found by “%(words)s”") % {"words": words} if words else _("Posts")
        return ", ".join([about, *(chip.label for chip in self.wanted.chips)])

    @property
    def feed_id(self) -> UUID:
        return uuid5(self.blog.translation_key, f"search:{query_of(self.wanted)}")

    def page_of_feed(self, number: str) -> Page:
        """As the search has it; its number is a part of what is wanted."""
        found = answer(self.wanted, with_pins=False)
        keys = [hit.post.pk for hit in found.hits]
        posts = BlogPage.objects.whole().in_bulk(keys)
        found.page.object_list = [posts[key] for key in keys]
        return found.page

    def address(self, request: HttpRequest | None) -> str:
        return self.wanted.address(page="")

    def feed_address(self, request: HttpRequest | None, kind: str = "atom") -> str:
        return self.feed_address_of(self.wanted)

    def blog_of(self, post: BlogPage) -> BlogIndexPage | None:
        return self._blogs.get(post.blog_id)

    @cached_property
    def _blogs(self) -> dict[int, BlogIndexPage]:
        return blogs_of(self.wanted.site).in_bulk()
