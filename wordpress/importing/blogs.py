"""Which blog the posts go to, and what is remembered of the one they come from."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from blog.kept import forget
from blog.models import BlogIndexPage
from wordpress.addresses.blogs import plain_host, shape_of
from wordpress.addresses.structure import structure_of
from wordpress.importing.holding import CannotRun
from wordpress.importing.options import Options
from wordpress.importing.titles import cut, plain_title
from wordpress.models import ImportedBlog, ImportRun
from wordpress.wxr.facts import Export, Item


def chosen_blog(slug: str) -> BlogIndexPage:
    """The one called so, or the only one; CannotRun says which there are."""
    blogs = BlogIndexPage.objects.order_by("path")
    found = list(blogs.filter(slug=slug) if slug else blogs)
    if len(found) == 1:
        return found[0]
    if not blogs:
        raise CannotRun(_("There is no blog yet. Make one below the home page first."))
    names = ", ".join(blog.slug for blog in blogs)
    sentence = _("There is no blog called “%(slug)s” here.") if slug else _("There are several blogs here.")
    raise CannotRun(f"{sentence % {'slug': slug}} " + _("Say which one, with --into: %(names)s.") % {"names": names})


def imported_blog(run: ImportRun, export: Export, options: Options) -> ImportedBlog:
    """Made at the first import of a blog. A later one goes where the first went, unless told otherwise."""
    known = ImportedBlog.objects.filter(address=address_of(export)).first()
    blog = known or ImportedBlog(address=address_of(export))
    if blog.blog is None or options.into:
        blog.blog = chosen_blog(options.into)
    blog.title = cut(plain_title(export.blog.title), 255)
    blog.save()
    run.blog = blog
    ImportRun.objects.filter(pk=run.pk).update(blog=blog)
    return blog


def address_of(export: Export) -> str:
    """Without scheme, ``www.`` and slash at the end."""
    return export.blog.address.partition("//")[2].rstrip("/").removeprefix("www.").lower()[:255]


def describe(blog: ImportedBlog, posts: Iterable[Item], hosts: Iterable[str]) -> None:
    """How its addresses were written, and where else its files stood: known once all has been read."""
    own = blog.address.partition("/")[0]
    blog.other_addresses = sorted({*blog.other_addresses, *hosts} - {own})
    blog.permalinks = structure_of(posts, shape_of(blog).root)[:255] or blog.permalinks
    blog.save()
    forget()


def host_of(address: str) -> str:
    """Without ``www.``; "" for what is no web address."""
    try:
        return plain_host(urlsplit(address[:2_000]).hostname or "")
    except ValueError:
        return ""
