"""What a post is found by, besides its own words: the names, captions, credits and replies that readers see with it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from wagtail.models import Page
from wagtail.search import index

from blog.post_pictures import values_in
from images.credits import Credit


class FoundByAll(index.Indexed):
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("question"),
        index.SearchField("body"),
        index.SearchField("name_words"),
        index.SearchField("picture_words"),
        index.SearchField("credit_words"),
        index.SearchField("reply_words"),  # the last, so that it is cut first where there is too much
        index.FilterField("date"),
    ]

    @classmethod
    def get_indexed_objects(cls: Any) -> QuerySet:
        bylines = Prefetch("post_authors", queryset=cls.post_authors.rel.related_model.objects.select_related("author"))
        posts = super().get_indexed_objects()
        replies = Prefetch("replies", queryset=cls.replies.rel.related_model.objects.for_readers())
        return posts.select_related("lead_picture").prefetch_related(
            "topics", "tags", bylines, "blog__blog_authors__author", replies
        )

    @property
    def name_words(self: Any) -> str:
        """Its topics, tags and authors, as far as readers see them: where it names nobody, those of its blog."""
        # Not shown_authors, which asks the database for each post by itself.
        own, beside = self.post_authors.all(), self.blog.blog_authors.all() if self.blog else []
        authors = _published(own) or _published(beside)
        return ", ".join(str(thing) for thing in [*self.shown_topics, *self.shown_tags, *authors])

    @property
    def picture_words(self: Any) -> str:
        """What its pictures show, unless the body says it: captions and descriptions from the library.

        Of one that ended, readers get neither.
        """
        lead = (self.lead_picture, self.shown_lead_caption, self.lead_alt)
        uses = [lead, *((value["image"], value.shown_caption, value.alt) for value in values_in(self.body))]
        shown = (texts for image, *texts in uses if image and not image.is_ended)
        return "\n".join(text for texts in shown for text in texts if text)

    @property
    def credit_words(self: Any) -> str:
        return "\n".join(dict.fromkeys(credit.name for credit in self._credits() if credit))

    @property
    def reply_words(self: Any) -> str:
        """What is said under it by those whom readers see; of a mention elsewhere they see who it was."""
        replies = self.replies.all() if self.pk else []
        return "\n".join(reply.public_words for reply in replies if reply.is_public)

    def _credits(self: Any) -> Iterator[Credit | None]:
        yield self.lead_credit
        yield from (value.shown_credit for value in values_in(self.body))


def _published(entries: Iterable[Any]) -> list[Any]:
    return [entry.author for entry in entries if entry.author.live]
