"""A run taken back: what it made and nobody has had a hand in since goes, all else stays, and it is said why."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from blog.kept import forget, forgetting_once
from blog.models import BlogPage, BlogPageTag
from wordpress.importing.batches import in_batches
from wordpress.importing.holding import ToBeStopped, beat, holding
from wordpress.importing.progress import Progress
from wordpress.importing.touched import is_page_touched, is_touched
from wordpress.models import ImportedBlog, ImportedItem, ImportRun, RunState

AT_ONCE = 50


@dataclass
class Undone:
    """``removed`` counts by kind; ``kept`` are sentences that say why something is still there."""

    removed: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)


def undo(run: ImportRun, progress: Progress) -> Undone:
    """Killed and called again, it goes on."""
    with holding(run):
        undone = _Undo(run, progress).work()
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.UNDONE)
    run.state = RunState.UNDONE
    return undone


class _Undo:
    def __init__(self, run: ImportRun, progress: Progress) -> None:
        self.run, self.progress, self.undone = run, progress, Undone()

    def work(self) -> Undone:
        made = ImportedItem.objects.filter(made_by=self.run)
        # What is below goes before what it is below of, and what is used after what uses it.
        pages = made.filter(page__isnull=False).order_by("-page__depth", "-page__path")
        self._each(_("pages and posts"), pages, self._take_page)
        files = made.filter(Q(image__isnull=False) | Q(document__isnull=False)).order_by("pk")
        self._each(_("pictures and files"), files, self._take_file)
        with forgetting_once(), transaction.atomic():
            self._take_named()
            self._forget_sources()
        forget()
        return self.undone

    def _each(self, step: str, rows: Any, take: Any) -> None:
        keys = list(rows.values_list("pk", flat=True))
        self.run.step, self.run.done, self.run.total = step, 0, len(keys)
        self.progress.begin(step, len(keys))
        for batch in in_batches(keys, AT_ONCE):
            with forgetting_once(), transaction.atomic():
                found = ImportedItem.objects.defer("raw").select_related("page", "image", "document").in_bulk(batch)
                for key in batch:
                    take(found[key])
                    self.progress.advance(found[key].title)
                self.run.done += len(batch)
                beat(self.run)
            if self.progress.is_to_stop:
                raise ToBeStopped

    def _take_page(self, row: ImportedItem) -> None:
        page = row.page
        assert page is not None  # noqa: S101
        page.refresh_from_db()
        if is_page_touched(row, page):
            self._keep(page.title, _("somebody has changed it since"))
        elif page.numchild:
            self._keep(page.title, _("there are other pages below it"))
        else:
            self._remove(row, page.specific, "post" if isinstance(page.specific, BlogPage) else "page")

    def _take_file(self, row: ImportedItem) -> None:
        thing = row.image or row.document
        assert thing is not None  # noqa: S101
        if "here_before" in row.notes:
            row.delete()
        elif is_touched(thing):
            self._keep(thing.title, _("somebody has changed it since"))
        elif user := _user_of(thing):
            self._keep(thing.title, _("“%(page)s” uses it") % {"page": user})
        else:
            self._remove(row, thing, "picture" if row.image else "file")

    def _take_named(self) -> None:
        blog = self.run.blog
        if blog is None:
            return
        self._take_terms(blog)
        for person in blog.people.filter(made_by=self.run).select_related("author").order_by("-pk"):
            author = person.author
            if author and (is_touched(author) or _user_of(author)):
                self._keep(author.name, _("it is in use, or was changed since"))
            else:
                self._remove(person, author, "author")

    def _take_terms(self, blog: ImportedBlog) -> None:
        for term in blog.terms.filter(made_by=self.run).select_related("topic", "tag").order_by("-pk"):
            thing = term.topic or term.tag
            if thing and (user := _user_of_term(term)):
                self._keep(str(thing), _("“%(page)s” uses it") % {"page": user})
            elif term.topic and is_touched(term.topic):
                self._keep(str(thing), _("somebody has changed it since"))
            else:
                self._remove(term, thing, "topic" if term.topic else "tag")

    def _remove(self, row: Model, thing: Model | None, kind: str) -> None:
        if thing is not None:
            thing.delete()
            self.undone.removed[kind] += 1
        row.delete()

    def _keep(self, title: str, why: str) -> None:
        self.undone.kept.append(_("“%(title)s” stays: %(why)s.") % {"title": title, "why": why})

    def _forget_sources(self) -> None:
        """Of items that nothing was made of, or nothing is left of; and of the blog, when nothing is left of it."""
        rows = ImportedItem.objects.filter(Q(made_by=self.run) | Q(run=self.run, made_by=None))
        rows.filter(page=None, image=None, document=None).delete()
        blog = self.run.blog
        if blog and not (blog.items.exists() or blog.terms.exists() or blog.people.exists()):
            self.run.blog = None
            blog.delete()


def _user_of(thing: Any) -> str:
    return next((str(user) for user, _references in ReferenceIndex.get_grouped_references_to(thing)), "")


def _user_of_term(term: Any) -> str:
    if term.topic:
        post = BlogPage.objects.filter(topics=term.topic).first()
        return str(post or term.topic.children.first() or "")
    entry = BlogPageTag.objects.filter(tag=term.tag).select_related("content_object").first()
    return str(entry.content_object) if entry else ""
