"""What a public file says of itself, and what it does not.

Where a picture was taken, with which camera, and how it looked before it was cropped is nobody's business: all of
that goes. Who made it goes along wherever the file does. The pixels are not touched.
"""

from images.signing import avif, gif, jpeg, png, webp
from images.signing.packet import packet_of, signature_of
from images.signing.reading import MalformedPicture

__all__ = ["MalformedPicture", "packet_of", "sign", "signature_of"]

BEGINNINGS = {
    b"\xff\xd8\xff": jpeg.sign,
    png.BEGINNING: png.sign,
    b"GIF87a": gif.sign,
    b"GIF89a": gif.sign,
}


def sign(content: bytes, packet: bytes) -> bytes:
    """``content`` without anything that is not seen, but with ``packet`` (XMP; b"" says nothing).

    Pixels, colour profile and orientation stay. What was signed before is signed as if it had not been. A GIF
    can't carry a packet. Raises MalformedPicture.
    """
    for beginning, write in BEGINNINGS.items():
        if content.startswith(beginning):
            return write(content, packet)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return webp.sign(content, packet)
    if content[4:8] == b"ftyp":
        return avif.sign(content, packet)
    raise MalformedPicture("This is no picture that readers get.")
