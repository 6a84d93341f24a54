"""Names in the order that readers look for them in: accents aside, Ł with L, Þ behind Z, signs last."""

import unicodedata

from django.utils.translation import gettext as _

# Letters that stand with others though Unicode takes no mark off them. Þ has no other, and stays behind Z.
LIKE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ŧ": "t", "ŀ": "l"}
)
FIGURES, HAN = "0–9", "漢"
LETTER, FIGURE, SIGN = range(3)


def place_of(name: str) -> tuple[int, str, str]:
    """What a list of names is sorted by."""
    folded = _folded(name)
    return _kind(folded), folded, name


def letter_of(name: str) -> str:
    """What an index has for it: its first letter; one entry for all figures, one for Chinese, one for signs."""
    folded = _folded(name)
    kind = _kind(folded)
    if kind == LETTER:
        return HAN if unicodedata.name(folded[0], "").startswith("CJK") else folded[0].upper()
    return FIGURES if kind == FIGURE else _("Others")


def _folded(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.strip().lower())
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(LIKE)


def _kind(folded: str) -> int:
    if folded[:1].isalpha():
        return LETTER
    return FIGURE if folded[:1].isdigit() else SIGN
