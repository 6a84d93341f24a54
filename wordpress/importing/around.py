"""What stands around a text: the pictures of the old blog, and where its links lead now."""

from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Q

from wordpress.addresses.links import Links
from wordpress.addresses.lookups import digest_of
from wordpress.addresses.meaning import Meaning, Path, PostId, Upload
from wordpress.body.contract import Picture
from wordpress.importing.files import Files
from wordpress.importing.kept_raw import unpacked
from wordpress.importing.options import Options
from wordpress.importing.titles import plain_title
from wordpress.media.addresses import originals, place
from wordpress.media.index import MediaIndex
from wordpress.models import ImportedBlog, ImportedItem, ItemState
from wordpress.wxr.facts import Item
from wordpress.wxr.reading import parse_item

REMEMBERED = 2_000  # pictures
PICTURES = "avif bmp gif heic heif ico jpe jpeg jpg png svg tif tiff webp".split()


class Library:
    """Files, addresses and reusable blocks of one old blog. What it costs is paid when the first text asks."""

    def __init__(self, blog: ImportedBlog, options: Options, files: Files) -> None:
        self.blog, self.files = blog, files
        self.attachments = blog.items.filter(type__in=options.types_of("attachment"))
        self.at = lru_cache(REMEMBERED)(self._at)
        self.shown_at = lru_cache(REMEMBERED)(self._shown_at)

    @cached_property
    def links(self) -> Links:
        return Links(self.blog, self._is_expected)

    @cached_property
    def index(self) -> MediaIndex:
        hosts = [address.partition("/")[0] for address in (self.blog.address, *self.blog.other_addresses)]
        index = MediaIndex(hosts)
        for raw in self.attachments.order_by("key").values_list("raw", flat=True).iterator(200):
            item = parse_item(unpacked(raw))
            file, sizes = item.meta_value("_wp_attached_file"), item.meta_value("_wp_attachment_metadata")
            index.add(item.wp_id, item.attachment_url, file, sizes)
        return index

    def picture(self, address: str, wp_id: int = 0) -> Picture | None:
        found = self.index.find(address, wp_id)
        return self.at(found)[0] if found is not None else self.shown_at(address)

    def document(self, address: str, wp_id: int = 0) -> int | None:
        found = self.index.find(address, wp_id)
        return self.at(found)[1] if found is not None else None

    def attached_to(self, wp_id: int) -> list[Picture]:
        rows = self.attachments.filter(parent_id_there=wp_id).order_by("menu_order", "wp_id", "key")
        found = (self.at(number)[0] for number in rows.values_list("wp_id", flat=True))
        return [picture for picture in found if picture] if wp_id else []

    def forget(self) -> None:
        """What is remembered of pictures, because something has been written into them."""
        self.at.cache_clear()
        self.shown_at.cache_clear()

    def _at(self, wp_id: int) -> tuple[Picture | None, int | None]:
        """The picture and the document with an id there; of several, the first that has become something."""
        rows = self.attachments.filter(wp_id=wp_id).select_related("image").order_by("key")
        row = rows.exclude(image=None, document=None).first() or rows.first()
        if row is None or row.document_id:
            return None, row.document_id if row else None
        item = parse_item(unpacked(row.raw))
        return (_picture(row, item), None) if row.image or is_picture(item.attachment_url) else (None, None)

    def _shown_at(self, address: str) -> Picture | None:
        """What stands among the uploads of the old blog, though the export says nothing of it."""
        there = place(address)
        if there is None or there.host not in self.index.hosts or not is_picture(there.path):
            return None
        *_steps, original = originals(there.path)
        image: Any = self.files.shown_at(address, original)
        return Picture(image.pk if image else 0, address, credit=image.credit if image else "")

    def _is_expected(self, meanings: Any) -> bool:
        """Whether something that is still to be written may be meant."""
        waiting = self.blog.items.filter(state=ItemState.WAITING)
        asked = [query for meaning in meanings if (query := _query(meaning)) is not None]
        return any(waiting.filter(query).exists() for query in asked)


def _query(meaning: Meaning) -> Q | None:
    match meaning:
        case PostId(wp_id):
            return Q(wp_id=wp_id)
        case Path(paths) | Upload(paths):
            digests = [digest_of(path) for path in paths]
            return Q(path_digest__in=digests) | Q(old_paths__digest__in=digests)
    return None


def _picture(row: ImportedItem, item: Item) -> Picture:
    if row.image:
        image: Any = row.image
        return Picture(image.pk, item.attachment_url, row.wp_id, image.description, image.caption, image.credit)
    alt, caption = item.meta_value("_wp_attachment_image_alt"), plain_title(item.excerpt)
    return Picture(0, item.attachment_url, row.wp_id, alt.strip(), caption)


def is_picture(address: str) -> bool:
    """By its name: exports don't say what a file is."""
    return address.rpartition(".")[2].lower() in PICTURES


class Around:
    """Of one post, as ``wordpress.body.contract.Surroundings`` promises."""

    def __init__(self, library: Library, item: Item) -> None:
        self.library, self.item = library, item
        library.links.waiting.clear()
        library.links.dead.clear()

    @property
    def waits(self) -> bool:
        """Whether a link leads to something that is to be written yet."""
        return bool(self.library.links.waiting)

    @property
    def dead_links(self) -> list[str]:
        return sorted(self.library.links.dead)

    def picture(self, address: str, wp_id: int = 0) -> Picture | None:
        return self.library.picture(address, wp_id)

    def attached_pictures(self) -> list[Picture]:
        return self.library.attached_to(self.item.wp_id)

    def file(self, address: str, wp_id: int = 0) -> int | None:
        return self.library.document(address, wp_id)

    def link(self, href: str) -> dict[str, str]:
        return self.library.links.link(href, self.item.link)

    def address(self, href: str) -> str:
        return self.library.links.address(href, self.item.link)

    def reusable(self, wp_id: int) -> str:
        row = self.library.blog.items.filter(type="wp_block", wp_id=wp_id).order_by("key").first()
        return parse_item(unpacked(row.raw)).content if row else ""
