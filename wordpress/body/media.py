"""Addresses of film and sound: which are known, what they are called, what a reader would open."""

import re
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

# Whose address, alone on a line or in a frame, showed something to press. What is seen there.
_HOSTS = {
    "youtube.com": "Video on YouTube", "youtu.be": "Video on YouTube", "youtube-nocookie.com": "Video on YouTube",
    "vimeo.com": "Video on Vimeo", "dailymotion.com": "Video on Dailymotion", "dai.ly": "Video on Dailymotion",
    "wordpress.tv": "Video on WordPress.tv", "videopress.com": "Video on VideoPress", "ted.com": "Talk on TED",
    "twitch.tv": "Video on Twitch", "tiktok.com": "Video on TikTok", "hulu.com": "Video on Hulu",
    "funnyordie.com": "Video on Funny or Die", "viddler.com": "Video on Viddler", "blip.tv": "Video on Blip",
    "kickstarter.com": "Video on Kickstarter", "loom.com": "Video on Loom", "peertube.tv": "Video on PeerTube",
    "spotify.com": "Sound on Spotify", "soundcloud.com": "Sound on SoundCloud", "bandcamp.com": "Sound on Bandcamp",
    "mixcloud.com": "Sound on Mixcloud", "podcasts.apple.com": "Podcast on Apple Podcasts",
    "music.apple.com": "Sound on Apple Music", "reverbnation.com": "Sound on ReverbNation", "rdio.com": "Sound on Rdio",
    "anchor.fm": "Podcast on Anchor", "libsyn.com": "Podcast on Libsyn", "archive.org": "On the Internet Archive",
    "twitter.com": "Post on Twitter", "x.com": "Post on X", "facebook.com": "Post on Facebook",
    "instagram.com": "Post on Instagram", "bsky.app": "Post on Bluesky", "reddit.com": "Post on Reddit",
    "tumblr.com": "Post on Tumblr", "threads.net": "Post on Threads", "pinterest.com": "Pin on Pinterest",
    "flickr.com": "Picture on Flickr", "flic.kr": "Picture on Flickr", "imgur.com": "Picture on Imgur",
    "giphy.com": "Picture on Giphy", "smugmug.com": "Picture on SmugMug", "slideshare.net": "Slides on SlideShare",
    "speakerdeck.com": "Slides on Speaker Deck", "scribd.com": "Document on Scribd", "issuu.com": "Document on Issuu",
    "codepen.io": "Pen on CodePen", "google.com": "On Google", "openstreetmap.org": "Map on OpenStreetMap",
    "polldaddy.com": "Poll on Polldaddy", "poll.fm": "Poll on Crowdsignal", "meetup.com": "On Meetup",
}  # fmt: skip
# A link to these is as likely an ordinary one: they count only in a frame.
_ONLY_IN_FRAMES = {"google.com", "meetup.com", "kickstarter.com"}
_VALID = re.compile(
    r"https?://(?:[a-z0-9\u00a1-\uffff](?:[a-z0-9\u00a1-\uffff-]{0,61}[a-z0-9\u00a1-\uffff])?\.)+"
    r"(?:[a-z\u00a1-\uffff]{2,63}|xn--[a-z0-9-]{1,59})(?::\d{1,5})?(?:[/?#][^\s]*)?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"mailto:[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}(?:\?\S*)?", re.IGNORECASE)
_YOUTUBE = re.compile(r"/(?:embed|v|shorts|live|e)/([\w-]{6,20})")
_VIMEO = re.compile(r"/video/(\d+)")
_LONGEST_ADDRESS = 2000


def is_web_address(address: str) -> bool:
    """Whether every field for an address takes it."""
    return len(address) <= _LONGEST_ADDRESS and _VALID.fullmatch(address) is not None


def is_link(address: str) -> bool:
    """The same for a button's, which may be an e-mail address and is shorter."""
    return len(address) <= 500 and (is_web_address(address) or _MAIL.fullmatch(address) is not None)


def what_is_at(address: str, in_frame: bool = False) -> str:
    """``Video on YouTube``; "" where nobody known has anything to show."""
    host = _host(address)
    for known, what in _HOSTS.items():
        if host == known or host.endswith(f".{known}"):
            return "" if known in _ONLY_IN_FRAMES and not in_frame else what
    return ""


def shown_at(address: str) -> str:
    """The page a reader can open, for the address of a frame."""
    address = f"https:{address}" if address.startswith("//") else address.strip()
    host, parts = _host(address), _parts(address)
    path, asked = (parts.path, parse_qs(parts.query)) if parts else ("", {})
    if host.removeprefix("www.").startswith("youtube") and (match := _YOUTUBE.match(path)):
        start = next(iter(asked.get("start", []) + asked.get("t", [])), "")
        if match[1] == "videoseries" and asked.get("list"):
            return f"https://www.youtube.com/playlist?list={asked['list'][0]}"
        return f"https://www.youtube.com/watch?v={match[1]}" + (f"&t={start}" if start.rstrip("s").isdigit() else "")
    if host == "player.vimeo.com" and (match := _VIMEO.match(path)):
        return f"https://vimeo.com/{match[1]}"
    if host == "w.soundcloud.com" and asked.get("url"):
        return unquote(asked["url"][0])
    if host == "open.spotify.com" and path.startswith("/embed/"):
        return f"https://open.spotify.com{path.removeprefix('/embed')}"
    if host in ("archive.org", "www.archive.org") and path.startswith("/embed/"):
        return f"https://archive.org{path.replace('/embed/', '/details/', 1)}"
    if host.endswith("dailymotion.com") and path.startswith("/embed/"):
        return f"https://www.dailymotion.com{path.removeprefix('/embed')}"
    return address


def file_name(address: str) -> str:
    parts = _parts(address)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) if parts else ""


def _host(address: str) -> str:
    parts = _parts(address)
    try:
        return (parts.hostname or "").removeprefix("www.") if parts else ""
    except ValueError:
        return ""


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None
