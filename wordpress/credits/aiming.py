"""Which picture a line is about."""

from collections.abc import Callable, Sequence

from wordpress.credits.leads import SURE
from wordpress.credits.lines import CreditLine
from wordpress.credits.places import Unit, Use

ORDER = {"1": 0, "2": 1, "3": 2, "last": -1, "top": 0, "bottom": -1}
BESIDE_ANOTHER = ("top", "bottom")


class Aim:
    """At pictures of one post, of which ``is_bare`` says whether they have no credit yet.

    ``lines`` are those among the units that say who made a picture. ``lead`` is the picture above the post where it
    isn't in its text too.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        lines: dict[int, CreditLine],
        lead: Use | None,
        lead_key: int,
        is_bare: Callable[[Use], bool],
    ) -> None:
        self.units = units
        self.lines = lines
        self.lead = lead
        self.lead_key = lead_key
        self.is_bare = is_bare
        self.shown = [use for unit in units if isinstance(unit, list) for use in unit]
        self.all = [*([lead] if lead else []), *self.shown]

    def at(self, number: int) -> tuple[list[Use], bool]:
        """The pictures that the line at ``number`` is about, and whether that is certain; none where nothing is near.

        Uncertain ones are a guess for somebody to judge.
        """
        line = self.lines[number]
        near = self._near(number)
        if line.place == "every":
            return [use for use in self.all if self.is_bare(use)] or self.all, True
        if line.place == "lead" and (leads := [use for use in self.all if use.key and use.key == self.lead_key]):
            return leads[:1], True
        if line.place in ORDER and not (line.place in BESIDE_ANOTHER and len(near) == 1):
            return self._in_order(number, near, ORDER[line.place])
        if near:
            return self._among(near, line)
        if number >= self._beginning_of_the_end():
            uses, is_certain = self._at_the_end(number, line)
            return uses, is_certain and line.place != "lead" and line.confidence > SURE
        return (self._nearest(number), False) if line.is_sure else ([], False)

    def _in_order(self, number: int, near: list[Use], position: int) -> tuple[list[Use], bool]:
        group = near if len(near) > 1 else self.shown
        there = len(group) > max(position, 0)
        return ([group[position]], True) if there else (self._nearest(number), False)

    def _near(self, number: int) -> list[Use]:
        """Directly before or after; of both, the one that still needs a credit, else the one before.

        The lead picture is before the first line where no other picture is beside that.
        """
        start, before = self._next(number, -1)
        _end, after = self._next(number, 1)
        if before and after and any(map(self.is_bare, after)) and not any(map(self.is_bare, before)):
            return after
        return before or after or ([self.lead] if self.lead and start < 0 else [])

    def _next(self, number: int, step: int) -> tuple[int, list[Use]]:
        """What isn't a credit, and the pictures there."""
        while (number := number + step) in self.lines:
            pass
        unit = self.units[number] if 0 <= number < len(self.units) else None
        return number, unit if isinstance(unit, list) else []

    def _among(self, near: list[Use], line: CreditLine) -> tuple[list[Use], bool]:
        bare = [use for use in near if self.is_bare(use)]
        if len(near) == 1 or line.is_plural:
            return near, True
        return (bare, True) if len(bare) == 1 else (bare[:1] or near[:1], False)

    def _beginning_of_the_end(self) -> int:
        """From there on, nothing but credits and pictures follows."""
        number = len(self.units)
        while number and (number - 1 in self.lines or isinstance(self.units[number - 1], list)):
            number -= 1
        return number

    def _at_the_end(self, number: int, line: CreditLine) -> tuple[list[Use], bool]:
        bare = [use for use in self.all if self.is_bare(use)]
        for group in (self.all, bare):
            if len({use.key or id(use) for use in group}) == 1:
                return group[:1], True
        if self.lead and self.lead in bare and not line.is_plural:
            return [self.lead], True
        return (bare if line.is_plural else self._nearest(number)), False

    def _nearest(self, number: int) -> list[Use]:
        """The last before it that needs a credit, else the first that does."""
        before = [use for unit in self.units[:number] if isinstance(unit, list) for use in unit]
        bare = [use for use in self.all if self.is_bare(use)]
        return [use for use in before if self.is_bare(use)][-1:] or bare[:1]
