"""What stands outside the items: the blog, its people and its terms, each once, whatever number of files says it."""

from dataclasses import replace

from lxml import etree

from wordpress.wxr.facts import Export, Person, Term
from wordpress.wxr.fields import address, mark_up, number, plain, values, word
from wordpress.wxr.items import slug_from, taxonomy_named, term_slug

MOST_OF_EACH = 100_000
DESCRIPTIONS = {"title": "title", "description": "description"}
WORDS = {"language": "language", "wp:wxr_version": "version"}
# How the fields of a term begin, what its own name is called, and of which taxonomy it is.
TERMS = {
    "wp:category": ("wp:category_", "nicename", "wp:cat_name", "category"),
    "wp:tag": ("wp:tag_", "slug", "wp:tag_name", "tag"),
    "wp:term": ("wp:term_", "slug", "wp:term_name", ""),
}
# The last is the site of which this blog is one: on a host of many blogs it is the host's own.
ADDRESSES = ("wp:base_blog_url", "link", "wp:base_site_url")


class Channel:
    """Fills an Export."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self._people: set[str] = set()
        self._terms: set[tuple[str, str]] = set()
        self._best_address = len(ADDRESSES)

    def add(self, name: str, element: etree._Element) -> None:
        if name == "wp:author":
            self._add_person(element)
        elif name in TERMS:
            self._add_term(name, element)
        elif name in ADDRESSES:
            self._add_address(name, element)
        elif attribute := DESCRIPTIONS.get(name) or WORDS.get(name):
            value = plain(element) if name in DESCRIPTIONS else word(element)
            if not getattr(self.export.blog, attribute):
                self.export.blog = replace(self.export.blog, **{attribute: value})

    def _add_address(self, name: str, element: etree._Element) -> None:
        value, rank = address(element).rstrip("/"), ADDRESSES.index(name)
        if value and rank == 0 == self._best_address and value != self.export.blog.address:
            self.export.warnings.append(f"Two blogs in one import: {self.export.blog.address} and {value}.")
        if value and rank < self._best_address:
            self._best_address = rank
            self.export.blog = replace(self.export.blog, address=value)

    def _add_person(self, element: etree._Element) -> None:
        field = values(element).get
        login = word(field("wp:author_login"))
        if login and login.lower() not in self._people and len(self._people) < MOST_OF_EACH:
            self._people.add(login.lower())
            self.export.people.append(Person(login, _name_of(element, login), number(field("wp:author_id"))))

    def _add_term(self, name: str, element: etree._Element) -> None:
        """Newer exports write categories and tags a second time, among the terms of other taxonomies."""
        start, its_slug, its_name, taxonomy = TERMS[name]
        field = values(element).get
        taxonomy = taxonomy or taxonomy_named(word(field("wp:term_taxonomy")))
        title = plain(field(its_name))
        key = taxonomy, term_slug(word(field(start + its_slug))) or slug_from(title)
        if not key[1] or key in self._terms or len(self._terms) >= MOST_OF_EACH:
            return
        self._terms.add(key)
        parent, description = term_slug(word(field(f"{start}parent"))), mark_up(field(f"{start}description")).strip()
        self.export.terms.append(Term(*key, title or key[1], parent, description, number(field("wp:term_id"))))


def _name_of(person: etree._Element, login: str) -> str:
    """The name that was shown, but for a login where a first or last name is known."""
    field = values(person).get
    shown, first, last = (plain(field(f"wp:author_{part}_name")) for part in ("display", "first", "last"))
    known = f"{first} {last}".strip()
    return known if known and shown.lower() in ("", login.lower()) else shown
