"""What happens when a post is published: its renditions are made before a reader waits for them."""

from django.db import transaction
from wagtail.models import Page
from wagtail.signals import page_published, post_page_move

from blog.models import BlogPage
from blog.tasks import make_renditions


def make_renditions_of_post(sender: type[BlogPage], instance: BlogPage, **kwargs) -> None:
    transaction.on_commit(lambda: make_renditions.enqueue(instance.pk))


def follow_to_another_blog(sender: type[BlogPage], instance: Page, **kwargs) -> None:
    """A move changes the tree in the database alone; Wagtail hands over the plain page that was moved."""
    BlogPage.objects.filter(pk=instance.pk).update(blog=instance.specific.blog_above())


def register() -> None:
    post_page_move.connect(follow_to_another_blog, sender=BlogPage)
    page_published.connect(make_renditions_of_post, sender=BlogPage)
