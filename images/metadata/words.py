"""Words as they come out of files, made fit to be shown; and those that nobody wrote."""

import re
import unicodedata

ENOUGH = 5000  # characters that are looked at; no field holds a tenth of it
WESTERN, MACINTOSH = "cp1252", "mac_roman"
RARE_IN_THE_WEST = frozenset("šžŠŽŸÿƒıﬁﬂªºµΩπ∂")
UNSEEN = frozenset("\ufeff\u200b\u200e\u200f\u061c\u00ad") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2060, 0x2070))
}
NOBODY_WROTE = re.compile(
    r"""
    [\W_]*                                                  # nothing but signs
    | ((olympus|konica|minolta|konica\ minolta|kodak|samsung|pentax|polaroid|vivitar|hp)\ )?digital\ (still\ )?camera
    | <(kenox|digimax|samsung).*> | sony\ dsc | samsung\ camera\ pictures | dcim
    | exif[ _]jpeg(_picture)? | jpeg | default | unknown | none | null | n/?a | untitled | picasa | photographer
    | artist | author | owner | user | admin | administrator | camera | copyright | description | caption | title | test
    | my\ beautiful\ picture | digital\ image | lead\ technologies.* | created\ with\ .{1,40} | creator:\ gd-jpeg.*
    | file\ written\ by\ adobe.* | acd\ systems\ digital\ imaging | processed\ with\ vsco.* | intel\(r\)\ .*
    | (screenshot|screen\ shot|bildschirmfoto)([ _]\d.*)? | charset=\w+ | (picture|image|photo|bild)\ ?\d*
    | (dsc[nf]?|img|pict|pxl|mvimg|p|dji|gopr|scan|wp|imag)[-_ ]?e?\d[\w-]*(\.\w{3,4})?  # what a camera calls its files
    | (type|your\ name|enter).{0,20}\bhere\b.*
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
OWNED = re.compile(r"(©|\(c\)|\bcopyright\b|\bcopr\.?)", re.IGNORECASE)
NOT_A_NAME = re.compile(
    r"©|\(c\)|\bcopyright\b|\bcopr\b\.?|\ball rights reserved\b|\bby\b:?"
    r"|\b(1[89]|20)\d\d\b(\s*[-–—,]\s*(\d\d){1,2}\b)?",
    re.IGNORECASE,
)
LONGEST_NAME_IN_A_NOTICE = 60


def clean(text: str, most: int) -> str:
    """One line without anything unseen, at most so many characters, cut between words."""
    text = unicodedata.normalize("NFC", text.lstrip()[:ENOUGH])
    line = " ".join("".join(_seen(character) for character in text).split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _seen(character: str) -> str:
    if character in UNSEEN:
        return ""
    kind = unicodedata.category(character)
    if kind in ("Cc", "Zl", "Zp"):
        return " " if character.isspace() else ""
    return "" if kind in ("Cs", "Cn", "Co") else character


def meant(text: str) -> str:
    """The text, or "" when a camera or a program put it there by itself."""
    return "" if NOBODY_WROTE.fullmatch(text) else text


def owner_in(notice: str) -> str:
    """``Maud Ferris`` of ``© 2019 Maud Ferris. All rights reserved.``; "" of a notice that says more, or less."""
    if len(notice) > 3 * LONGEST_NAME_IN_A_NOTICE or not OWNED.search(notice) or "://" in notice:
        return ""
    name = " ".join(NOT_A_NAME.sub(" ", notice).split()).strip(" .,;:-–—|/")
    return meant(name) if len(name) <= LONGEST_NAME_IN_A_NOTICE and ". " not in name else ""


def decoded(texts: list[bytes], written: str) -> list[str]:
    """All texts of one block, which are written the same way.

    ``written`` is what the block says, or "". Where it says nothing, or not the truth: UTF-8, if all of it is valid
    UTF-8 (nothing else is by chance); else Windows' or the old Macintosh's way, whichever makes more sense of it;
    Windows' when both make as much.
    """
    everything = b" ".join(texts)[: 4 * ENOUGH]
    for encoding in (written, "utf-8") if written else ("utf-8",):
        try:
            return [text.decode(encoding) for text in texts]
        except UnicodeDecodeError:
            continue
    encoding = max((WESTERN, MACINTOSH), key=lambda one: _sense(everything.decode(one, "replace")))
    return [text.decode(encoding, "replace").replace("\ufffd", "") for text in texts]


def _sense(text: str) -> int:
    """How well what isn't ASCII fits among its neighbours: small letters do, capitals and signs inside words don't."""
    score = 0
    for before, character, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        if character.isascii():
            continue
        inside = before.isalpha() and after.isalpha()
        if character.isalpha() and character not in RARE_IN_THE_WEST:
            score += -1 if character.isupper() and before.islower() else 1
        elif character == "\ufffd" or (inside and character != "’"):
            score -= 1
    return score
