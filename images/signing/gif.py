"""GIF, which has no place for a credit that anybody would look in: only what is not seen goes."""

from images.signing.reading import MalformedPicture, Reader

IMAGE, EXTENSION, TRAILER = 0x2C, 0x21, 0x3B
CONTROL, APPLICATION = 0xF9, 0xFF
# How often an animation is repeated, and the colour profile.
NEEDED_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def sign(content: bytes, packet: bytes) -> bytes:
    reader = Reader(content)
    header = reader.take(13)
    out = [header, _table(reader, header[10])]
    control, pictures = b"", 0
    while (kind := reader.number(1)) != TRAILER:
        if kind == EXTENSION:
            label = reader.number(1)
            extension = bytes([EXTENSION, label]) + _blocks(reader)
            if label == CONTROL:
                control = extension
            elif label == APPLICATION and extension[3:14] in NEEDED_APPLICATIONS:
                out.append(extension)
        elif kind == IMAGE:
            # What is said of the next picture stands directly before it.
            out += [control, _picture(reader)]
            control, pictures = b"", pictures + 1
        else:
            raise MalformedPicture("The file has a part that is none.")
    if not pictures:
        raise MalformedPicture("The file holds no pixels.")
    return b"".join(out) + bytes([TRAILER])


def _picture(reader: Reader) -> bytes:
    descriptor = reader.take(9)
    return bytes([IMAGE]) + descriptor + _table(reader, descriptor[8]) + reader.take(1) + _blocks(reader)


def _table(reader: Reader, flags: int) -> bytes:
    return reader.take(3 << (flags & 7) + 1) if flags & 0x80 else b""


def _blocks(reader: Reader) -> bytes:
    start = reader.position
    while length := reader.number(1):
        reader.take(length)
    return reader.content[start : reader.position]
