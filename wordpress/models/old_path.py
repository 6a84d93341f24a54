from django.db import models

from wordpress.models.item import ImportedItem


class OldPath(models.Model):
    """Where an item was found besides ``ImportedItem.path``: before it was renamed, in another category; of a file."""

    item = models.ForeignKey(ImportedItem, on_delete=models.CASCADE, related_name="old_paths")
    # As ``ImportedItem.path`` and its digest.
    path = models.TextField()
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "digest"], name="wordpress_one_old_path_of_an_item")]

    # What is written down here is no use of a page, picture or topic.
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.path
