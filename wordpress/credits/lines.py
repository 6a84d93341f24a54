"""What a line says about who made a picture: ``Photo by Maud Ferris on Flickr (CC BY 2.0)``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlsplit

from wordpress.credits import leads
from wordpress.credits.leads import CERTAIN, SURE, UNSURE, Lead
from wordpress.credits.licences import is_deed, key_of_deed, key_of_words
from wordpress.credits.names import is_name, may_be_a_place, may_be_a_title
from wordpress.credits.prose import Prose, prose
from wordpress.credits.vocabulary import SOURCES, TOOLS

LONGEST_LINE = 120
LONGEST_CAPTION = 500
LONGEST_ADDRESS = 500
MOST_PARTS = 30  # of a caption

PART = re.compile(
    r"(?<=[.!?…])\s+|\s*(?:\||//|•|·|;|,)\s*|\s+[–—-]+\s+"
    r"|\s+(?=[(\[]|©|(?:Photos?|Pictures?|Images?|Fotos?|Bild|Immagine|Imagen|Illustration)\b[^:]{0,15}:)"
)
BRACKETS = {"(": ")", "[": "]", "{": "}"}
EDGE = " *~|•·–—-_,;/"


@dataclass(frozen=True)
class CreditLine:
    """``licence`` is a key of ``images.licences`` or "", ``terms`` words on it that no key stands for: "CC BY".

    ``rest`` are the words that stay when the credit is taken out. ``place`` says which of several pictures is meant,
    as far as the line does: "1", "2", "3", "last", "top" (or left), "bottom" (or right), "lead" or "every".
    ``confidence`` is from 0 to 100.
    """

    name: str
    url: str = ""
    licence: str = ""
    source: str = ""
    rest: str = ""
    confidence: int = CERTAIN
    terms: str = ""
    place: str = ""
    is_plural: bool = False

    @property
    def credit(self) -> str:
        """The name with all that has no field of its own: where the picture is from, unless the address shows it."""
        source = self.source.lower()
        is_told = not source or source in TOOLS or _is_at(self.url, SOURCES.get(source, source))
        whole = self.name if is_told else f"{self.name} / {self.source}"
        return f"{whole}, {self.terms}" if self.terms else whole

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE


def read_line(html: str, in_caption: bool = False) -> CreditLine | None:
    """Of one line of text, which is a credit as a whole or not at all; or of a caption, which may end in one."""
    line = prose(html)
    if not 0 < len(line.text) <= (LONGEST_CAPTION if in_caption else LONGEST_LINE):
        return None
    for start in _starts(line.text) if in_caption else (0,):
        if found := _read(line, start, len(line.text), in_caption):
            return _with_rest(found, line, start)
    return _at_its_beginning(line) if in_caption else None


def _with_rest(found: CreditLine, line: Prose, start: int) -> CreditLine:
    """Where what is before it is a credit too, it isn't clear who did what."""
    if found.rest or not start:
        return found
    is_second = any(_read(line, other, start, in_caption=True) for other in _starts(line.text[:start]))
    confidence = min(found.confidence, UNSURE) if is_second else found.confidence
    return replace(found, rest=line.text[:start].rstrip(EDGE), confidence=confidence)


def _at_its_beginning(line: Prose) -> CreditLine | None:
    """``Photo: Lena Vogt. The old harbour``: where the name ends is a guess."""
    for mark in islice(PART.finditer(line.text), MOST_PARTS):
        if found := _read(line, 0, mark.start(), in_caption=True):
            return replace(found, rest=line.text[mark.end() :], confidence=min(found.confidence, UNSURE))
    return None


def _starts(caption: str) -> Iterator[int]:
    """Of the whole, and of what stands behind the marks between its parts."""
    yield 0
    for mark in islice(PART.finditer(caption), MOST_PARTS):
        yield mark.end()


def _read(line: Prose, start: int, end: int, in_caption: bool) -> CreditLine | None:
    start, end = _inside(line.text, start, end)
    if not 0 < end - start <= LONGEST_LINE:
        return None
    for lead in leads.LEADS:
        found = lead.pattern.match(line.text, start, end)
        if found and (credit := _credited(line, lead, found, end, in_caption)):
            return credit
    return _titled(line, start, end, SURE if in_caption else UNSURE)


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """Without dashes and brackets around it, and without the full stop."""
    while start < end:
        if text[start] in EDGE:
            start += 1
        elif text[end - 1] in EDGE + ".":
            end -= 1
        elif BRACKETS.get(text[start]) == text[end - 1] and text.find(text[end - 1], start) == end - 1:
            start, end = start + 1, end - 1
        else:
            break
    return start, end


