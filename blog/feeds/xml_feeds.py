"""Atom and RSS 2.0, by Django's writers, with what those leave out: whole texts, several authors, credits, pages."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape

from blog.feeds.contents import Feed, FeedPicture
from images.credits import Credit

MEDIA = {"xmlns:media": "http://search.yahoo.com/mrss/"}
RSS_NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}


class AtomFeed(Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | MEDIA

    def latest_post_date(self) -> Any:
        return self.feed["updated"]

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for relation, address in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        handler.addQuickElement("content", item["html"], {"type": "html"})
        add_pictures(handler, item["pictures"])


class RSSFeed(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | RSS_NAMESPACES | MEDIA

    def latest_post_date(self) -> Any:
        return self.feed["updated"]

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for relation, address in self.feed["pages"].items():
            handler.addQuickElement("atom:link", "", {"rel": relation, "href": address})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("content:encoded", item["html"])
        add_pictures(handler, item["pictures"])


def as_atom(feed: Feed) -> str:
    return _written(AtomFeed, feed)


def as_rss(feed: Feed) -> str:
    return _written(RSSFeed, feed)


def _written(kind: type[SyndicationFeed], feed: Feed) -> str:
    writer = kind(
        title=feed.title,
        link=feed.url,
        description=feed.description or feed.title,  # RSS has no feed without one
        subtitle=feed.description or None,
        author_name=feed.site,
        author_link=feed.root,
        language=feed.language,
        feed_url=feed.feed_url,
        feed_guid=feed.id,
        updated=feed.updated,
        pages=feed.pages,
    )
    for post in feed.posts:
        writer.add_item(
            title=post.title,
            link=post.url,
            description=escape(post.summary),  # both formats read it as HTML
            pubdate=post.published,
            updateddate=post.updated,
            unique_id=post.id,
            unique_id_is_permalink=False,
            categories=post.categories,
            authors=post.authors,
            html=post.html,
            pictures=post.pictures,
        )
    return writer.writeString("utf-8")


def add_pictures(handler: Any, pictures: list[FeedPicture]) -> None:
    """By Media RSS: each file with its title, who made it, and under which licence."""
    for picture in pictures:
        file = picture.file
        size = {"width": str(file.width), "height": str(file.height)}
        handler.startElement("media:content", {"url": file.url, "medium": "image", "type": file.mime, **size})
        handler.addQuickElement("media:title", picture.title)
        if picture.credit:
            _add_credit(handler, picture.credit)
        handler.endElement("media:content")


def _add_credit(handler: Any, credit: Credit) -> None:
    handler.addQuickElement("media:credit", credit.name, {"role": "author", "scheme": "urn:ebu"})
    handler.addQuickElement("media:copyright", str(credit), {"url": credit.url} if credit.url else {})
    if credit.licence_url:
        licence = {"type": "text/html", "href": credit.licence_url}
        handler.addQuickElement("media:license", str(credit.licence), licence)
