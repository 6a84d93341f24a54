from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0002_blog_settings")]
    operations = [
        migrations.AddField(
            model_name="blogpage",
            name="question_closed",
            field=models.BooleanField(
                default=False,
                help_text="Takes it off the lists of open questions. Readers still see it at the end of the post.",
                verbose_name="the question is closed",
            ),
        ),
        migrations.AddIndex(
            model_name="blogpage",
            index=models.Index(
                condition=models.Q(("question__gt", ""), ("question_closed", False)),
                fields=["blog", "-date"],
                name="blog_open_questions",
            ),
        ),
    ]
