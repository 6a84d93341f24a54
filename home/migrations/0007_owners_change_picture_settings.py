"""Owners may change what the site asks of its pictures."""

from django.db import migrations


def let_owners_change_picture_settings(apps, schema_editor):
    # Django makes permissions after all migrations have run: this one may not be there yet.
    content_type = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="images", model="picturesettings"
    )[0]
    permission = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="change_picturesettings", defaults={"name": "Can change picture settings"}
    )[0]
    for owners in apps.get_model("auth", "Group").objects.filter(name="Owners"):
        owners.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0006_names_of_sites"),
        ("images", "0003_addresses_of_makers"),
    ]
    operations = [migrations.RunPython(let_owners_change_picture_settings, migrations.RunPython.noop)]
