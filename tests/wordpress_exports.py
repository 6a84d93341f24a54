"""Exports as WordPress writes them (WXR 1.2), with nothing in them but what a test says.

``export(items=[item(title="A post"), item("page", 2)])`` are the bytes of a file. Whatever goes into a CDATA is taken
as it is and wrapped as WordPress does; ``bare`` is how it stands where a file has no CDATA.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from html import escape
from typing import Any

HOME = "https://old.example"
NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
EMAIL = "somebody@private.example"  # of every author and commenter: must be found nowhere
IP = "203.0.113.77"


def export(
    items: Iterable[str] = (),
    authors: Iterable[str] = (),
    terms: Iterable[str] = (),
    *,
    title: str = "An old blog",
    home: str = HOME,
    site: str = "",
    description: str = "Words of ten years",
    language: str = "en-GB",
    version: str = "1.2",
    before: str = "",
    namespaces: Mapping[str, str] | None = None,
) -> bytes:
    """A whole file in UTF-8. ``before`` stands before ``<?xml``."""
    declared = NAMESPACES if namespaces is None else namespaces
    lines = [
        f'{before}<?xml version="1.0" encoding="UTF-8" ?>',
        "<!-- This file has the posts, pages and comments of a site. -->",
        '<rss version="2.0"',
        *(f'\txmlns:{prefix}="{address}"' for prefix, address in declared.items()),
        ">",
        "<channel>",
        f"\t<title>{bare(title)}</title>",
        f"\t<link>{home}</link>",
        f"\t<description>{bare(description)}</description>",
        "\t<pubDate>Tue, 05 Jan 2021 10:00:00 +0000</pubDate>",
        f"\t<language>{language}</language>",
        f"\t<wp:wxr_version>{version}</wp:wxr_version>",
        f"\t<wp:base_site_url>{site or home}</wp:base_site_url>",
        f"\t<wp:base_blog_url>{home}</wp:base_blog_url>",
        *authors,
        *terms,
        "\t<generator>https://wordpress.org/?v=5.8</generator>",
        *items,
        "</channel>",
        "</rss>",
        "",
    ]
    return "\n".join(lines).encode()


def item(
    type: str = "post",
    id: int = 1,
    *,
    title: str | None = None,
    content: str = "",
    excerpt: str = "",
    slug: str | None = None,
    link: str | None = None,
    guid: str | None = None,
    creator: str = "ann",
    status: str = "publish",
    date: str = "2009-12-31 23:59:59",
    date_gmt: str | None = None,
    modified: str = "2010-01-02 08:00:00",
    pub_date: str = "Thu, 31 Dec 2009 22:59:59 +0000",
    parent: int = 0,
    menu_order: int = 0,
    password: str = "",
    sticky: bool = False,
    attachment_url: str = "",
    terms: Iterable[str] = (),
    meta: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    comments: Iterable[str] = (),
    more: str = "",
) -> str:
    """One ``<item>``. The clock of the old blog is an hour ahead of Greenwich. ``more`` is taken as it is."""
    title = f"{type.capitalize()} {id}" if title is None else title
    slug = f"{type}-{id}" if slug is None else slug
    lines = [
        "\t<item>",
        f"\t\t<title>{cdata(title)}</title>",
        f"\t\t<link>{f'{HOME}/{date[:4]}/{date[5:7]}/{slug}/' if link is None else link}</link>",
        f"\t\t<pubDate>{pub_date}</pubDate>",
        f"\t\t<dc:creator>{cdata(creator)}</dc:creator>",
        f'\t\t<guid isPermaLink="false">{bare(f"{HOME}/?p={id}" if guid is None else guid)}</guid>',
        "\t\t<description></description>",
        f"\t\t<content:encoded>{cdata(content)}</content:encoded>",
        f"\t\t<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>",
        f"\t\t<wp:post_id>{id}</wp:post_id>",
        f"\t\t<wp:post_date>{cdata(date)}</wp:post_date>",
        f"\t\t<wp:post_date_gmt>{cdata(an_hour_before(date) if date_gmt is None else date_gmt)}</wp:post_date_gmt>",
        f"\t\t<wp:post_modified>{cdata(modified)}</wp:post_modified>",
        f"\t\t<wp:post_modified_gmt>{cdata(an_hour_before(modified))}</wp:post_modified_gmt>",
        "\t\t<wp:comment_status><![CDATA[open]]></wp:comment_status>",
        "\t\t<wp:ping_status><![CDATA[open]]></wp:ping_status>",
        f"\t\t<wp:post_name>{cdata(slug)}</wp:post_name>",
        f"\t\t<wp:status>{cdata(status)}</wp:status>",
        f"\t\t<wp:post_parent>{parent}</wp:post_parent>",
        f"\t\t<wp:menu_order>{menu_order}</wp:menu_order>",
        f"\t\t<wp:post_type>{cdata(type)}</wp:post_type>",
        f"\t\t<wp:post_password>{cdata(password)}</wp:post_password>",
        f"\t\t<wp:is_sticky>{int(sticky)}</wp:is_sticky>",
    ]
    if attachment_url:
        lines.append(f"\t\t<wp:attachment_url>{cdata(attachment_url)}</wp:attachment_url>")
    pairs = meta.items() if isinstance(meta, Mapping) else meta
    lines += [*terms, *(_meta(key, value) for key, value in pairs), *comments]
    return "\n".join([*lines, *([more] if more else []), "\t</item>"])


def attachment(id: int, address: str, *, alt: str = "", meta: Mapping[str, str] | None = None, **fields: Any) -> str:
    """A file of the media library; ``excerpt`` is its caption, ``content`` its description."""
    fields = {"title": address.rpartition("/")[2], "status": "inherit", "attachment_url": address} | fields
    file = {"_wp_attached_file": address.partition("/uploads/")[2]} if "/uploads/" in address else {}
    alt_text = {"_wp_attachment_image_alt": alt} if alt else {}
    return item("attachment", id, meta=file | alt_text | dict(meta or {}), **fields)


def author(login: str, name: str = "", id: int = 1, first: str = "", last: str = "") -> str:
    return (
        f"\t<wp:author><wp:author_id>{id}</wp:author_id><wp:author_login>{cdata(login)}</wp:author_login>"
        f"<wp:author_email>{cdata(EMAIL)}</wp:author_email>"
        f"<wp:author_display_name>{cdata(name or login)}</wp:author_display_name>"
        f"<wp:author_first_name>{cdata(first)}</wp:author_first_name>"
        f"<wp:author_last_name>{cdata(last)}</wp:author_last_name></wp:author>"
    )


def category(slug: str, name: str = "", parent: str = "", description: str = "", id: int = 1) -> str:
    """As the channel declares it; ``term`` is how an item has it."""
    return (
        f"\t<wp:category><wp:term_id>{id}</wp:term_id><wp:category_nicename>{cdata(slug)}</wp:category_nicename>"
        f"<wp:category_parent>{cdata(parent)}</wp:category_parent><wp:cat_name>{cdata(name or slug)}</wp:cat_name>"
        f"<wp:category_description>{cdata(description)}</wp:category_description></wp:category>"
    )


def tag(slug: str, name: str = "", id: int = 1) -> str:
    """As the channel declares it; ``term(…, domain="post_tag")`` is how an item has it."""
    return (
        f"\t<wp:tag><wp:term_id>{id}</wp:term_id><wp:tag_slug>{cdata(slug)}</wp:tag_slug>"
        f"<wp:tag_name>{cdata(name or slug)}</wp:tag_name></wp:tag>"
    )


def custom_term(taxonomy: str, slug: str, name: str = "", parent: str = "", id: int = 1) -> str:
    """A ``wp:term`` of the channel."""
    return (
        f"\t<wp:term><wp:term_id>{id}</wp:term_id><wp:term_taxonomy>{cdata(taxonomy)}</wp:term_taxonomy>"
        f"<wp:term_slug>{cdata(slug)}</wp:term_slug><wp:term_parent>{cdata(parent)}</wp:term_parent>"
        f"<wp:term_name>{cdata(name or slug)}</wp:term_name></wp:term>"
    )


def term(slug: str, name: str = "", domain: str = "category") -> str:
    """What an item is filed under: ``domain`` is "category", "post_tag", or another taxonomy."""
    return f'\t\t<category domain="{escape(domain)}" nicename="{escape(slug)}">{cdata(name or slug)}</category>'


def comment(
    id: int,
    text: str = "Well said.",
    *,
    author: str = "A reader",
    url: str = "",
    date: str = "2010-01-01 12:00:00",
    approved: str = "1",
    kind: str = "comment",
    parent: int = 0,
) -> str:
    return "\n".join(
        [
            "\t\t<wp:comment>",
            f"\t\t\t<wp:comment_id>{id}</wp:comment_id>",
            f"\t\t\t<wp:comment_author>{cdata(author)}</wp:comment_author>",
            f"\t\t\t<wp:comment_author_email>{cdata(EMAIL)}</wp:comment_author_email>",
            f"\t\t\t<wp:comment_author_url>{bare(url)}</wp:comment_author_url>",
            f"\t\t\t<wp:comment_author_IP>{cdata(IP)}</wp:comment_author_IP>",
            f"\t\t\t<wp:comment_date>{cdata(date)}</wp:comment_date>",
            f"\t\t\t<wp:comment_date_gmt>{cdata(an_hour_before(date))}</wp:comment_date_gmt>",
            f"\t\t\t<wp:comment_content>{cdata(text)}</wp:comment_content>",
            f"\t\t\t<wp:comment_approved>{cdata(approved)}</wp:comment_approved>",
            f"\t\t\t<wp:comment_type>{cdata(kind)}</wp:comment_type>",
            f"\t\t\t<wp:comment_parent>{parent}</wp:comment_parent>",
            "\t\t\t<wp:comment_user_id>0</wp:comment_user_id>",
            "\t\t</wp:comment>",
        ]
    )


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def bare(text: str) -> str:
    return escape(text, quote=False)


def an_hour_before(date: str) -> str:
    """The same for a date that isn't one."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return date
    return f"{moment - timedelta(hours=1):%Y-%m-%d %H:%M:%S}"


def _meta(key: str, value: str) -> str:
    return (
        f"\t\t<wp:postmeta>\n\t\t\t<wp:meta_key>{cdata(key)}</wp:meta_key>\n"
        f"\t\t\t<wp:meta_value>{cdata(value)}</wp:meta_value>\n\t\t</wp:postmeta>"
    )
