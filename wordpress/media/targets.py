"""An address that a file is fetched from, taken to pieces as a web server understands it."""

from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from django.utils.translation import gettext as _

PORTS = {"http": 80, "https": 443}
KEPT_IN_ADDRESSES = "/%:@!$&'()*+,;=~?"


@dataclass(frozen=True)
class Target:
    scheme: str
    host: str
    port: int
    path: str  # with its query, %-encoded

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}"


class Refusal(Exception):
    """``is_failure`` where it is the server that did not do its work."""

    def __init__(self, reason: str, *, is_failure: bool = False) -> None:
        super().__init__(reason)
        self.is_failure = is_failure


def target_of(url: str, seen_at: str) -> Target:
    """``seen_at`` is the address that ``url`` is relative to."""
    try:
        parts = urlsplit(urljoin(seen_at, url.strip()))
        host, port = in_ascii(parts.hostname or ""), parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise Refusal(_("This is no web address.")) from error
    if "@" in parts.netloc:
        raise Refusal(_("Addresses with a name or password in them are not fetched."))
    query = f"?{quote(parts.query, safe=KEPT_IN_ADDRESSES)}" if parts.query else ""
    return Target(parts.scheme, host, port, quote(parts.path or "/", safe=KEPT_IN_ADDRESSES) + query)


def in_ascii(host: str) -> str:
    """As servers of names know it; "" for what can't be one."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ""
