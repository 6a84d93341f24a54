from search.models.index import IndexEntry, Word
from search.models.log import LoggedSearch
from search.models.settings import SearchSettings
from search.models.synonyms import Synonyms

__all__ = ["IndexEntry", "LoggedSearch", "SearchSettings", "Synonyms", "Word"]
