from django.db import migrations, models

import blog.models.post


class Migration(migrations.Migration):
    dependencies = [("blog", "0004_imported_posts")]
    operations = [
        migrations.AddField(
            model_name="blogpage",
            name="dated_when_published",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="blogpage",
            name="date",
            field=models.DateField(
                default=blog.models.post.today,
                help_text="Fill it in for an old post.",
                verbose_name="date on the post",
            ),
        ),
    ]
