"""XMP: RDF in XML, read by expat with everything refused that can grow."""

from typing import Any
from xml.parsers import expat

from images.metadata.source import Broken

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
CC = "http://creativecommons.org/ns#"
PLUS = "http://ns.useplus.org/ldf/xmp/1.0/"
IPTC = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
NOTE = "http://ns.adobe.com/xmp/note/"
# What stands around values without being a fact itself.
AROUND = {f"{RDF} {name}" for name in ("RDF", "Description", "Bag", "Seq", "Alt", "li")}
AROUND |= {"adobe:ns:meta/ xmpmeta", "adobe:ns:meta/ xapmeta"}
RESOURCE, LANGUAGE = f"{RDF} resource", "http://www.w3.org/XML/1998/namespace lang"
LICENSOR = f"{PLUS} Licensor"
NAMES = {
    (f"{DC} creator",): "creator",
    (f"{DC} description",): "caption",
    (f"{DC} rights",): "copyright",
    (f"{DC} source",): "source_page",
    (f"{DC} title",): "title",
    (f"{PHOTOSHOP} Credit",): "credit",
    (f"{PHOTOSHOP} Headline",): "headline",
    (f"{PHOTOSHOP} Source",): "source",
    (f"{RIGHTS} Owner",): "owner",
    (f"{RIGHTS} UsageTerms",): "usage_terms",
    (f"{RIGHTS} WebStatement",): "rights_page",
    (f"{CC} license",): "licence",
    (f"{CC} attributionName",): "attribution_name",
    (f"{CC} attributionURL",): "attribution_url",
    (LICENSOR, f"{PLUS} LicensorName"): "licensor",
    (LICENSOR, f"{PLUS} LicensorURL"): "licensor_url",
    (f"{IPTC} AltTextAccessibility",): "alt",
    (f"{IPTC} ExtDescrAccessibility",): "long_alt",
    (f"{NOTE} HasExtendedXMP",): "more",
}
ATTRIBUTES = {RESOURCE, *(path[-1] for path in NAMES)}
SEVERAL = {"creator", "owner"}
ANY_LANGUAGE = "x-default"
MOST_ELEMENTS = 20_000
DEEPEST = 30
LONGEST_NAMESPACE = 200
MOST_VALUES = 500
LONGEST_VALUE = 20_000


def read(packet: bytes, more: dict[str, bytes]) -> dict[str, str]:
    """What the packet says under our names, and after it the one of ``more`` that it asks for."""
    facts = _facts(packet)
    asked_for = more.get(facts.pop("more", ""), b"")
    return {**_facts(asked_for), **facts}


def _facts(packet: bytes) -> dict[str, str]:
    return {name: _of(name, values) for name, values in _Packet().read(_without_filling(packet)).items()}


def _without_filling(packet: bytes) -> bytes:
    """In UTF-16 every second byte is 0."""
    return packet if packet.startswith((b"\xff\xfe", b"\xfe\xff")) else packet.strip(b"\0 \r\n\t")


def _of(name: str, values: list[tuple[str, str]]) -> str:
    """All that there are of makers; of all else the one for any language, or the first."""
    if name in SEVERAL:
        return ", ".join(dict.fromkeys(text for _language, text in values))
    return next((text for language, text in values if language == ANY_LANGUAGE), values[0][1])


class _Packet:
    """One packet, while it is read."""

    def __init__(self) -> None:
        self.values: dict[str, list[tuple[str, str]]] = {}
        self.open: list[str] = []  # every element around, "" for those that are no facts
        self.languages: list[str] = []
        self.text: list[str] = []
        self.elements = 0
        self.count = 0

    def read(self, packet: bytes) -> dict[str, list[tuple[str, str]]]:
        """{} for what isn't XML or wants too much."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.StartNamespaceDeclHandler = _refuse_long
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(packet, True)
        except (expat.ExpatError, ValueError):
            return {}
        return self.values

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.open.append("" if name in AROUND else name)
        self.languages.append(attributes.get(LANGUAGE, ""))
        self.text.clear()
        if self.elements > MOST_ELEMENTS or len(self.open) > DEEPEST:
            raise Broken
        for attribute, value in attributes.items():
            if attribute in ATTRIBUTES:
                self._add(value, *([] if attribute == RESOURCE else [attribute]))

    def _end(self, name: str) -> None:
        self._add("".join(self.text))
        self.text.clear()
        self.open.pop()
        self.languages.pop()

    def _characters(self, text: str) -> None:
        self.text.append(text)

    def _add(self, value: str, *below: str) -> None:
        name = NAMES.get((*filter(None, self.open), *below))
        value = value.strip()
        if name and value and len(value) <= LONGEST_VALUE and self.count < MOST_VALUES:
            self.count += 1
            self.values.setdefault(name, []).append((self.languages[-1].lower(), value))


def _refuse(*args: Any) -> None:
    raise Broken


def _refuse_long(prefix: str | None, address: str | None) -> None:
    if len(address or "") > LONGEST_NAMESPACE:
        raise Broken
