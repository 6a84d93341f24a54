from search.models.index import LONGEST_WORD, STRETCH, IndexEntry, Word, first_key
from search.models.log import LoggedSearch
from search.models.settings import Language, SearchSettings
from search.models.synonyms import Synonyms

__all__ = [
    "LONGEST_WORD",
    "STRETCH",
    "IndexEntry",
    "Language",
    "LoggedSearch",
    "SearchSettings",
    "Synonyms",
    "Word",
    "first_key",
]
