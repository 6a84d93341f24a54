"""What a conversion asks of whoever calls it, and what it gives back."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

Block: TypeAlias = dict[str, Any]  # {"type": "text", "value": "<p>…</p>"}: as a stream is stored, without ids


@dataclass(frozen=True)
class Picture:
    """``key`` is that of the image here, 0 where its file is missing; ``address`` that of its original there."""

    key: int
    address: str
    wp_id: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Surroundings(Protocol):
    """Of one post: what stands beside its text in the export, and what has become of that here."""

    def picture(self, address: str, wp_id: int = 0) -> Picture | None:
        """The picture shown at an address of the old blog, in whatever size; by its id where there is no address.

        None where neither says anything of a picture: a foreign host, an id that is not in the export.
        """

    def attached_pictures(self) -> list[Picture]:
        """All that were uploaded to this post, in their order there: what ``[gallery]`` alone means."""

    def file(self, address: str, wp_id: int = 0) -> int | None:
        """The key of the document at an address of the old blog."""

    def link(self, href: str) -> dict[str, str]:
        """The attributes of an ``<a>`` that leads where ``href`` led.

        ``{"linktype": "page", "id": "7"}``, ``{"linktype": "document", "id": "7"}`` or ``{"href": "https://…"}``.
        """

    def address(self, href: str) -> str:
        """The same where only an address will do: of a button, say. Absolute, or "" for what can't be followed."""

    def reusable(self, wp_id: int) -> str:
        """The content of a reusable block."""


@dataclass
class Body:
    """Blocks, and what a report says of how they were made."""

    blocks: list[Block] = field(default_factory=list)
    # The words before <!--more-->, as plain text; "" where there is no such mark.
    before_more: str = ""
    left_out: Counter[str] = field(default_factory=Counter)  # parts of a theme: "latest-posts"
    unknown: Counter[str] = field(default_factory=Counter)  # "[my_shortcode]", "acme/carousel": their words were kept
    removed: Counter[str] = field(default_factory=Counter)  # by the sanitiser: "<script>", "onclick"
    flattened: Counter[str] = field(default_factory=Counter)  # layout that is no more: "columns"
    kept_as_old_content: list[str] = field(default_factory=list)  # why, for each archived_html block
    notes: list[str] = field(default_factory=list)  # sentences for an editor
    missing_pictures: list[str] = field(default_factory=list)  # addresses
    # Words of links that stood in captions, and where they led: a caption holds words only.
    caption_links: list[tuple[str, str]] = field(default_factory=list)
