"""What a picture's file says about who made it, and what is seen.

Of each fact, the first that is there counts:

* maker: who made it (XMP ``dc:creator``, IPTC *By-line*, EXIF *Artist*), then the name to be named by
  (``cc:attributionName``), the credit line, the owner of the rights, who licenses it, whom the copyright notice names;
* where it is from: ``cc:attributionURL``, *Source* where that is an address, the licensor's page, the page about the
  rights unless that is a licence;
* licence: ``cc:license``, then an address of Creative Commons in the page about the rights, the terms of use, the
  copyright notice;
* caption, copyright notice, terms: their own field. Title: its own field, then the headline. Alternative text: the
  short one, then the long one.

Of two fields with the same meaning XMP is before IPTC and IPTC before EXIF, because XMP knows how it is written and is
what today's programs change. Of several languages the one meant for any comes first. What cameras and programs write by
themselves counts as nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

from images.licences import is_deed, key_of_deed
from images.metadata import blocks, exif, iptc, xmp
from images.metadata.source import Source
from images.metadata.words import clean, meant, owner_in

PAGE = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
LONGEST_ADDRESS = 500
LONGEST_NAME = 200
LONGEST_LINE = 255
LONGEST_CAPTION = 300
LONGEST_NOTICE = 500
MAKER = "creator attribution_name credit owner licensor".split()
WHERE_FROM = "attribution_url source source_page licensor_url rights_page".split()
LICENCE = "licence rights_page usage_terms copyright".split()


@dataclass(frozen=True)
class FileFacts:
    """Clean single lines of the lengths our fields have; "" where the file says nothing.

    ``licence`` is a key of ``images.licences``, ``source_url`` begins with http:// or https://.
    """

    maker: str = ""
    source_url: str = ""
    licence: str = ""
    copyright: str = ""
    usage_terms: str = ""
    caption: str = ""
    alt: str = ""
    title: str = ""


def read(file: IO[bytes]) -> FileFacts:
    """Of a JPEG, PNG, WebP, GIF, TIFF, AVIF or HEIC file, from wherever it stands.

    Broken, huge or hostile metadata says nothing; only an error of the disk itself is raised. Reads at most 8 MB.
    """
    found = blocks.find(Source(file))
    return _facts([xmp.read(found.xmp, found.more_xmp), iptc.read(found.iptc), exif.read(found.exif)])


def _facts(families: list[dict[str, str]]) -> FileFacts:
    """``families`` in the order in which they are believed."""

    def first(names: Iterable[str], most: int) -> str:
        texts = (clean(family.get(name, ""), most) for name in names for family in families)
        return next((text for text in texts if meant(text)), "")

    notice = first(["copyright"], LONGEST_NOTICE)
    every = [clean(family.get(name, ""), LONGEST_NOTICE) for name in LICENCE for family in families]
    addresses = (clean(family.get(name, ""), 2 * LONGEST_ADDRESS) for name in WHERE_FROM for family in families)
    return FileFacts(
        maker=first(MAKER, LONGEST_NAME) or owner_in(notice),
        source_url=next(filter(_is_page, addresses), ""),
        licence=next((key for text in every if (key := key_of_deed(text))), ""),
        copyright=notice,
        usage_terms=first(["usage_terms"], LONGEST_NOTICE),
        caption=first(["caption"], LONGEST_CAPTION),
        alt=first(["alt", "long_alt"], LONGEST_LINE),
        title=first(["title", "headline"], LONGEST_LINE),
    )


def _is_page(text: str) -> bool:
    return bool(PAGE.fullmatch(text)) and len(text) <= LONGEST_ADDRESS and not is_deed(text)
