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
        return kept_count(self.name, self.object_list)


def kept_count(name: str, posts: Any) -> int:
    return keep(f"count:{name}", posts.count)
