"""What happens when something is published, moved or renamed, and what pictures ask of the blog."""

from django.db.models.signals import pre_save
from wagtail.models import Page
from wagtail.signals import page_published, post_page_move, published

from blog.kept import forget
from blog.models import Author, BlogPage, Topic
from blog.picture_uses import uses_in_published_posts
from blog.post_pictures import by_picture, uses_of_author, uses_of_post
from blog.renaming import lead_on, lead_on_to_maker
from images.models import CustomImage
from images.signals import count_posts
from images.tasks import make_in_background


def make_renditions_of_post(sender: type[BlogPage], instance: BlogPage, **kwargs) -> None:
    make_in_background(by_picture(uses_of_post(instance)))


def make_renditions_of_author(sender: type[Author], instance: Author, **kwargs) -> None:
    make_in_background(by_picture(uses_of_author(instance)))


def follow_to_another_blog(sender: type[BlogPage], instance: Page, **kwargs) -> None:
    """A move changes the tree in the database alone; Wagtail hands over the plain page that was moved."""
    BlogPage.objects.filter(pk=instance.pk).update(blog=instance.specific.blog_above())
    forget()


def posts_that_show(sender: type[CustomImage], image: CustomImage, **kwargs) -> int:
    uses = uses_in_published_posts().filter(to_object_id=str(image.pk))
    return uses.values("object_id").distinct().count()


def register() -> None:
    post_page_move.connect(follow_to_another_blog, sender=BlogPage)
    page_published.connect(make_renditions_of_post, sender=BlogPage)
    published.connect(make_renditions_of_author, sender=Author)
    for named in (Author, Topic):
        pre_save.connect(lead_on, sender=named)
    pre_save.connect(lead_on_to_maker, sender=CustomImage)
    count_posts.connect(posts_that_show, sender=CustomImage)
