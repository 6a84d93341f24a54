"""The demo, taken out again: what carries its mark, and nothing that somebody made."""

from collections import Counter

from django.core.management.base import OutputWrapper
from django.db import models, transaction
from taggit.models import Tag
from wagtail.documents.models import Document
from wagtail.models import Collection, Page, ReferenceIndex

from blog.models import Author, Notice, Topic
from home.demo.adopting import give_back, has_draft
from home.demo.marks import Mark, find_marks
from home.demo.progress import shown
from home.demo.sign_ins import fingerprint, sign_in_file
from home.demo.work import done_at_once
from images.models import CustomImage

# What is used goes after what uses it.
ADOPTED = ("home", "blog", "settings")
PAGES = ("post", "page")
THINGS = ("notice", "author", "topic", "tag", "picture", "file", "collection", "user")


def remove(out: OutputWrapper) -> "Remover":
    remover = Remover(out)
    with done_at_once():
        remover.remove()
    return remover


class Remover:
    """``removed`` counts by kind; ``kept`` are sentences that say why something is still there."""

    def __init__(self, out: OutputWrapper) -> None:
        self.out = out
        self.marks = find_marks()
        self.removed: Counter[str] = Counter()
        self.kept: list[str] = []

    def remove(self) -> None:
        for mark in self._marks_of(ADOPTED):
            self._give_back(mark)
        for mark in shown(self._marks_of(PAGES), "Pages", self.out):
            self._take_out(mark)
        if self.marks:
            _refresh_references()
        for mark in self._marks_of(THINGS):
            self._take_out(mark)
        sign_in_file().unlink(missing_ok=True)

    def _marks_of(self, kinds: tuple[str, ...]) -> list[Mark]:
        """Kind by kind, and children before parents: of each kind the last made comes first."""
        newest_first = list(reversed(self.marks.values()))
        return [mark for kind in kinds for mark in newest_first if mark.kind == kind]

    def _take_out(self, mark: Mark) -> None:
        reason = reason_to_keep(mark)
        if reason:
            self.kept.append(f"Kept: the {mark.kind} “{mark.thing}”, {reason}.")
            return
        with transaction.atomic():
            mark.thing.delete()
            mark.entry.delete()
        self.removed[mark.kind] += 1

    def _give_back(self, mark: Mark) -> None:
        if has_draft(mark.thing):
            self.kept.append(f"Kept: the words of “{mark.thing}”, which has a draft that isn’t published.")
            return
        for name in give_back(mark):
            field = mark.thing._meta.get_field(name)
            self.kept.append(f"Kept: {getattr(field, 'verbose_name', name)} of “{mark.thing}”, changed since.")
        mark.entry.delete()


def reason_to_keep(mark: Mark) -> str:
    """Why somebody would miss it; "" when nobody would."""
    thing = mark.thing
    if isinstance(thing, Page):
        thing.refresh_from_db()
        return _reason_to_keep_page(mark)
    if mark.is_changed:
        return "which was edited here"
    if isinstance(thing, Collection):
        return "which holds something else" if _holds_anything(thing) else ""
    if isinstance(thing, Tag):
        return "which is in use" if _has_rows(thing) else ""
    if "fingerprint" in mark.entry.data:
        same = fingerprint(thing) == mark.entry.data["fingerprint"]
        return "" if same else "who has another name, address or password now"
    return _who_uses(thing)


def _reason_to_keep_page(mark: Mark) -> str:
    if mark.is_changed:
        return "which was edited here"
    return "which has pages below it" if mark.thing.get_children().exists() else ""


def _who_uses(thing: models.Model) -> str:
    if isinstance(thing, Topic) and thing.posts.exists():
        return f"in use: “{thing.posts.first()}”"
    user = next(iter(ReferenceIndex.get_grouped_references_to(thing)), None)
    return f"in use: “{user[0]}”" if user else ""


def _holds_anything(collection: Collection) -> bool:
    images, documents = CustomImage.objects, Document.objects
    return (
        images.filter(collection=collection).exists()
        or documents.filter(collection=collection).exists()
        or collection.get_children().exists()
    )


def _has_rows(thing: models.Model) -> bool:
    """Whether any row points at ``thing``."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: thing.pk}).exists()
        for relation in thing._meta.related_objects
    )


@transaction.atomic
def _refresh_references() -> None:
    """Without a worker, Wagtail's record of who uses what is as old as the last worker.

    Only what somebody saved in the admin has a revision, and only that can use the demo's things.
    """
    for page in Page.objects.filter(latest_revision__isnull=False).specific().iterator():
        ReferenceIndex.create_or_update_for_object(page)
    for model in (Author, Topic, Notice):
        for snippet in model.objects.all():
            ReferenceIndex.create_or_update_for_object(snippet)
