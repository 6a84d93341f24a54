"""A post is indexed once more after its publishing, when its tags and topics are written too.

Wagtail indexes a page when its own row is saved, which is before its child rows are
(https://github.com/wagtail/django-modelsearch): without this, a post is found by its tags
only from its second publishing on.

The background worker does it, which is the only one that writes to the index: two processes that index
the same new post at the same moment fail each other.
"""

from django.db import transaction
from wagtail.search.tasks import insert_or_update_object_task
from wagtail.signals import page_published

from blog.models import BlogPage


def index_whole_post(sender: type[BlogPage], instance: BlogPage, **kwargs) -> None:
    post = (instance._meta.app_label, instance._meta.model_name, str(instance.pk))
    transaction.on_commit(lambda: insert_or_update_object_task.enqueue(*post))


def register() -> None:
    page_published.connect(index_whole_post, sender=BlogPage)
