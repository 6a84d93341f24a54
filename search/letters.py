"""Text as strangers send it, made fit for a page, a database and a feed; and text compared letter by letter."""

import re
import unicodedata

MOST_READ = 2_000  # characters; composing the accents of a longer text could take long
ALIKE = str.maketrans(
    dict.fromkeys("“”„‟«»〝〞〟＂", '"') | dict.fromkeys("‘’‛ʼ＇", "'") | dict.fromkeys("‐‑−", "-") | {"：": ":"}
)
JOINERS = "\u200c\u200d"  # unseen, but some scripts are misspelt without them
UNSEEN = f" {JOINERS}"
NO_CHARACTERS = "\ufffe\uffff"
INSIDE_WORDS = f"-'.{JOINERS}"
# Accents that no composed letter has, and the vowels of some scripts: the databases differ in which of them end a word.
MARKS = "".join(filter(lambda mark: unicodedata.category(mark)[0] == "M", map(chr, range(0x300, 0x20000))))
TOKEN = re.compile(rf"(?:[^\W_][{MARKS}]*)+")
BETWEEN_WORDS = re.compile(r"\s+|[-'.]{2,}")
LEAST_ACCENT = 10  # of Unicode's combining classes: below are marks without which a letter is another one
ACCENTS = dict.fromkeys(code for code in range(0x300, 0x20000) if unicodedata.combining(chr(code)) >= LEAST_ACCENT)
# Letters with no accent to take off, which people nevertheless type without.
PLAIN_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def clean(text: str) -> str:
    """``text`` on one line, its accents composed, without what nobody sees; quotation marks and hyphens of one kind.

    Of a very long one, the beginning.
    """
    seen = "".join(map(_seen, text[:MOST_READ]))
    return " ".join(unicodedata.normalize("NFC", seen).translate(ALIKE).split()).strip(UNSEEN)


def shortened(line: str, most: int) -> str:
    """The first ``most`` characters of it, or fewer, up to the last word that is whole, if there are several."""
    cut = line[:most]
    whole = len(line) <= most or line[most] == " "
    return (cut if whole else cut.rpartition(" ")[0] or cut).strip(UNSEEN)


def words_in(text: str) -> list[str]:
    """Runs of letters and digits, with a hyphen, apostrophe or stop inside them: ``e-mail``, ``don't``, ``3.5``."""
    spaced = "".join(character if _in_word(character) else " " for character in text)
    pieces = (piece.strip(INSIDE_WORDS) for piece in BETWEEN_WORDS.split(spaced))
    return [piece for piece in pieces if any(map(str.isalnum, piece))]


def fold(text: str) -> str:
    """What is the same for ``Café``, ``CAFE`` and ``café``: for comparing, not for showing."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text.casefold()).translate(ACCENTS))


def plain(text: str) -> str:
    """What is typed for it on a keyboard without its letters: ``lodz`` for ``Łódź``, ``strasse`` for ``Straße``."""
    return fold(text).translate(PLAIN_LETTERS)


def _seen(character: str) -> str:
    if character in JOINERS:
        return character
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    return "" if category in ("Cf", "Cs") or character in NO_CHARACTERS else character


def _in_word(character: str) -> bool:
    return character in INSIDE_WORDS or unicodedata.category(character)[0] in "LMN"
