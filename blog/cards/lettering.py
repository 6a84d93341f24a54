"""Words in the site's typefaces: which of them can be drawn, how large, and on how many lines."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).resolve().parent.parent.parent / "static" / "fonts"
YOUNG_SERIF = "young-serif-latin-400-normal.woff2"
LITERATA = "literata-latin-400-700-normal.woff2"
HANKEN_GROTESK = "hanken-grotesk-latin-400-700-normal.woff2"
DISPLAY = (YOUNG_SERIF, LITERATA)
INTERFACE = (HANKEN_GROTESK, LITERATA)

MOST_CHARACTERS = 300
SPACES = re.compile(r"[^\S\xa0]+")  # a no-break space holds its words together here too
NARROW_NO_BREAK_SPACE = "\u202f"
VARIATION_SELECTORS = range(0xFE00, 0xFE10)
INVISIBLE = ("Cc", "Cf", "Cs")
ORNAMENT = ("So", "Sk", "Cn")  # emoji; those that are newer than this Python are no characters to it yet
NO_CHARACTER = "\uffff"


class CannotDraw(RuntimeError):
    """This installation can't draw with the site's typefaces."""


@dataclass(frozen=True)
class Lines:
    """Words as they are set: ``leading`` is the distance from one baseline to the next."""

    texts: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    leading: int

    @property
    def width(self) -> float:
        return max(self.font.getlength(text) for text in self.texts)

    @cached_property
    def rise(self) -> int:
        """From the first baseline up to the top of a capital."""
        return round(-self.font.getbbox("H", anchor="ls")[1])

    @property
    def height(self) -> int:
        """From the top of the first line's capitals to the last baseline."""
        return self.rise + self.leading * (len(self.texts) - 1)


@dataclass(frozen=True)
class Room:
    """Where words have to fit: the largest of ``sizes`` that does is taken."""

    width: int
    height: int
    most_lines: int
    sizes: range
    leading: float = 1.1


def open_font(file: str, size: int, layout: ImageFont.Layout | None = None) -> ImageFont.FreeTypeFont:
    """Raises CannotDraw where Pillow can't read the file."""
    try:
        return ImageFont.truetype(FONTS / file, size, layout_engine=layout)
    except (OSError, ImportError) as error:
        raise CannotDraw(
            f"Sharing cards can't be drawn: {file} can't be opened ({error}). Pillow needs FreeType with Brotli, "
            "which reads WOFF2; the wheels that Pillow publishes have both."
        ) from error


def fit(text: str, typefaces: tuple[str, ...], room: Room) -> Lines | None:
    """``text`` as large as the room allows, in the first typeface that has all its characters.

    None where no typeface has them: what can't be drawn as it was written isn't drawn. What doesn't
    fit at the smallest size is cut at a word, and an ellipsis stands for the rest.
    """
    words = drawable(text, typefaces)
    if words is None:
        return None
    typeface, text = words
    for size in room.sizes:
        font = open_font(typeface, size)
        if lines := _set(text, font, room):
            return lines
    return next(lines for shorter in _shortened(text) if (lines := _set(shorter, font, room)))


def drawable(text: str, typefaces: tuple[str, ...]) -> tuple[str, str] | None:
    """The typeface, and the text as it can be drawn in it.

    Emoji and the like at either end are ornament and left out; in the middle they may be a word of the sentence.
    """
    text = _tidy(text[:MOST_CHARACTERS])
    for typeface in typefaces:
        missing = _missing(text, typeface)
        bare = _without_ornament(text, missing)
        if bare and not missing & set(bare):
            return typeface, bare
    return None


def _tidy(text: str) -> str:
    """On one line, each letter and its accents one character, and nothing that isn't seen."""
    spaced = SPACES.sub(" ", text.replace(NARROW_NO_BREAK_SPACE, "\xa0"))
    seen = (char for char in spaced if ord(char) not in VARIATION_SELECTORS)
    return unicodedata.normalize("NFC", "".join(char for char in seen if unicodedata.category(char) not in INVISIBLE))


def _without_ornament(text: str, missing: set[str]) -> str:
    ornament = "".join(char for char in missing if unicodedata.category(char) in ORNAMENT)
    return text.strip(f"{ornament} \xa0")


def _missing(text: str, typeface: str) -> set[str]:
    """The characters that would be drawn as the typeface's box for what it hasn't got."""
    font = open_font(typeface, 24, ImageFont.Layout.BASIC)
    box = _shape(font, NO_CHARACTER)
    return {char for char in text if not char.isspace() and _shape(font, char) == box}


def _shape(font: ImageFont.FreeTypeFont, char: str) -> tuple[bytes, float]:
    return bytes(font.getmask(char)), font.getlength(char)


def _set(text: str, font: ImageFont.FreeTypeFont, room: Room) -> Lines | None:
    """Balanced: as many lines as are needed, and none much longer than the others."""
    texts = _wrap(text, font, room.width)
    if len(texts) > room.most_lines or max(font.getlength(line) for line in texts) > room.width:
        return None
    narrow, wide = room.width // len(texts) // 2, room.width
    while wide - narrow > 4:
        middle = (narrow + wide) // 2
        tighter = _wrap(text, font, middle)
        if len(tighter) == len(texts) and max(font.getlength(line) for line in tighter) <= middle:
            wide, texts = middle, tighter
        else:
            narrow = middle
    lines = Lines(tuple(texts), font, round(font.size * room.leading))
    return lines if lines.height <= room.height else None


def _wrap(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """As many words on each line as it holds; a word that is longer than a line has one of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(text: str) -> Iterator[str]:
    """Ever less of ``text``: without its last words, and when one word is left, without its last letters."""
    words = text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        yield _ended(" ".join(words[:count]))
    for count in range(len(words[0]) - 1, 0, -1):
        yield _ended(words[0][:count])


def _ended(text: str) -> str:
    return f"{text.rstrip(' .,;:–—')}…"
