"""Whom readers of a site can tell of something."""

from wagtail.models import Site

from blog.models import Author
from blog.reach import WayToReach
from home.models import HomePage


def author_of_home(site: Site) -> Author | None:
    """Who greets on the home page; None where nobody does."""
    home = HomePage.objects.filter(pk=site.root_page_id).select_related("author").first()
    return next(iter(home.authors_beside), None) if home else None


def email_of(author: Author | None) -> WayToReach | None:
    way = author.way_to_answer if author else None
    return way if way and way.is_email else None
