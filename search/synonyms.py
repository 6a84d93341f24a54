"""Words that editors said mean the same."""

from collections import defaultdict
from collections.abc import Sequence

from blog.kept import keep
from search.letters import clean, plain, words_in
from search.models import Synonyms


def synonyms_in(words: Sequence[str]) -> dict[str, list[str]]:
    """What else to look for instead of each of ``words`` that has synonyms, alone or with those beside it.

    As editors wrote it: words, or several words that belong together. Of words that could be taken together in
    several ways, the most are.
    """
    known = keep("synonyms", _all)
    longest = max(map(len, known), default=0)
    alike = [plain(word) for word in words]
    found: dict[str, list[str]] = {}
    start = 0
    while start < len(words):
        stops = range(min(len(words), start + longest), start, -1)
        stop = next((stop for stop in stops if tuple(alike[start:stop]) in known), start + 1)
        if others := known.get(tuple(alike[start:stop])):
            found |= {word: [*found.get(word, []), *others] for word in words[start:stop]}
        start = stop
    return found


def _all() -> dict[tuple[str, ...], list[str]]:
    """By the words as readers type them, one by one."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in Synonyms.objects.all():
        for words in row.each:
            found[tuple(words_in(plain(clean(words))))] += [other for other in row.each if other != words]
    return dict(found)
