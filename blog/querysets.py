"""The one door: what readers may see.

Every list, count and neighbour that a reader meets starts from ``BlogPage.objects.listed()``,
every other look at pages from ``visible()``. Nothing in the project says ``.live().public()``.
"""

import datetime
from functools import reduce
from operator import or_

from django.db.models import Prefetch, Q
from wagtail.models import Page, PageQuerySet, PageViewRestriction

from images.models import CustomImage


def visible(pages: PageQuerySet, within: Page | None = None) -> PageQuerySet:
    """Those of ``pages`` that anybody may read: published, and behind no password or sign-in.

    What Wagtail's ``.live().public()`` gives, with a condition only where something is restricted: where
    nothing is, which is nearly everywhere, ``.public()`` makes SQLite read every page.

    ``within`` is a page that its reader was let into already: what restricts it restricts nothing below it twice.
    """
    restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
    passed = within.path if within else ""
    behind = [Q(path__startswith=path) for path in restricted if not passed.startswith(path)]
    return pages.live().exclude(reduce(or_, behind)) if behind else pages.live()


class BlogPageQuerySet(PageQuerySet):
    def listed(self, within: Page | None = None) -> "BlogPageQuerySet":
        """Posts a reader (of the page ``within``) may find, newest first by the date and time they carry."""
        return visible(self, within).order_by("-date", "-time", "-pk")

    def of_blog(self, blog: Page) -> "BlogPageQuerySet":
        return self.filter(blog=blog)

    def featured_on(self, day: datetime.date) -> "BlogPageQuerySet":
        return self.filter(featured_until__gte=day)

    def for_entries(self, *places: str) -> "BlogPageQuerySet":
        """With what an entry of a list shows, in a fixed number of queries; without the body.

        ``places`` name further sizes (``images/sizes.py``) that lead pictures are shown in.
        """
        pictures = Prefetch("lead_picture", queryset=CustomImage.objects.with_renditions("thumbnail", *places))
        return self.defer_streamfields().prefetch_related(pictures, "topics")
