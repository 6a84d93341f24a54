"""Editors and owners make replies public, hide and delete them."""

from django.db import migrations

ACTIONS = ("change", "delete")


def let_editors_look_after_replies(apps, schema_editor):
    permissions = [_permission(apps, action) for action in ACTIONS]
    for group in apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Owners"]):
        group.permissions.add(*permissions)


def _permission(apps, action):
    # Django makes permissions after all migrations have run: this one may not be there yet.
    content_type = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="blog", model="reply")[
        0
    ]
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_reply", defaults={"name": f"Can {action} reply"}
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_owners_change_picture_settings"),
        ("blog", "0007_replies"),
    ]
    operations = [migrations.RunPython(let_editors_look_after_replies, migrations.RunPython.noop)]
