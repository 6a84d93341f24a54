"""JSON Feed 1.1 (https://jsonfeed.org/version/1.1). Credits of pictures are an extension, as that format allows."""

import json
from typing import Any

from blog.feeds.contents import Feed, FeedPicture, FeedPost


def as_json(feed: Feed) -> str:
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.feed_url,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.site, "url": feed.root}],
        "next_url": feed.pages.get("next", ""),
        "items": [_item(post) for post in feed.posts],
    }
    return json.dumps(_filled(whole) | {"items": whole["items"]}, ensure_ascii=False)


def _item(post: FeedPost) -> dict[str, Any]:
    lead = post.pictures[0].file.url if post.pictures else ""
    item = {
        "id": post.id,
        "url": post.url,
        "title": post.title,
        "summary": post.summary,
        "image": lead,
        "date_published": post.published.isoformat(),
        "date_modified": post.updated.isoformat(),
        "authors": [{"name": name} for name in post.authors],
        "tags": post.categories,
        "_goodwill": _filled({"pictures": [_picture(picture) for picture in post.pictures]}),
    }
    return _filled(item) | {"content_html": post.html}


def _picture(picture: FeedPicture) -> dict[str, Any]:
    file, credit = picture.file, picture.credit
    about = {"url": file.url, "mime_type": file.mime, "width": file.width, "height": file.height}
    if credit:
        about |= {
            "credit": credit.name,
            "credit_line": str(credit),
            "credit_url": credit.url,
            "licence_url": credit.licence_url,
        }
    return _filled(about | {"title": picture.title})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
