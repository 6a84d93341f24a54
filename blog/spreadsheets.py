"""Lists of the admin as CSV, for a spreadsheet."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone

# A spreadsheet would run what begins like this as a formula. The wide ones are those of an East Asian keyboard.
BEGINS_FORMULA = "=+\\-@＝＋－＠"
# Where the comma divides euros from cents, one cell of ours becomes several, and quotation marks do not keep it whole.
BREAKS_CELL = ";\t\r\n"
FORMULA_TO_COME = re.compile(rf"""^(?=\s)|(?:^|(?<=[{BREAKS_CELL}]))(?=[\s"]*[{BEGINS_FORMULA}])""")


class Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_file(name: str, columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """Sent row by row, when the editor's language has been put aside again; it is called as ``name`` and the day."""
    response = StreamingHttpResponse(_lines(list(columns), rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate()}.csv"'
    return response


def _lines(columns: list[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    writer = csv.writer(Line())
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow(map(_harmless, row))


def _harmless(cell: Any) -> Any:
    """As text where a spreadsheet would take it, or a part of it, for a formula."""
    return FORMULA_TO_COME.sub("'", cell) if isinstance(cell, str) else cell
