from django.db import models
from taggit.models import Tag

from blog.models import Author, Topic
from wordpress.models.blog import ImportedBlog


class ImportedTerm(models.Model):
    """What a category or tag of the old blog has become: exactly one of ``topic`` and ``tag``, or neither any more."""

    blog = models.ForeignKey(ImportedBlog, on_delete=models.CASCADE, related_name="terms")
    taxonomy = models.CharField(max_length=40)
    slug = models.CharField(max_length=255)
    wp_id = models.BigIntegerField(default=0)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.SET_NULL, related_name="+")
    tag = models.ForeignKey(Tag, null=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey("wordpress.ImportRun", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blog", "taxonomy", "slug"], name="wordpress_one_term_of_a_slug")
        ]

    # What is written down here is no use of a page, picture or topic.
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.taxonomy}: {self.slug}"


class ImportedPerson(models.Model):
    """Who a login of the old blog is here."""

    blog = models.ForeignKey(ImportedBlog, on_delete=models.CASCADE, related_name="people")
    login = models.CharField(max_length=255)  # in small letters
    wp_id = models.BigIntegerField(default=0)
    author = models.ForeignKey(Author, null=True, on_delete=models.SET_NULL, related_name="+")
    made_by = models.ForeignKey("wordpress.ImportRun", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blog", "login"], name="wordpress_one_person_of_a_login")]

    # What is written down here is no use of a page, picture or topic.
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.login
