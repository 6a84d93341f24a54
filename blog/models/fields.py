"""Fields that keep a stream of blocks, or name others in a way that Wagtail’s record of uses understands."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from modelcluster.fields import ParentalManyToManyField
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField


class BlockStreamField(StreamField):
    """A StreamField whose blocks are not copied into every migration: the database only holds JSON.

    In a migration it therefore knows no blocks, and hands on what is stored as it is.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value) if self.stream_block.child_blocks else value

    def get_prep_value(self, value: Any) -> Any:
        # The default of a new row is an empty stream in a migration too.
        is_stream = self.stream_block.child_blocks or isinstance(value, StreamValue)
        return super().get_prep_value(value) if is_stream else value

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs


class CountedManyToManyField(ParentalManyToManyField):
    """One whose choices count as uses of what is chosen; Wagtail asks only for foreign keys and streams."""

    def extract_references(self, value: Iterable[Model]) -> Iterator[tuple[type[Model], str, str, str]]:
        for chosen in value:
            yield self.related_model, str(chosen.pk), "item", str(chosen.pk)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """To the database it is the same as any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs
