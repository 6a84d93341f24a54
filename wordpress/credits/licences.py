"""Licences as lines of text and addresses name them, by the keys of ``images.licences`` (which needs Django)."""

import re

VERSIONS = ("4.0", "3.0", "2.5", "2.0", "1.0")
TERMS = ("by", "by-sa", "by-nc", "by-nc-sa", "by-nd", "by-nc-nd")
CC0, PUBLIC_DOMAIN, PERMISSION, OWN = "cc0-1.0", "pdm-1.0", "permission", "own"
COMMONS = {f"cc-{terms}-{version}" for terms in TERMS for version in VERSIONS}
KEYS = frozenset({*COMMONS, CC0, PUBLIC_DOMAIN, PERMISSION, OWN})

DEED = re.compile(
    r"https?://(?:[\w-]+\.)?creativecommons\.org/(licen[cs]es|publicdomain)/([a-z-]{2,10})/(\d\.\d)(?!\d)",
    re.IGNORECASE,
)
OF_CREATIVE_COMMONS = re.compile(r"https?://([\w-]+\.)?creativecommons\.org(/|$)", re.IGNORECASE)
OF_NOBODY = (
    r"public\ domain|gemeinfrei|domaine\ public|dominio\ p[úu]blico|dominio\ pubblico|dom[íi]nio\ p[úu]blico"
    r"|publiek\ domein"
)
PERMITTED = (
    r"(?:re)?(?:used|printed|produced)\ (?:with|by)\ (?:kind\ )?permission|(?:with|by)\ permission"
    r"|mit\ (?:freundlicher\ )?genehmigung|avec\ (?:son\ )?(?:aimable\ )?autorisation|con\ permiso|con\ permesso"
)
PART = r"(?:by|attribution|nc|non-?commercial|sa|share-?\ ?alike|nd|no-?deriv(?:ative)?s?)"
CREATIVE_COMMONS = (
    rf"(?:cc|creative\ commons)(?:[\ -]{PART})+(?:,?\ ?v?\d\.\d)?(?:\ (?:generic|unported|international))?"
    r"(?:\ [a-z]{2}(?![a-z]))?"
)
WORDS = re.compile(
    rf"(?P<zero>cc[\ -]?0(?:\ 1\.0)?|cc\ zero)|(?P<nobody>{OF_NOBODY})|(?P<permitted>{PERMITTED})"
    rf"|(?P<commons>{CREATIVE_COMMONS})|(?P<unsaid>creative\ commons|cc|\(licen[cs]e\))",
    re.IGNORECASE | re.VERBOSE,
)
SHORT = {"a": "by", "n": "nc", "s": "sa"}  # by the first letter of a long name; those of "no derivatives" apart


def is_deed(address: str) -> bool:
    """Whether it is an address of Creative Commons, whatever it says there."""
    return bool(OF_CREATIVE_COMMONS.match(address))


def key_of_deed(address: str) -> str:
    """Key of the licence at an address, of any language or country; "" where it is none of ours."""
    found = DEED.match(address)
    if not found:
        return ""
    kind, terms, version = (part.lower() for part in found.groups(""))
    if kind == "publicdomain":
        return {"zero": CC0, "mark": PUBLIC_DOMAIN}.get(terms, "")
    return _known(f"cc-{terms.replace('nd-nc', 'nc-nd')}-{version}")


def key_of_words(words: str) -> str:
    """Key of ``CC BY-SA 2.0`` or ``public domain``; "" also where a licence has many versions and none is said."""
    found = WORDS.fullmatch(words)
    kind = found.lastgroup if found else None
    if found and kind == "commons":
        return _key_of_terms(found.group())
    return {"zero": CC0, "nobody": PUBLIC_DOMAIN, "permitted": PERMISSION}.get(kind or "", "")


def name_of(key: str) -> str:
    """``CC BY-SA 2.0`` of ``cc-by-sa-2.0``; "" of ""."""
    if key in COMMONS:
        _cc, _dash, terms = key.partition("-")
        return f"CC {terms[:-4].upper()} {terms[-3:]}"
    return {CC0: "CC0 1.0", PUBLIC_DOMAIN: "public domain", PERMISSION: "used with permission"}.get(key, "")


def _key_of_terms(words: str) -> str:
    version = re.search(r"\d\.\d", words)
    named = set(map(_short, re.findall(rf"(?<![a-z]){PART}(?![a-z])", words.lower(), re.VERBOSE)))
    terms = "-".join(term for term in ("by", "nc", "nd", "sa") if term in named)
    return _known(f"cc-{terms}-{version.group()}") if version else ""


def _short(term: str) -> str:
    if len(term) == 2:
        return term
    return "nd" if term.startswith("no") and "der" in term else SHORT[term[0]]


def _known(key: str) -> str:
    return key if key in KEYS else ""
