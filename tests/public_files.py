"""The files that readers can get of a picture: made, found in pages, fetched."""

import html
import re
from io import BytesIO

from django.core.files.storage import storages
from PIL import Image

from images.tasks import make_renditions
from tests.factories import ImageFactory, picture_file

SIZE = (96, 64)
ADDRESS = re.compile(r"/media/[^\s\"'<>&,)\\]+")


def fetched(client, address):
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.getvalue()


def addresses_in(client, *pages):
    """Of every picture that stands anywhere in these answers: in elements, heads, facts for programs, feeds."""
    texts = [html.unescape(fetched(client, page).decode()).replace("\\/", "/") for page in pages]
    return {page: set(ADDRESS.findall(text)) for page, text in zip(pages, texts, strict=True)}


def made(*places, **fields):
    image = ImageFactory(file=picture_file(size=SIZE), **fields)
    make_renditions.call(image.pk, list(places))
    return image


def files_of(image):
    return set(image.renditions.values_list("file", flat=True))


def url_of(name):
    return storages["renditions"].url(name)


def makers_in(client, image):
    """The names in all public files of a picture."""
    found = [Image.open(BytesIO(fetched(client, url_of(name)))).info for name in files_of(image)]
    packets = [info.get("xmp") or info.get("XML:com.adobe.xmp", "").encode() for info in found]
    return {name for packet in packets for name in re.findall('Credit="([^"]*)', packet.decode()) or [""]}
