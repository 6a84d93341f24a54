"""Small files made to be hard to read: each with what should come of uploading it.

All of them are made here, the same ones each time; nothing is fetched.
"""

import random
import struct
import zipfile
import zlib
from hashlib import md5
from io import BytesIO
from typing import NamedTuple

import pillow_heif
from PIL import Image

SIZE = (64, 48)
NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "cc": "http://creativecommons.org/ns#",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "stRef": "http://ns.adobe.com/xap/1.0/sType/ResourceRef#",
}
NAMESPACES = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NS.items())
UTF8 = b"\x1b%G"


class Hard(NamedTuple):
    """``fields`` are those of the picture it becomes, without the empty ones; None where it is refused in words."""

    content: bytes
    fields: dict[str, str] | None
    name: str = "a.jpg"


# Pictures


def saved(kind, size=SIZE, mode="RGB", colour=None, **options):
    out = BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def jpeg(*segments, **options):
    content = saved("JPEG", **options)
    return content[:2] + b"".join(segments) + content[2:]


def png(*chunks, **options):
    content = saved("PNG", **options)
    return content[:33] + b"".join(chunks) + content[33:]


def webp(*chunks, size_it_says=None, **options):
    content = saved("WEBP", **options)
    width, height = (side - 1 for side in SIZE)
    header = struct.pack("<4sII", b"VP8X", 10, 4 | 8) + width.to_bytes(3, "little") + height.to_bytes(3, "little")
    body = b"WEBP" + header + content[12:] + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", size_it_says or len(body)) + body


def gif(*extensions, frames=1):
    out = BytesIO()
    pictures = [Image.new("L", SIZE, 80 * number) for number in range(frames)]
    pictures[0].save(out, "GIF", save_all=frames > 1, append_images=pictures[1:])
    return out.getvalue()[:-1] + b"".join(extensions) + b";"


def heic(**options):
    out = BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", SIZE, "teal")).save(out, **options)
    return out.getvalue()


def noise(kind, size=(400, 300), **options):
    out = BytesIO()
    Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3)).save(out, kind, **options)
    return out.getvalue()


# What stands in them


def segment(data, marker=0xE1):
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def riff(kind, data):
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def colours_apart(size):
    """A grey JPEG made to be one of three colours: each in a scan of its own, as few programs write it."""
    grey = saved("JPEG", size, "L")
    frame, scan = grey.index(b"\xff\xc0"), grey.index(b"\xff\xda")
    of_three = bytes([3]) + b"".join(bytes([colour, 0x11, 0]) for colour in (1, 2, 3))
    head = grey[:frame] + segment(grey[frame + 4 : frame + 9] + of_three, 0xC0) + grey[frame + 13 : scan]
    scans = [segment(bytes([1, colour, 0, 0, 63, 0]), 0xDA) + grey[scan + 10 : -2] for colour in (1, 2, 3)]
    return head + b"".join(scans) + grey[-2:]


def iim(*texts, charset=b""):
    """``texts`` are numbers of the second record with their bytes."""
    every = [(1, 90, charset)] if charset else []
    every += [(2, number, text) for number, text in texts]
    return b"".join(struct.pack(">BBBH", 0x1C, record, number, len(text)) + text for record, number, text in every)


def photoshop(data, kind=0x0404):
    return b"8BIM" + struct.pack(">HHI", kind, 0, len(data)) + data + b"\0" * (len(data) % 2)


def iptc(*texts, charset=b""):
    return segment(b"Photoshop 3.0\0" + photoshop(iim(*texts, charset=charset)), 0xED)


def tiff(entries, order="<", next_directory=0):
    """A directory of (tag, type, bytes); what is longer than four bytes lies behind it."""
    start = 8 + 2 + 12 * len(entries) + 4
    directory, behind = struct.pack(f"{order}H", len(entries)), b""
    for tag, kind, data in entries:
        length = len(data) // {1: 1, 2: 1, 3: 2, 4: 4, 7: 1}[kind]
        value = data.ljust(4, b"\0") if len(data) <= 4 else struct.pack(f"{order}I", start + len(behind))
        behind += data if len(data) > 4 else b""
        directory += struct.pack(f"{order}HHI", tag, kind, length) + value
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(f"{order}I", 8)
    return head + directory + struct.pack(f"{order}I", next_directory) + behind


