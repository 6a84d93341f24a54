from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("images", "0003_addresses_of_makers")]
    operations = [
        migrations.AddField(
            model_name="customrendition",
            name="signature",
            # The version before, which still answers while this runs, knows nothing of it.
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=16),
        ),
        migrations.AddIndex(
            model_name="customrendition",
            index=models.Index(
                condition=models.Q(("signature", "")), fields=["image"], name="images_unsigned_renditions"
            ),
        ),
    ]
