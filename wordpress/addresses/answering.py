"""Where an address of an old blog leads: to what anybody may read here, or nowhere.

Of a draft, or of a post behind a password, nothing is told: it is answered like what never was.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from blog.lists.at import list_at
from blog.picture_uses import pages_with
from blog.querysets import visible
from home.frame import site_for
from images.delivery import fallback_filter
from images.models import CustomImage
from images.working_copy import BROKEN
from wordpress.addresses.blogs import MovedBlog, moved_blogs, plain_host
from wordpress.addresses.lookups import Found, items_at, items_of, part_of
from wordpress.addresses.meaning import Feed, Home, Meaning, Path, PostId, Upload, meanings_of

# The place whose fallback is the largest file that every program can show.
LARGEST = "wide"
FEEDS = {"rss": "feed/rss/", "atom": "feed/", "json": "feed/json/"}


def answer_to(address: str, request: HttpRequest) -> str | None:
    """The address here of what stood at ``address`` there; None where there is nothing, or nothing for everybody.

    Of several blogs, the one goes first that stood at the host that was asked.
    """
    host = plain_host(request.get_host())
    for moved in sorted(moved_blogs(), key=lambda moved: host not in moved.hosts):
        for meaning in meanings_of(address, moved.shape):
            if found := target_of(meaning, moved, request):
                return found
    return None


def target_of(meaning: Meaning, moved: MovedBlog, request: HttpRequest) -> str | None:
    match meaning:
        case PostId(wp_id):
            return _first_of(items_of(moved.key, wp_id), moved, request)
        case Path(paths):
            return _first_of(items_at(moved.key, paths), moved, request)
        case Upload(paths):
            return _file_at(items_at(moved.key, paths), moved)
        case Feed(of, kind):
            shown = _list(of, moved, request)
            return f"{shown}{FEEDS[kind]}" if shown else None
        case Home():
            return _home(request)
        case _:
            return _list(meaning, moved, request)


def _first_of(items: list[Found], moved: MovedBlog, request: HttpRequest) -> str | None:
    """Its page; of a file the page it was attached to, else the file itself."""
    pages = visible(Page.objects.filter(pk__in=[item.page for item in items if item.page])).in_bulk() if items else {}
    for item in items:
        if item.page in pages:
            return pages[item.page].get_url(request)
        if item.type == "attachment" and (found := _attached(item, moved, request)):
            return found
    return None


def _attached(item: Found, moved: MovedBlog, request: HttpRequest) -> str | None:
    page = _page_above(item, moved)
    return page.get_url(request) if page else _file(item, of_hidden=item.parent > 0)


def _file_at(items: list[Found], moved: MovedBlog) -> str | None:
    for item in items:
        if item.image or item.document:
            return _file(item, of_hidden=item.parent > 0 and _page_above(item, moved) is None)
    return None


def _page_above(item: Found, moved: MovedBlog) -> Page | None:
    """What a file was uploaded to, if readers may see it."""
    above = items_of(moved.key, item.parent) if item.parent else []
    return visible(Page.objects.filter(pk__in=[found.page for found in above if found.page])).first()


def _file(item: Found, of_hidden: bool) -> str | None:
    """``of_hidden``: it was uploaded to what readers can't see, and is shown only where they see it elsewhere."""
    if not (item.image or item.document):  # it is missing
        return None
    model: Any = CustomImage if item.image else get_document_model()
    file = model.objects.filter(pk=item.image or item.document).first()
    if file is None or (of_hidden and not _is_seen(file)):
        return None
    return _picture(file) if item.image else _document(file)


def _is_seen(file: Any) -> bool:
    uses = ReferenceIndex.objects.filter(
        base_content_type=get_default_page_content_type(),
        to_content_type=ContentType.objects.get_for_model(file),
        to_object_id=str(file.pk),
    )
    return visible(Page.objects.filter(pk__in=pages_with(uses))).exists()


def _picture(image: CustomImage) -> str | None:
    """Its file, made now if nobody has seen it yet: the address that makes it would be a second hop."""
    if image.is_ended:
        return None
    try:
        return image.get_rendition(fallback_filter(image, LARGEST)).url
    except BROKEN:
        return None


def _document(document: Any) -> str | None:
    return None if document.collection.get_view_restrictions().exists() else document.url


def _list(shown: Any, moved: MovedBlog, request: HttpRequest) -> str | None:
    part = part_of(moved.key, shown)
    if part is None:
        return None
    try:
        return list_at(moved.blog, **part).address(request)
    except Http404:  # of nothing that anybody may read
        return None


def _home(request: HttpRequest) -> str | None:
    site = site_for(request)
    return site.root_page.get_url(request) if site else None
