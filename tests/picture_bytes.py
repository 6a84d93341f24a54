"""Picture files and the metadata in them, written byte by byte: also what no camera would write."""

import random
import struct
import zipfile
import zlib
from hashlib import md5
from io import BytesIO

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
