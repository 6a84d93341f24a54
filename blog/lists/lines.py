"""Posts as lines of a list, from rows rather than models: there may be hundreds on a page."""

import datetime
from typing import NamedTuple

from django.apps import apps
from django.db.models import OuterRef, Subquery
from django.utils.encoding import iri_to_uri
from wagtail.models import Site

from blog.querysets import BlogPageQuerySet


class Line(NamedTuple):
    """A post as one line: ``topic`` is its first, where the list shows it."""

    title: str
    address: str
    date: datetime.date
    question: str = ""
    topic: str | None = None

    @property
    def month(self) -> datetime.date:
        return self.date.replace(day=1)


def lines(posts: BlogPageQuerySet, site: Site | None, with_topics: bool = False) -> list[Line]:
    """All ``posts``, which may be a slice, in their order and in one query."""
    shown = ["title", "url_path", "date", "question"]
    if with_topics:
        topics = apps.get_model("blog", "Topic").objects.filter(posts=OuterRef("pk"), live=True).order_by("name")
        posts = posts.annotate(topic=Subquery(topics.values("name")[:1]))
        shown.append("topic")
    rows = posts.values_list(*shown)
    return [Line(title, address_at(site, path), date, question, *topic) for title, path, date, question, *topic in rows]


def address_at(site: Site | None, url_path: str) -> str:
    """The path of the page with this ``url_path``, as the site has it; "" where it has no such page."""
    root = site.root_page.url_path if site else ""
    return iri_to_uri(f"/{url_path.removeprefix(root)}") if root and url_path.startswith(root) else ""
