"""Posts and pages: an item that was written down becomes one, or what it became earlier is brought up to date."""

import datetime
import logging
from typing import Any

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, PageViewRestriction, Revision

from blog.models import BlogIndexPage, BlogPage, BlogPageAuthor, BlogPageTag, Topic
from home.models import StandardPage
from wordpress.importing import reasons
from wordpress.importing.crediting import give_credits, suggest
from wordpress.importing.dates import When, when_of
from wordpress.importing.files import Files
from wordpress.importing.kept_raw import packed, unpacked, without_password
from wordpress.importing.named import BYLINE, People, Terms, key_of, login_of
from wordpress.importing.options import Options
from wordpress.importing.replies import write_replies
from wordpress.importing.seo import described
from wordpress.importing.states import Visibility, visibility_of
from wordpress.importing.texts import Text, Texts
from wordpress.importing.titles import cut, free_slug, plain_title, slug_of, title_of
from wordpress.importing.touched import is_page_touched
from wordpress.importing.tree import add_below, write_again, write_revision
from wordpress.models import ImportedBlog, ImportedItem, ImportRun, ItemState
from wordpress.wxr.facts import Item
from wordpress.wxr.reading import parse_item

logger = logging.getLogger(__name__)
FIELDS = (
    "page state reason notes written_hash written_revision waits_for_others waits_for_index run made_by raw".split()
)
# In WordPress a sticky post stays until somebody unsticks it.
WITHOUT_END = datetime.date(2099, 12, 31)


