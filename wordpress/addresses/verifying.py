"""Whether the old addresses answer as they should."""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _

from wordpress.addresses.asking import Answer, Ask
from wordpress.addresses.expecting import Check, Wanted

LED_ON = (301, 302, 303, 307, 308)
PAGES_REMEMBERED = 64  # the many addresses of a post lead to one page
WORDS_TOLD = 5


@dataclass
class Verified:
    """``done`` counts by what was found: "led", "here", "nothing", "wrong". ``faults`` are sentences."""

    done: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Verifier:
    """Asks, and compares with what was expected. ``root`` is the address of the site, without a slash at its end."""

    def __init__(self, root: str, ask: Ask) -> None:
        self.root = root
        self.ask = ask
        self.there = lru_cache(PAGES_REMEMBERED)(ask)
        self.verified = Verified()

    def verify(self, check: Check) -> None:
        try:
            found, fault = self._found(check)
        except OSError as error:
            found, fault = "wrong", _("nobody answers: %(error)s") % {"error": error}
        self.verified.done["wrong" if fault else found] += 1
        if fault:
            self.verified.faults.append(f"{check.of}, {check.address}: {fault}")

    def _found(self, check: Check) -> tuple[str, str]:
        first = self.ask(f"{self.root}{check.address}")
        if check.wanted is Wanted.NOTHING:
            return "nothing", self._fault_of_nothing(check, first)
        if first.status not in LED_ON:
            return "here", self._fault_here(check, first)
        if first.status != 301:
            return "led", _("is led on for the time being only (%(status)s).") % {"status": first.status}
        return "led", self._fault_there(check, first.location, self.there(first.location))

    def _fault_here(self, check: Check, answer: Answer) -> str:
        if answer.status != 200:
            return _("answers %(status)s.") % {"status": answer.status}
        if check.wanted is Wanted.LED:
            return _("shows the page that lives here, and should lead on.")
        if missing := _missing(check, answer):
            return _("another page lives here now: the words %(words)s are not on it.") % {"words": missing}
        return ""

    def _fault_there(self, check: Check, location: str, answer: Answer) -> str:
        if answer.status in LED_ON:
            return _("leads on more than once: to %(first)s, then to %(then)s.") % {
                "first": location,
                "then": answer.location,
            }
        if answer.status != 200:
            return _("leads to %(there)s, which answers %(status)s.") % {"there": location, "status": answer.status}
        if missing := _missing(check, answer):
            return _("leads to %(there)s, where the words %(words)s are missing.") % {
                "there": location,
                "words": missing,
            }
        return ""

    def _fault_of_nothing(self, check: Check, answer: Answer) -> str:
        if answer.status == 301 and answer.location == f"{self.root}{check.address}/":
            answer = self.ask(answer.location)
        if answer.status in LED_ON:
            return _("leads to %(there)s, though readers may not see it.") % {"there": answer.location}
        if answer.status == 200 and "?" not in check.address and check.words and check.words <= answer.words:
            return _("shows what readers may not see.")
        return "" if answer.status in (200, 404) else _("answers %(status)s.") % {"status": answer.status}


def _missing(check: Check, answer: Answer) -> str:
    """Words are looked for where there are any: not in a picture."""
    missing = sorted(check.words - answer.words) if answer.words else []
    return ", ".join(f"“{word}”" for word in missing[:WORDS_TOLD])
