"""What stands beside a post's text in an export, for tests of the text alone."""

from wordpress.body.contract import Picture
from wordpress.body.converting import convert
from wordpress.body.words import missing_words

OLD = "https://old.example.org"
UPLOADS = f"{OLD}/wp-content/uploads"


class Around:
    """Pictures are known by number: ``3.jpg`` has the key 3 here, and so has the old blog's own 3.

    ``/there/`` is page 7 here, ``list.pdf`` document 9; other addresses of the old blog stay what they are.
    ``image`` and ``document`` are the keys of all of them instead.
    """

    def __init__(self, *, are_missing=False, attached=(), reusable=None, image=0, document=9):
        self.are_missing, self.attached, self.reused = are_missing, attached, reusable or {}
        self.image, self.document = image, document

    def picture(self, address, wp_id=0):
        name = address.partition("?")[0].rpartition("/")[2].partition(".")[0].partition("-")[0]
        key = int(name) if name.isdecimal() else 0 if address else wp_id
        if not key or (address and not address.startswith(OLD)):
            return None
        return Picture(0 if self.are_missing else self.image or key, address or f"{UPLOADS}/{key}.jpg", key)

    def attached_pictures(self):
        return [self.picture("", key) for key in self.attached]

    def file(self, address, wp_id=0):
        return self.document if address.endswith(("list.pdf", "talk.mp3", "film.mp4")) else None

    def link(self, href):
        if href.endswith("/there/"):
            return {"linktype": "page", "id": "7"}
        if href.endswith("list.pdf"):
            return {"linktype": "document", "id": str(self.document)}
        return {"href": href}

    def address(self, href):
        return href if href.startswith(("http", "mailto:")) else ""

    def reusable(self, wp_id):
        return self.reused.get(wp_id, "")


def converted(content, around=None, **meta):
    """The blocks, as (type, value), after making sure that no word is missing."""
    body = convert(content, around or Around(), meta)
    assert missing_words(content, body.blocks) == []
    return [(block["type"], block["value"]) for block in body.blocks]


def kinds(content, around=None):
    return [kind for kind, _value in converted(content, around)]


def text_of(content):
    """Of content that is nothing but text."""
    blocks = converted(content)
    assert [kind for kind, _value in blocks] == ["text"]
    return blocks[0][1]
