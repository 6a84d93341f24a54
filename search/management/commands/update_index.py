from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet
from wagtail.search.management.commands.update_index import Command as WagtailsCommand


class Key(NamedTuple):
    """Of a thing that the index reads by itself when it is its turn."""

    pk: Any


class Command(WagtailsCommand):
    help = "Writes the search index again, from the archive as it is. Everything stays to be found meanwhile."

    def queryset_chunks(self, qs: QuerySet, chunk_size: int) -> Iterator[list[Key]]:
        keys = [Key(pk) for pk in qs.values_list("pk", flat=True)]
        for start in range(0, len(keys), chunk_size):
            yield keys[start : start + chunk_size]
