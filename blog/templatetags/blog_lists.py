"""What lists of posts need beside their posts."""

from collections.abc import Iterator

from django import template
from django.core.paginator import Page

register = template.Library()


@register.simple_tag
def page_numbers(posts: Page) -> Iterator[str | int]:
    """``1 2 3 … 65`` around the page that is open."""
    return posts.paginator.get_elided_page_range(posts.number, on_each_side=1, on_ends=1)
