"""The editors' side of the search: *Searches*, *Pinned posts*, *Synonyms*."""
