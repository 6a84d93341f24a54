"""Wagtail's own record of a site says the name that its settings say: feeds have it there."""

from django.db import migrations


def name_sites(apps, schema_editor):
    sites = apps.get_model("wagtailcore", "Site").objects
    for site_id, name in apps.get_model("home", "SiteSettings").objects.values_list("site", "name"):
        sites.filter(pk=site_id).update(site_name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_owners_change_blog_settings"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(name_sites, migrations.RunPython.noop)]
