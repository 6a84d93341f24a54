"""Which attachment a picture in a text is: by its address in any size, or by the id in its class. Pure."""

import re
from collections.abc import Iterable

from wordpress.media.addresses import NAME_OF_FILE, Place, key, originals, place, plain_host, uploads_path

# In the serialised ``_wp_attachment_metadata``: the names of the sizes, and of the upload that was too large.
FILES = re.compile(r'"(?:file|original_image)";s:\d+:"([^"]{1,255})"')
MOST_SIZES = 60


class MediaIndex:
    """All attachments of an export, in a few hundred bytes each; each question is a few look-ups.

    ``hosts`` are those of the blog; its attachments add theirs. Of other hosts nothing is known by its address.
    """

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        self.hosts = {"", *map(plain_host, hosts)}
        self._paths: dict[str, int] = {}
        self._folded: dict[str, int] = {}
        # Other files of an attachment, whose names don't lead to that of its own.
        self._made: dict[str, int] = {}
        self._by_id: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._paths)

    def add(self, wp_id: int, attachment_url: str, attached_file: str = "", metadata: str = "") -> None:
        """``metadata`` as the export has it, serialised. Of two with one path or one id, the first counts."""
        there, path = place(attachment_url), uploads_path(attachment_url, attached_file)
        if not path:
            return
        if wp_id:
            self._by_id.setdefault(wp_id, path)
        for own in {path, there.path if there else path}:
            self._paths.setdefault(own, wp_id)
            self._folded.setdefault(key(own), wp_id)
        self._note_what_was_made(wp_id, path, metadata)
        if there:
            self.hosts.add(there.host)

    def path(self, wp_id: int) -> str:
        """Under uploads, of the attachment with this id; "" for none."""
        return self._by_id.get(wp_id, "")

    def find(self, address: str, wp_id: int = 0) -> int | None:
        """The id of the attachment that is shown at an address. Without an address, the id alone counts."""
        if not address:
            return wp_id if wp_id in self._by_id else None
        there = place(address)
        if there is None:
            return None
        is_ours = there.host in self.hosts
        found = self._at(there.path) if is_ours else None
        if found is None and wp_id in self._by_id and (is_ours or self._is_named_as(wp_id, there)):
            return wp_id
        return found

    def _note_what_was_made(self, wp_id: int, path: str, metadata: str) -> None:
        folder = path[: path.rfind("/") + 1]
        *_steps, upload = originals(path)
        if upload != path:
            self._made.setdefault(key(upload), wp_id)
        for name in FILES.findall(metadata)[:MOST_SIZES]:
            made = folder + name.rpartition("/")[2]
            if NAME_OF_FILE.search(made) and not {path, upload} & set(originals(made)):
                self._made.setdefault(key(made), wp_id)

    def _at(self, path: str) -> int | None:
        """One that was uploaded under a name as sizes have it comes before what that size would be made of."""
        steps = list(originals(path))
        for step in steps:
            for known, name in ((self._paths, step), (self._folded, key(step)), (self._made, key(step))):
                if name in known:
                    return known[name]
        return None

    def _is_named_as(self, wp_id: int, there: Place) -> bool:
        """A text that came from another blog has ids that mean something else here."""
        return _stem(self._by_id[wp_id]) == _stem(there.path)


def _stem(path: str) -> str:
    *_steps, upload = originals(path)
    return key(upload.rpartition("/")[2].rpartition(".")[0])
