"""A page of the desk's list: each picture with what it lacks, where it is shown, and the form to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from blog.admin.posts import AnyUser
from blog.picture_desk.forms import MendingForm
from blog.picture_desk.needs import Need, needs_of, words_on_ending
from blog.picture_desk.queries import UsedIn, posts_with
from blog.picture_desk.thumbnails import Thumbnail, thumbnail_of
from images.models import CustomImage

FIELDS = {Need.CREDIT: "credit", Need.LICENCE: "licence", Need.ALT: "description"}


@dataclass
class Row:
    picture: CustomImage
    form: MendingForm
    used: UsedIn

    @property
    def needs(self) -> list[Need]:
        return needs_of(self.picture)

    @property
    def wanted(self) -> set[str]:
        """The names of the fields that can put this right."""
        return {FIELDS[need] for need in self.needs}

    @property
    def ending(self) -> str | Promise:
        return words_on_ending(self.picture)

    @property
    def thumbnail(self) -> Thumbnail:
        return thumbnail_of(self.picture)


def rows_for(pictures: Sequence[CustomImage], user: AnyUser) -> list[Row]:
    """In the same number of queries however many pictures there are."""
    used = posts_with([picture.pk for picture in pictures])
    return [
        Row(picture, MendingForm(instance=picture, user=user), used.get(picture.pk, UsedIn())) for picture in pictures
    ]


def row_with(form: MendingForm, stored: CustomImage) -> Row:
    """What an editor typed, with what stands in the database beside it."""
    return Row(stored, form, posts_with([stored.pk]).get(stored.pk, UsedIn()))
