"""Which list stands at an address."""

from typing import TYPE_CHECKING

from blog.lists.base import PostList
from blog.lists.by_date import MonthList, YearList
from blog.lists.by_subject import AuthorList, TagList, TopicList

if TYPE_CHECKING:
    from blog.models import BlogIndexPage


def list_at(
    blog: "BlogIndexPage", year: str = "", month: str = "", topic: str = "", tag: str = "", author: str = ""
) -> PostList:
    """The list that a part of an address means; Http404 for one that readers can't have."""
    if topic:
        return TopicList(blog, topic)
    if tag:
        return TagList(blog, tag)
    if author:
        return AuthorList(blog, author)
    if month:
        return MonthList(blog, int(year), int(month))
    return YearList(blog, int(year)) if year else PostList(blog)
