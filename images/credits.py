"""What readers are told about who made a picture."""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from django.utils.functional import Promise

LONGEST_SLUG = 200
# Around a name rather than of it.
MARKS_OF_RIGHTS = frozenset("©®℗|")
# Punctuation that tells two names apart, as in C and C#, Maud and @maud; all other is left out.
TELLING = frozenset("#@*%")
# What turns the words around it, or the line, into something else.
UNFIT = re.compile("[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")
BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
PICTOGRAPH_STYLES = re.compile("[\ufe00-\ufe0f]")


@dataclass(frozen=True)
class Credit:
    """One credit line: ``Illustration: Maud Ferris, CC BY 4.0``, each part "" when there is none.

    ``url`` is where the picture is from, ``licence_url`` the licence's deed.
    ``has_owner`` is whether the picture is anybody's at all.
    """

    name: str
    kind: str | Promise = ""
    url: str = ""
    licence: str | Promise = ""
    licence_url: str = ""
    has_owner: bool = True

    @property
    def notice(self) -> str:
        """``© Maud Ferris``; "" for what belongs to everybody."""
        return f"© {self.name}" if self.has_owner else ""

    @property
    def slug(self) -> str:
        return maker_slug(self.name)

    def __str__(self) -> str:
        line = f"{self.kind}: {self.name}" if self.kind else self.name
        return f"{line}, {self.licence}" if self.licence else line


def plain_name(text: str) -> str:
    """One line without characters that control how the words around them are shown."""
    return BREAKS.sub(" ", UNFIT.sub("", text)).strip()


def maker_slug(name: str) -> str:
    """The last part of a maker's address; "" for nobody.

    The same for ``Maud  Ferris`` and ``MAUD FERRIS``. Names with other letters, combining marks or signs are other
    people's: what an address has no room for is said by a digest behind it.
    """
    text = _normal(name)
    if not text:
        return ""
    slug = re.sub(r"[-\s]+", "-", "".join(filter(_has_room, text))).strip("-_")
    if slug and len(slug) <= LONGEST_SLUG and not any(map(_is_telling, text)):
        return slug
    digest = sha256(text.encode()).hexdigest()[:8]
    return f"{slug[: LONGEST_SLUG - 9] or 'maker'}-{digest}"


def _normal(name: str) -> str:
    """As two writings of one name have it in common."""
    text = unicodedata.normalize("NFKC", plain_name(name))
    text = PICTOGRAPH_STYLES.sub("", text).lower().replace("i\u0307", "i")  # of a Turkish capital
    text = re.sub(r"(?<!\S)[\u0300-\u036f]+", "", text)  # of an accent used as an apostrophe
    seen = (character for character in text if unicodedata.category(character) != "Cf")
    return unicodedata.normalize("NFC", " ".join("".join(seen).split()))


def _has_room(character: str) -> bool:
    return character in "-_ " or unicodedata.category(character)[0] in "LMN"


def _is_telling(character: str) -> bool:
    """Modifiers (Sk) are accents that somebody typed apart, or for an apostrophe."""
    kind = unicodedata.category(character)
    return character in TELLING or (kind[0] == "S" and kind != "Sk" and character not in MARKS_OF_RIGHTS)
