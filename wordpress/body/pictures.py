"""Pictures, alone and in galleries, with their captions."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from bs4 import PageElement, Tag

from wordpress.body.contract import Block, Picture
from wordpress.body.flow import Flow
from wordpress.body.frames import embed
from wordpress.body.media import file_name, is_web_address
from wordpress.body.plain import fitting, plain_text

if TYPE_CHECKING:
    from wordpress.body.walking import Walker

LONGEST_CAPTION = 300
MOST_IN_A_GALLERY = 12
_ID = re.compile(r"\b(?:wp-image-|attachment_)(\d{1,12})\b")
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|heic|svg|bmp|tiff?)$", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SOURCES = ("data-orig-file", "data-full-url", "src", "data-src", "data-lazy-src")
_WIDE, _BESIDE = {"alignwide", "alignfull"}, {"alignleft", "alignright"}
_CAPTIONS = "figcaption, .wp-caption-text, .gallery-caption, .wp-caption-dd"


def inline(walker: Walker, img: Tag, flow: Flow) -> None:
    """One in the middle of words, or alone."""
    flow.extend(_shown(walker, img, "", _classes(img)))


def figure(walker: Walker, tag: Tag, flow: Flow) -> None:
    """``<figure>``, ``[caption]``, or what either was before it was called so."""
    images = tag.find_all("img")
    if len(images) > 1:
        gallery(walker, tag, flow)
    elif not images or tag.find(["table", "blockquote", "pre", "iframe", "video", "audio", "ul", "ol"]):
        _without_picture(walker, tag, flow)
    else:
        img = images[0]
        _remember_links(walker, tag)
        credit = plain_text(_taken(tag.find(class_="media-credit")))
        # Newer posts say on a figure within it where it stands.
        classes = _classes(tag).union(*map(_classes, [img, *tag.find_all("figure")]))
        flow.extend(_shown(walker, img, plain_text([tag]), classes, credit))


def gallery(walker: Walker, tag: Tag, flow: Flow) -> None:
    """All pictures in it; words that belong to none of them come after."""
    flow.end_paragraph()
    shown: list[Block] = []
    for img in tag.find_all("img"):
        caption = _caption_in_gallery(walker, tag, img)
        shown.extend(_shown(walker, img, caption, set()))
        img.extract()
    flow.extend(_gathered(shown))
    walker.walk_apart(tag.children, flow)


def _without_picture(walker: Walker, tag: Tag, flow: Flow) -> None:
    caption = tag.find("figcaption")
    frame = tag.find(["iframe", "audio", "video", "table"])
    if any(name.startswith("wp-block-embed") for name in _classes(tag)):
        _embed(walker, tag, caption, flow)
        return
    if isinstance(caption, Tag) and isinstance(frame, Tag) and caption not in frame.parents:
        # Players and tables take the caption themselves: they look for it here.
        frame["data-caption"] = plain_text([caption])
        _remember_links(walker, caption)
        caption.extract()
    walker.walk_apart(tag.children, flow)


def _embed(walker: Walker, tag: Tag, caption: PageElement | None, flow: Flow) -> None:
    title = ""
    if isinstance(caption, Tag):
        title = plain_text([caption.extract()])
    address = plain_text([tag])
    block = embed(address, title if len(title) <= 200 else "")
    flow.end_paragraph()
    if block:
        flow.extend([block])
    elif is_web_address(address):
        flow.extend([walker.linked(address, address)])
    else:
        walker.walk_apart(tag.children, flow)
    if title and not (block and len(title) <= 200):
        flow.paragraph(title)


def _classes(tag: Tag) -> set[str]:
    return set(tag.get_attribute_list("class")) if tag.has_attr("class") else set()


def _taken(tag: PageElement | None) -> list[PageElement]:
    return [tag.extract()] if tag else []


def _remember_links(walker: Walker, tag: Tag) -> None:
    """A caption is words only; where they led may say who made the picture."""
    for link in tag.find_all("a", href=True):
        words = plain_text([link])
        if words and not link.find("img"):
            walker.body.caption_links.append((words, walker.around.address(str(link["href"])) or str(link["href"])))


def _caption_in_gallery(walker: Walker, gallery_tag: Tag, img: Tag) -> str:
    item = img
    for parent in img.parents:
        if parent is gallery_tag or len(parent.find_all("img", limit=2)) > 1:
            break
        item = parent
    caption = item.select_one(_CAPTIONS) if item is not img else None
    if caption is None:
        return ""
    _remember_links(walker, caption)
    return plain_text([caption.extract()])


def _shown(walker: Walker, img: Tag, caption: str, classes: set[str], credit: str = "") -> list[Block]:
    address, wp_id = _source(img), _wp_id(img)
    alt = str(img.get("alt") or "").strip()
    picture = walker.around.picture(address, wp_id) if address or wp_id else None
    if picture is None or not picture.key:
        return _missing(walker, picture or Picture(0, address), alt, caption, credit)
    caption, rest = fitting(caption, LONGEST_CAPTION)
    credit, more = fitting(credit, 200)
    value = {
        "image": {"image": picture.key, "decorative": False, "alt_text": alt},
        "caption": caption,
        "credit": credit,
        "width": "wide" if classes & _WIDE else "small" if classes & _BESIDE else "normal",
        "link": _leads_to(walker, img, picture),
    }
    return [{"type": "image", "value": value}, *_texts(rest, more)]


def _missing(walker: Walker, picture: Picture, alt: str, caption: str, credit: str) -> list[Block]:
    address = picture.address
    alt, caption, credit = alt or picture.alt, caption or picture.caption, credit or picture.credit
    if not (address or alt or caption):
        return []
    if address:
        walker.body.missing_pictures.append(address)
    fields = {"address": (address, 1000), "alt": (alt, 500), "caption": (caption, 500), "credit": (credit, 300)}
    cut = {name: fitting(text, most) for name, (text, most) in fields.items()}
    value = {name: part for name, (part, _rest) in cut.items()}
    return [{"type": "missing_image", "value": value}, *_texts(cut["alt"][1], cut["caption"][1], cut["credit"][1])]


def _texts(*words: str) -> list[Block]:
    return [{"type": "text", "value": f"<p>{escape(text, quote=False)}</p>"} for text in words if text]


def _source(img: Tag) -> str:
    addresses = (str(img.get(name) or "").strip() for name in _SOURCES)
    return next((address for address in addresses if address and not _OTHER_SCHEME.match(address)), "")


def _wp_id(img: Tag) -> int:
    for name in ("data-id", "data-attachment-id"):
        if str(img.get(name) or "").isdecimal():
            return int(str(img[name])[:12])
    match = _ID.search(" ".join(_classes(img)))
    return int(match[1]) if match else 0


def _leads_to(walker: Walker, img: Tag, picture: Picture) -> str:
    """ "" where it is only the picture itself, larger."""
    around = img.find_parent("a")
    href = str(around.get("href") or "") if around else ""
    if not href:
        return ""
    if _PICTURE_FILE.search(file_name(href)) and (there := walker.around.picture(href)) and there.key == picture.key:
        return ""
    address = walker.around.address(href)
    return address if is_web_address(address) else ""


def _gathered(shown: list[Block]) -> list[Block]:
    """Pictures in galleries of 2 to 12, equally many in each; then what else there is."""
    pictures = [block["value"] for block in shown if block["type"] == "image"]
    others = [block for block in shown if block["type"] != "image"]
    if len(pictures) < 2:
        return shown
    count = -(-len(pictures) // MOST_IN_A_GALLERY)
    size, larger = divmod(len(pictures), count)
    galleries: list[Block] = []
    for number in range(count):
        part, pictures = pictures[: size + (number < larger)], pictures[size + (number < larger) :]
        values = ({name: value[name] for name in ("image", "caption", "credit")} for value in part)
        items = [{"type": "item", "value": value} for value in values]
        galleries.append({"type": "gallery", "value": {"pictures": items}})
    return [*galleries, *others]
