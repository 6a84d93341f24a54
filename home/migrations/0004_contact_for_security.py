"""Where somebody who finds a hole in the site can tell its owner."""

import home.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="sitesettings",
            name="security_contact",
            field=models.CharField(
                blank=True,
                help_text="Where somebody who finds a hole in the site can tell you: an email address or an https:// address. It is public, in security.txt. Empty: the email address of the author of the home page, if there is one.",
                max_length=300,
                validators=[home.validators.validate_security_contact],
                verbose_name="contact for security",
            ),
        ),
    ]
