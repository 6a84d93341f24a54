"""Pages and settings that were there before the demo: their empty places are filled, and emptied again."""

from typing import Any

from django.db import models, transaction
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

from blog.models import BlogIndexPageAuthor
from home.demo.keeping import Keeper
from home.demo.marks import Mark, put_mark

EMPTY: tuple[Any, ...] = ("", None, [])


def adopt(keeper: Keeper, key: str, thing: models.Model, values: dict[str, Any]) -> None:
    """Put ``values`` where nothing stands, or where only the demo's earlier words stand."""
    mark = keeper.marks.get(key)
    before = mark.entry.data["before"] if mark else {}
    after = mark.entry.data["after"] if mark else {}
    wanted = {name: value for name, value in values.items() if _may_be_set(thing, name, value, after)}
    if not wanted:
        return
    if has_draft(thing):
        keeper.remarks.append(f"“{thing}” has a draft that isn’t published, and stays as it is.")
        return
    before = {name: value_of(thing, name) for name in wanted} | before
    with transaction.atomic():
        _write(thing, wanted)
        mark = mark or put_mark(thing, key)
        mark.renew(before=before, after=after | wanted)
        keeper.marks[key] = mark


def give_back(mark: Mark) -> list[str]:
    """Put back what stood there before the demo; the names of fields that somebody has changed since are returned."""
    before, after = mark.entry.data["before"], mark.entry.data["after"]
    ours = {name: value for name, value in before.items() if value_of(mark.thing, name) == after[name]}
    _write(mark.thing, ours)
    return [name for name in before if name not in ours]


def value_of(thing: models.Model, name: str) -> Any:
    """A field's value as a log entry can keep it."""
    value = getattr(thing, name)
    if isinstance(value, StreamValue):
        return value.stream_block.get_prep_value(value)
    if name == "blog_authors":
        return [entry.author_id for entry in value.all()]
    return value


def _may_be_set(thing: models.Model, name: str, value: Any, after: dict[str, Any]) -> bool:
    now = value_of(thing, name)
    untouched = now in EMPTY or now == getattr(thing._meta.get_field(name), "default", None)
    return now != value and (now == after[name] if name in after else untouched)


def has_draft(thing: models.Model) -> bool:
    return getattr(thing, "has_unpublished_changes", False)


def _write(thing: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(thing, name, _as_field(thing, name, value))
    if isinstance(thing, Page):
        thing.save_revision().publish()
    else:
        thing.save()


def _as_field(thing: models.Model, name: str, value: Any) -> Any:
    field = thing._meta.get_field(name)
    if isinstance(field, StreamField):
        return field.stream_block.to_python(value)
    if name == "blog_authors":
        return [BlogIndexPageAuthor(author_id=pk, sort_order=number) for number, pk in enumerate(value)]
    return value
