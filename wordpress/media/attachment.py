"""What an export says of a file, and where it may be. Pure."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from wordpress.media.addresses import as_it_came, folder_of_one_among_several, originals, place, to_fetch, uploads_path
from wordpress.wxr.facts import Item

# In the serialised metadata of a picture that was too large, or lay on its side: the name of the file as it came.
AS_IT_CAME = re.compile(r'"original_image";s:\d+:"([^"/\\]{1,255})"')
LAST_CENTURY = datetime.datetime(1990, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Attachment:
    """Words as they were there, with mark-up maybe. ``path`` is that under uploads; ``upload`` the file as it came.

    A picture that is only shown in a text has nothing but an ``address``, which may be that of one of its sizes.
    """

    address: str
    path: str = ""
    upload: str = ""
    title: str = ""
    alt: str = ""
    caption: str = ""
    date: datetime.datetime | None = None
    is_declared: bool = False

    def paths(self) -> Iterator[str]:
        """Where to look under uploads, the best first."""
        there = place(self.address)
        path_there = there.path if there else ""
        found = [*self._best_first(self.path or path_there, self.upload), path_there]
        ways = (folder_of_one_among_several(self.address), "")
        yield from dict.fromkeys(way + path for path in found if path for way in ways)

    def addresses(self) -> Iterator[str]:
        """What to fetch, the best first."""
        yield from self._best_first(to_fetch(self.address), quote(self.upload))

    def _best_first(self, path: str, upload: str) -> list[str]:
        if not path:
            return []
        if not self.is_declared:
            return list(originals(path))[::-1]
        beside = [path[: path.rfind("/") + 1] + upload] if upload else []
        return list(dict.fromkeys([*beside, path, as_it_came(path)]))


def attachment_of(item: Item) -> Attachment:
    metadata = AS_IT_CAME.search(item.meta_value("_wp_attachment_metadata"))
    return Attachment(
        address=item.attachment_url,
        path=uploads_path(item.attachment_url, item.meta_value("_wp_attached_file")),
        upload=metadata[1] if metadata else "",
        title=item.title,
        alt=item.meta_value("_wp_attachment_image_alt"),
        caption=item.excerpt,
        date=_date(item.date_gmt) or _date(item.date),
        is_declared=True,
    )


def _date(text: str) -> datetime.datetime | None:
    """None for one that can't be that of an upload."""
    try:
        date = datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)
    except ValueError:
        return None
    return date if LAST_CENTURY < date < datetime.datetime.now(datetime.UTC) else None
