"""Owners may change the settings of the blog, as they may those of the site."""

from django.db import migrations


def let_owners_change_blog_settings(apps, schema_editor):
    # Django makes permissions after all migrations have run: this one may not be there yet.
    content_type = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="blog", model="blogsettings"
    )[0]
    permission = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="change_blogsettings", defaults={"name": "Can change blog settings"}
    )[0]
    for owners in apps.get_model("auth", "Group").objects.filter(name="Owners"):
        owners.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_contact_for_security"),
        ("blog", "0002_blog_settings"),
    ]
    operations = [migrations.RunPython(let_owners_change_blog_settings, migrations.RunPython.noop)]
