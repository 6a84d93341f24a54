"""What pages are in the words of schema.org: nodes for the one graph (JSON-LD) of a page, joined by their @id."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.http import HttpRequest
from django.utils.translation import get_language

from blog.for_programs.page_head import Crumb, whole
from blog.post_pictures import credited
from blog.text import plain
from images.credits import Credit
from images.delivery import fallback
from images.models import CustomImage

if TYPE_CHECKING:
    from blog.models import Author, BlogPage

Node = dict[str, Any]


def posting(
    post: "BlogPage", authors: Iterable["Author"], request: HttpRequest, root: str, replies: int = 0
) -> list[Node]:
    """The post, its authors and its pictures; ``replies`` is how many there are under it."""
    url = urljoin(root, post.get_url(request))
    blog = urljoin(root, post.its_blog.get_url(request))
    people = [person(author, f"{blog}{author.part}" if post.is_listed else "", root) for author in authors]
    pictures = [image_object(image, credit, root) for image, credit in credited(post, post.body) if not image.is_ended]
    published = post.published_at
    node = {
        "@type": "BlogPosting",
        "@id": f"{url}#post",
        "url": url,
        "mainEntityOfPage": url,
        "headline": post.title,
        "description": post.gist,
        "datePublished": published.isoformat(),
        "dateModified": post.changed_at.isoformat(),
        "wordCount": post.word_count,
        "commentCount": replies,
        "inLanguage": get_language(),
        "author": [{"@id": one["@id"]} for one in people],
        "image": [{"@id": picture["@id"]} for picture in pictures],
        "articleSection": [topic.name for topic in post.shown_topics],
        "keywords": [tag.name for tag in post.shown_tags],
        "isPartOf": {"@id": f"{blog}#blog"},
        "publisher": {"@id": f"{root}/#publisher"},
    }
    return [filled(node), *people, *pictures, blog_node(post.its_blog, blog, root)]


def blog_node(blog: Any, url: str, root: str) -> Node:
    return filled(
        {
            "@type": "Blog",
            "@id": f"{url}#blog",
            "url": url,
            "name": blog.title,
            "description": blog.search_description or blog.introduction,
            "isPartOf": {"@id": f"{root}/#website"},
        }
    )


def collection(name: str, description: str, url: str, blog: str) -> Node:
    """A list of posts with an address of its own; ``blog`` is the address of its blog."""
    node = {"@type": "CollectionPage", "@id": url, "url": url, "name": name, "description": description}
    return filled(node | {"isPartOf": {"@id": f"{blog}#blog"}})


def profile(author: "Author", url: str, root: str) -> list[Node]:
    """An author's page and who it is about."""
    nodes = [person(author, url, root, in_full=True)]
    if author.portrait and not author.portrait.is_ended:
        portrait = image_object(author.portrait, author.portrait.credit_line, root, "portrait")
        nodes[0]["image"] = {"@id": portrait["@id"]}
        nodes.append(portrait)
    return [{"@type": "ProfilePage", "@id": url, "url": url, "mainEntity": {"@id": nodes[0]["@id"]}}, *nodes]


def person(author: "Author", url: str, root: str, in_full: bool = False) -> Node:
    """``url`` is that of the author's page, "" where there is none."""
    node: Node = {"@type": "Person", "@id": f"{root}/#author-{author.pk}", "name": author.name, "url": url}
    if in_full:
        node["description"] = author.short_bio or plain(author.bio)
        node["sameAs"] = [way.url for way in author.ways_to_reach if way.url and not way.is_email]
    return filled(node)


def image_object(image: CustomImage, credit: Credit | None, root: str, place: str = "normal") -> Node:
    """A picture with who made it and what may be done with it, as picture searches read it."""
    file = whole(fallback(image, place), root)
    node: Node = {
        "@type": "ImageObject",
        "@id": f"{root}/#picture-{image.pk}",
        "contentUrl": file.url,
        "width": file.width,
        "height": file.height,
        "encodingFormat": file.mime,
        "caption": image.caption or image.description,
    }
    if credit:
        node |= {
            "creditText": str(credit),
            "creator": filled({"@type": "Person", "name": credit.name, "url": credit.url}),
            "copyrightNotice": credit.notice,
            "license": credit.licence_url,
            "acquireLicensePage": credit.url,
        }
    return filled(node)


def breadcrumbs(trail: list[Crumb]) -> Node:
    steps = [
        {"@type": "ListItem", "position": place, "name": crumb.name, "item": crumb.url}
        for place, crumb in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in ("", None, [], 0)}