def exif(*entries, **options):
    return segment(b"Exif\0\0" + tiff(entries, **options))


def xmp(inside="", attributes=""):
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {NAMESPACES}><rdf:Description rdf:about="" {attributes}>{inside}</rdf:Description></rdf:RDF>'
        '</x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def listed(name, *texts, kind="Seq"):
    items = "".join(f"<rdf:li>{text}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def in_languages(name, **texts):
    items = "".join(f'<rdf:li xml:lang="{lang.replace("_", "-")}">{text}</rdf:li>' for lang, text in texts.items())
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def xmp_segment(packet):
    return segment(b"http://ns.adobe.com/xap/1.0/\0" + packet)


def more_xmp(packet, digest=None, size=None, step=40_000):
    digest = digest or md5(packet).hexdigest().upper()
    pieces = range(0, len(packet), step)
    head = b"http://ns.adobe.com/xmp/extension/\0" + digest.encode() + struct.pack(">I", size or len(packet))
    return [segment(head + struct.pack(">I", place) + packet[place : place + step]) for place in pieces]


def png_xmp(packet, packed=False):
    text = zlib.compress(packet) if packed else packet
    return chunk(b"iTXt", b"XML:com.adobe.xmp\0" + bytes([packed, 0, 0, 0]) + text)


def gif_xmp(packet):
    trailer = bytes([1, *range(255, -1, -1), 0])
    return b"!\xff\x0bXMP DataXMP" + packet + trailer


def nested(depth):
    return "<dc:title>" * depth + "x" + "</dc:title>" * depth


def bomb(width, height, kind="png", **options):
    """A few bytes that say they are as large as that."""
    if kind == "png":
        header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    content = bytearray(saved("JPEG", **options))
    at = content.index(b"\xff\xc2" if options.get("progressive") else b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def zipped():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return out.getvalue()


# The set

MAUD = {"credit": "Maud Ferris"}
CREATOR = listed("dc:creator", "Maud Ferris")
PAGE = "https://maud.example.org/harbour"
EVERYTHING = (
    CREATOR
    + in_languages("dc:description", de="Der Hafen", x_default="The harbour")
    + in_languages("dc:rights", x_default="© 2019 Maud Ferris")
    + in_languages("Iptc4xmpCore:AltTextAccessibility", x_default="Boats at low tide")
    + '<cc:license rdf:resource="http://creativecommons.org/licenses/by-sa/3.0/de/deed.en"/>'
    + f'<cc:attributionURL rdf:resource="{PAGE}"/>'
)
ALL_FIELDS = MAUD | {
    "caption": "The harbour",
    "description": "Boats at low tide",
    "licence": "cc-by-sa-3.0",
    "credit_url": PAGE,
}
LICENSOR = (
    '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>Harbour Pictures</plus:LicensorName>'
    f"<plus:LicensorURL>{PAGE}</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>"
)
INGREDIENT = (
    f"<xmpMM:DerivedFrom><rdf:Description>{listed('dc:creator', 'Nobody')}</rdf:Description></xmpMM:DerivedFrom>"
)
LOL = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
XML_BOMB = LOL.encode() + b"]>" + xmp(listed("dc:creator", "&i;"))
XXE = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + xmp(listed("dc:creator", "&f;"))
ARTIST, NOTICE, DESCRIPTION, ORIENTATION = 315, 33432, 270, 274
TORTURE = {
    # Each family alone, and in every kind of file
    "IPTC": Hard(
        jpeg(iptc((80, b"Maud Ferris"), (120, b"The harbour"), (115, PAGE.encode()))),
        MAUD | {"caption": "The harbour", "credit_url": PAGE},
    ),
    "IPTC of two makers": Hard(jpeg(iptc((80, b"Maud Ferris"), (80, b"Jo"))), {"credit": "Maud Ferris, Jo"}),
    "IPTC with a credit line only": Hard(jpeg(iptc((110, b"Harbour Pictures"))), {"credit": "Harbour Pictures"}),
    "IPTC among other things of Photoshop’s": Hard(
        jpeg(segment(b"Photoshop 3.0\0" + photoshop(b"abc", 0x03ED) + photoshop(iim((80, b"Maud Ferris"))), 0xED)), MAUD
    ),
    "XMP": Hard(jpeg(xmp_segment(xmp(EVERYTHING))), ALL_FIELDS),
    "XMP in attributes": Hard(
        jpeg(xmp_segment(xmp(attributes=f'photoshop:Credit="Maud Ferris" xmpRights:WebStatement="{PAGE}"'))),
        MAUD | {"credit_url": PAGE},
    ),
    "XMP of a licensor": Hard(jpeg(xmp_segment(xmp(LICENSOR))), {"credit": "Harbour Pictures", "credit_url": PAGE}),
    "XMP of several makers": Hard(
        jpeg(xmp_segment(xmp(listed("dc:creator", "Maud Ferris", "Jo")))), {"credit": "Maud Ferris, Jo"}
    ),
    "XMP of a picture that was put into this one": Hard(jpeg(xmp_segment(xmp(INGREDIENT))), {}),
    "XMP in UTF-16": Hard(jpeg(xmp_segment(xmp(CREATOR).decode().encode("utf-16"))), MAUD),
    "XMP in two parts": Hard(
        jpeg(
            xmp_segment(xmp(attributes=f'xmpNote:HasExtendedXMP="{md5(xmp(EVERYTHING)).hexdigest().upper()}"')),
            *more_xmp(xmp(EVERYTHING), step=500),
        ),
        ALL_FIELDS,
    ),
    "EXIF": Hard(
        jpeg(exif((DESCRIPTION, 2, b"The harbour\0"), (ARTIST, 2, b"Maud Ferris\0"))),
        MAUD | {"caption": "The harbour"},
    ),
    "EXIF of the other order": Hard(jpeg(exif((ARTIST, 2, b"Maud Ferris\0"), order=">")), MAUD),
    "EXIF of Windows": Hard(jpeg(exif((0x9C9D, 1, "Maud Ferris\0".encode("utf-16-le")))), MAUD),
    "EXIF with a notice only": Hard(jpeg(exif((NOTICE, 2, b"(c) 2019 Maud Ferris. All rights reserved\0"))), MAUD),
    "PNG with XMP": Hard(png(png_xmp(xmp(EVERYTHING))), ALL_FIELDS, "a.png"),
    "PNG with packed XMP": Hard(png(png_xmp(xmp(EVERYTHING), packed=True)), ALL_FIELDS, "a.png"),
    "PNG with EXIF": Hard(png(chunk(b"eXIf", tiff([(ARTIST, 2, b"Maud Ferris\0")]))), MAUD, "a.png"),
    "WebP with XMP": Hard(webp(riff(b"XMP ", xmp(EVERYTHING))), ALL_FIELDS, "a.webp"),
    "WebP with EXIF": Hard(webp(riff(b"EXIF", tiff([(ARTIST, 2, b"Maud Ferris\0")]))), MAUD, "a.webp"),
    "GIF with XMP": Hard(gif(gif_xmp(xmp(EVERYTHING))), ALL_FIELDS, "a.gif"),
    "AVIF with XMP": Hard(saved("AVIF", xmp=xmp(EVERYTHING)), ALL_FIELDS, "a.avif"),
    "AVIF with EXIF": Hard(saved("AVIF", exif=tiff([(ARTIST, 2, b"Maud Ferris\0")])), MAUD, "a.avif"),
    "HEIC with XMP": Hard(heic(xmp=xmp(EVERYTHING)), ALL_FIELDS, "a.heic"),
    "HEIC with EXIF": Hard(heic(exif=b"Exif\0\0" + tiff([(ARTIST, 2, b"Maud Ferris\0")])), MAUD, "a.heic"),
    # Which of them counts
    "XMP before IPTC before EXIF": Hard(
        jpeg(
            exif((ARTIST, 2, b"EXIF\0"), (DESCRIPTION, 2, b"Words of EXIF\0")),
            iptc((80, b"IPTC"), (120, b"Words of IPTC"), (5, b"Harbour")),
            xmp_segment(xmp(CREATOR)),
        ),
        MAUD | {"caption": "Words of IPTC"},
    ),
    "maker in EXIF before credit line in XMP": Hard(
        jpeg(exif((ARTIST, 2, b"Maud Ferris\0")), xmp_segment(xmp(attributes='photoshop:Credit="Agency"'))), MAUD
    ),
    "licence in the terms": Hard(
        jpeg(
            xmp_segment(
                xmp(
                    in_languages(
                        "xmpRights:UsageTerms", x_default="See https://creativecommons.org/publicdomain/zero/1.0/."
                    )
                )
            )
        ),
        {"licence": "cc0-1.0"},
    ),
    "broken XMP beside good IPTC": Hard(jpeg(xmp_segment(b"<x:xmpmeta"), iptc((80, b"Maud Ferris"))), MAUD),
    "what cameras write by themselves": Hard(
        jpeg(exif((DESCRIPTION, 2, b"OLYMPUS DIGITAL CAMERA         \0"), (ARTIST, 2, b"unknown\0"))), {}
    ),
    # Character sets
    "UTF-8 that says so": Hard(jpeg(iptc((80, "Zoë Łuczak".encode()), charset=UTF8)), {"credit": "Zoë Łuczak"}),
    "UTF-8 that doesn’t": Hard(jpeg(iptc((80, "Zoë Łuczak".encode()))), {"credit": "Zoë Łuczak"}),
    "UTF-8 that lies": Hard(jpeg(iptc((80, "Zoë Müller".encode("latin-1")), charset=UTF8)), {"credit": "Zoë Müller"}),
    "Latin-1": Hard(jpeg(iptc((80, "André Müller".encode("latin-1")))), {"credit": "André Müller"}),
    "Mac Roman": Hard(jpeg(iptc((80, "André Müller".encode("mac_roman")))), {"credit": "André Müller"}),
    "EXIF in Latin-1": Hard(jpeg(exif((ARTIST, 2, "Zoë\0".encode("latin-1")))), {"credit": "Zoë"}),
    "unseen characters": Hard(
        jpeg(xmp_segment(xmp(listed("dc:creator", "\u202eMaud\u200b\n\t  Fer\ufeffris\u2028")))), MAUD
    ),
    "a name of 64 kB": Hard(jpeg(iptc((80, b"Maud " * 5000))), {"credit": " ".join(["Maud"] * 39) + "…"}),
    "an address that is none": Hard(
        jpeg(
            iptc((115, b"javascript:alert(1)"), (80, b"Maud Ferris")),
            xmp_segment(xmp(attributes='xmpRights:WebStatement="https://"')),
        ),
        MAUD,
    ),
    "markup": Hard(jpeg(iptc((80, b"<script>alert(1)</script>"))), {"credit": "<script>alert(1)</script>"}),
    # Pictures that are unusual and good
    "rotated": Hard(jpeg(exif((ORIENTATION, 3, b"\6\0"), (ARTIST, 2, b"Maud Ferris\0"))), MAUD),
    "CMYK": Hard(jpeg(iptc((80, b"Maud Ferris")), mode="CMYK"), MAUD),
    "greyscale": Hard(jpeg(mode="L"), {}),
    "PNG of 16 bits": Hard(png(mode="I;16"), {}, "a.png"),
    "PNG of one bit": Hard(png(mode="1"), {}, "a.png"),
    "PNG with a see-through palette": Hard(png(mode="P", transparency=0), {}, "a.png"),
    "animated GIF": Hard(gif(gif_xmp(xmp(CREATOR)), frames=3), MAUD, "a.gif"),
    "progressive": Hard(noise("JPEG", progressive=True, quality=20), {}),
    "an ICC profile of 500 kB": Hard(jpeg(icc_profile=b"\0" * 500_000), {}),
    "no pixels but one": Hard(saved("PNG", (1, 1)), {}, "a.png"),
    # Lies in what is said
    "XMP of 10 MB": Hard(
        jpeg(
            xmp_segment(xmp(CREATOR, f'xmpNote:HasExtendedXMP="{"A" * 32}"')),
            *more_xmp(b" " * 10_000_000, "A" * 32, step=65_000),
        ),
        MAUD,
    ),
    "XMP with entities that grow": Hard(jpeg(xmp_segment(XML_BOMB)), {}),
    "XMP that asks for a file": Hard(jpeg(xmp_segment(XXE)), {}),
    "XMP nested deeply": Hard(jpeg(xmp_segment(xmp(nested(2000)))), {}),
    "XMP with a namespace of 40 kB": Hard(
        jpeg(xmp_segment(xmp(f'<a:a xmlns:a="{"a" * 40_000}">{"<a:b/>" * 3000}</a:a>'))), {}
    ),
    "XMP whose second part is another": Hard(
        jpeg(xmp_segment(xmp(attributes=f'xmpNote:HasExtendedXMP="{"B" * 32}"')), *more_xmp(xmp(CREATOR), "B" * 32)), {}
    ),
    "PNG with packed text that grows": Hard(
        png(chunk(b"zTXt", b"Author\0\0" + zlib.compress(b" " * 50_000_000))), None, "a.png"
    ),
    "PNG with packed XMP that grows": Hard(png(png_xmp(b" " * 60_000_000, packed=True)), None, "a.png"),
    "EXIF that is a circle": Hard(
        jpeg(exif((0x8769, 4, struct.pack("<I", 8)), (ARTIST, 2, b"Maud Ferris\0"), next_directory=8)), MAUD
    ),
    "EXIF of a text of 4 GB": Hard(
        jpeg(segment(b"Exif\0\0II*\0\x08\0\0\0\1\0" + struct.pack("<HHII", ARTIST, 2, 0xFFFFFFFF, 8) + bytes(4))), {}
    ),
    "EXIF of 65,535 entries that aren’t there": Hard(
        jpeg(segment(b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\0" * 24)), {}
    ),
    "IPTC longer than it is": Hard(
        jpeg(segment(b"Photoshop 3.0\x008BIM\x04\x04\0\0\xff\xff\xff\xff\x1c\2\x50\x7f\xffMaud", 0xED)), {}
    ),
    "WebP that is smaller than it is": Hard(webp(riff(b"XMP ", xmp(CREATOR)), size_it_says=20), None, "a.webp"),
    "WebP that is larger than it is": Hard(webp(riff(b"XMP ", xmp(CREATOR)), size_it_says=0xFFFFFFF0), None, "a.webp"),
    # Not pictures, or not whole ones
    "truncated JPEG": Hard(noise("JPEG")[:-5000], None),
    "truncated HEIC": Hard(heic()[:-30], None, "a.heic"),
    "truncated AVIF": Hard(noise("AVIF")[:-5000], None, "a.avif"),
    "JPEG of 60,000 by 60,000": Hard(bomb(60_000, 60_000, "jpeg"), None),
    "PNG of 128 megapixels": Hard(bomb(16_000, 8_000), None, "a.png"),
    "PNG of 120 megapixels that are there": Hard(saved("PNG", (12_000, 10_000), "1"), None, "a.png"),
    "PNG of 18 megapixels that are there": Hard(saved("PNG", (4_900, 3_900), "RGBA"), None, "a.png"),
    # As large as they may be
    "PNG of 16 megapixels, see-through": Hard(saved("PNG", (4_728, 3_548), "RGBA"), {}, "a.png"),
    "WebP of 10 megapixels": Hard(saved("WEBP", (3_699, 2_834)), {}, "a.webp"),
    "JPEG of 64 megapixels": Hard(saved("JPEG", (9_456, 7_096)), {}),
    "JPEG of 64 megapixels, CMYK": Hard(saved("JPEG", (9_456, 7_096), "CMYK"), {}),
    "JPEG of 24 megapixels, each colour apart": Hard(colours_apart((5_728, 4_392)), {}),
    # Larger
    "JPEG of 30 megapixels, progressive": Hard(bomb(6_600, 4_800, "jpeg", progressive=True), None),
    "JPEG of 30 megapixels, each colour apart": Hard(colours_apart((6_600, 4_800)), None),
    "PNG with a width of 2³¹": Hard(bomb(0x7FFFFFFF, 1), None, "a.png"),
    "GIF of three frames of 30 megapixels": Hard(
        gif(frames=3)[:6] + struct.pack("<HH", 10_000, 3_000) + gif(frames=3)[10:], None, "a.gif"
    ),
    "GIF that is JavaScript": Hard(b"GIF89a=1;alert(document.cookie)//" + b"\0" * 99, None, "a.gif"),
    "JPEG that is a page": Hard(jpeg(segment(b"<html><script>alert(1)</script></html>", 0xFE)), {}),
    "PNG that is an archive": Hard(png() + zipped(), {}, "a.png"),
    "SVG": Hard(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', None, "a.svg"),
    "SVG called a PNG": Hard(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', None, "a.png"),
    "TIFF": Hard(saved("TIFF"), None, "a.tiff"),
    "TIFF called a JPEG, a circle": Hard(tiff([(256, 4, struct.pack("<I", 9))], next_directory=8), None),
    "text": Hard(b"Dear sir or madam", None),
    "empty": Hard(b"", None),
}
