"""What WordPress and its plugins showed for a shortcode, as HTML: all that follows has one language to read."""

import re
from collections.abc import Callable
from html import escape, unescape

from wordpress.body import builders
from wordpress.body.contract import Body, Picture, Surroundings
from wordpress.body.media import is_web_address
from wordpress.body.shortcodes import Tag, tags

_UNWRAPPED = frozenset(
    "one_half one_third one_fourth two_third three_fourth one_half_last one_third_last one_fourth_last two_third_last"
    " three_fourth_last half third column columns row section container box dropcap highlight lead center left right"
    " intro small note info warning tip alert message list icon_list code_inline raw noformat wpautop p div span"
    " accordion accordions tabs tabgroup toggles content restrict members_only protected".split()
)
_LEFT_OUT = frozenset(
    "toc table_of_contents ad ads adsense adrotate bsa_pro_ad_space clear clearfix spacer gap related_posts"
    " jetpack-related-posts jp_carousel sharethis addtoany social share print_link icon fa anchor"
    " display-posts recent-posts archives sitemap wp_sitemap subscribe rsvp paypal".split()
)
_FORMS = frozenset(
    "contact-form contact-form-7 contact-field contact mc4wp_form wpforms gravityform gravityforms ninja_form"
    " ninja_forms formidable caldera_form forminator_form newsletter_form si-contact-form".split()
)
_CODE = frozenset("sourcecode code cc crayon php html css js javascript python sql bash".split())
_VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "wpvideo": "https://videopress.com/v/{}",
    "videopress": "https://videopress.com/v/{}",
    "ted": "https://www.ted.com/talks/{}",
}
_EMBEDS = frozenset(
    "embed tweet instagram facebook soundcloud spotify bandcamp googlemaps slideshare flickr archiveorg pinterest"
    " tiktok mixcloud reddit codepen scribd iframe".split()
)
_FILES = ("mp3", "m4a", "ogg", "wav", "wma", "mp4", "m4v", "webm", "ogv", "flv", "wmv", "mov", "src", "url", "href")
_MEANT_ALONE = frozenset("gallery playlist caption audio video embed toc ad ads hr divider clear".split())
_PARTS = re.compile(r"[,\s]+")
_LINKS = re.compile(r"<(/?)a\b", re.IGNORECASE)

Handler = Callable[["Shown", Tag], tuple[str, str]]


def shown(html: str, around: Surroundings, body: Body) -> str:
    """``html`` with every shortcode as what it showed, and ``[[x]]`` as ``[x]``."""
    return Shown(around, body).written(html)


class Shown:
    """Of one post."""

    def __init__(self, around: Surroundings, body: Body) -> None:
        self.around, self.body = around, body

    def written(self, html: str) -> str:
        found = tags(html) if "[" in html else []
        out: list[str] = []
        ends: dict[int, str] = {}
        position = 0
        for number, tag in enumerate(found):
            out.append(html[position : tag.start])
            position = tag.stop
            if tag.is_text:
                out.append(_undoubled(html[tag.start : tag.stop]))
            elif tag.is_end:
                out.append(ends.pop(number, ""))
            elif (pair := self._pair(html, tag, found)) is not None:
                out.append(pair[0])
                if tag.end >= 0:
                    ends[tag.end] = pair[1]
                else:
                    out.append(pair[1])
            else:
                out.append(html[tag.start : tag.stop])
        return "".join([*out, html[position:]])

    def _pair(self, html: str, tag: Tag, found: list[Tag]) -> tuple[str, str] | None:
        """What goes in the places of a tag and of the one that closes it; None where it is no more than words."""
        if tag.body is not None or tag.name in _BY_NAME:
            if not (tag.closes or _is_meant(tag)):
                return None
            if tag.closes:
                return "", ""
            before, after = _BY_NAME.get(tag.name, _code)(self, tag)
            if tag.end >= 0:
                after = _links_closed(html[tag.stop : found[tag.end].start]) + after
            return before, after
        if builders.knows(tag.name):
            return ("", "") if tag.closes else builders.shown(tag)
        if tag.closes or not tag.looks_meant:
            return None
        self.body.unknown[f"[{tag.name}]"] += 1
        return "", ""


