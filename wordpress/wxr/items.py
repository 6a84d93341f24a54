"""An element ``<item>`` as facts."""

from collections.abc import Iterable
from typing import Any

from lxml import etree

from wordpress.wxr.facts import Comment, Term
from wordpress.wxr.fields import address, date, mark_up, name_of, number, plain, slug, unquoted, values, word

TAXONOMIES = {"post_tag": "tag", "": "category"}


def facts_of(item: etree._Element, is_strict: bool) -> dict[str, Any]:
    """The fields of an Item but for those that say how it was read.

    A lenient parser may have put a field inside the one before it, or behind the item: all is looked through.
    """
    first: dict[str, etree._Element] = {}
    several: dict[str, list[etree._Element]] = {"category": [], "wp:postmeta": [], "wp:comment": []}
    for element in item if is_strict else item.getroottree().iter(etree.Element):
        name = name_of(element)
        if name in several:
            several[name].append(element)
        else:
            first.setdefault(name, element)
    return _fields(first.get) | {
        "terms": terms_of(several["category"]),
        "meta": tuple(_meta(element) for element in several["wp:postmeta"]),
        "comments": tuple(_comment(element) for element in several["wp:comment"]),
    }


def _fields(field: Any) -> dict[str, Any]:
    return {
        "type": word(field("wp:post_type")),
        "wp_id": number(field("wp:post_id")),
        "guid": address(field("guid")),
        "title": plain(field("title")),
        "link": address(field("link")),
        "creator": word(field("dc:creator")),
        "content": mark_up(field("content:encoded")),
        "excerpt": mark_up(field("excerpt:encoded")),
        "date": date(field("wp:post_date")),
        "date_gmt": date(field("wp:post_date_gmt")),
        "modified": date(field("wp:post_modified")),
        "modified_gmt": date(field("wp:post_modified_gmt")),
        "pub_date": word(field("pubDate")),
        "slug": slug(field("wp:post_name")),
        "status": word(field("wp:status")),
        "parent": number(field("wp:post_parent")),
        "menu_order": number(field("wp:menu_order")),
        "password": word(field("wp:post_password")),
        "is_sticky": number(field("wp:is_sticky")) == 1,
        "attachment_url": address(field("wp:attachment_url")),
    }


def terms_of(elements: Iterable[etree._Element]) -> tuple[Term, ...]:
    """Each once. Old exports have each twice, of which one has its slug; others have none with a slug."""
    terms = [_term(element) for element in elements]
    named = {(term.taxonomy, term.name) for term, has_slug in terms if has_slug}
    wanted = (term for term, has_slug in terms if has_slug or (term.taxonomy, term.name) not in named)
    return tuple({(term.taxonomy, term.slug): term for term in wanted if term.slug}.values())


def _term(element: etree._Element) -> tuple[Term, bool]:
    name, nicename = plain(element), term_slug(element.get("nicename") or "")
    taxonomy = (element.get("domain") or "").strip()
    return Term(taxonomy_named(taxonomy), nicename or slug_from(name), name or nicename), bool(nicename)


def taxonomy_named(name: str) -> str:
    return TAXONOMIES.get(name, name)


def term_slug(text: str) -> str:
    return unquoted(text.strip()).lower()


def slug_from(name: str) -> str:
    return "-".join(name.lower().split())


def _meta(element: etree._Element) -> tuple[str, str]:
    found = values(element)
    return word(found.get("wp:meta_key")), mark_up(found.get("wp:meta_value"))


def _comment(element: etree._Element) -> Comment:
    field = values(element).get
    return Comment(
        wp_id=number(field("wp:comment_id")),
        author=plain(field("wp:comment_author")),
        url=address(field("wp:comment_author_url")),
        date=date(field("wp:comment_date")),
        date_gmt=date(field("wp:comment_date_gmt")),
        text=mark_up(field("wp:comment_content")),
        approved=word(field("wp:comment_approved")),
        kind=word(field("wp:comment_type")),
        parent=number(field("wp:comment_parent")),
    )
