"""Bytes that no XML may have, mended: of a piece of an export that is thought to be UTF-8."""

import re
from collections import Counter

CONTROL_CHARACTERS = bytes({*range(0x20)} - {0x09, 0x0A, 0x0D})
NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF

# What isn't ASCII: as it should be; two halves of a character that were written each for itself; half of one; a byte
# of an older encoding.
BEYOND_ASCII = re.compile(
    rb"""(?P<right>(?:
        [\xc2-\xdf][\x80-\xbf] | \xe0[\xa0-\xbf][\x80-\xbf] | [\xe1-\xec\xee\xef][\x80-\xbf]{2}
        | \xed[\x80-\x9f][\x80-\xbf] | \xf0[\x90-\xbf][\x80-\xbf]{2} | [\xf1-\xf3][\x80-\xbf]{3}
        | \xf4[\x80-\x8f][\x80-\xbf]{2})+)
    | (?P<halves>\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf])
    | (?P<half>\xed[\xa0-\xbf][\x80-\xbf])
    | [\x80-\xff]""",
    re.VERBOSE,
)


def mend(data: bytes, repairs: Counter[str]) -> bytes:
    """Valid UTF-8 without the characters that XML forbids. What was mended is counted in ``repairs``."""
    clean = data.translate(None, CONTROL_CHARACTERS)
    for no_character in NO_CHARACTERS:
        clean = clean.replace(no_character, b"")
    if len(clean) != len(data):
        repairs["control character"] += len(data) - len(clean)
    return clean if _is_utf8(clean) else BEYOND_ASCII.sub(lambda found: _mended(found, repairs), clean)


def is_damaged(data: bytes) -> bool:
    """Whether ``mend`` would change anything."""
    if len(data.translate(None, CONTROL_CHARACTERS)) != len(data):
        return True
    return not _is_utf8(data) or any(no_character in data for no_character in NO_CHARACTERS)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _mended(found: re.Match[bytes], repairs: Counter[str]) -> bytes:
    kind, data = found.lastgroup, found.group()
    if kind == "right":
        return data
    if kind == "halves":
        repairs["character in two halves"] += 1
        return joined(data.decode("utf-8", "surrogatepass"))
    if kind == "half":
        repairs["half a character"] += 1
        return "\N{REPLACEMENT CHARACTER}".encode()
    repairs["byte of an older encoding"] += 1
    return data.decode("cp1252", "replace").encode()


def joined(halves: str) -> bytes:
    """A character that came as its two halves of UTF-16, in UTF-8."""
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
