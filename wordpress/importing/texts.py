"""What stands on a post or page: its blocks, what stands above them, and what had to be changed to get there."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.html import escape
from django.utils.translation import gettext as _

from blog.blocks import BodyBlock
from blog.text import words_of
from wordpress.body.contract import Block, Body, Picture
from wordpress.body.converting import convert
from wordpress.body.words import missing_words
from wordpress.credits.lifting import Lifted, lift
from wordpress.importing.around import Around, Library
from wordpress.importing.as_edited import as_edited
from wordpress.importing.block_ids import with_ids
from wordpress.importing.crediting import known_credits, notes_on
from wordpress.importing.files import Files
from wordpress.importing.options import Options
from wordpress.importing.titles import plain_title
from wordpress.models import ImportedBlog, ImportedItem
from wordpress.wxr.facts import Item

LONGEST_INTRODUCTION = 400
LONGEST_CAPTION = 300
MOST_WORDS = 200  # that are missing: by then somebody looks at the whole
BODY = BodyBlock()


@dataclass
class Text:
    """``lead`` and ``sharing`` are keys of pictures; ``words`` are its prose. ``waits``: others are not there yet.

    What was ``lifted`` is still to be given to the pictures.
    """

    OWN_NOTES: ClassVar = tuple(
        "left_out unknown removed flattened old_content said missing_pictures dead_links lifted suggested missing_words"
        "".split()
    )

    blocks: list[Block]
    lifted: Lifted
    introduction: str = ""
    lead: int | None = None
    lead_caption: str = ""
    sharing: int | None = None
    words: str = ""
    waits: bool = False
    notes: dict[str, Any] = field(default_factory=dict)


class Texts:
    def __init__(self, blog: ImportedBlog, options: Options, files: Files) -> None:
        self.options = options
        self.library = Library(blog, options, files)

    def make(self, row: ImportedItem, item: Item) -> Text:
        around = Around(self.library, item)
        body = convert(item.content, around, dict(item.meta))
        lead = self._lead(item)
        lead_key = lead.key if lead else 0
        lifted = lift(body.blocks, lead_key, known_credits(body.blocks, lead_key), how=self.options.credits)  # type: ignore[arg-type]
        text = Text(lifted.blocks, lifted, words=words_of(BODY.to_python(lifted.blocks)), waits=around.waits)
        _introduce(text, plain_title(item.excerpt))
        text.notes = _notes(body, lifted, around)
        _show_lead(text, lead, is_post=self.options.kind_of(row.type) == "post")
        self._check(text, item, lead)
        text.blocks, unlike = as_edited(with_ids(text.blocks, row.key))
        if unlike:
            text.notes["said"] = [*text.notes.get("said", []), _unlike()]
        return text

    def _check(self, text: Text, item: Item, lead: Picture | None) -> None:
        """Every word of the old text must stand somewhere: in a block, above them, or with a picture."""
        elsewhere = [fact.words for fact in text.lifted.facts]
        elsewhere += [text.introduction, text.lead_caption, lead.alt if lead else "", lead.caption if lead else ""]
        if missing := missing_words(item.content, text.blocks, " ".join(elsewhere)):
            text.notes["missing_words"] = missing[:MOST_WORDS]

    def _lead(self, item: Item) -> Picture | None:
        number = item.meta_value("_thumbnail_id").strip()
        return self.library.picture("", int(number)) if number.isdecimal() and len(number) < 19 else None


def _introduce(text: Text, excerpt: str) -> None:
    """By its excerpt. One that is too long begins the text; one that is its beginning would be read twice."""
    beginning = _letters(excerpt.removesuffix("…").removesuffix("[…]").removesuffix("..."))
    if not beginning or _letters(text.words).startswith(beginning):
        return
    if len(excerpt) <= LONGEST_INTRODUCTION:
        text.introduction = excerpt
    else:
        text.blocks.insert(0, {"type": "text", "value": f"<p>{escape(excerpt)}</p>"})


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


def _unlike() -> str:
    return _("The editor can’t hold all that stands in this post: compare the two before you save it there.")


def _notes(body: Body, lifted: Lifted, around: Around) -> dict[str, Any]:
    """Only what there is something to say of."""
    notes = {
        "left_out": dict(body.left_out),
        "unknown": dict(body.unknown),
        "removed": dict(body.removed),
        "flattened": dict(body.flattened),
        "old_content": body.kept_as_old_content,
        "said": body.notes,
        "missing_pictures": list(dict.fromkeys(body.missing_pictures)),
        "dead_links": around.dead_links,
        **notes_on(lifted),
    }
    return {name: value for name, value in notes.items() if value}
