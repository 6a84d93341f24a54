"""The few lines of XMP that a public file says of itself: who made it, whose it is, what is allowed."""

import re
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

from images.credits import Credit

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "cc": "http://creativecommons.org/ns#",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
# A program that looks through whole files for XMP, knowing nothing of pictures, finds it by these.
BEGINNING = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
END = '<?xpacket end="r"?>'
# Raised when files are to be signed that were signed before: another packet alone shows by itself.
VERSION = b"1"
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def packet_of(credit: Credit | None) -> bytes:
    """b"" when there is nobody to name."""
    if credit is None:
        return b""
    said = "".join([*_elements(credit)])
    used = "".join(
        f' xmlns:{prefix}="{url}"' for prefix, url in NAMESPACES.items() if f"{prefix}:" in said + _attributes(credit)
    )
    about = f'<rdf:Description rdf:about=""{used}{_attributes(credit)}>{said}</rdf:Description>'
    rdf = f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{about}</rdf:RDF>'
    return f'{BEGINNING}<x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf}</x:xmpmeta>{END}'.encode()


def signature_of(packet: bytes) -> str:
    """The same for files that say the same, and never "", which stands for a file that nobody has signed."""
    return sha256(VERSION + packet).hexdigest()[:16]


def _attributes(credit: Credit) -> str:
    """``WebStatement`` is what search engines show as the licence of a picture: its deed, else where it is from."""
    said = {
        "photoshop:Credit": credit.name,
        "xmpRights:Marked": str(credit.has_owner),
        "xmpRights:WebStatement": credit.licence_url or credit.url,
    }
    return "".join(f" {name}={quoteattr(_clean(value))}" for name, value in said.items() if value)


def _elements(credit: Credit) -> list[str]:
    said = [
        _list("dc:creator", "Seq", credit.name),
        _list("dc:rights", "Alt", credit.notice or str(credit.licence)),
    ]
    if credit.licence:
        said.append(_list("xmpRights:UsageTerms", "Alt", str(credit.licence)))
    if credit.licence_url:
        said.append(f"<cc:license rdf:resource={quoteattr(_clean(credit.licence_url))}/>")
    if credit.url:
        address = f"<plus:LicensorURL>{_text(credit.url)}</plus:LicensorURL>"
        who = f'<rdf:li rdf:parseType="Resource">{address}</rdf:li>'
        said.append(f"<plus:Licensor><rdf:Seq>{who}</rdf:Seq></plus:Licensor>")
    return said


def _list(name: str, kind: str, value: str) -> str:
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    return f"<{name}><rdf:{kind}><rdf:li{language}>{_text(value)}</rdf:li></rdf:{kind}></{name}>"


def _text(value: str) -> str:
    return escape(_clean(value))


def _clean(value: str) -> str:
    return NOT_IN_XML.sub("", value)
