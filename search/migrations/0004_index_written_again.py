from django.db import migrations

from search.backends import engine


def create(apps, schema_editor):
    """What the first version wrote into the index called every word with an i a name, and was read slowly.

    It is empty afterwards: the start of the site, or ``manage.py update_index``, fills it.
    """
    engine().create()


class Migration(migrations.Migration):
    dependencies = [("search", "0003_editors_look_after_searches")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
