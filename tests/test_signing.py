"""The bytes of public files: what goes, what stays, and the packet that names the maker."""

import random
from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageSequence, PngImagePlugin

from images.credits import Credit
from images.signing import MalformedPicture, packet_of, sign

FORMATS = ["jpeg", "png", "webp", "avif", "gif"]
CAN_BE_SIGNED = FORMATS[:-1]
SECRET = b"51.5007 N, body 04291"
MAUD = packet_of(Credit("Maud Ferris", "Photo", "https://maud.example.org/", "CC BY 4.0", "https://example.org/by/"))
LONGER = packet_of(Credit("Tom & Ines Ōe-Ferris", has_owner=False, licence="CC0 1.0"))
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
# Of each format every way in which its pixels are kept; what is kept of a picture says Pillow.
WAYS = [
    *(("jpeg", mode, {}) for mode in ("L", "RGB", "CMYK")),
    ("jpeg", "RGB", {"progressive": True, "restart_marker_rows": 1}),
    *(("png", mode, {}) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
    *(("webp", mode, {"lossless": lossless}) for mode in ("RGB", "RGBA") for lossless in (True, False)),
    *(("avif", mode, {}) for mode in ("L", "RGB", "RGBA")),
    *(("gif", mode, {}) for mode in ("L", "P", "RGBA")),
]


def picture(mode="RGB", size=(40, 30)):
    """Something to be seen in every channel."""
    noise = random.Random(4)
    drawn = Image.new("RGBA", size)
    drawn.putdata([(x * 4 % 256, noise.randrange(256), 90, x % 256) for x in range(size[0] * size[1])])
    return drawn.convert("L").convert(mode) if mode == "I;16" else drawn.convert("RGB" if mode == "CMYK" else mode)


def saved(kind, mode="RGB", **options):
    out = BytesIO()
    drawn = picture(mode)
    (drawn.convert("CMYK") if mode == "CMYK" else drawn).save(out, kind.upper(), **options)
    return out.getvalue()


def telltale(kind, orientation=1):
    """A file with the secret in every place that Pillow can put it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0xA431] = orientation, SECRET.decode(), SECRET.decode()
    exif.get_ifd(0x8825)[0x001D] = SECRET.decode()
    exif.get_ifd(0x8769)[0x927C] = SECRET
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return {
        "jpeg": lambda: saved("jpeg", exif=exif, xmp=SECRET, comment=SECRET, icc_profile=PROFILE),
        "png": lambda: saved("png", exif=exif, pnginfo=words, icc_profile=PROFILE),
        "webp": lambda: saved("webp", exif=exif, xmp=SECRET, icc_profile=PROFILE),
        "avif": lambda: saved("avif", exif=exif, xmp=SECRET, icc_profile=PROFILE),
        "gif": lambda: saved("gif", comment=SECRET),
    }[kind]()


def opened(content):
    return Image.open(BytesIO(content))


def seen(content):
    """Every frame: its mode, its pixels and for how long it is shown."""
    with opened(content) as file:
        return [
            (frame.mode, frame.size, frame.convert("RGBA").tobytes(), frame.info.get("duration"))
            for frame in ImageSequence.Iterator(file)
        ]


def xmp_of(content):
    info = opened(content).info
    found = info.get("xmp") or info.get("XML:com.adobe.xmp") or b""
    return found.encode() if isinstance(found, str) else found


def segment(marker, data):
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data


@pytest.mark.parametrize(("kind", "mode", "options"), WAYS)
def test_file_is_signed_and_looks_the_same(kind, mode, options):
    content = saved(kind, mode, **options)
    signed = sign(content, MAUD)
    assert seen(signed) == seen(content)
    assert opened(signed).info.get("transparency") == opened(content).info.get("transparency")
    assert xmp_of(signed) == (MAUD if kind in CAN_BE_SIGNED else b"")
    assert len(signed) - len(content) < 1300


@pytest.mark.parametrize("kind", FORMATS)
def test_second_signature_takes_the_place_of_the_first(kind):
    content = telltale(kind, orientation=3)
    for first, second in [(MAUD, LONGER), (LONGER, MAUD), (MAUD, b""), (b"", MAUD), (MAUD, MAUD)]:
        assert sign(sign(content, first), second) == sign(content, second)


@pytest.mark.parametrize("packet", [MAUD, b""])
@pytest.mark.parametrize("kind", FORMATS)
def test_place_and_camera_go_and_colours_stay(kind, packet):
    content = telltale(kind)
    assert SECRET in content
    signed = sign(content, packet)
    assert SECRET not in signed
    assert not opened(signed).getexif()
    assert xmp_of(signed) == (packet if kind in CAN_BE_SIGNED else b"")
    assert opened(signed).info.get("icc_profile") == opened(content).info.get("icc_profile")
    assert ("icc_profile" in opened(signed).info) is (kind != "gif")
    assert seen(signed) == seen(content)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", CAN_BE_SIGNED)
def test_side_that_is_up_stays_up(kind, orientation):
    content = telltale(kind, orientation)
    signed = sign(content, MAUD)
    said = dict(opened(signed).getexif())
    assert said == ({} if orientation == 1 else {0x0112: orientation})
    assert seen(signed) == seen(content)


@pytest.mark.parametrize("order", [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"])
def test_side_that_is_up_is_found_in_either_order_of_bytes(order):
    signed = sign(saved("jpeg", exif=b"Exif\0\0" + order), b"")
    assert opened(signed).getexif()[0x0112] == 6


def test_nothing_is_left_of_what_a_camera_or_a_program_hides_in_a_jpeg():
    start, rest = saved("jpeg")[:2], saved("jpeg")[20:]
    thumbnail = b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x08" + SECRET + b"..."
    hidden = [
        segment(0xE0, thumbnail),
        segment(0xE0, b"JFXX\0\x10" + SECRET),
        segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + SECRET),
        segment(0xE2, b"MPF\0" + SECRET),
        segment(0xED, b"Photoshop 3.0\0" + SECRET),
        segment(0xEF, SECRET),
        segment(0xFE, SECRET),
    ]
    content = start + b"".join(hidden) + rest + saved("jpeg") + SECRET
    signed = sign(content, b"")
    assert SECRET not in signed
    assert signed == saved("jpeg")


def test_nothing_is_left_behind_the_end_of_a_picture():
    for kind in ("png", "webp", "gif"):
        assert sign(saved(kind) + SECRET, b"") == saved(kind)
    assert SECRET not in sign(saved("avif") + (8 + len(SECRET)).to_bytes(4, "big") + b"free" + SECRET, b"")


@pytest.mark.parametrize("kind", ["png", "webp", "gif"])
def test_animation_goes_on_moving(kind):
    first, *others = (Image.new("RGB", (20, 10), colour) for colour in ("teal", "navy", "olive"))
    out = BytesIO()
    first.save(out, kind.upper(), save_all=True, append_images=others, duration=[40, 80, 120], loop=2)
    signed = sign(out.getvalue(), MAUD)
    assert seen(signed) == seen(out.getvalue())
    assert len(seen(signed)) == 3
    assert opened(signed).info["loop"] == 2


@pytest.mark.parametrize("kind", FORMATS)
def test_damaged_file_gives_one_error(kind):
    """Bytes changed, taken out, doubled, at places that a seed chooses."""
    chance = random.Random(kind)
    content = telltale(kind, orientation=6)
    for _ in range(300):
        damaged = bytearray(content)
        for _ in range(chance.choice([1, 1, 3, 20])):
            place = chance.randrange(min(len(damaged), chance.choice([60, 600, 10**6])))
            match chance.randrange(3):
                case 0:
                    damaged[place] = chance.choice([0, 1, 0x7F, 0xFF, chance.randrange(256)])
                case 1:
                    del damaged[place : place + chance.choice([1, 4, 40])]
                case _:
                    damaged[place:place] = damaged[place : place + chance.choice([1, 4, 40])]
        try:
            signed = sign(bytes(damaged), MAUD)
        except MalformedPicture:
            continue
        assert sign(signed, MAUD) == signed


@pytest.mark.parametrize("kind", FORMATS)
def test_file_that_is_cut_off_is_never_signed(kind):
    content = sign(saved(kind, icc_profile=PROFILE) if kind != "gif" else saved(kind), MAUD)
    for length in [*range(200), *range(200, len(content), 97), len(content) - 1]:
        with pytest.raises(MalformedPicture):
            sign(content[:length], MAUD)


@pytest.mark.parametrize("content", [b"", b"Dear sir or madam", b"<svg/>", b"BM" + bytes(60), b"\0" * 12])
def test_file_that_is_no_picture_gives_the_same_error(content):
    with pytest.raises(MalformedPicture):
        sign(content, MAUD)


def test_packet_says_who_made_it_whose_it_is_and_what_is_allowed():
    said = Image.open(BytesIO(sign(saved("jpeg"), MAUD))).getxmp()["xmpmeta"]["RDF"]["Description"]
    assert said["creator"]["Seq"]["li"] == said["Credit"] == "Maud Ferris"
    assert said["rights"]["Alt"]["li"]["text"] == "© Maud Ferris"
    assert said["Marked"] == "True"
    assert said["WebStatement"] == said["license"]["resource"] == "https://example.org/by/"
    assert said["UsageTerms"]["Alt"]["li"]["text"] == "CC BY 4.0"
    assert said["Licensor"]["Seq"]["li"]["LicensorURL"] == "https://maud.example.org/"


def test_packet_of_what_belongs_to_everybody_says_so():
    said = Image.open(BytesIO(sign(saved("jpeg"), LONGER))).getxmp()["xmpmeta"]["RDF"]["Description"]
    assert said["creator"]["Seq"]["li"] == "Tom & Ines Ōe-Ferris"
    assert said["rights"]["Alt"]["li"]["text"] == "CC0 1.0"
    assert said["Marked"] == "False"


@pytest.mark.parametrize("name", ["<b>\"Maud\"</b> & 'Tom'", "]]>", "Maud\x00\x0b\ud800\uffff", "Оля 🦩", "&amp;"])
def test_name_of_any_letters_is_said_as_it_is_written(name):
    said = Image.open(BytesIO(sign(saved("jpeg"), packet_of(Credit(name))))).getxmp()["xmpmeta"]["RDF"]["Description"]
    assert said["Credit"] == said["creator"]["Seq"]["li"] == name.replace("Maud\x00\x0b\ud800\uffff", "Maud")


def test_longest_credit_fits():
    credit = Credit("&" * 200, url=f"https://example.org/{'&' * 480}", licence="CC BY 4.0", licence_url="https://e.org")
    for kind in CAN_BE_SIGNED:
        assert xmp_of(sign(saved(kind), packet_of(credit))) == packet_of(credit)


def test_nobody_to_name_is_said_of_nobody():
    assert packet_of(None) == b""
