"""The order in which pages are written. Pure."""

from collections.abc import Iterator
from typing import TypeAlias

Row: TypeAlias = tuple[int, int, int, int, str]  # key here, id there, id of its parent there, place in menus, title


def parents_first(rows: list[Row]) -> list[int]:
    """Level by level; on one level as menus had them, then by title. A circle of parents is cut at one of them."""
    by_id: dict[int, Row] = {}
    for row in sorted(rows, reverse=True):
        by_id[row[1]] = row
    return [row[0] for row in sorted(rows, key=lambda row: (_depth(row, by_id), row[3], row[4].casefold(), row[1]))]


def _depth(row: Row, by_id: dict[int, Row]) -> int:
    return sum(1 for _above in _ancestors(row, by_id))


def _ancestors(row: Row, by_id: dict[int, Row]) -> Iterator[Row]:
    seen = {row[1]}
    while (above := by_id.get(row[2])) is not None and above[1] not in seen:
        seen.add(above[1])
        yield above
        row = above
