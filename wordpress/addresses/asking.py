"""How an address of the site is asked for: of the running site, or in this process."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.test import Client

SECONDS = 30
NOT_READ = re.compile(r"<(script|style|template)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
OF_LETTERS = re.compile(r"</?(?:a|b|code|del|em|i|ins|mark|s|small|span|strong|sub|sup|u)\b[^>]*>", re.IGNORECASE)
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Answer:
    """``location`` is absolute, "" where it leads nowhere else; ``words`` are those of a page, in small letters."""

    status: int
    location: str = ""
    words: frozenset[str] = frozenset()


# Takes an absolute address. OSError where nobody answers.
Ask = Callable[[str], Answer]


def asking_here() -> Ask:
    """In this process: the host of an address has to be one of ALLOWED_HOSTS."""
    client = Client(raise_request_exception=False)

    def ask(address: str) -> Answer:
        parts = urlsplit(address)
        secure = settings.SECURE_SSL_REDIRECT or parts.scheme == "https"
        response: Any = client.get(_behind_host(address), secure=secure, HTTP_HOST=parts.netloc)
        return _answer(response.status_code, response.get("Location", ""), response.getvalue(), address)

    return ask


def asking_at(base_url: str) -> Ask:
    """The site that runs at ``base_url``: a connection is used as long as it lasts."""
    base = urlsplit(base_url)
    kind = HTTPSConnection if base.scheme == "https" else HTTPConnection
    connection = kind(base.hostname or "", base.port, timeout=SECONDS)

    def ask(address: str) -> Answer:
        try:
            connection.request("GET", _behind_host(address))
            response = connection.getresponse()
            content = response.read()
        except HTTPException as error:
            connection.close()
            raise OSError(f"{type(error).__name__} {error}".strip()) from error
        except OSError:
            connection.close()
            raise
        return _answer(response.status, response.getheader("Location", ""), content, address)

    return ask


def words_in(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.lower()))


def _answer(status: int, location: str, content: bytes, address: str) -> Answer:
    html = NOT_READ.sub(" ", content.decode(errors="replace")) if status == 200 else ""
    return Answer(status, urljoin(address, location) if location else "", _words_in_html(html))


def _words_in_html(html: str) -> frozenset[str]:
    """The tags of letters may stand within a word (H<sub>2</sub>O) or between two of them: both are taken."""
    return words_in(unescape(TAG.sub(" ", OF_LETTERS.sub("", html)))) | words_in(unescape(TAG.sub(" ", html)))


def _behind_host(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
