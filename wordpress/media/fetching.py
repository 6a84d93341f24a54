"""Files fetched from where the old blog stands: the one place in the product that asks other servers for anything.

What is asked, whom and how much is decided here, never by who wrote an export: only hosts that were named, only
addresses that are public, looked up once and connected to as they were looked at, at each redirect anew.
"""

import http.client
import socket
import ssl
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import BinaryIO, cast

from django.utils import timezone
from django.utils.translation import gettext as _

from wordpress.media.addresses import plain_host
from wordpress.media.connection import Deadline, Dial, PinnedConnection
from wordpress.media.public_addresses import is_public
from wordpress.media.targets import PORTS, Refusal, Target, in_ascii, target_of

MILLION = 1024 * 1024
MOST_OF_A_FILE, MOST_OF_A_RUN = 25 * MILLION, 2048 * MILLION
SECONDS_FOR_A_FILE = 60
MOST_REDIRECTS = 3
MOST_FAILURES = 5  # of a host, one after the other
# Of a server that is busy: how often it is asked again, and how long is waited for it, in seconds.
MOST_TRIES, WAIT, LONGEST_WAIT = 3, 2, 30
REDIRECTS, BUSY = (301, 302, 303, 307, 308), (429, 503)
KEPT_IN_MEMORY, CHUNK = 4 * MILLION, 64 * 1024
# No word of how it may be packed: what comes is the file.
HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Goodwill; moving a blog)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True)
class Fetched:
    """``file`` is at its start; closing it throws it away."""

    file: BinaryIO
    address: str


@dataclass(frozen=True)
class Refused:
    """``reason`` is a sentence for whoever runs the import."""

    reason: str


class _Busy(Refusal):
    """``host`` asks to be left alone for ``wait`` seconds."""

    def __init__(self, host: str, wait: float) -> None:
        super().__init__(_("The server of the old blog is too busy. Try again later."))
        self.host, self.wait = host, wait