class Writer:
    """Writes the items of one run, each wholly or not at all."""

    def __init__(self, run: ImportRun, blog: ImportedBlog, options: Options, files: Files) -> None:
        assert blog.blog is not None  # noqa: S101
        self.run, self.imported_blog, self.options = run, blog, options
        self.blog: BlogIndexPage = blog.blog
        self.home = self.blog.get_parent().specific
        self.terms, self.people = Terms(blog, run), People(blog, run, options.authors)
        self.texts = Texts(blog, options, files)
        self._topics = Topic.objects.in_bulk(self.terms.topics.values())

    def write(self, row: ImportedItem) -> None:
        """What can't be written is said on the row, and the next one is not held up by it."""
        try:
            with transaction.atomic():
                self._write(row)
        except OperationalError:
            raise
        except Exception as error:
            logger.warning("Item “%s” could not be written.", row, exc_info=True)
            row.refresh_from_db(fields=["page", "written_revision", "written_hash"])
            row.state, row.reason = ItemState.SKIPPED, reasons.NOT_WRITTEN
            row.notes = row.notes | {"to_check": [f"{type(error).__name__}: {cut(str(error), 200)}"]}
            self.texts.library.forget()
        row.save(update_fields=FIELDS)

    def write_links(self, row: ImportedItem) -> None:
        """Its text once more, now that all that it speaks of is there: the same version, or nothing to be changed."""
        page: Any = row.page.specific if row.page else None
        if page is not None and not is_page_touched(row, page):
            item = parse_item(unpacked(row.raw))
            text = self.texts.make(row, item)
            before = page.serializable_data()
            self._fill(page, item, text, when_of(item))
            if page.serializable_data() != before:
                write_again(page)
                Revision.objects.filter(pk=row.written_revision).update(content=page.serializable_data())
                row.waits_for_index = True
                row.state = ItemState.UPDATED if row.state == ItemState.UNCHANGED else row.state
            self._credit(text, page)
            row.notes = {key: value for key, value in row.notes.items() if key not in text.OWN_NOTES} | text.notes
        row.waits_for_others = False
        row.save(update_fields=FIELDS)

    def _write(self, row: ImportedItem) -> None:
        page = row.page.specific if row.page else None
        if page and self.options.on_edited == "skip" and is_page_touched(row, page):
            row.state, row.reason = ItemState.SKIPPED, reasons.EDITED
            return
        raw = unpacked(row.raw)
        item = parse_item(raw)
        row.notes = {key: row.notes[key] for key in ("repairs", "read") if key in row.notes}
        row.state = ItemState.UPDATED if page else ItemState.CREATED
        page = self._make(row, item, page)
        row.page, row.reason = Page(pk=page.pk), ""
        row.written_hash, row.waits_for_index = row.source_hash, True
        row.run, row.made_by = self.run, row.made_by or self.run
        if item.password:
            row.raw = packed(without_password(raw))

    def _make(self, row: ImportedItem, item: Item, page: Any) -> Page:
        when = when_of(item)
        seen = visibility_of(item, when, self.options, timezone.now())
        text = self.texts.make(row, item)
        is_new = page is None
        if page is None:
            page = _new(BlogPage if self._is_post(row) else StandardPage)
        self._fill(page, item, text, when)
        _show(page, item, seen, when)
        if is_new:
            self._place(page, row, item)
        else:
            write_again(page)
        written_at = when.modified if is_new and when else timezone.now()
        row.written_revision = write_revision(page, written_at, scheduled=bool(seen.go_live_at) and not page.live)
        if seen.is_restricted or not is_new:
            _restrict(page, seen)
        self._credit(text, page)
        self._note(row, item, text, seen, page)
        return page

    def _credit(self, text: Text, page: Page) -> None:
        if give_credits(text.lifted.facts):
            self.texts.library.forget()
        suggest(text.lifted.suggestions, page)

    def _is_post(self, row: ImportedItem) -> bool:
        return self.options.kind_of(row.type) == "post"

    def _fill(self, page: Any, item: Item, text: Text, when: When | None) -> None:
        page.title = title_of(item, text.words)
        page.introduction = text.introduction
        page.body = page._meta.get_field("body").stream_block.to_python(text.blocks)
        page.seo_title, page.search_description = described(item)
        if isinstance(page, BlogPage):
            self._fill_post(page, item, text, when)

    def _fill_post(self, post: BlogPage, item: Item, text: Text, when: When | None) -> None:
        wall = when.wall if when else timezone.localtime().replace(tzinfo=None, microsecond=0)
        post.date, post.time, post.imported = wall.date(), wall.time(), True
        post.lead_picture_id, post.lead_caption, post.sharing_picture_id = text.lead, text.lead_caption, text.sharing
        post.featured_until = WITHOUT_END if item.is_sticky else None
        post.post_authors = [
            BlogPageAuthor(author_id=key, sort_order=order) for order, key in enumerate(self._authors(item))
        ]
        topics = (self._topics.get(key) for key in self._keys(item, "category", self.terms.topics))
        post.topics = [topic for topic in topics if topic]
        post.tagged_items = [BlogPageTag(tag_id=key) for key in self._keys(item, "tag", self.terms.tags)]

    def _authors(self, item: Item) -> list[int]:
        """In their order; one who signs twice is named once."""
        bylines = [login_of(term) for term in item.terms if term.taxonomy == BYLINE] or [item.creator]
        return list(dict.fromkeys(key for login in bylines if (key := self.people.author(login))))

    def _keys(self, item: Item, taxonomy: str, known: dict[str, int]) -> list[int]:
        slugs = (key_of(term)[1] for term in item.terms if term.taxonomy == taxonomy)
        return list(dict.fromkeys(known[slug] for slug in slugs if slug in known))

    def _place(self, page: Any, row: ImportedItem, item: Item) -> None:
        parent = self._parent(row, page)
        page.slug = free_slug(parent, slug_of(item, page.title), in_a_blog=isinstance(page, BlogPage))
        add_below(parent, page)

    def _parent(self, row: ImportedItem, page: Any) -> Page:
        """Parents are written first. One that didn't come leaves its children at the top."""
        if isinstance(page, BlogPage):
            return self.blog
        above = self.imported_blog.items.filter(
            wp_id=row.parent_id_there, type__in=self.options.types_of("page"), page__isnull=False
        )
        found = above.order_by("key").first() if row.parent_id_there else None
        if found and found.page and isinstance(found.page.specific, StandardPage):
            return found.page
        return self.home

    def _note(self, row: ImportedItem, item: Item, text: Text, seen: Visibility, page: Any) -> None:
        """For the report: everything that is not as it was there."""
        row.waits_for_others = text.waits
        notes = row.notes | text.notes
        told = [seen.note] if seen.note else []
        if plain_title(item.title) != page.title and item.title.strip():
            told.append(_("Its title was longer: “%(title)s”.") % {"title": cut(plain_title(item.title), 1000)})
        if item.is_sticky:
            told.append(_("It was sticky there, so it is featured on the home page until somebody ends that."))
        if item.slug and page.slug != item.slug.lower():
            told.append(_("Its address ends in “%(slug)s”.") % {"slug": page.slug})
        if told:
            notes["told"] = told
        if replies := write_replies(page.pk, item):
            notes["replies"] = dict(replies)
        row.notes = notes


def _new(model: type[BlogPage] | type[StandardPage]) -> BlogPage | StandardPage:
    """Nothing is looked for in the database that can't be there yet."""
    page = model()
    for relation in get_all_child_relations(page):
        setattr(page, relation.get_accessor_name(), [])
    return page


def _show(page: Any, item: Item, seen: Visibility, when: When | None) -> None:
    """The clock may have published it here meanwhile."""
    if page.live and item.status == "future" and page.pk:
        return
    page.live, page.go_live_at, page.has_unpublished_changes = seen.live, seen.go_live_at, not seen.live
    if seen.live and when:
        page.first_published_at, page.last_published_at = when.moment, when.modified


def _restrict(page: Page, seen: Visibility) -> None:
    kinds = {PageViewRestriction.PASSWORD: seen.password, PageViewRestriction.LOGIN: ""}
    wanted = PageViewRestriction.PASSWORD if seen.password else PageViewRestriction.LOGIN if seen.for_signed_in else ""
    restrictions = page.view_restrictions.all()
    if not wanted:
        if restrictions:
            restrictions.delete()
        return
    restriction = restrictions.first() or PageViewRestriction(page_id=page.pk)
    restriction.restriction_type, restriction.password = wanted, kinds[wanted]
    restriction.save()
