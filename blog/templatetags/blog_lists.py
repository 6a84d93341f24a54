"""What lists of posts need beside their posts: numbers of pages, and the addresses of other lists."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.utils.translation import gettext as _

from blog.lists.base import PostList
from blog.models import Author

register = template.Library()


@register.simple_tag
def page_numbers(posts: Page) -> Iterator[str | int]:
    """``1 2 3 … 65`` around the page that is open."""
    return posts.paginator.get_elided_page_range(posts.number, on_each_side=1, on_ends=1)


@register.simple_tag
def page_of_list(posts: Page) -> str:
    """What is said after the name of a list, from its second page on."""
    return _(", page %(number)s") % {"number": posts.number} if posts.number > 1 else ""


@register.simple_tag(takes_context=True)
def blog_address(context: Context, page: Any) -> str:
    """Of the blog that a post stands in, or that another page speaks of: lists are below it. "" where there is none."""
    return page.blog_address(context.get("request")) if page else ""


@register.simple_tag(takes_context=True)
def author_address(context: Context, page: Any, author: Author) -> str:
    """Of an author's posts in the blog that ``page`` speaks of; "" where there are none."""
    blog = blog_address(context, page)
    return f"{blog}{author.part}" if blog and page.has_page_of(author) else ""


@register.simple_tag(takes_context=True)
def feed_address(context: Context, shown: PostList) -> str:
    return shown.feed_address(context.get("request"))
