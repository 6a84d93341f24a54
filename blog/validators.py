"""Which addresses and slugs may be given."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from images.validators import validate_web_address

__all__ = ["refuse_reserved_slug", "validate_link", "validate_link_or_path", "validate_web_address"]

# What a page beside the home page, or a post in a blog, must not be called: addresses that mean something else.
RESERVED_BESIDE_HOME = frozenset(
    ".well-known _util admin credits documents healthz media readyz robots.txt search security.txt sitemap.xml "
    "static".split()
)
RESERVED_IN_A_BLOG = frozenset("archive author feed tag topic".split())
YEAR = re.compile(r"\d{4}")
# Browsers read // and /\ at the beginning as the start of another host.
OWN_PATH = re.compile(r"/(?![/\\])[^\s\\]*")


@deconstructible
class LinkValidator:
    """``https://…``, ``http://…`` or ``mailto:somebody@…``."""

    message = _("Give a full address that begins with https://, http:// or mailto:")

    def __call__(self, value: str) -> None:
        try:
            if value.lower().startswith("mailto:"):
                EmailValidator()(value[len("mailto:") :].partition("?")[0])
            else:
                URLValidator(schemes=["http", "https"])(value)
        except ValidationError as error:
            raise ValidationError(self.message, code="invalid") from error


validate_link = LinkValidator()


@deconstructible
class LinkOrPathValidator(LinkValidator):
    """The same, or an address within the site, from its first ``/`` on."""

    message = _("Give a full address, or for a page of this site the part of its address that begins with /")

    def __call__(self, value: str) -> None:
        if not OWN_PATH.fullmatch(value):
            super().__call__(value)


validate_link_or_path = LinkOrPathValidator()


def is_reserved_slug(slug: str, reserved: frozenset[str], years: bool = False) -> bool:
    return slug in reserved or (years and YEAR.fullmatch(slug) is not None)


def refuse_reserved_slug(slug: str, reserved: frozenset[str], years: bool = False) -> None:
    """Raise a ValidationError on ``slug`` when its address is needed for something else."""
    if is_reserved_slug(slug, reserved, years):
        sentence = _("“%(slug)s” is needed for another part of the site. Choose a different last part of the address.")
        raise ValidationError({"slug": sentence % {"slug": slug}})
