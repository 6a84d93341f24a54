"""``/media/cards/…``: the pictures that posts without one are shared with.

The worker draws a card when its post is published; where it hasn't (no worker, another author's name,
another accent) the first who asks has it drawn. A card is for those who may read its post, so every
request looks at the post: nothing has to be taken back when a post is unpublished or made private.
"""

import logging
import re
from typing import Any

from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django_tasks import task
from wagtail.models import Site

from blog.cards import CannotDraw, Card, card_of, digest_of, draw, folder_of, needs_card, stored_name
from blog.models import BlogPage
from home.frame import frame_for, site_for
from home.media import FOR_EVER, file_response
from home.models import SiteSettings

logger = logging.getLogger(__name__)
# No more digits than every database's keys can have.
NAME = re.compile(r"(?P<post_id>[1-9][0-9]{0,8})-(?P<digest>[0-9a-f]{16})\.png")


@require_safe
def serve(request: HttpRequest, name: str) -> HttpResponseBase:
    """A card that is stored, or the one that a post needs; nothing is drawn for a digest that somebody made up."""
    asked = NAME.fullmatch(name)
    post = _post_of(request, int(asked["post_id"])) if asked else None
    if asked is None or post is None:
        raise Http404("There is no such card.")
    stored = stored_name(post.pk, asked["digest"])
    if not _storage().exists(stored) and not _draw_if_meant(request, post, asked["digest"]):
        raise Http404("This card is not, or no longer, the one of this post.")
    return file_response(request, _storage(), stored, FOR_EVER)


@task()
def bring_card_up_to_date(post_id: int) -> None:
    """Draw the card of a post that needs one and is read; older ones go, and all of a post that is not."""
    post = BlogPage.objects.listed().filter(pk=post_id).first()
    card = _card_at_its_site(post) if post and needs_card(post) else None
    if post and card:
        _keep(post, card)
    else:
        _drop_all(post_id)


def _post_of(request: HttpRequest, post_id: int) -> BlogPage | None:
    """As far as readers of the site that answers may see it."""
    site = site_for(request)
    if site is None:
        return None
    posts = BlogPage.objects.descendant_of(site.root_page).listed().filter(pk=post_id)
    return posts.defer_streamfields().select_related("blog").first()


def _draw_if_meant(request: HttpRequest, post: BlogPage, digest: str) -> bool:
    frame = frame_for(request)
    if frame is None or not needs_card(post):
        return False
    card = card_of(post, frame.name, frame.accent)
    return digest == digest_of(card) and _keep(post, card)


def _card_at_its_site(post: BlogPage) -> Card | None:
    site: Site | None = post.get_site()
    if site is None:
        return None
    settings = SiteSettings.objects.filter(site=site).first() or SiteSettings(site=site)
    return card_of(post, settings.name, settings.accent)


def _keep(post: BlogPage, card: Card) -> bool:
    """Store the card in place of the post's older ones; False, and a line in the log, where none can be drawn."""
    stored = stored_name(post.pk, digest_of(card))
    try:
        if not _storage().exists(stored):
            _storage().save_as(stored, draw(card))
    except CannotDraw as error:
        logger.error("%s", error)
        return False
    _drop_all(post.pk, but=stored)
    return True


def _drop_all(post_id: int, but: str = "") -> None:
    folder = folder_of(post_id)
    try:
        _folders, files = _storage().listdir(folder)
    except FileNotFoundError:
        return
    for stored in (f"{folder}/{name}" for name in files):
        if stored != but:
            _storage().delete(stored)


def _storage() -> Any:
    return storages["renditions"]
