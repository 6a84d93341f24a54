"""Everything that an import leaves behind, said without keys: two ways to the same end say the same."""

import json
import re
from typing import Any

from django.contrib.contenttypes.models import ContentType
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Revision

from blog.models import Author, BlogPage, Reply, Topic
from images.models import CreditSuggestion, CustomImage
from search.models import IndexEntry
from wordpress.models import ImportedBlog, ImportedItem, ImportedPerson, ImportedTerm, OldPath

LINK = re.compile(r'linktype="(page|document)" id="(\d+)"|id="(\d+)" linktype="(page|document)"')
FACTS_OF_A_PAGE = (
    "title draft_title slug url_path depth numchild live has_unpublished_changes first_published_at last_published_at"
    " latest_revision_created_at go_live_at seo_title search_description"
).split()
FACTS_OF_A_POST = "date time lead_caption featured_until imported excerpt word_count".split()
FACTS_OF_AN_ITEM = (
    "key type status title date wp_id parent_id_there path slug source_hash written_hash waits_for_others"
    " waits_for_index reason notes"
).split()


def dump() -> dict[str, Any]:
    """Without what tells one run from two: keys, who made what, and the state that the last run left."""
    names = Names()
    told = {
        "pages": [page(one, names) for one in Page.objects.order_by("url_path").specific()],
        "images": sorted(values(CustomImage, names, "title description caption credit credit_url licence file_hash")),
        "documents": sorted(values(get_document_model(), names, "title file_hash")),
        "topics": sorted([*row, names.topic(parent)] for *row, parent in rows(Topic, "slug name description parent")),
        "tags": sorted(values(Tag, names, "slug name")),
        "authors": sorted(values(Author, names, "slug name live")),
        "replies": [reply(one) for one in Reply.objects.order_by("page__url_path", "date", "time", "old_id")],
        "restrictions": sorted(rows(PageViewRestriction, "page__url_path restriction_type password")),
        "suggestions": sorted(rows(CreditSuggestion, "image__title words credit page__url_path")),
        "blogs": rows(ImportedBlog, "address title other_addresses permalinks blog__slug"),
        "items": [item(one, names) for one in ImportedItem.objects.order_by("key")],
        "paths": sorted(rows(OldPath, "item__key path")),
        "terms": sorted(rows(ImportedTerm, "taxonomy slug topic__slug tag__slug")),
        "people": sorted(rows(ImportedPerson, "login author__slug")),
        "references": sorted(references(names)),
        "found": sorted(found(names)),
    }
    return json.loads(json.dumps(told, default=str))


class Names:
    def __init__(self) -> None:
        self.pages = dict(Page.objects.values_list("pk", "url_path"))
        self.images = dict(CustomImage.objects.values_list("pk", "title"))
        self.documents = dict(get_document_model().objects.values_list("pk", "title"))
        self.topics = dict(Topic.objects.values_list("pk", "slug"))
        self.authors = dict(Author.objects.values_list("pk", "slug"))

    def topic(self, key: int | None) -> str:
        return self.topics.get(key, "") if key else ""

    def of(self, model: type | None, key: Any) -> str:
        known = {Page: self.pages, CustomImage: self.images, Topic: self.topics, Author: self.authors}
        if model is not None and issubclass(model, Page):
            model = Page
        return known.get(model, {}).get(int(key), f"{model} {'' if model not in known else key}")  # type: ignore[arg-type]

    def inside(self, value: Any, name: str = "") -> Any:
        """A value of a block, with names where it has keys."""
        if isinstance(value, dict):
            return {key: self.inside(part, key) for key, part in value.items()}
        if isinstance(value, list):
            return [self.inside(part) for part in value]
        if isinstance(value, str):
            return LINK.sub(self._link, value)
        if name in ("image", "document") and value:
            return {"image": self.images, "document": self.documents}[name].get(value)
        return value

    def _link(self, match: re.Match[str]) -> str:
        kind, key = match[1] or match[4], int(match[2] or match[3])
        return f"{kind} {(self.pages if kind == 'page' else self.documents).get(key)}"


def rows(model: Any, fields: str) -> list[list[Any]]:
    return [list(row) for row in model.objects.values_list(*fields.split())]


def values(model: Any, names: Names, fields: str) -> list[list[str]]:
    return [list(map(str, row)) for row in model.objects.values_list(*fields.split())]


def page(one: Any, names: Names) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in FACTS_OF_A_PAGE} | {"model": type(one).__name__}
    if not hasattr(one, "body"):
        # What migrations made, at another moment in each database.
        return {name: told[name] for name in ("title", "slug", "url_path", "numchild", "model")}
    told |= {"introduction": one.introduction, "body": names.inside(list(one.body.raw_data))}
    if isinstance(one, BlogPage):
        told |= {name: getattr(one, name) for name in FACTS_OF_A_POST} | {
            "lead": names.images.get(one.lead_picture_id),
            "sharing": names.images.get(one.sharing_picture_id),
            "authors": [entry.author.slug for entry in one.post_authors.all()],
            "topics": sorted(topic.slug for topic in one.topics.all()),
            "tags": sorted(tag.slug for tag in one.tags.all()),
        }
    revisions = Revision.objects.for_instance(one).order_by("created_at", "pk")
    return told | {"revisions": [revision(each, names) for each in revisions]}


def revision(one: Revision, names: Names) -> list[Any]:
    body = names.inside(json.loads(one.content["body"]))
    return [one.created_at, one.approved_go_live_at, one.content["title"], one.content["live"], body]


def reply(one: Reply) -> list[Any]:
    above = one.parent.old_id if one.parent else None
    return [one.page.url_path, one.old_id, above, one.name, one.url, one.date, one.time, one.text, one.kind, one.state]


def item(one: ImportedItem, names: Names) -> dict[str, Any]:
    became = [names.pages.get(one.page_id), names.images.get(one.image_id), names.documents.get(one.document_id)]
    return {name: getattr(one, name) for name in FACTS_OF_AN_ITEM} | {"became": became, "raw": bytes(one.raw).hex()}


def references(names: Names) -> list[list[str]]:
    told = []
    for one in ReferenceIndex.objects.all():
        kinds = (ContentType.objects.get_for_id(key) for key in (one.content_type_id, one.to_content_type_id))
        origin, target = (kind.model_class() for kind in kinds)
        told.append([names.of(origin, one.object_id), names.of(target, one.to_object_id), one.model_path])
    return told


def found(names: Names) -> list[list[str]]:
    entries = IndexEntry.objects.filter(pk__in=names.pages)
    told = [(one.title, in_order(one.lead), in_order(one.names), one.credits, one.body) for one in entries]
    return [[names.pages[one.pk], *words] for one, words in zip(entries, told, strict=True)]


def in_order(words: str) -> str:
    """The index keeps some of them in no order at all."""
    return " ".join(sorted(words.split()))
