"""What an attachment's own facts in an export say about who made the picture.

Of its caption, its description, the fields of plugins and what WordPress read out of the file, the first that names
somebody counts. What is in the file itself, ``images`` reads when it is saved.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from images.metadata.words import clean, meant, owner_in
from wordpress.credits.licences import OWN, key_of_deed, key_of_words
from wordpress.credits.lines import LONGEST_ADDRESS, CreditLine, read_line
from wordpress.credits.prose import prose

LONGEST_NAME = 200


class Plugin(NamedTuple):
    """What a plugin calls its fields; "" where it has no such field."""

    name: str
    organisation: str = ""
    url: str = ""
    licence: str = ""
    is_own: str = ""


PLUGINS = [
    Plugin("_media_credit", "_navis_media_credit_org", "_media_credit_url"),
    Plugin("_media_credit", "navis_media_credit_org", "_media_credit_url"),
    Plugin("isc_image_source", "", "isc_image_source_url", "isc_image_licence", "isc_image_source_own"),
    Plugin("credit-tracker-author", "credit-tracker-publisher", "credit-tracker-link", "credit-tracker-license"),
    Plugin("_wp_attachment_source_name", "", "_wp_attachment_source_url"),
]


@dataclass(frozen=True)
class AttachmentCredit:
    """ "" where nothing is said. ``caption`` are the words of the excerpt without the credit that was in them."""

    credit: str = ""
    url: str = ""
    licence: str = ""
    caption: str = ""


def read_attachment(
    meta: Mapping[str, str], image_meta: Mapping[str, Any], excerpt: str = "", description: str = ""
) -> AttachmentCredit:
    """``meta`` are its fields, the first of each name; ``image_meta`` that part of its metadata, read already.

    Only what is sure. Cameras' and programs' own words are nobody's name.
    """
    caption = prose(excerpt).text.strip() or excerpt.strip()
    said = read_line(excerpt, in_caption=True)
    if said and said.is_sure:
        return replace(_credit(said), caption=said.rest)
    line = next(_lines(meta, image_meta, description), None)
    return replace(_credit(line), caption=caption) if line else AttachmentCredit(caption=caption)


def _credit(line: CreditLine) -> AttachmentCredit:
    return AttachmentCredit(clean(line.credit, LONGEST_NAME), line.url, line.licence)


def _lines(meta: Mapping[str, str], image_meta: Mapping[str, Any], description: str) -> Iterator[CreditLine]:
    said = read_line(description, in_caption=True)
    if said and said.is_sure:
        yield said
    for plugin in PLUGINS:
        yield from _of_plugin(meta, plugin)
    yield from _of_file(image_meta)


def _of_plugin(meta: Mapping[str, str], plugin: Plugin) -> Iterator[CreditLine]:
    line = _named(meta.get(plugin.name, ""))
    url, terms = (meta.get(name, "").strip() for name in (plugin.url, plugin.licence))
    if line:
        licence = key_of_deed(terms) or key_of_words(terms)
        yield replace(
            line,
            url=url if _is_address(url) else line.url,
            licence=licence or line.licence,
            source=clean(meta.get(plugin.organisation, ""), LONGEST_NAME) or line.source,
            terms=clean("" if licence else terms, LONGEST_NAME) or line.terms,
        )
    elif meta.get(plugin.is_own, "") == "1":
        yield CreditLine("", licence=OWN)


def _of_file(image_meta: Mapping[str, Any]) -> Iterator[CreditLine]:
    credit, notice, camera = (_text(image_meta.get(name)) for name in ("credit", "copyright", "camera"))
    if credit != camera and (line := _named(credit)):
        yield line
    if owner := owner_in(notice):
        yield CreditLine(owner)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _named(text: str) -> CreditLine | None:
    """A field that holds a name, or a line as it would stand in a text."""
    if line := read_line(text, in_caption=True):
        return replace(line, rest="")
    name = meant(clean(prose(text).text, LONGEST_NAME))
    return CreditLine(name) if name else None


def _is_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://")) and len(text) <= LONGEST_ADDRESS
