"""What stands on a post or page: its blocks, what stands above them, and what had to be changed to get there."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from blog.blocks import BodyBlock
from blog.text import words_of
from wordpress.body.contract import Block, Body, Picture
from wordpress.body.converting import convert
from wordpress.importing.around import Around, Library
from wordpress.importing.block_ids import with_ids
from wordpress.importing.options import Options
from wordpress.importing.titles import plain_title
from wordpress.models import ImportedBlog, ImportedItem, ImportRun
from wordpress.wxr.facts import Item

LONGEST_INTRODUCTION = 400
LONGEST_CAPTION = 300
BODY = BodyBlock()


@dataclass
class Text:
    """``lead`` and ``sharing`` are keys of pictures; ``words`` are its prose. ``waits``: others are not there yet."""

    blocks: list[Block]
    introduction: str = ""
    lead: int | None = None
    lead_caption: str = ""
    sharing: int | None = None
    words: str = ""
    waits: bool = False
    notes: dict[str, Any] = field(default_factory=dict)


class Texts:
    def __init__(self, run: ImportRun, blog: ImportedBlog, options: Options) -> None:
        self.options = options
        self.library = Library(blog, options)

    def make(self, row: ImportedItem, item: Item) -> Text:
        around = Around(self.library, item)
        body = convert(item.content, around, dict(item.meta))
        lead = self._lead(item)
        blocks = list(body.blocks)
        words = words_of(BODY.to_python(blocks))
        introduction, blocks = _with_excerpt(plain_title(item.excerpt), words, blocks)
        text = Text(blocks, introduction, words=words)
        _show_lead(text, lead, is_post=self.options.kind_of(row.type) == "post")
        text.blocks = with_ids(text.blocks, row.key)
        text.waits, text.notes = around.waits, _notes(body, around)
        return text

    def _lead(self, item: Item) -> Picture | None:
        number = item.meta_value("_thumbnail_id").strip()
        return self.library.picture(int(number)) if number.isdecimal() and len(number) < 19 else None


def _with_excerpt(excerpt: str, words: str, blocks: list[Block]) -> tuple[str, list[Block]]:
    """The introduction, and the blocks with what is too long for one.

    What only says the beginning of the text again would be read twice.
    """
    beginning = _letters(excerpt.removesuffix("…").removesuffix("[…]").removesuffix("..."))
    if not beginning or _letters(words).startswith(beginning):
        return "", blocks
    if len(excerpt) <= LONGEST_INTRODUCTION:
        return excerpt, blocks
    return "", [{"type": "text", "value": f"<p>{escape(excerpt)}</p>"}, *blocks]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _show_lead(text: Text, lead: Picture | None, is_post: bool) -> None:
    """Above the text, and not once more at its beginning. Pages have no such place: there it begins the text."""
    if lead is None:
        return
    if not lead.key:
        text.notes.setdefault("missing_pictures", []).append(lead.address)
        return
    first = text.blocks[0] if text.blocks else None
    is_first = first is not None and first["type"] == "image" and first["value"]["image"]["image"] == lead.key
    if not is_post:
        if not is_first:
            text.blocks.insert(0, _picture_block(lead))
    elif not is_first:
        text.lead = lead.key
    elif _says_no_more_than_a_lead(first["value"]):  # type: ignore[index]
        text.lead, text.lead_caption = lead.key, first["value"].get("caption", "")  # type: ignore[index]
        del text.blocks[0]
    else:
        text.sharing = lead.key


def _says_no_more_than_a_lead(value: dict[str, Any]) -> bool:
    return not value.get("credit") and not value.get("link") and len(value.get("caption", "")) <= LONGEST_CAPTION


def _picture_block(picture: Picture) -> Block:
    image = {"image": picture.key, "decorative": False, "alt_text": picture.alt}
    return {"type": "image", "value": {"image": image, "caption": "", "credit": "", "width": "normal", "link": ""}}


def _notes(body: Body, around: Around) -> dict[str, Any]:
    """Only what there is something to say of."""
    notes = {
        "left_out": dict(body.left_out),
        "unknown": dict(body.unknown),
        "removed": dict(body.removed),
        "flattened": dict(body.flattened),
        "old_content": body.kept_as_old_content,
        "told": body.notes,
        "missing_pictures": body.missing_pictures,
    }
    return {name: value for name, value in notes.items() if value}
