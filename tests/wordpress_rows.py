"""What an import remembers, made without one: ``moved(post, 7, "2009/12/a-post")``."""

from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from blog.models import BlogIndexPage, Topic
from images.models import CustomImage
from wordpress.addresses.lookups import digest_of
from wordpress.addresses.meaning import normal_path
from wordpress.models import ImportedBlog, ImportedItem, ImportedPerson, ImportedTerm, OldPath


def old_blog(address="example.org", permalinks="/%year%/%monthnum%/%postname%/", **fields):
    fields.setdefault("blog", BlogIndexPage.objects.get(slug="blog"))
    return ImportedBlog.objects.create(address=address, permalinks=permalinks, **fields)


def moved(thing, wp_id, path="", blog=None, also=(), **fields):
    """``thing`` is the page, picture or document that an item of the old blog has become, or None."""
    kinds = {Page: "page", CustomImage: "image", AbstractDocument: "document"}
    kind = next((name for kind, name in kinds.items() if isinstance(thing, kind)), None)
    blog = blog or ImportedBlog.objects.get()
    fields.setdefault("type", "post" if kind == "page" else "attachment")
    if kind:
        fields[kind] = thing.page_ptr if kind == "page" else thing
    path = normal_path(path)
    item = ImportedItem.objects.create(
        blog=blog,
        key=f"{blog.pk}-{wp_id}-{blog.items.count()}",
        wp_id=wp_id,
        path=path,
        path_digest=digest_of(path),
        **fields,
    )
    for former in map(normal_path, also):
        OldPath.objects.create(item=item, path=former, digest=digest_of(former))
    return item


def moved_term(thing, taxonomy, slug, wp_id=0, blog=None):
    kind = "topic" if isinstance(thing, Topic) else "tag"
    blog = blog or ImportedBlog.objects.get()
    return ImportedTerm.objects.create(blog=blog, taxonomy=taxonomy, slug=slug, wp_id=wp_id, **{kind: thing})


def moved_person(author, login, wp_id=0, blog=None):
    blog = blog or ImportedBlog.objects.get()
    return ImportedPerson.objects.create(blog=blog, login=login, wp_id=wp_id, author=author)
