"""Where readers of a site see which pictures, and where a use has a credit line of its own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast, Replace
from wagtail.models import PageQuerySet, Site

from blog.models import BlogIndexPage, BlogPage, BlogPageAuthor
from blog.picture_uses import picture_uses_in
from blog.post_pictures import own_lines
from blog.publishing.gate import PicturesChecked
from blog.querysets import BlogPageQuerySet, visible

# As stored JSON has it: a use that leaves the credit to the picture, and any.
NO_LINE, A_LINE = '"credit": ""', '"credit": "'


class Use(NamedTuple):
    """A picture on a page; ``own_line`` is "" where its own credit stands beside it."""

    picture: int
    page: int
    own_line: str


class Portrait(NamedTuple):
    """A picture on the page that an author has in a blog."""

    picture: int
    author: int
    blog: int


def uses_in_posts(site: Site) -> Iterator[Use]:
    """Those in the newest posts first. Three queries."""
    posts = _posts_of(site)
    lines = dict(_lines_in(posts))
    pictures = _pictures_in(posts)
    for post in posts.values_list("pk", flat=True):
        yield from _uses(post, pictures[post], lines.get(post, {}))


def uses_in_other_pages(site: Site) -> Iterator[Use]:
    """Three queries."""
    pages = visible(site.root_page.get_descendants(inclusive=True)).not_type(BlogPage)
    pictures = _pictures_in(pages)
    for page in pages.filter(pk__in=pictures).specific():
        lines = own_lines(page.body.raw_data) if isinstance(page, PicturesChecked) else {}
        yield from _uses(page.pk, pictures[page.pk], lines)


def portraits(site: Site) -> Iterator[Portrait]:
    """Of whoever wrote a listed post, and of those who speak for a blog with posts that name nobody. Two queries."""
    posts = _posts_of(site).filter(blog__live=True).order_by()
    bylines = BlogPageAuthor.objects.filter(author__live=True)
    rows = bylines.filter(page__in=posts, author__portrait__isnull=False)
    yield from _distinct(rows.values_list("author__portrait", "author", "page__blog"))
    unsigned = posts.exclude(Exists(bylines.filter(page=OuterRef("pk"))))
    speakers = BlogIndexPage.blog_authors.rel.related_model.objects
    rows = speakers.filter(page__in=unsigned.values("blog"), author__live=True, author__portrait__isnull=False)
    yield from _distinct(rows.values_list("author__portrait", "author", "page"))


def _posts_of(site: Site) -> BlogPageQuerySet:
    return BlogPage.objects.descendant_of(site.root_page).listed()


def _pictures_in(pages: PageQuerySet) -> dict[int, set[int]]:
    found = defaultdict(set)
    for picture, page in picture_uses_in(pages).values_list("to_object_id", "object_id"):
        found[int(page)].add(int(picture))
    return found


def _lines_in(posts: BlogPageQuerySet) -> Iterator[tuple[int, dict[int, set[str]]]]:
    """Only bodies that have such a line are read: there may be thousands of others."""
    stored = Replace(Cast("body", TextField()), Value(NO_LINE), Value(""), output_field=TextField())
    found = posts.annotate(stored=stored).filter(stored__contains=A_LINE)
    for post, lead, body in found.values_list("pk", "lead_picture", "body"):
        lines = own_lines(body.raw_data)
        if lead in lines:
            lines[lead].add("")
        yield post, lines


def _uses(page: int, pictures: Iterable[int], lines: dict[int, set[str]]) -> Iterator[Use]:
    for picture in sorted(pictures):
        yield from (Use(picture, page, line) for line in sorted(lines.get(picture, {""})))


def _distinct(rows: Iterable[tuple[int, int, int]]) -> Iterator[Portrait]:
    return (Portrait(*row) for row in sorted(set(rows)))
