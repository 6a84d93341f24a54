"""Makers of pictures that were there before have an address too."""

from django.db import migrations

from images.credits import maker_slug


def give_makers_addresses(apps, schema_editor):
    images = apps.get_model("images", "CustomImage").objects
    for credit in images.exclude(credit="").order_by().values_list("credit", flat=True).distinct():
        images.filter(credit=credit).update(credit_slug=maker_slug(credit))


class Migration(migrations.Migration):
    dependencies = [("images", "0002_pictures_end_and_settings")]
    operations = [migrations.RunPython(give_makers_addresses, migrations.RunPython.noop)]
