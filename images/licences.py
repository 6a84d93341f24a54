"""The licences a picture can be under: what each is called, and where its deed can be read."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DEEDS = "https://creativecommons.org"
DEED = re.compile(
    r"(?<![^\s<(\[\"'])https?://(?:www\.)?creativecommons\.org/(licenses|publicdomain)/([a-z-]{2,10})/(\d\.\d)(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Licence:
    """``name`` is what a credit line says ("" when readers need not be told); ``url`` its deed or "".

    ``has_owner`` is whether the picture is anybody's at all.
    """

    key: str
    label: str | Promise
    name: str | Promise = ""
    url: str = ""
    needs_credit: bool = True
    has_owner: bool = True


def _creative_commons() -> list[Licence]:
    licences = []
    for version in ("4.0", "3.0", "2.5", "2.0", "1.0"):
        for terms in ("by", "by-sa", "by-nc", "by-nc-sa", "by-nd", "by-nc-nd"):
            # Version 1.0 put these two terms in the other order.
            deed = "by-nd-nc" if (terms, version) == ("by-nc-nd", "1.0") else terms
            name = f"CC {terms.upper()} {version}"
            licences.append(Licence(f"cc-{terms}-{version}", name, name, f"{DEEDS}/licenses/{deed}/{version}/"))
    return licences


PERMISSION = Licence("permission", _("All rights reserved, used with permission"))
OWN = Licence("own", _("Our own"), needs_credit=False)
CC0 = Licence("cc0-1.0", "CC0 1.0", "CC0 1.0", f"{DEEDS}/publicdomain/zero/1.0/", needs_credit=False, has_owner=False)
PUBLIC_DOMAIN = Licence(
    "pdm-1.0",
    _("Public domain"),
    _("Public domain"),
    f"{DEEDS}/publicdomain/mark/1.0/",
    needs_credit=False,
    has_owner=False,
)
UNKNOWN = Licence("unknown", _("I don’t know yet"))

LICENCES = {licence.key: licence for licence in [PERMISSION, OWN, *_creative_commons(), CC0, PUBLIC_DOMAIN, UNKNOWN]}
FREE_OF_CREDIT = [licence.key for licence in LICENCES.values() if not licence.needs_credit]


def is_deed(text: str) -> bool:
    """Whether it is an address of Creative Commons, whatever it says there."""
    return bool(re.match(r"https?://([\w-]+\.)?creativecommons\.org(/|$)", text, re.IGNORECASE))


def key_of_deed(text: str) -> str:
    """Key of the licence whose address stands in the text: of any deed, language or country; "" where there is none."""
    found = DEED.search(text)
    if not found:
        return ""
    kind, terms, version = (part.lower() for part in found.groups(""))
    if kind == "publicdomain":
        return {"zero": CC0.key, "mark": PUBLIC_DOMAIN.key}.get(terms, "")
    key = f"cc-{terms.replace('nd-nc', 'nc-nd')}-{version}"
    return key if key in LICENCES else ""


def choices() -> list[tuple[str | Promise, Any]]:
    """For a form: what is asked for often by itself, the rest in groups."""
    latest = [licence for licence in LICENCES.values() if licence.key.endswith("-4.0")]
    earlier = [licence for licence in _creative_commons() if licence not in latest]
    return [
        *_pairs([UNKNOWN, OWN, PERMISSION]),
        (_("Creative Commons"), _pairs(latest)),
        (_("Free of all rights"), _pairs([CC0, PUBLIC_DOMAIN])),
        (_("Earlier versions of Creative Commons"), _pairs(earlier)),
    ]


def _pairs(licences: list[Licence]) -> list[tuple[str, str | Promise]]:
    return [(licence.key, licence.label) for licence in licences]
