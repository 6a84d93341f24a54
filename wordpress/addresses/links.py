"""Links within old posts: those to the old blog lead to its posts, files and lists here."""

import re
from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit

from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from blog.lists.lines import address_at
from blog.models import BlogIndexPage
from wordpress.addresses.answering import FEEDS
from wordpress.addresses.blogs import hosts_of, plain_host, shape_of
from wordpress.addresses.lookups import Found, items_at, items_of, part_of
from wordpress.addresses.meaning import AllPosts, Feed, Home, Meaning, Path, PostId, PostList, Upload, meanings_of
from wordpress.models import ImportedBlog

MOST_CHARACTERS = 2_000
FOLLOWED = ("http", "https", "mailto", "tel")
# Marks in a page of WordPress that pages here don't have.
NO_PLACE = re.compile(r"more-[0-9]+|respond|comments")
Attributes = dict[str, str]


class Links:
    """Of one run; two queries a link to the old blog.

    ``waiting`` gathers the links to what the export has and what is not here yet: a post with such a link is to be
    converted again when everything is here. ``dead`` are those to what it has not. Whoever reads them empties them.
    ``expected`` says whether the export has what any of these means.
    """

    def __init__(
        self, imported: ImportedBlog, expected: Callable[[tuple[Meaning, ...]], bool] = lambda meanings: True
    ) -> None:
        self.key = imported.pk
        self.root = f"http://{imported.address}/"
        self.shape = shape_of(imported)
        self.hosts = hosts_of(imported)
        self.blog = imported.blog
        self.expected = expected
        self.waiting: set[str] = set()
        self.dead: set[str] = set()

    def link(self, href: str, base: str = "") -> Attributes:
        """The attributes of an ``<a>``: as ``Surroundings.link`` promises, or ``{"href": "/blog/a-post/#comment-7"}``.

        None for what can't be followed, and for the file of a picture, which the post itself shows. ``base`` is the old
        address of the post that the link stands in.
        """
        href = href.strip()
        if href.startswith("#"):
            return {"href": href} if href[1:] else {}
        address = _whole(href, base or self.root)
        if not self._is_ours(address):
            return {"href": address} if address else {}
        meanings = meanings_of(address, self.shape)
        for meaning in meanings:
            found = self._leads_to(meaning, urlsplit(address).fragment)
            if found is not None:
                return found
        if meanings:
            (self.waiting if self.expected(meanings) else self.dead).add(address)
        return {"href": address}

    def address(self, href: str, base: str = "") -> str:
        """The same where only an address will do: absolute, or "" for what can't be followed."""
        found = self.link(href, base)
        key, kind = found.get("id"), found.get("linktype")
        if kind == "page":
            return Page.objects.get(pk=key).full_url or ""
        own = get_document_model().objects.get(pk=key).url if kind == "document" else found.get("href", "")
        if own.startswith("#"):
            return ""
        return urljoin(_root(self.blog), own) if own else ""

    def _is_ours(self, address: str) -> bool:
        """Nothing on the same host that the blog had no part in, either."""
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and plain_host(parts.netloc.rpartition("@")[2]) in self.hosts

    def _leads_to(self, meaning: Meaning, fragment: str) -> Attributes | None:
        match meaning:
            case PostId(wp_id):
                return self._item(items_of(self.key, wp_id), fragment)
            case Path(paths):
                return self._item(items_at(self.key, paths), fragment)
            case Upload(paths):
                return self._file(items_at(self.key, paths))
            case Home():
                site = self.blog.get_site() if self.blog else None
                return _to_page(site.root_page_id) if site else None
            case Feed(of, kind):
                return self._list(of, FEEDS[kind])
            case AllPosts():
                return _to_page(self.blog.pk) if self.blog else None
            case _:
                return self._list(meaning)

    def _item(self, items: list[Found], fragment: str) -> Attributes | None:
        """A post or page; of an attachment what it was uploaded to."""
        for item in items:
            above = items_of(self.key, item.parent) if item.type == "attachment" and item.parent else []
            for page in (found.page for found in [item, *above] if found.page):
                return _to_page(page, fragment)
        return self._file(items)

    def _file(self, items: list[Found]) -> Attributes | None:
        for item in items:
            if item.document:
                return {"linktype": "document", "id": str(item.document)}
            if item.image:
                return {}
        return None

    def _list(self, shown: PostList, ending: str = "") -> Attributes | None:
        part = part_of(self.key, shown)
        site = self.blog.get_site() if self.blog else None
        if part is None or self.blog is None:
            return None
        below = "".join(f"{quote(value)}/" for value in _in_order(part))
        return {"href": f"{address_at(site, self.blog.url_path)}{below}{ending}"}


def _whole(href: str, base: str) -> str:
    """As an absolute address; "" for what can't be followed."""
    try:
        address = urljoin(base, href) if href else ""
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    return address if scheme in FOLLOWED and len(address) <= MOST_CHARACTERS else ""


def _to_page(key: int, fragment: str = "") -> Attributes:
    """A link that knows its page wherever that goes; an address where a place in the page is meant."""
    if fragment and not NO_PLACE.fullmatch(fragment):
        page = Page.objects.live().filter(pk=key).first()
        if page and (address := page.get_url()):
            return {"href": f"{address}#{quote(fragment, safe='%-._~!$&()*+,;=:@/?')}"}
    return {"linktype": "page", "id": str(key)}


def _in_order(part: dict[str, str]) -> list[str]:
    """``topic/tea/`` says its kind, ``2009/04/`` doesn't."""
    return [word for kind, value in part.items() for word in ([value] if kind in ("year", "month") else [kind, value])]


def _root(blog: BlogIndexPage | None) -> str:
    site = (blog.get_site() if blog else None) or Site.objects.filter(is_default_site=True).first()
    return f"{site.root_url}/" if site else ""