def _credited(line: Prose, lead: Lead, found: re.Match[str], end: int, in_caption: bool) -> CreditLine | None:
    confidence = lead.in_caption if in_caption else lead.in_text
    credit = _titled(line, found.end(), end, confidence)
    if not credit:
        credit = _maker(line, found.end(), end)
        confidence = _confidence(credit, lead, found, confidence, in_caption) if credit else 0
    if not credit or not confidence:
        return None
    is_plural = bool(leads.PLURAL.search(found.group()))
    confidence = min(confidence, credit.confidence)
    return replace(credit, confidence=confidence, place=_place(found.group()), is_plural=is_plural)


def _confidence(credit: CreditLine, lead: Lead, found: re.Match[str], confidence: int, in_caption: bool) -> int:
    """0 where the words are rather about what is seen, or where it was."""
    if lead is leads.BY:
        return confidence if credit.licence or credit.terms else 0
    if credit.source or credit.licence or credit.terms or credit.url:
        return confidence
    groups = found.groupdict()
    if groups.get("via") is not None:
        return SURE if credit.name.lower() in SOURCES else 0
    if groups.get("of"):
        is_whole = found.start() == 0
        return 0 if may_be_a_place(credit.name) else UNSURE if in_caption and is_whole else confidence
    is_shown = lead is leads.PICTURE and found.group().endswith(":") and credit.name.lower() not in SOURCES
    return UNSURE if is_shown and may_be_a_title(credit.name) else confidence


def _place(head: str) -> str:
    return next((name for name, pattern in leads.PLACES if pattern.search(head)), "")


def _titled(line: Prose, start: int, end: int, confidence: int) -> CreditLine | None:
    """``‘Life is Tremendous’ by Stewf``, or a linked title without the marks."""
    start = _after_spaces(line.text, start, end)
    quoted = leads.TITLE.match(line.text, start, end)
    link = next((link for link in line.links if link.start == start), None)
    by = quoted or (leads.BY_AFTER_A_TITLE.match(line.text, link.end, end) if link else None)
    credit = _maker(line, by.end(), end) if by else None
    is_of_a_picture = any(_is_of_pictures(link.address) or key_of_deed(link.address) for link in line.links)
    if not by or not credit or not (quoted or is_of_a_picture):
        return None
    title = quoted["title"] if quoted else line.text[start : by.start()]
    confidence = max(confidence, SURE) if is_of_a_picture else confidence
    return replace(credit, rest=title.strip(), confidence=min(confidence, credit.confidence))


def _after_spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start] == " ":
        start += 1
    return start


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_at(address: str, host: str) -> bool:
    """``host`` is the beginning of a name, or of its last parts: "flickr." is at www.flickr.com."""
    return f".{host}" in f".{_host(address)}"


def _is_of_pictures(address: str) -> bool:
    return any(_is_at(address, host) for host in SOURCES.values())


def _maker(line: Prose, start: int, end: int) -> CreditLine | None:
    """Somebody, and what may follow, from behind the words that announce it."""
    start = _after_spaces(line.text, start, end)
    article = leads.ARTICLE.match(line.text, start, end)
    start = article.end() if article else start
    end, licence, terms, sources = _without_tails(line.text, start, end)
    if user := leads.USER.match(line.text, start, end):
        start, sources = user.end(), [*sources, *filter(None, [user["source"]])]
    start, end = _inside(line.text, start, end)
    name = line.text[start:end]
    is_linked = any(link.start < end and start < link.end and not is_deed(link.address) for link in line.links)
    if not _names_somebody(name, is_linked or bool(user), sources):
        return None
    deed = next((key for link in line.links if (key := key_of_deed(link.address))), "")
    return CreditLine(
        name=name,
        url=_address(line, start, end),
        licence=deed or licence,
        source=" / ".join(reversed(sources)),
        confidence=UNSURE if article and " " not in name and not is_linked else CERTAIN,
        terms="" if deed or licence else terms,
    )


def _names_somebody(name: str, is_marked: bool, sources: list[str]) -> bool:
    """Two places for pictures in a row are rather a menu."""
    if leads.ONLY_SOURCE.fullmatch(name):
        return not sources
    return is_name(name, is_certain=is_marked or bool(sources))


def _without_tails(text: str, start: int, end: int) -> tuple[int, str, str, list[str]]:
    """Where the name ends, the licence's key and words, and where the picture is from, the last first."""
    licence = terms = ""
    sources: list[str] = []
    for _count in range(5):
        if found := leads.REST_TAIL.search(text, start, end):
            pass
        elif not terms and (found := leads.LICENCE_TAIL.search(text, start, end)):
            terms, licence = found["words"], key_of_words(found["words"])
        elif found := leads.SOURCE_TAIL.search(text, start, end):
            sources.append(found["words"])
        else:
            break
        end = found.start()
    return end, licence, terms, sources


def _address(line: Prose, start: int, end: int) -> str:
    """That of the link on the name, else of the only link."""
    links = [link for link in line.links if not is_deed(link.address)]
    named = [link.address for link in links if link.start < end and start < link.end]
    address = named[0] if named else links[0].address if len(links) == 1 else ""
    return address if len(address) <= LONGEST_ADDRESS and _host(address) else ""
