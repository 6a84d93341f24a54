"""Which blogs have moved in, and where they stood."""

from dataclasses import dataclass

from blog.kept import keep
from blog.models import BlogIndexPage
from blog.querysets import visible
from wordpress.addresses.meaning import Shape, normal_path
from wordpress.models import ImportedBlog


@dataclass(frozen=True)
class MovedBlog:
    """One that readers may see: ``key`` is of what is remembered of it, ``blog`` where its posts are now."""

    key: int
    hosts: frozenset[str]
    shape: Shape
    blog: BlogIndexPage


def moved_blogs() -> list[MovedBlog]:
    """No query where they have been looked up within the minute and nothing has changed since."""
    return keep("moved-blogs", _look_up)


def shape_of(imported: ImportedBlog) -> Shape:
    return Shape(root=_path_of(imported.address), permalinks=imported.permalinks)


def hosts_of(imported: ImportedBlog) -> frozenset[str]:
    """All names of it, as ``plain_host()`` gives them."""
    addresses = [imported.address, *map(str, imported.other_addresses)]
    return frozenset(plain_host(address.partition("/")[0]) for address in addresses)


def plain_host(host: str) -> str:
    """Without ``www.`` and the ports that need not be said."""
    return host.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443").rstrip(".")


def _look_up() -> list[MovedBlog]:
    imported = list(ImportedBlog.objects.filter(blog__isnull=False).order_by("pk"))
    if not imported:
        return []
    blogs = visible(BlogIndexPage.objects.filter(pk__in=[row.blog_id for row in imported])).in_bulk()
    return [
        MovedBlog(row.pk, hosts_of(row), shape_of(row), blogs[row.blog_id]) for row in imported if row.blog_id in blogs
    ]


def _path_of(address: str) -> str:
    return normal_path(address.partition("/")[2])
