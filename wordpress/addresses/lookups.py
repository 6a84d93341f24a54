"""What has become here of something that the old blog had. Whether readers may see it is not asked here."""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.utils.text import slugify

from blog.models.snippets import NamedSnippet
from wordpress.addresses.meaning import AllPosts, AuthorOf, Category, DateOf, PostList, TagTerm
from wordpress.models import ImportedItem, ImportedPerson, ImportedTerm, OldPath

COLUMNS = ("type", "wp_id", "parent_id_there", "page_id", "image_id", "document_id")


class Found(NamedTuple):
    """An item: its keys here, None where it has become nothing of that kind."""

    digest: str
    type: str
    wp_id: int
    parent: int  # its id there; 0 for none
    page: int | None
    image: int | None
    document: int | None


def digest_of(normal_path: str) -> str:
    """What an item is found by, for ``ImportedItem.path_digest`` and ``OldPath.digest``; "" for no path."""
    return hashlib.sha256(normal_path.encode("utf-8", "replace")).hexdigest() if normal_path else ""


def items_at(blog: int, paths: Sequence[str]) -> list[Found]:
    """Those that stand, or stood, at one of these normal paths, by the order of ``paths``. One query."""
    order = {digest_of(path): place for place, path in enumerate(paths)}
    if not order:
        return []
    # Asked for the blog too, SQLite would look through all items of it.
    own = ImportedItem.objects.filter(path_digest__in=order).order_by()
    former = OldPath.objects.filter(digest__in=order).order_by()
    rows = own.values_list("blog_id", "path_digest", *COLUMNS).union(
        former.values_list(F("item__blog_id"), F("digest"), *(F(f"item__{column}") for column in COLUMNS))
    )
    found = [Found(*row) for of, *row in rows if of == blog]
    return sorted(found, key=lambda item: (order[item.digest], _rank(item), item.wp_id))


def items_of(blog: int, wp_id: int) -> list[Found]:
    """Ids repeat in real exports. One query."""
    rows: QuerySet[Any, Any] = ImportedItem.objects.filter(blog=blog, wp_id=wp_id).order_by("pk")
    return sorted((Found(*row) for row in rows.values_list("path_digest", *COLUMNS)), key=_rank)


def part_of(blog: int, shown: PostList) -> dict[str, str] | None:
    """Which list that is here, as ``list_at()`` takes it; None where nothing has become of its subject."""
    match shown:
        case AllPosts():
            return {}
        case DateOf(year, month):
            return {"year": f"{year:04}"} | ({"month": f"{month:02}"} if month else {})
        case AuthorOf():
            author = _author(blog, shown)
            return {"author": author.slug} if author else None
        case Category() | TagTerm():
            return _part_of_term(blog, shown)


def _rank(found: Found) -> int:
    """A post before a page before a file before what has become nothing."""
    kinds = (found.page and found.type == "post", found.page, found.image or found.document, True)
    return next(place for place, applies in enumerate(kinds) if applies)


def _part_of_term(blog: int, shown: Category | TagTerm) -> dict[str, str] | None:
    taxonomy = "category" if isinstance(shown, Category) else "tag"
    terms = ImportedTerm.objects.filter(blog=blog, taxonomy=taxonomy).select_related("topic", "tag").order_by("pk")
    term = terms.filter(wp_id=shown.wp_id).first() if shown.wp_id else terms.filter(slug=shown.slug).first()
    if term and term.topic:
        return {"topic": term.topic.slug}
    return {"tag": term.tag.slug} if term and term.tag else None


def _author(blog: int, shown: AuthorOf) -> NamedSnippet | None:
    people = ImportedPerson.objects.filter(blog=blog, author__isnull=False).select_related("author").order_by("pk")
    if shown.wp_id:
        person = people.filter(wp_id=shown.wp_id).first()
    else:
        # Addresses have a form of the login that exports don't say: few people, so all are looked through.
        named = {person.login: person for person in people}
        written = {_in_addresses(login): person for login, person in named.items()}
        person = named.get(shown.login) or written.get(_in_addresses(shown.login))
    return person.author if person else None


def _in_addresses(login: str) -> str:
    return slugify(login.replace(".", "-").replace("@", ""), allow_unicode=True)
