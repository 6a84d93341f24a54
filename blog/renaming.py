"""Who or what gets another address (authors, topics, makers of pictures): what was published leads to the new one."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from blog.lists.addresses import FEEDS
from blog.models import BlogIndexPage
from blog.models.snippets import NamedSnippet
from images.models import CustomImage


def lead_on(sender: type[NamedSnippet], instance: NamedSnippet, **kwargs: Any) -> None:
    """Before a snippet is saved: in every blog, for its list and each feed of that."""
    stored = sender._default_manager.filter(pk=instance.pk).values("slug", "live").first()
    if stored is None or not stored["live"] or stored["slug"] == instance.slug:
        return
    old_part = f"{sender._meta.model_name}/{quote(stored['slug'])}/"
    for site, blog in _blogs():
        for ending in ("", *FEEDS):
            _redirect(site, f"{blog}{old_part}{ending}", f"{blog}{instance.part}{ending}")


def lead_on_to_maker(
    sender: type[CustomImage], instance: CustomImage, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    """Before a picture is saved under another name: when it was the last one of the old name, which ends with it."""
    if update_fields is not None and "credit_slug" not in update_fields:
        return  # its name stays, whatever this copy of it says
    others = sender.objects.exclude(pk=instance.pk)
    old = sender.objects.filter(pk=instance.pk).values_list("credit_slug", flat=True).first()
    new = instance.credit_slug
    if not old or not new or old == new or others.filter(credit_slug=old).exists():
        return
    for site in Site.objects.all():
        _redirect(site.pk, reverse("maker", args=[old]), reverse("maker", args=[new]))


def _blogs() -> Iterator[tuple[Any, str]]:
    for blog in BlogIndexPage.objects.all():
        parts = blog.get_url_parts()
        if parts:
            yield parts[0], parts[2]


def _redirect(site: int, old: str, new: str) -> None:
    """In one hop, however often a name changes; an address that is used again leads nowhere else."""
    old_path, new_path = Redirect.normalise_path(old), Redirect.normalise_path(new)
    redirects = Redirect.objects.filter(site=site)
    redirects.filter(old_path=new_path).delete()
    redirects.filter(redirect_link=old).update(redirect_link=new)
    redirects.update_or_create(
        old_path=old_path, site_id=site, defaults={"redirect_link": new, "redirect_page": None, "is_permanent": True}
    )
