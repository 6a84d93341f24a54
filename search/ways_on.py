"""Where a reader can go on from a search that found nothing."""

from dataclasses import dataclass

from blog.kept import keep
from blog.lists.base import PostList
from blog.lists.calendar import Bar
from blog.lists.lines import address_at
from blog.models import BlogIndexPage, Topic
from search.known import first_blog
from search.wanted import Wanted


@dataclass(frozen=True)
class WaysOn:
    """``address`` is the blog's, which its topics and years are below."""

    address: str
    count: int
    topics: list[Topic]
    bars: list[Bar]


def ways_on(wanted: Wanted) -> WaysOn | None:
    """None where there is no blog."""
    blog = wanted.blog or first_blog(wanted.site)
    if blog is None:
        return None
    posts = PostList(blog)
    return WaysOn(
        address_at(wanted.site, blog.url_path), posts.calendar.count, _topics_of(blog), posts.calendar.skyline()
    )


def _topics_of(blog: BlogIndexPage) -> list[Topic]:
    """Those that readers find posts on."""
    posts = PostList(blog).posts().order_by()
    return keep(f"topics:{blog.pk}", lambda: list(Topic.objects.filter(live=True, pk__in=posts.values("topics"))))
