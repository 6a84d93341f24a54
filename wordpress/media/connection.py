"""One request to one address that was looked at before: no proxy, no second look-up of its name, an end in sight."""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable
from typing import Any, cast

# Seconds.
CONNECTING, READING = 5, 15

Dial = Callable[[tuple[str, int], float], socket.socket]


class Deadline:
    """All that waits asks it how long it may."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def at_most(self, seconds: float) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, seconds)


class _Timed(io.RawIOBase):
    """What a server sends, however slowly it drips: each read asks the deadline again."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock, self._deadline = sock, deadline
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._deadline.at_most(READING))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Readable:
    """As much of a socket as a response asks of it."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._timed = _Timed(sock, deadline)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self._timed)


class PinnedConnection(http.client.HTTPConnection):
    """To an IP address, for what is called ``host``; with ``tls`` it must prove that it is."""

    def __init__(
        self, host: str, port: int, address: str, deadline: Deadline, dial: Dial, tls: ssl.SSLContext | None
    ) -> None:
        super().__init__(host, port)
        self.default_port = http.client.HTTPS_PORT if tls else http.client.HTTP_PORT
        self._address, self._deadline, self._dial, self._tls = address, deadline, dial, tls

    def connect(self) -> None:
        self.sock = self._dial((self._address, self.port), self._deadline.at_most(CONNECTING))
        if self._tls:
            self.sock.settimeout(self._deadline.at_most(READING))
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)

    def response_class(self, sock: Any, **options: Any) -> http.client.HTTPResponse:  # type: ignore[override]
        return http.client.HTTPResponse(cast(socket.socket, _Readable(sock, self._deadline)), **options)