def _is_meant(tag: Tag) -> bool:
    """Many names are words too: ``[left]``, ``[note to self]``, ``[video below]``."""
    if tag.body is not None or tag.looks_meant or "_" in tag.name or "-" in tag.name:
        return True
    if not tag.said.strip():
        return tag.name in _MEANT_ALONE
    takes_an_address = tag.name in _EMBEDS or tag.name in _VIDEOS or tag.name in ("audio", "video")
    return takes_an_address and ("/" in tag.said or any(map(str.isdigit, tag.said)))


def _undoubled(tag: str) -> str:
    """``[[x]]`` as what shows ``[x]`` and is nobody's shortcode any more."""
    return "&#91;" + tag.removeprefix("[").removeprefix("[").removesuffix("]") + "]" * (not tag.endswith("]]"))


def _links_closed(html: str) -> str:
    opened = sum(-1 if slash else 1 for slash in _LINKS.findall(html))
    return "</a>" * min(max(opened, 0), 5)


def _caption(shown: Shown, tag: Tag) -> tuple[str, str]:
    said = tag.attributes
    classes = f"wp-caption {said.get('align', '')} {said.get('id', '')}"
    caption = unescape(said.get("caption", ""))
    return (
        f'\n\n<figure class="{escape(classes)}">',
        f"<figcaption>{caption}</figcaption></figure>\n\n" if caption else "</figure>\n\n",
    )


def _gallery(shown: Shown, tag: Tag) -> tuple[str, str]:
    said = tag.attributes
    listed = said.get("ids") or said.get("include") or ""
    ids = [int(part) for part in _PARTS.split(listed) if part.isdecimal() and len(part) < 13]
    if ids:
        images = [_image("", wp_id) for wp_id in ids]
    else:
        without = {int(part) for part in _PARTS.split(said.get("exclude", "")) if part.isdecimal() and len(part) < 13}
        attached = [picture for picture in shown.around.attached_pictures() if picture.wp_id not in without]
        images = [_image_of(picture) for picture in attached]
    if not images:
        shown.body.notes.append("A gallery stood here, and none of its pictures is in the export.")
    return f'\n\n<figure class="wp-block-gallery">{"".join(images)}</figure>\n\n' if images else "\n\n", ""


def _image(address: str, wp_id: int = 0, alt: str = "") -> str:
    return f'<img src="{escape(address)}" alt="{escape(alt)}" class="wp-image-{wp_id}">'


def _image_of(picture: Picture) -> str:
    return _image(picture.address, picture.wp_id)


def _code(shown: Shown, tag: Tag) -> tuple[str, str]:
    if tag.body is None:
        return "", ""
    if tag.name in ("vc_raw_html", "et_pb_code"):
        return builders.decoded(tag), ""
    language = tag.attributes.get("language") or tag.attributes.get("lang") or tag.attributes.get("0") or tag.name
    body = escape(unescape(tag.body.strip("\n")), quote=False).replace("[", "&#91;")
    return f'\n\n<pre class="language-{escape(language)}">\n{body}</pre>\n\n', ""


def _embed(shown: Shown, tag: Tag) -> tuple[str, str]:
    """Its address stands between the tags, or in the first."""
    address = _address(tag)
    return (_in_frame(address), "") if address else ('\n\n<figure class="wp-block-embed">', "</figure>\n\n")


def _in_frame(address: str) -> str:
    return f'\n\n<iframe src="{escape(address)}"></iframe>\n\n'


def _address(tag: Tag) -> str:
    said = tag.attributes
    for value in (said.get("url"), said.get("src"), said.get("href"), said.get("0"), said.get("id"), said.get("video")):
        value = unescape(value or "").strip().removeprefix("=").strip()
        if value.startswith("//"):
            value = f"https:{value}"
        if is_web_address(value):
            return value
        if value and tag.name in _VIDEOS and re.fullmatch(r"[\w-]{3,60}", value):
            return _VIDEOS[tag.name].format(value)
    return ""


