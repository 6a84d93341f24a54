from django.db import migrations

from search.backends import engine


def create(apps, schema_editor):
    """The tables, columns and triggers that only one kind of database has; ``manage.py update_index`` fills them."""
    engine().create()


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
