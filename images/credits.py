"""What readers are told about who made a picture."""

from dataclasses import dataclass
from hashlib import sha256

from django.utils.functional import Promise
from django.utils.text import slugify


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

    def __str__(self) -> str:
        line = f"{self.kind}: {self.name}" if self.kind else self.name
        return f"{line}, {self.licence}" if self.licence else line


def maker_slug(name: str) -> str:
    """The last part of a maker's address: the same for ``Maud  Ferris`` and ``MAUD FERRIS``; "" for nobody."""
    if not name.strip():
        return ""
    return slugify(name, allow_unicode=True)[:200] or f"maker-{sha256(name.encode()).hexdigest()[:8]}"