def _player(shown: Shown, tag: Tag) -> tuple[str, str]:
    said = tag.attributes
    addresses = [said[name] for name in _FILES if said.get(name)]
    # [audio a.mp3|titles=…], as it once was written
    addresses += [part for key in ("0", "1") for part in said.get(key, "").split("|")[:1] if "/" in part or "." in part]
    address = unescape(addresses[0]).strip().removeprefix("=") if addresses else ""
    if not address:
        return '\n\n<figure class="wp-block-embed">', "</figure>\n\n"
    return f'\n\n<{tag.name} src="{escape(address)}"></{tag.name}>\n\n', ""


def _playlist(shown: Shown, tag: Tag) -> tuple[str, str]:
    shown.body.notes.append(
        "A playlist stood here. Put its files in as File blocks: they were number "
        + (tag.attributes.get("ids") or "?")[:200]
        + " in the old media library."
    )
    return "", ""


def _form(shown: Shown, tag: Tag) -> tuple[str, str]:
    shown.body.left_out[tag.name] += 1
    shown.body.notes.append("A form stood here. Forms don’t come over.")
    return "", ""


def _table(shown: Shown, tag: Tag) -> tuple[str, str]:
    shown.body.notes.append(
        f"Table {tag.attributes.get('id', '?')[:20]} of a plugin stood here. What it says is not in the export."
    )
    return "", ""


def _nothing(shown: Shown, tag: Tag) -> tuple[str, str]:
    shown.body.left_out[tag.name] += 1
    return "", ""


def _inner(shown: Shown, tag: Tag) -> tuple[str, str]:
    return "", ""


def _rule(shown: Shown, tag: Tag) -> tuple[str, str]:
    return "\n\n<hr>\n\n", ""


def _details(shown: Shown, tag: Tag) -> tuple[str, str]:
    return builders.fold_out(builders.human(tag, "title", "heading", "name", "0"))


def _button(shown: Shown, tag: Tag) -> tuple[str, str]:
    return builders.button(tag)


def _quote(shown: Shown, tag: Tag) -> tuple[str, str]:
    who = builders.human(tag, "author", "cite", "name", "by")
    kind = ' class="pullquote"' if tag.name.startswith("pull") else ""
    return f"\n\n<blockquote{kind}>", (f"<cite>{escape(who)}</cite>" if who else "") + "</blockquote>\n\n"


def _media_credit(shown: Shown, tag: Tag) -> tuple[str, str]:
    name = escape(builders.human(tag, "name", "id"))
    link = tag.attributes.get("link", "")
    who = f'<a href="{escape(unescape(link))}">{name}</a>' if is_web_address(link) else name
    credit = f'<span class="media-credit">{who}</span>' if name else ""
    return f'<figure class="{escape(tag.attributes.get("align", ""))}">', f"{credit}</figure>"


_BY_NAME: dict[str, Handler] = {
    **dict.fromkeys(_UNWRAPPED, _inner),
    **dict.fromkeys(_LEFT_OUT, _nothing),
    **dict.fromkeys(_FORMS, _form),
    **dict.fromkeys(_CODE, _code),
    **dict.fromkeys(_EMBEDS, _embed),
    **dict.fromkeys(_VIDEOS, _embed),
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery,
    "audio": _player,
    "video": _player,
    "playlist": _playlist,
    "table": _table,
    "hr": _rule,
    "divider": _rule,
    "separator": _rule,
    **dict.fromkeys(["spoiler", "toggle", "expand", "accordion_item", "su_spoiler", "tab"], _details),
    "button": _button,
    "btn": _button,
    "su_button": _button,
    **dict.fromkeys(["quote", "blockquote", "pullquote", "pullquote_left", "pullquote_right", "su_quote"], _quote),
    "media-credit": _media_credit,
}
