"""Editors see what readers look for, pin posts and keep synonyms; owners change the settings of the search too."""

from django.db import migrations

EDITORS = [
    ("search", "loggedsearch", ["view"]),
    ("search", "synonyms", ["add", "change", "delete"]),
    ("wagtailsearchpromotions", "searchpromotion", ["add", "change", "delete"]),
]
OWNERS = [*EDITORS, ("search", "searchsettings", ["change"])]


def let_editors_look_after_searches(apps, schema_editor):
    for name, allowed in (("Editors", EDITORS), ("Owners", OWNERS)):
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.add(*_permissions(apps, allowed))


def _permissions(apps, allowed):
    # Django makes permissions after all migrations have run: these may not be there yet.
    for app_label, model, actions in allowed:
        content_type = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label=app_label, model=model
        )[0]
        for action in actions:
            yield apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {model}"},
            )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_full_text"),
        ("home", "0003_groups"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
    ]
    operations = [migrations.RunPython(let_editors_look_after_searches, migrations.RunPython.noop)]
