"""Makers whose names differ in a vowel sign or a symbol have an address each; the ones they shared lead on."""

from collections import defaultdict
from urllib.parse import quote

from django.db import migrations
from wagtail.contrib.redirects.models import Redirect

from images.credits import maker_slug


def tell_makers_apart(apps, schema_editor):
    images = apps.get_model("images", "CustomImage").objects
    heirs = defaultdict(set)
    kept = set()
    for credit, old in images.exclude(credit="").order_by().values_list("credit", "credit_slug").distinct():
        new = maker_slug(credit)
        if new == old:
            kept.add(old)
        else:
            heirs[old].add(new)
            images.filter(credit=credit).update(credit_slug=new)
    for old in heirs.keys() - kept - {""}:
        lead_on(apps, old, heirs[old])


def lead_on(apps, old, heirs):
    """To the only maker who was meant; else to the list of all."""
    only = next(iter(heirs)) if len(heirs) == 1 else ""
    link = f"/credits/{quote(only)}/" if only else "/credits/"
    old_path = Redirect.normalise_path(f"/credits/{quote(old)}/")
    redirects = apps.get_model("wagtailredirects", "Redirect").objects
    for site in apps.get_model("wagtailcore", "Site").objects.all():
        redirects.get_or_create(
            old_path=old_path, site=site, defaults={"redirect_link": link, "is_permanent": bool(only)}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("images", "0004_renditions_know_their_signature"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]
    operations = [migrations.RunPython(tell_makers_apart, migrations.RunPython.noop)]
