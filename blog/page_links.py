"""Links from bodies to pages and files, looked up together: Wagtail takes a query for each text."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.models import Page, Site
from wagtail.rich_text import RichText

from blog.lists.lines import address_at

LINK = re.compile(r"<a\s([^>]*)>")
KIND = re.compile(r'\blinktype="(page|document)"')
ID = re.compile(r'\bid="(\d{1,18})"')
# What a link leads to: its kind and its key.
Target = tuple[str, int]


def resolve_links(bodies: Iterable[Iterable[Any]], request: HttpRequest | None) -> None:
    """Give the links in all ``bodies`` the addresses of their pages and files.

    Those to pages not published, and to what is gone, lead nowhere. A query for pages, one for files.
    """
    texts = [text for body in bodies for text in _texts_of(body)]
    wanted = {target for text in texts for target in _targets_in(text.source)}
    if not wanted:
        return
    addresses = _addresses(wanted, request)
    for text in texts:
        text.source = LINK.sub(lambda link: _with_address(link, addresses), text.source)


def _addresses(wanted: set[Target], request: HttpRequest | None) -> dict[Target, str | None]:
    pages = [pk for kind, pk in wanted if kind == "page"]
    files = [pk for kind, pk in wanted if kind == "document"]
    found: dict[Target, str | None] = {}
    site = Site.find_for_request(request) if request else None
    for page in Page.objects.live().filter(pk__in=pages):
        found["page", page.pk] = address_at(site, page.url_path) or page.get_url(request)
    for file in get_document_model().objects.filter(pk__in=files):
        found["document", file.pk] = file.url
    return found


def _texts_of(body: Iterable[Any]) -> Iterator[RichText]:
    for child in body:
        if child.block_type in ("text", "note"):
            text = child.value
        elif child.block_type == "details":
            text = child.value["text"]
        else:
            continue
        if text:
            yield text


def _targets_in(source: str) -> Iterator[Target]:
    for link in LINK.finditer(source):
        if target := _target_of(link):
            yield target


def _target_of(link: re.Match[str]) -> Target | None:
    kind, pk = KIND.search(link[1]), ID.search(link[1])
    return (kind[1], int(pk[1])) if kind and pk else None


def _with_address(link: re.Match[str], addresses: dict[Target, str | None]) -> str:
    target = _target_of(link)
    if target is None:
        return link[0]
    address = addresses.get(target)
    return f'<a href="{escape(address)}">' if address else "<a>"
