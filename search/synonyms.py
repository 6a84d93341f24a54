"""Words that editors said mean the same."""

from collections import defaultdict

from blog.kept import keep
from search.letters import plain
from search.models import Synonyms


def synonyms_of(word: str) -> list[str]:
    """What else to look for, as editors wrote it: words, or several words that belong together."""
    return keep("synonyms", _all).get(plain(word), [])


def _all() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in Synonyms.objects.all():
        for word in row.each:
            found[plain(word)] += [other for other in row.each if other != word]
    return dict(found)
