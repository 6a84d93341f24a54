"""Pages of a long list, without counting it for every reader."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from blog.kept import keep


class CountedPaginator(Paginator):
    """Its count is kept, under ``name``, until anything that readers see changes."""

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name

    @cached_property
    def count(self) -> int:
        return keep(f"count:{self.name}", self._count_posts)

    def _count_posts(self) -> int:
        return super().count
