"""Work that no reader and no editor should wait for."""

import logging

from django_tasks import task

from blog.models import BlogPage
from blog.post_pictures import pictures_of
from images.sizes import specs_of

logger = logging.getLogger(__name__)
OF_A_LEAD_PICTURE = ("wide", "lead", "thumbnail")
OF_THE_BODY = ("normal", "wide", "small", "gallery")


@task()
def make_renditions(post_id: int) -> None:
    """Make what readers will ask for of a post's pictures; those that exist are left alone."""
    post = BlogPage.objects.filter(pk=post_id).first()
    if post is None:
        return
    for picture in pictures_of(post):
        places = OF_A_LEAD_PICTURE if picture == post.lead_picture else OF_THE_BODY
        try:
            picture.get_renditions(*specs_of(*places))
        except OSError:
            logger.warning("Picture %s (“%s”) can't be read; readers see its description.", picture.pk, picture.title)
