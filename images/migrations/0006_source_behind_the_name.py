import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("images", "0005_makers_told_apart")]
    operations = [
        migrations.AlterField(
            model_name="customimage",
            name="credit_url",
            field=models.URLField(
                blank=True,
                help_text="The page of the picture or of its maker. The word “source” behind the name will link to it.",
                max_length=500,
                validators=[
                    django.core.validators.URLValidator(
                        message="Give a full web address that begins with https:// or http://",
                        schemes=["http", "https"],
                    )
                ],
                verbose_name="where it is from",
            ),
        ),
    ]
