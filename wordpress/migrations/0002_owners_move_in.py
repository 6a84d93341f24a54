"""Owners may move a blog in."""

from django.db import migrations


def let_owners_move_in(apps, schema_editor):
    permission = _permission(apps)
    for owners in apps.get_model("auth", "Group").objects.filter(name="Owners"):
        owners.permissions.add(permission)


def _permission(apps):
    # Django makes permissions after all migrations have run: this one may not be there yet.
    content_types = apps.get_model("contenttypes", "ContentType").objects
    content_type, _is_new = content_types.get_or_create(app_label="wordpress", model="importrun")
    permission, _is_new = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="add_importrun", defaults={"name": "Can add import run"}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0008_editors_look_after_replies"),
        ("wordpress", "0001_moving_in"),
    ]
    operations = [migrations.RunPython(let_owners_move_in, migrations.RunPython.noop)]
