from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand

from blog.models import Author, BlogPage
from blog.post_pictures import by_picture, uses_in, uses_of_author, uses_of_post
from home.models import StandardPage
from images.tasks import make_in_background


class Command(BaseCommand):
    help = "Has the background worker make what is missing of all pictures that are in use: after a loss of media/."

    def handle(self, *args: Any, **options: Any) -> None:
        posts = (uses_of_post(post) for post in BlogPage.objects.live().iterator())
        pages = (uses_in(page.body) for page in StandardPage.objects.live().iterator())
        authors = (uses_of_author(author) for author in Author.objects.filter(live=True))
        places = by_picture(chain.from_iterable(chain(posts, pages, authors)))
        make_in_background(places)
        self.stdout.write(f"{len(places)} pictures are looked through in the background.")
