import blog.models.fields
import django.core.validators
import django.db.models.deletion
import modelcluster.contrib.taggit
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0005_dated_when_published"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        migrations.AlterField(
            model_name="author",
            name="bio",
            field=wagtail.fields.RichTextField(
                blank=True, help_text="Shown above the list of the author’s posts.", verbose_name="in more words"
            ),
        ),
        migrations.AlterField(
            model_name="author",
            name="slug",
            field=models.SlugField(
                allow_unicode=True,
                blank=True,
                error_messages={"unique": "This address is taken. Choose a different last part."},
                help_text="Made from the name when left empty. When you change it later, the old address leads to the new one.",
                max_length=100,
                unique=True,
                verbose_name="last part of the address",
            ),
        ),
        migrations.AlterField(
            model_name="blogindexpage",
            name="sidebar",
            field=blog.models.fields.BlockStreamField(
                blank=True,
                help_text="Shown below the authors, beside the lists of this blog and beside its posts that have no other.",
                verbose_name="sidebar",
            ),
        ),
        migrations.AlterField(
            model_name="blogpage",
            name="question",
            field=models.CharField(
                blank=True,
                help_text="Readers see it large, at the end, and in the list of open questions until it is closed. They answer by the first author’s best way to be reached. Leave empty if there is none.",
                max_length=160,
                verbose_name="a question to end on",
            ),
        ),
        migrations.AlterField(
            model_name="blogpage",
            name="question_closed",
            field=models.BooleanField(
                default=False,
                help_text="Readers still see it, and that it is closed; it leaves the list of open questions.",
                verbose_name="the question is closed",
            ),
        ),
        migrations.AlterField(
            model_name="blogpage",
            name="sidebar",
            field=blog.models.fields.BlockStreamField(
                blank=True,
                help_text="Only where this post needs another sidebar than its blog. The blog’s own is in the form of the blog.",
                verbose_name="sidebar",
            ),
        ),
        migrations.AlterField(
            model_name="blogpage",
            name="tags",
            field=modelcluster.contrib.taggit.ClusterTaggableManager(
                blank=True,
                help_text="As many as you like. Press Enter after each.",
                through="blog.BlogPageTag",
                to="taggit.Tag",
                verbose_name="tags",
            ),
        ),
        migrations.AlterField(
            model_name="blogpage",
            name="tell_readers_updated",
            field=models.BooleanField(
                default=False,
                help_text="Adds “Updated” and the day of the last publishing to the post, once a day has passed since the first.",
                verbose_name="tell readers it was updated",
            ),
        ),
        migrations.AlterField(
            model_name="blogpage",
            name="topics",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True,
                help_text="Up to 5. Of several, the one that comes first in the alphabet stands above the title.",
                related_name="posts",
                to="blog.topic",
                verbose_name="topics",
            ),
        ),
        migrations.AlterField(
            model_name="blogsettings",
            name="age_note_years",
            field=models.PositiveSmallIntegerField(
                default=5,
                help_text="Posts older than this say so at their top. 0: never.",
                validators=[django.core.validators.MaxValueValidator(100, "Give a number of years up to 100.")],
                verbose_name="years until a post says its age",
            ),
        ),
        migrations.AlterField(
            model_name="topic",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                help_text="A wider topic that this one belongs to, if there is one.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="children",
                to="blog.topic",
                verbose_name="part of",
            ),
        ),
        migrations.AlterField(
            model_name="topic",
            name="slug",
            field=models.SlugField(
                allow_unicode=True,
                blank=True,
                error_messages={"unique": "This address is taken. Choose a different last part."},
                help_text="Made from the name when left empty. When you change it later, the old address leads to the new one.",
                max_length=100,
                unique=True,
                verbose_name="last part of the address",
            ),
        ),
    ]
