"""Readers find the post they half remember: 108 queries over a written archive of twenty years.

The set was written before the search. Every third query was set aside: nothing was changed with an eye on it.
"""

from search.models import Synonyms
from tests.golden.making import make_archive
from tests.golden.reading import looked_at, set_aside, synonyms
from tests.searching import ask


def test_readers_find_what_they_half_remember(blog):
    make_archive(blog)
    Synonyms.objects.bulk_create(Synonyms(words=", ".join(words)) for words in synonyms())
    for part in (looked_at(), set_aside()):
        places = [place_of(query) for query in part]
        first = sum(place == 1 for place in places) / len(part)
        near_the_top = sum(place <= 3 for place in places) / len(part)
        assert (first >= 0.8, near_the_top >= 0.95) == (True, True), (first, near_the_top)


def place_of(query):
    """1 is the top; a post that is not on the first page counts as the hundredth."""
    found = [hit.post.slug for hit in ask(query.words).hits]
    return found.index(query.finds) + 1 if query.finds in found else 100