def addresses_of(host: str, port: int) -> list[str]:
    """IP addresses, as the system finds them; none where it finds none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(where[0]) for *_kind, where in found))


def _dialled(address: tuple[str, int], seconds: float) -> socket.socket:
    return socket.create_connection(address, seconds)


class Fetcher:
    """``allowed_hosts`` are all that are ever asked, with and without "www.".

    ``resolve``, ``dial``, ``sleep`` and ``tls`` are there for tests: no setting and no option leads to them.
    """

    def __init__(
        self,
        allowed_hosts: Iterable[str],
        *,
        resolve: Resolve = addresses_of,
        dial: Dial = _dialled,
        sleep: Callable[[float], None] = time.sleep,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._hosts = {in_ascii(plain_host(host)) for host in allowed_hosts} - {""}
        self._resolve, self._dial, self._sleep = resolve, dial, sleep
        self._tls = tls or ssl.create_default_context()
        self._failures: Counter[str] = Counter()
        self._left = MOST_OF_A_RUN

    def fetch(self, url: str) -> Fetched | Refused:
        """Waits where the server says that it is busy, and asks again."""
        for attempt in range(1, MOST_TRIES + 1):
            try:
                return self._fetched(url)
            except _Busy as busy:
                last = busy
                if attempt < MOST_TRIES:
                    self._sleep(min(max(busy.wait, WAIT**attempt), LONGEST_WAIT))
            except Refusal as refusal:
                return Refused(str(refusal))
        self._failures[last.host] += 1
        return Refused(str(last))

    def _fetched(self, url: str) -> Fetched:
        deadline, seen_at = Deadline(SECONDS_FOR_A_FILE), ""
        for _step in range(MOST_REDIRECTS + 1):
            target = self._allowed(target_of(url, seen_at))
            found = self._asked(target, deadline)
            if isinstance(found, Fetched):
                return found
            url, seen_at = found, target.url
        raise Refusal(_("The old address sends visitors on and on, and never to a file."))

    def _allowed(self, target: Target) -> Target:
        """Raises Refusal for what may not be asked."""
        if target.scheme not in PORTS or not target.host:
            raise Refusal(_("Only addresses that begin with https:// or http:// are fetched."))
        if target.port not in PORTS.values():
            raise Refusal(_("Only the usual ports of a web server are asked, 80 and 443."))
        if plain_host(target.host) not in self._hosts:
            raise Refusal(_("It is on another server than the old blog. Allow that server if you trust it."))
        if self._failures[target.host] >= MOST_FAILURES:
            raise Refusal(_("The server of the old blog failed several times in a row, and is asked no more."))
        return target

    def _asked(self, target: Target, deadline: Deadline) -> Fetched | str:
        """The file, or where it is said to be. Notes whether the host is well."""
        try:
            found = self._answer(target, self._public_addresses(target), deadline)
        except _Busy:
            raise
        except Refusal as refusal:
            self._failures[target.host] = self._failures[target.host] + 1 if refusal.is_failure else 0
            raise
        self._failures[target.host] = 0
        return found

    def _public_addresses(self, target: Target) -> list[str]:
        found = self._resolve(target.host, target.port)
        if not found:
            raise Refusal(_("The server of the old blog is not to be found any more."), is_failure=True)
        if not all(is_public(address) for address in found):
            raise Refusal(_("This address leads into a private network: nothing is fetched from there."))
        return found

    def _answer(self, target: Target, addresses: list[str], deadline: Deadline) -> Fetched | str:
        """Of the first of its addresses that can be connected to."""
        tls = self._tls if target.scheme == "https" else None
        for address in addresses:
            connection = PinnedConnection(target.host, target.port, address, deadline, self._dial, tls)
            with closing(connection):
                try:
                    connection.connect()
                except ssl.SSLError as error:
                    reason = _("No safe connection to the server of the old blog: look at its certificate.")
                    raise Refusal(reason, is_failure=True) from error
                except OSError:
                    continue
                return self._read(connection, target)
        raise Refusal(_("The server of the old blog does not answer."), is_failure=True)

    def _read(self, connection: PinnedConnection, target: Target) -> Fetched | str:
        try:
            connection.request("GET", target.path, headers=HEADERS)
            with connection.getresponse() as response:
                if response.status in REDIRECTS and (location := response.getheader("Location")):
                    return location
                _check_status(response, target.host)
                return Fetched(self._saved(response), target.url)
        except TimeoutError as error:
            raise Refusal(_("The server of the old blog takes too long."), is_failure=True) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Refusal(_("The file did not come whole. Try again later."), is_failure=True) from error

    def _saved(self, response: http.client.HTTPResponse) -> BinaryIO:
        """All of it, in a file that goes when it is closed."""
        most = min(MOST_OF_A_FILE, self._left)
        if (response.length or 0) > most:
            raise _too_much(most)
        with ExitStack() as until_whole:
            saved = until_whole.enter_context(tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY))
            while chunk := response.read(CHUNK):
                self._left -= len(chunk)
                if saved.tell() + len(chunk) > most:
                    raise _too_much(most)
                saved.write(chunk)
            if response.length:
                raise http.client.IncompleteRead(b"", response.length)
            until_whole.pop_all()
        saved.seek(0)
        return cast(BinaryIO, saved)


def _check_status(response: http.client.HTTPResponse, host: str) -> None:
    if response.status in BUSY:
        raise _Busy(host, _seconds(response.getheader("Retry-After", "")))
    if response.status >= 500:
        raise Refusal(_("The server of the old blog had a fault of its own. Try again later."), is_failure=True)
    if response.status != 200:
        raise Refusal(_("The file is not there any more."))


def _seconds(retry_after: str) -> float:
    """0 for what is neither a number nor a date."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:6])
    try:
        return (parsedate_to_datetime(retry_after) - timezone.now()).total_seconds()
    except (TypeError, ValueError):
        return 0


def _too_much(most: int) -> Refusal:
    if most < MOST_OF_A_FILE:
        return Refusal(_("Enough has been fetched in one run. Start it again to go on."))
    size = MOST_OF_A_FILE // MILLION
    return Refusal(_("The file is larger than %(size)s MB. Upload a smaller one by hand.") % {"size": size})
