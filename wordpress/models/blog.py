from django.db import models

from blog.models import BlogIndexPage


class ImportedBlog(models.Model):
    """A blog that moved in: where it stood, and where its posts stand now."""

    # "example.org/blog": without scheme, "www." and slash at the end.
    address = models.CharField(max_length=255, unique=True)
    title = models.CharField(max_length=255, blank=True)
    # Other names of the same place: of its pictures, say. As in ``address``.
    other_addresses = models.JSONField(default=list, blank=True)
    # As WordPress writes it: "/%year%/%monthnum%/%postname%/"; "" where posts had no address but ?p=1.
    permalinks = models.CharField(max_length=255, blank=True)
    blog = models.ForeignKey(BlogIndexPage, null=True, on_delete=models.SET_NULL, related_name="+")

    # What is written down here is no use of a page, picture or topic.
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.title or self.address
