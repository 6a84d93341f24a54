"""What an editor can do about a search: each way as a link that carries its words along."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from blog.admin.posts import AnyUser, may_write
from search.pins import all_pins, pins_for

MOST_CHARACTERS = 200


@dataclass
class Way:
    label: str | Promise
    address: str


def may_pin(user: AnyUser) -> bool:
    return user.has_perm("wagtailsearchpromotions.add_searchpromotion")


def may_keep_synonyms(user: AnyUser) -> bool:
    return user.has_perm("search.add_synonyms")


class Ways:
    """Of one person, who is asked once what they may do."""

    def __init__(self, user: AnyUser) -> None:
        self.may_pin, self.may_keep_synonyms, self.may_write = may_pin(user), may_keep_synonyms(user), may_write(user)
        self.pins = all_pins() if self.may_pin else {}

    def on(self, words: str) -> list[Way]:
        ways = []
        if self.may_pin:
            ways.append(self._to_pin(words))
        if self.may_keep_synonyms:
            ways.append(Way(_("Add a synonym"), _with(words, "words", reverse("synonyms:add"))))
        if self.may_write:
            ways.append(Way(_("Write this post"), _with(words, "title", reverse("posts_modeladmin_create"))))
        return ways

    def _to_pin(self, words: str) -> Way:
        if pins := pins_for(words, self.pins):
            return Way(_("Change its pins"), reverse("wagtailsearchpromotions:edit", args=[pins.query]))
        return Way(_("Pin a post"), _with(words, "words", reverse("wagtailsearchpromotions:add")))


def _with(words: str, name: str, address: str) -> str:
    return f"{address}?{urlencode({name: words})}"


def words_of(given: str) -> str:
    """What such an address carries."""
    return " ".join(given[:MOST_CHARACTERS].split())
