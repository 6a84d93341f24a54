"""What stands around a text: the pictures of the old blog, and where its links lead now."""

from functools import lru_cache

from wordpress.body.contract import Picture
from wordpress.importing.options import Options
from wordpress.models import ImportedBlog
from wordpress.wxr.facts import Item


class Library:
    def __init__(self, blog: ImportedBlog, options: Options) -> None:
        self.blog = blog

    def picture(self, wp_id: int) -> Picture | None:
        return None


class Around:
    def __init__(self, library: Library, item: Item) -> None:
        self.library, self.item = library, item
        self.waits = False

    def picture(self, address: str, wp_id: int = 0) -> Picture | None:
        return None

    def attached_pictures(self) -> list[Picture]:
        return []

    def file(self, address: str, wp_id: int = 0) -> int | None:
        return None

    def link(self, href: str) -> dict[str, str]:
        return {"href": href}

    def address(self, href: str) -> str:
        return href

    def reusable(self, wp_id: int) -> str:
        return ""
