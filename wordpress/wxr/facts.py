"""What an export says, as it says it. Text is what a reader of the old blog would have been given: entities decoded."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OldBlog:
    """The channel. ``address`` is where the blog stood: ``https://example.org/blog``, without a slash at its end."""

    title: str = ""
    address: str = ""
    description: str = ""
    language: str = ""
    version: str = ""  # of the export's format


@dataclass(frozen=True, slots=True)
class Person:
    """Who is declared as an author. The file has an e-mail address too: it is not kept."""

    login: str
    name: str = ""
    wp_id: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or term of another taxonomy; "" as ``parent`` is none. Slugs are un-%-encoded, in small letters.

    ``taxonomy`` is "category", "tag", or what the file calls it.
    """

    taxonomy: str
    slug: str
    name: str
    parent: str = ""
    description: str = ""
    wp_id: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """Its e-mail and IP address are not kept. ``approved`` is "1", "0", "spam", "trash" or "post-trashed"."""

    wp_id: int
    author: str = ""
    url: str = ""
    date: str = ""  # as on the wall
    date_gmt: str = ""
    text: str = ""
    approved: str = ""
    kind: str = ""  # "" or "comment", "pingback", "trackback"
    parent: int = 0


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that was wrong in the bytes of an item, and was mended: ``control character``, 3 times."""

    what: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One ``<item>``: a post, page, attachment, menu item or whatever a plugin made.

    ``raw`` are its repaired bytes. ``trouble`` is "" where it could be read strictly, else a sentence on what is
    uncertain. ``is_whole`` is False for an item that the end of the file cuts off: it is never published.
    """

    ordinal: int  # of all files of one run, from 1
    type: str
    wp_id: int
    guid: str = ""
    title: str = ""
    link: str = ""
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    date: str = ""  # as on the wall: "2009-12-31 23:59:59", or ""
    date_gmt: str = ""
    modified: str = ""
    modified_gmt: str = ""
    pub_date: str = ""
    slug: str = ""  # un-%-encoded
    status: str = ""
    parent: int = 0
    menu_order: int = 0
    password: str = ""
    is_sticky: bool = False
    attachment_url: str = ""
    terms: tuple[Term, ...] = ()  # each once, without parent and description
    meta: tuple[tuple[str, str], ...] = ()
    comments: tuple[Comment, ...] = ()
    raw: bytes = b""
    repairs: tuple[Repair, ...] = ()
    trouble: str = ""
    is_whole: bool = True

    def meta_value(self, key: str) -> str:
        """The first of that key, "" if there is none."""
        return next((value for name, value in self.meta if name == key), "")


@dataclass(slots=True)
class Export:
    """All that stands before, between and around the items, as far as it has been read.

    Terms and people may stand anywhere in a file, so they are complete only when its last item has been read.
    """

    blog: OldBlog = field(default_factory=OldBlog)
    people: list[Person] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)  # outside items
    warnings: list[str] = field(default_factory=list)  # sentences for whoever runs the import
