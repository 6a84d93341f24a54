"""Small files made to be hard to read: each with what should come of uploading it.

All of them are made here, the same ones each time; nothing is fetched.
"""

import struct
import zlib
from hashlib import md5
from typing import NamedTuple

from tests.picture_bytes import (
    UTF8,
    bomb,
    chunk,
    colours_apart,
    exif,
    gif,
    gif_xmp,
    heic,
    iim,
    in_languages,
    iptc,
    jpeg,
    listed,
    more_xmp,
    nested,
    noise,
    photoshop,
    png,
    png_xmp,
    riff,
    saved,
    segment,
    tiff,
    webp,
    xmp,
    xmp_segment,
    zipped,
)


class Hard(NamedTuple):
    """``fields`` are those of the picture it becomes, without the empty ones; None where it is refused in words."""

    content: bytes
    fields: dict[str, str] | None
    name: str = "a.jpg"


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
