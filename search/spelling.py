"""Words that a mistyped one may have been meant to be, from the archive's own vocabulary."""

from rapidfuzz.distance import OSA

from search.backends.engine import Engine
from search.letters import plain

SHORTEST = 4  # of three letters too many others are one letter away


def closest(word: str, engine: Engine, most: int) -> list[str]:
    """Up to ``most``, the nearest first: one slip away, or two in a word of eight letters or more.

    A slip is a letter that is wrong, missing or too many, or two that changed places. Whoever tells readers of a word
    asks first whether they can read it anywhere: it may be one of a draft, and so may all that are nearer.
    """
    typed = plain(word)
    if len(typed) < SHORTEST or not typed.isalpha():
        return []
    slips = 1 if len(typed) < 8 else 2
    found = ((OSA.distance(typed, text, score_cutoff=slips), text) for text in engine.near(typed))
    return [text for distance, text in sorted(found) if 0 < distance <= slips][:most]
