"""Which pictures somebody may mend, in which order, and which posts show them.

Wagtail's record of references knows keys as text and has no row for a picture that nobody uses. Asked for each
picture, it takes SQLite seconds to order 10,000 of them; asked once for all, it takes a twentieth of one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count
from wagtail.models import Page

from blog.admin.posts import AnyUser
from blog.models import BlogPage
from blog.picture_desk.needs import Asked, Need, in_need_of, lacking, narrowed
from blog.picture_uses import pages_with, uses_in_published_posts
from images.models import CustomImage, CustomImageQuerySet
from images.permissions import changeable_by

NAMED_POSTS = 3


@dataclass
class UsedIn:
    """The published posts that show a picture: the newest of them, and how many more there are."""

    posts: list[Page] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True)
class Progress:
    """How many of the pictures in published posts need no credit any more."""

    credited: int
    pictures: int

    @property
    def percent(self) -> int:
        """100 only when nothing is left."""
        return 100 * self.credited // self.pictures if self.pictures else 100


class Library:
    """The pictures that one person may change, as the desk counts and orders them."""

    def __init__(self, user: AnyUser) -> None:
        self.pictures = changeable_by(user)

    @cached_property
    def uses(self) -> dict[int, int]:
        """In how many published posts each picture is: also those of other people."""
        counted = uses_in_published_posts().values_list("to_object_id").annotate(Count("object_id", distinct=True))
        return {int(key): posts for key, posts in counted}

    def worst_first(self, asked: Asked) -> list[int]:
        """The keys of the pictures asked for: those in most published posts, then the newest."""
        keys = _keys(narrowed(self.pictures, asked).order_by("-created_at", "-pk"))
        if asked.published:
            keys = [key for key in keys if key in self.uses]
        return sorted(keys, key=lambda key: -self.uses.get(key, 0))

    def to_go(self, asked: Asked) -> int:
        """How many of the pictures asked for lack something."""
        keys = _keys(lacking(narrowed(self.pictures, asked)))
        return len(self.uses.keys() & set(keys)) if asked.published else len(keys)

    def uncredited(self) -> list[int]:
        """The keys of those that need a credit, worst first."""
        return self.worst_first(Asked(show=Need.CREDIT))

    @cached_property
    def progress(self) -> Progress:
        shown = self.uses.keys() & set(_keys(self.pictures))
        needing = shown & set(_keys(in_need_of(Need.CREDIT, self.pictures)))
        return Progress(len(shown) - len(needing), len(shown))


def in_order(keys: Iterable[int], pictures: CustomImageQuerySet) -> list[CustomImage]:
    found = pictures.in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def posts_with(pictures: Collection[int], most: int | None = NAMED_POSTS) -> dict[int, UsedIn]:
    """Where each of these pictures is shown to readers, in three queries; of the ``most`` newest posts, or of all.

    Those behind a password are counted, not named: who mends a picture need not know it.
    """
    posts: dict[int, set[int]] = defaultdict(set)
    uses = uses_in_published_posts().filter(to_object_id__in=[str(picture) for picture in pictures])
    for picture, post in uses.values_list("to_object_id", "object_id"):
        posts[int(picture)].add(int(post))
    newest_first = BlogPage.objects.filter(pk__in=pages_with(uses)).listed().values_list("pk", flat=True)
    place = {key: number for number, key in enumerate(newest_first)}
    newest = {picture: sorted(keys & place.keys(), key=place.__getitem__)[:most] for picture, keys in posts.items()}
    named = Page.objects.in_bulk({key for keys in newest.values() for key in keys})
    return {
        picture: UsedIn([named[key] for key in keys], len(posts[picture]) - len(keys))
        for picture, keys in newest.items()
    }


def _keys(pictures: CustomImageQuerySet) -> list[int]:
    return list(pictures.values_list("pk", flat=True))
