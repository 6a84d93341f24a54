"""Shortcodes of page builders: rows and columns go, and what somebody wrote stays, in attributes too."""

import binascii
import re
from base64 import b64decode
from html import escape, unescape
from urllib.parse import unquote

from wordpress.body.media import is_web_address
from wordpress.body.shortcodes import Tag

_PREFIXES = (
    "et_pb_", "vc_", "fusion_", "av_", "themify_", "cs_", "x_", "mk_", "us_", "su_", "fl_", "nectar_", "eltd_",
    "qode_", "ult_", "ultimate_", "bsf-", "siteorigin_", "tatsu_", "cornerstone_",
)  # fmt: skip
_TITLES = ("title", "heading", "headline", "text", "subtitle", "subhead", "subheading", "name", "position", "number")
_AFTER = ("label", "caption", "description", "author", "job_title", "company_name", "company", "tagline")
_WHO = ("author", "name", "job_title", "company_name", "company")
_BUTTONS = (
    ("button_text", ("button_url", "button_link", "url", "link")),
    ("button_one_text", ("button_one_url",)),
    ("button_two_text", ("button_two_url",)),
)
_IMAGES = ("src", "image", "image_url", "portrait_url", "background_image", "img_url", "attachment")
_PACKED = re.compile(r"(?:^|\|)(url|title):([^|]*)")
_DIVI = {"%22": '"', "%91": "[", "%93": "]", "%92": "\\", "``": '"', "`{`": "[", "`}`": "]"}


def knows(name: str) -> bool:
    return name.startswith(_PREFIXES)


def shown(tag: Tag) -> tuple[str, str]:
    """What goes in the place of the tag, and of the one that closes it."""
    name = tag.name
    if name.endswith(("_toggle", "_accordion_item", "_accordion_tab", "_spoiler", "_tta_section", "_tab")):
        return fold_out(human(tag, "title", "heading", "tab_title"))
    if name.endswith(("_button", "_btn")):
        return button(tag)
    if name.endswith(("_gallery", "_carousel")):
        return _gallery(tag), ""
    if name.endswith(("_video", "_audio")):
        return _player(tag), ""
    if name.endswith(("_divider", "_separator", "_text_separator")):
        title = human(tag, "title")
        return "\n\n<hr>\n\n" + (f"<h3>{escape(title)}</h3>\n\n" if title else ""), ""
    if name.endswith("testimonial"):
        who = ", ".join(filter(None, (human(tag, key) for key in _WHO)))
        return "\n\n<blockquote>", (f"<cite>{escape(who)}</cite>" if who else "") + "</blockquote>\n\n"
    if name.endswith(("_raw_js", "_empty_space")):
        return "", ""
    return _whatever(tag)


def human(tag: Tag, *names: str) -> str:
    """The first of these attributes that says something, as a reader saw it."""
    return next((words for name in names if (words := _decoded(tag.attributes.get(name, "")))), "")


def fold_out(title: str) -> tuple[str, str]:
    if not title:
        return "\n\n<div>", "</div>\n\n"
    return f"\n\n<details><summary>{escape(title)}</summary>\n\n", "\n\n</details>\n\n"


def button(tag: Tag) -> tuple[str, str]:
    """Its label is an attribute, or stands between the tags."""
    label = human(tag, "button_text", "title", "label", "text")
    packed = dict(_PACKED.findall(tag.attributes.get("link", "")))
    addresses = [unquote(packed.get("url", ""))]
    addresses += [_decoded(tag.attributes.get(name, "")) for name in ("button_url", "url", "href", "link", "link_url")]
    address = next((value for value in addresses if value and "|" not in value), "")
    link = f'<a href="{escape(address)}">' if address else "<a>"
    return f'\n\n<div class="wp-block-button">{link}{escape(label)}', "</a></div>\n\n"


def decoded(tag: Tag) -> str:
    """The HTML that a module for code holds."""
    body = (tag.body or "").strip()
    if tag.name != "vc_raw_html":
        return unescape(body)
    try:
        return unquote(b64decode(body, validate=True).decode("utf-8", "replace"))
    except (binascii.Error, ValueError):
        return ""


def _decoded(value: str) -> str:
    for code, sign in _DIVI.items():
        value = value.replace(code, sign)
    return re.sub(r"<[^<>]*>", " ", unescape(value)).strip()


def _gallery(tag: Tag) -> str:
    listed = next((tag.attributes[name] for name in ("gallery_ids", "images", "ids") if tag.attributes.get(name)), "")
    ids = [part for part in re.split(r"[,\s]+", listed) if part.isdecimal() and len(part) < 13]
    images = "".join(f'<img class="wp-image-{wp_id}">' for wp_id in ids)
    return f'\n\n<figure class="wp-block-gallery">{images}</figure>\n\n'


def _player(tag: Tag) -> str:
    address = human(tag, "src", "audio", "link", "url", "mp4", "src_webm", "video_url")
    title = human(tag, "title", "artist_name")
    words = f"<h3>{escape(title)}</h3>\n\n" if title else ""
    if not address:
        return words
    element = "video" if tag.name.endswith("video") else "audio"
    return f'\n\n{words}<{element} src="{escape(address)}"></{element}>\n\n'


def _whatever(tag: Tag) -> tuple[str, str]:
    """Pictures first, then title and lines, what stands between the tags, names and buttons."""
    before = [_picture(tag)]
    title, *lines = [words for name in _TITLES if (words := _decoded(tag.attributes.get(name, "")))] or [""]
    if title and not _is_machine(title):
        before.append(f"<h3>{escape(title)}</h3>")
    before += [f"<p>{escape(line)}</p>" for line in lines if not _is_machine(line)]
    after = [f"<p>{escape(words)}</p>" for name in _AFTER if (words := human(tag, name)) and not _is_machine(words)]
    for label, addresses in _BUTTONS:
        if words := human(tag, label):
            address = human(tag, *addresses)
            link = f'<a href="{escape(address)}">' if address else "<a>"
            after.append(f'<div class="wp-block-button">{link}{escape(words)}</a></div>')
    return "\n\n" + "\n\n".join(filter(None, before)) + "\n\n", "\n\n" + "\n\n".join(after) + "\n\n"


def _is_machine(value: str) -> bool:
    return value in ("on", "off", "yes", "no", "true", "false") or is_web_address(value)


def _picture(tag: Tag) -> str:
    value = human(tag, *_IMAGES)
    alt = escape(human(tag, "alt", "title_text"))
    if value.isdecimal() and len(value) < 13:
        return f'<img class="wp-image-{value}" alt="{alt}">'
    link = human(tag, "url", "link") if tag.name.endswith("_image") else ""
    if not is_web_address(value):
        return ""
    image = f'<img src="{escape(value)}" alt="{alt}">'
    return f'<a href="{escape(link)}">{image}</a>' if is_web_address(link) else image
