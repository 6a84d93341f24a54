"""What changes where an old blog's addresses lead."""

from django.db.models.signals import post_delete, post_save

from blog.kept import forget
from wordpress.models import ImportedBlog


def register() -> None:
    for signal in (post_save, post_delete):
        signal.connect(forget, sender=ImportedBlog)
